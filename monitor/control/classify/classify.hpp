// Popek and Goldberg's classification (1974), by experiment on the machine that is to be judged: a hole in it is shown by a witness.
// - Control-sensitive: some execution that does not trap changes Z.
// - Behaviour-sensitive: two states with equal U differ in one field of Z, neither traps, and the programs end differently.
// - User-sensitive: either of these, in ring 3.
// - Privileged: it runs in ring 0, and traps in rings 1 to 3, of which none has been granted anything.
// Theorem 1: a monitor by trap-and-emulate is possible where all sensitive instructions are privileged. Theorem 3: a hybrid one, which
// interprets the guest's kernel, where all user-sensitive ones are.
// Not here: the states (world.hpp), the words (subjects.hpp), text (report.hpp). No label of the tables is read.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "isa/machine/machine_config.hpp"
#include "monitor/control/classify/subjects.hpp"
#include "monitor/control/classify/world.hpp"

namespace anel::control::classify {

enum class Class : std::uint8_t {
    kInnocuous,      ///< neither sensitive nor privileged
    kPrivileged,     ///< whether sensitive or not
    kSensitive,      ///< a hole: sensitive, not privileged; not in ring 3
    kUserSensitive,  ///< a hole in ring 3, too
};
/// `innocuous`, `privileged`, `sensitive`, `user-sensitive`
std::string_view name_of(Class c);

/// What made an instruction sensitive: enough to try it again.
struct Sensitivity {
    std::uint32_t word = 0;
    Ring ring = Ring::k0;
    bool control = false;            ///< Z changes, from the state that the variation (if any) makes; else the programs end differently
    std::string field;               ///< of Z, a variation's name or "ring"; empty: the usual state
    Ring other_ring = Ring::k0;      ///< where the field is the ring
};

/// An execution outside ring 0 that does not trap.
struct Silence {
    std::uint32_t word = 0;
    Ring ring = Ring::k3;
};

struct Finding {
    Subject subject;
    bool control_sensitive = false;
    bool behaviour_sensitive = false;
    bool user_sensitive = false;
    bool runs_in_ring_0 = false;
    std::optional<Silence> silence;          ///< nothing granted
    std::optional<Sensitivity> sensitivity;  ///< the first one found; in ring 3 where there is one
    bool sensitive() const { return control_sensitive || behaviour_sensitive; }
    bool privileged() const { return runs_in_ring_0 && !silence; }
    bool hole() const { return sensitive() && !privileged(); }
    Class classified() const;
};

struct Verdict {
    std::string machine;
    std::vector<Finding> findings;  ///< in the order of the tables
    std::uint64_t executions = 0;
    bool theorem1() const;
    bool theorem3() const;
};

Verdict classify(const machine::MachineConfig& config);

/// One instruction's, in a world of its own.
Finding classify(World& world, const Subject& subject, std::uint64_t& executions);

}  // namespace anel::control::classify
