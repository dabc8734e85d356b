// What a window asks of a session, as values: each is done by the simulation's thread, in the order in which they were sent; but questions (Ask) wait
// until no command does.
// Not here: who does it (simulation.hpp), what comes back (frame.hpp), questions about the machine (query.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gui/session/configuration.hpp"
#include "gui/session/crossing_filter.hpp"
#include "gui/session/query.hpp"
#include "isa/base/types.hpp"
#include "isa/cpu/event.hpp"

namespace anel::session {

/// A new machine, at reset and paused. Where it cannot be made the old one stays, and the frame says why.
struct Load { Configuration configuration; };
/// The same machine from reset, paused. Breakpoints stay.
struct Reset {};
/// On to the next breakpoint, the end, or a Pause.
struct Run {};
/// Where it has gone to wait behind a journey in time (StepBack, GoTo, PreviousCrossing, what is typed in the past), it gives that up: the machine stays
/// where it was. So do Load and Reset.
struct Pause {};
/// Instructions, traps or interrupts.
struct Step { std::uint64_t count = 1; };
/// One instruction, with all that is done about it where it traps: to where its ring goes on.
struct StepOverTrap {};
struct StepBack {};
/// To the first moment at or behind that cycle, back or forward. Breakpoints do not count.
struct GoTo { Cycles cycle = 0; };
/// Crossings of one kind: from the same ring to the same ring, for the same cause.
struct Alike {
    cpu::EventKind kind = cpu::EventKind::kTrap;
    std::uint32_t cause = 0;
    Ring from = Ring::k0;
    Ring to = Ring::k0;
    static Alike of(const cpu::Event& event) { return {event.kind, event.cause, event.from, event.to}; }
    bool operator==(const Alike&) const = default;
};
/// Behind the next trap, exit or injection; with `any`, ring crossing; with `like`, one of that kind, past all others also in slow motion.
struct NextCrossing { bool any = false; std::optional<Alike> like = std::nullopt; };
/// Behind the last one before now.
struct PreviousCrossing { bool any = false; std::optional<Alike> like = std::nullopt; };
/// To where all that is done about the last trap is over: behind the return from its handler's ring. Where that has been, nothing happens.
struct EndOfStory {};
/// In front of the instruction there, or to a breakpoint before it.
struct RunTo { std::uint32_t address = 0; };
/// Behind the `count`th crossing from here that is wanted, or to the end. At full speed; neither breakpoints nor slow motion count.
struct RunToCrossing { CrossingFilter wanted; std::uint64_t count = 1; };
/// Instructions in a second of the host's; 0: as many as it can.
struct SetSpeed { double instructions_per_second = 0; };
/// At the console, now. In the past it begins a new future.
struct Type { std::string text; };
struct EndInput {};
/// All of them, in the place of those before: virtual addresses, in whatever space.
struct SetBreakpoints { std::vector<std::uint32_t> addresses; };
/// Slow motion: from now on a run stops behind every ring crossing, or no longer does.
struct StopAtCrossings { bool on = false; };
/// Every frame from now on brings what this view shows, under this number, in the place of what had the number before.
struct Show { ViewId id = 0; View view; };
struct Hide { ViewId id = 0; };
/// Answered once, in a later frame, under this number; with NoAnswer where there is another machine by then. Commands do not wait for it.
struct Ask { QueryId id = 0; Query query; };

using Command = std::variant<Load, Reset, Run, Pause, Step, StepOverTrap, StepBack, GoTo, NextCrossing, PreviousCrossing, EndOfStory, RunTo, RunToCrossing, SetSpeed, Type, EndInput,
                             SetBreakpoints, StopAtCrossings, Show, Hide, Ask>;

}  // namespace anel::session
