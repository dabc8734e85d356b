// What a running session runs to, beside breakpoints and the end: asked behind each piece of a run, or behind each crossing or step.
// Not here: running (simulation.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "isa/debug/motion.hpp"

namespace anel::session {

struct ToTheEnd {};
struct ToCycle { Cycles cycle = 0; };
struct ToCrossing { bool any = false; };  ///< see NextCrossing
struct Steps { std::uint64_t left = 1; };
/// Behind all that a trap of the instruction at `pc` leads to.
struct OverTrap {
    std::uint32_t pc = 0;
    debug::Context context;
    bool inside = false;  ///< the trap has been taken
};
using Goal = std::variant<ToTheEnd, ToCycle, ToCrossing, Steps, OverTrap>;

inline bool is_trap(cpu::EventKind kind) { return kind == cpu::EventKind::kTrap || kind == cpu::EventKind::kExit || kind == cpu::EventKind::kInject; }

}  // namespace anel::session
