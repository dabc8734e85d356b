// What a running session runs to, beside breakpoints and the end: asked behind each piece of a run, or behind each crossing or step.
// Not here: running (simulation.hpp).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "gui/session/command.hpp"
#include "gui/session/crossing_filter.hpp"
#include "isa/debug/motion.hpp"

namespace anel::session {

struct ToTheEnd {};
struct ToCycle { Cycles cycle = 0; };
struct ToCrossing { bool any = false; std::optional<Alike> like = std::nullopt; };  ///< see NextCrossing
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
struct ToAddress { std::uint32_t address = 0; };

inline bool is_trap(cpu::EventKind kind) { return kind == cpu::EventKind::kTrap || kind == cpu::EventKind::kExit || kind == cpu::EventKind::kInject; }

inline bool is_wanted(const cpu::Event& event, bool any, const std::optional<Alike>& like) {
    return like ? Alike::of(event) == *like : any || is_trap(event.kind);
}

/// To where the handler of a trap has been left, and all handlers that were entered from it.
struct ToStoryEnd {
    std::vector<Ring> handlers;  ///< entered and not yet left, the innermost last; none: it is over

    bool is_over() const { return handlers.empty(); }
    void go_on(const cpu::Event& event) {
        if (is_over() || !is_crossing(event.kind)) return;
        if (is_trap(event.kind)) return handlers.push_back(event.to);
        if (event.kind == cpu::EventKind::kVmon || event.kind == cpu::EventKind::kVmoff) {
            handlers.back() = event.to;
            return;
        }
        const auto left = std::find(handlers.rbegin(), handlers.rend(), event.from);
        if (left == handlers.rend()) return;
        handlers.erase(std::prev(left.base()), handlers.end());
        while (!handlers.empty() && handlers.back() < event.to) handlers.pop_back();
    }
};
using Goal = std::variant<ToTheEnd, ToCycle, ToCrossing, ToWanted, Steps, OverTrap, ToStoryEnd, ToAddress>;

/// At full speed, past breakpoints and whatever else stops a run that a person watches.
inline bool goes_straight(const Goal& goal) { return std::holds_alternative<ToCycle>(goal) || std::holds_alternative<ToWanted>(goal); }

}  // namespace anel::session
