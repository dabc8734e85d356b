// Moving in a run until something is reached: breakpoints, watchpoints, crossings, cycles, or the end.
// Not here: what commands move to (commands_forward.cpp, commands_back.cpp).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "isa/cpu/state.hpp"
#include "isa/debug/session.hpp"

namespace anel::debug {

constexpr Cycles kNoEnd = ~Cycles{0};

/// What one moves to. Breakpoints and watchpoints stop on the way.
struct Goal {
    Cycles until = kNoEnd;
    std::optional<std::uint32_t> address{};  ///< asks `reached` in front of an instruction there
    bool crossings = false;                ///< asks `reached` behind every ring crossing
    std::function<bool(const cpu::Event*)> reached{};  ///< null: in front of `address`
    bool breakpoints = true;               ///< false: neither these nor watchpoints count
};

struct Arrival {
    bool reached = false;
    std::string why;  ///< one line of what stopped it, with its end; of a reached goal what there is to say, or nothing
};

Arrival move_forward(Session& session, const Goal& goal);

/// What tells one activation of a piece of code from another.
struct Context {
    Ring ring;
    bool guest;
    std::uint32_t root;
    static Context of(const cpu::CpuState& state) { return {state.ring, state.in_guest(), state.root_now()}; }
    bool operator==(const Context&) const = default;
};

/// One instruction, trap, interrupt or wait. `why` says of a crossing what it was, of a watchpoint how it changed, and why it cannot go on.
struct Step {
    bool moved = false;
    bool stops = false;  ///< nobody would go on here without a word: a watchpoint, the end
    std::optional<cpu::Event> crossing;
    std::string why;
};
Step step_forward(Session& session);

/// Why the machine does not go on by itself, as a line; nothing where it does.
std::string why_it_stands(Session& session, cpu::Stop stop);

/// Of a watchpoint that has changed by the last step, which is made again for this: who changed it, from what to what.
std::string change_text(Session& session, const Change& change, const std::vector<cpu::Event>& events);

bool interrupted(const Session& session);

}  // namespace anel::debug
