// What travels through the pipeline: one instruction, and all that the stages have found out about it so far. A latch holds one.
// And what an onlooker sees of it: which instruction stands in which stage.
// Not here: what the stages do (pipeline.cpp).
#pragma once

#include <cstdint>

#include "isa/base/types.hpp"
#include "isa/cpu/decode.hpp"
#include "isa/spec/causes.hpp"

namespace anel::cpu::reference {

/// What WB does with an instruction. All but the first empty the pipeline and begin a ring crossing.
enum class Ending : std::uint8_t {
    kCommits,
    kTraps,
    kExits,    ///< a guest's instruction that is its monitor's business
    kReturns,  ///< tret
    kEnters,   ///< vmenter
    kTurnsOn,  ///< vmon
    kTurnsOff, ///< vmoff
};

/// What an exit tells the monitor, in the order of the control block.
struct ExitWords {
    std::uint32_t reason = 0;
    std::uint32_t qualification = 0;
    std::uint32_t guest_physical = 0;
    std::uint32_t instruction = 0;
    std::uint32_t guest_virtual = 0;
};

struct InFlight {
    bool valid = false;  ///< false: a bubble
    // From IF.
    std::uint32_t pc = 0;
    std::uint32_t word = 0;
    bool fetch_failed = false;  ///< there is no word; `ending` says what comes of it
    // From ID.
    DecodedOp op;
    bool interlocked = false;      ///< has begun to wait for the load ahead of it
    bool predicted_taken = false;  ///< branches
    std::uint32_t ticks_left = 0;  ///< to wait in ID, and then in EX
    // From EX.
    bool begun = false;
    bool is_load = false;
    std::uint32_t a = 0;           ///< operands, forwarded where need be
    std::uint32_t b = 0;
    std::uint32_t result = 0;      ///< for rd; of loads, CSR and system instructions only known in MEM
    std::uint32_t next_pc = 0;
    bool taken = false;            ///< branches
    std::uint32_t bubble = 0;      ///< cycles that the next instruction will have lost because of this one
    // From MEM.
    bool acted = false;
    Cycles stall = 0;          ///< ticks that it still needs there
    bool refetches = false;    ///< later instructions must be fetched again
    Ending ending = Ending::kCommits;
    spec::TrapCause cause{};   ///< of a trap
    std::uint32_t value = 0;
    ExitWords exit;

    void trap(spec::TrapCause why, std::uint32_t its_value) { ending = Ending::kTraps, cause = why, value = its_value; }
    void leave_guest(const ExitWords& why) { ending = Ending::kExits, exit = why; }
};

/// Who stands in a stage, for pictures.
struct Occupant {
    bool present = false;
    std::uint32_t pc = 0;
    std::uint32_t word = 0;  ///< not yet known in IF
    bool operator==(const Occupant&) const = default;
};

/// The cycle that cycle() names. IF shows what is being fetched, also while it waits for memory; WB what has just committed or trapped.
struct Occupancy {
    Occupant fetch;
    Occupant decode;
    Occupant execute;
    Occupant memory;
    Occupant write_back;
    bool operator==(const Occupancy&) const = default;
};

}  // namespace anel::cpu::reference
