// What a running session runs to, beside breakpoints and the end: asked behind each piece of a run, or behind each crossing or step.
// Not here: running (simulation.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "gui/session/crossing_filter.hpp"
#include "isa/debug/motion.hpp"

namespace anel::session {

struct ToTheEnd {};
struct ToCycle { Cycles cycle = 0; };
struct ToCrossing { bool any = false; };  ///< see NextCrossing
/// See RunToCrossing.
struct ToWanted {
    CrossingFilter wanted;
    std::uint64_t left = 1;
    std::optional<std::uint32_t> page;
};
struct Steps { std::uint64_t left = 1; };
/// Behind all that a trap of the instruction at `pc` leads to.
struct OverTrap {
    std::uint32_t pc = 0;
    debug::Context context;
    bool inside = false;  ///< the trap has been taken
};
using Goal = std::variant<ToTheEnd, ToCycle, ToCrossing, ToWanted, Steps, OverTrap>;

/// At full speed, past breakpoints and whatever else stops a run that a person watches.
inline bool goes_straight(const Goal& goal) { return std::holds_alternative<ToCycle>(goal) || std::holds_alternative<ToWanted>(goal); }

inline bool is_trap(cpu::EventKind kind) { return kind == cpu::EventKind::kTrap || kind == cpu::EventKind::kExit || kind == cpu::EventKind::kInject; }

}  // namespace anel::session
