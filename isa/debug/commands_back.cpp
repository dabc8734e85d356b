// Commands that go back, or anywhere.
#include <fmt/format.h>

#include "isa/debug/causes.hpp"
#include "isa/debug/commands.hpp"
#include "isa/debug/expression.hpp"
#include "isa/debug/motion.hpp"

namespace anel::debug {

using machine::Moment;

namespace {

constexpr std::uint64_t kMostStepsBack = 100'000;
constexpr std::uint64_t kMostEvents = 1000;

Reply arrived(Session& session, const std::string& why) { return {true, why + session.here()}; }

/// The crossing that the last step before this moment made.
std::optional<cpu::Event> crossing_that_led_here(Session& session) {
    const Moment here = session.history.now();
    if (!session.history.step_back()) return std::nullopt;
    const Step step = step_forward(session);
    session.history.seek(here);
    return step.crossing;
}

/// The CPU stops there while it lives.
class Breakpoints {
public:
    explicit Breakpoints(Session& session) : cpu_(session.cpu()) {
        std::vector<std::uint32_t> addresses;
        for (const Breakpoint& one : session.breakpoints) addresses.push_back(one.address);
        cpu_.set_breakpoints(std::move(addresses));
    }
    ~Breakpoints() { cpu_.set_breakpoints({}); }
    Breakpoints(const Breakpoints&) = delete;
    Breakpoints& operator=(const Breakpoints&) = delete;

private:
    cpu::Cpu& cpu_;
};

/// To the last moment behind a change of a watchpoint, or in front of a breakpoint. By step, from windows that grow.
bool back_to_watched(Session& session) {
    std::optional<Moment> last;
    const Moment here = session.history.now();
    return session.history.back_to([&](const machine::Machine& machine) {
        const Moment now = Moment::of(machine.cpu());
        // A new window begins: what was there before is not known.
        if (!last || now <= *last) session.watchpoints.look(machine.memory());
        last = now;
        const bool changed = session.watchpoints.changed(machine.memory()).has_value();
        return now < here && (changed || session.breakpoint_here() != nullptr);
    });
}

}  // namespace

Reply do_back(Session& session, const Arguments& arguments) {
    std::uint64_t count = 1;
    if (!arguments.words.empty()) {
        const auto asked = whole_number(arguments.words[0], 1, kMostStepsBack, "number of steps back");
        if (!asked) return failed(asked.error());
        count = *asked;
    }
    for (std::uint64_t i = 0; i < count; ++i) {
        if (interrupted(session)) return arrived(session, "stopped by hand\n");
        if (session.history.step_back()) continue;
        if (i == 0) return failed("this is the beginning; there is nothing before it");
        return arrived(session, "the beginning\n");
    }
    return arrived(session, "");
}

Reply do_back_continue(Session& session, const Arguments&) {
    if (session.breakpoints.empty() && session.watchpoints.empty()) return failed("there is neither breakpoint nor watchpoint to go back to; set one with `break` or `watch`");
    const Moment here = session.history.now();
    if (!session.watchpoints.empty()) {
        if (back_to_watched(session)) {
            std::string why;
            if (const Breakpoint* const breakpoint = session.breakpoint_here()) why = fmt::format("breakpoint {}: {}\n", breakpoint->number, breakpoint->name);
            const Moment found = session.history.now();
            if (session.history.step_back()) {
                if (const Step step = step_forward(session); step.stops && why.empty()) why = step.why;
                session.history.seek(found);
            }
            return arrived(session, why);
        }
    } else {
        const Breakpoints breakpoints(session);
        while (session.history.back_to_breakpoint())
            if (const Breakpoint* const breakpoint = session.breakpoint_here()) return arrived(session, fmt::format("breakpoint {}: {}\n", breakpoint->number, breakpoint->name));
        session.history.seek(here);
    }
    return failed("none of the breakpoints and watchpoints was come by before this moment");
}

Reply do_back_trap(Session& session, const Arguments& arguments) {
    const auto wanted = traps_of(arguments.rest);
    if (!wanted) return failed(wanted.error());
    if (!session.history.back_to_crossing(*wanted)) return failed("there was no such trap before this moment");
    const auto event = crossing_that_led_here(session);
    return arrived(session, event ? session.trap_text(*event) : "");
}

Reply do_goto(Session& session, const Arguments& arguments) {
    const auto cycle = whole_number(arguments.words[0], 0, kNoEnd >> 1, "cycle");
    if (!cycle) return failed(cycle.error());
    const Cycles end = session.history.end().cycle;
    session.history.seek(std::min(*cycle, end));
    if (*cycle <= end) return arrived(session, "");
    return arrived(session, move_forward(session, {.until = *cycle, .breakpoints = false}).why);
}

Reply do_events(Session& session, const Arguments& arguments) {
    std::uint64_t count = 10;
    if (!arguments.words.empty()) {
        const auto asked = whole_number(arguments.words[0], 1, kMostEvents, "number of events");
        if (!asked) return failed(asked.error());
        count = *asked;
    }
    const Cycles now = session.cycle();
    std::vector<cpu::Event> events;
    for (Cycles window = Cycles{1} << 13;; window *= 8) {
        const Cycles from = now > window ? now - window : 0;
        events = session.history.events(from, now, static_cast<std::size_t>(-1));
        if (events.size() >= count || from == 0) break;
    }
    if (events.empty()) return {true, "nothing has happened yet\n"};
    std::string text;
    for (std::size_t i = events.size() - std::min<std::size_t>(events.size(), count); i < events.size(); ++i) text += session.event_text(events[i]) + "\n";
    return {true, text};
}

Reply do_why(Session& session, const Arguments&) {
    const auto wanted = traps_of({});
    const Moment here = session.history.now();
    auto event = crossing_that_led_here(session);
    if (!event || !(*wanted)(*event)) {
        if (!session.history.back_to_crossing(*wanted)) return failed("no trap has been taken before this moment");
        event = crossing_that_led_here(session);
    }
    const std::string text = event ? session.trap_text(*event) : std::string();
    session.history.seek(here);
    return {true, text};
}

}  // namespace anel::debug
