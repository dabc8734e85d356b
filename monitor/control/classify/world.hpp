// The states in which instructions are tried, after Popek and Goldberg (1974): U is what a program works with, its general registers, pc and
// virtual memory; Z is the rest of what matters, who may do what, where memory lies, what devices do. Time and marks are in neither.
// Not here: what is concluded from what happens (classify.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "isa/cpu/snapshot.hpp"
#include "isa/devices/devices.hpp"
#include "isa/machine/machine_config.hpp"

namespace anel::control::classify {

/// Z. The processor's part of it has its U (x, pc) and its marks cleared.
struct Resources {
    cpu::CpuState cpu;
    devices::DevicesSnapshot devices;
    std::vector<cpu::TlbEntry> tlb;  ///< translations that are there
    bool operator==(const Resources&) const = default;
};

/// Pages of virtual memory that a program sees; where they lie is Z's.
inline constexpr std::size_t kPages = 3;

struct Program {
    std::array<std::uint32_t, 32> x{};
    std::uint32_t pc = 0;
    std::vector<std::uint8_t> memory;  ///< kPages pages
    bool operator==(const Program&) const = default;
};

/// A way to make another state that differs in one field of Z.
struct Variation {
    std::string field;
    std::function<void(Resources&)> change;
    bool grants = false;         ///< it gives outer rings what they do not have by themselves
    Ring outermost = Ring::k3;   ///< it means nothing to rings outside this one
};

struct Outcome {
    bool trapped = false;  ///< then the rest is empty
    Program program;      ///< U′
    Resources resources;  ///< Z′; translations that have come are not in it, those that went are missing
};

class World {
public:
    /// Tries instructions on the machine's processor: its policy, with overrides. Without time.
    explicit World(const machine::MachineConfig& config);
    World(const World&) = delete;
    World& operator=(const World&) = delete;
    ~World();

    /// Z in which ring r runs, with nothing granted, no interrupt to take, and paging on.
    Resources usual(Ring ring) const;
    /// One for every field of Z but the ring.
    const std::vector<Variation>& variations() const { return variations_; }
    /// U, the same for all. `word` is the instruction at its pc.
    Program program(std::uint32_t word) const;
    /// Executes one instruction.
    Outcome execute(const Program& program, const Resources& resources);

private:
    struct Machine;
    std::unique_ptr<Machine> machine_;
    Program usual_program_;
    bool locked_;
    std::vector<Variation> variations_;
};

/// Where a bank's register lies, by its kind: those of a bank come first, in this order.
inline constexpr std::uint32_t cpu::Bank::*kBankRegisters[] = {&cpu::Bank::vector,  &cpu::Bank::epc,      &cpu::Bank::cause, &cpu::Bank::value,  &cpu::Bank::status,
                                                               &cpu::Bank::scratch, &cpu::Bank::delegate, &cpu::Bank::imask, &cpu::Bank::pending};

/// Names of the fields of Z in which two states differ, with both values: "status0: 0x00000002, 0x00000003".
std::vector<std::string> differences(const Resources& a, const Resources& b);
/// Of U, likewise: "a0: 0x00000000, 0x00000001".
std::vector<std::string> differences(const Program& a, const Program& b);

}  // namespace anel::control::classify
