// With watchpoints one goes step by step and looks at their bytes; without, at full speed, with the CPU looking out for breakpoints.
#include "isa/debug/gdb/travel.hpp"

#include <algorithm>

#include "isa/base/invariant.hpp"

namespace anel::gdb {

using cpu::Stop;
using machine::Moment;
using Why = Arrival::Why;

namespace {

/// The first window backward, how much longer the next one is, and the longest.
constexpr Cycles kFirstWindow = 1U << 16;
constexpr Cycles kWindowGrowth = 4;
constexpr Cycles kLongestWindow = Cycles{1} << 26;

/// Why a machine that came to this does not go on.
std::optional<Arrival> ending(Stop stop) {
    switch (stop) {
        case Stop::kPoweredOff: return Arrival{Why::kPoweredOff};
        case Stop::kTripleFault: return Arrival{Why::kTripleFault};
        case Stop::kIdle: return Arrival{Why::kIdle};
        case Stop::kCycleReached:
        case Stop::kCrossed:
        case Stop::kBreakpoint: break;
    }
    return std::nullopt;
}

}  // namespace

void Travel::start(Way way, std::uint32_t first, std::uint32_t end) {
    way_ = way;
    first_ = first;
    end_ = end;
    window_ = {history_.now(), {}, history_.now(), kFirstWindow, false, std::nullopt, {}};
    points_.look(machine().memory());
    // Only while somebody travels: whoever looks at the machine in between wants to go past them.
    machine().cpu().set_breakpoints(points_.breakpoints());
}

Arrival Travel::arrive(Arrival arrival) {
    way_.reset();
    machine().cpu().set_breakpoints({});
    machine().cpu().events().clear();
    return arrival;
}

std::optional<Arrival> Travel::go_on(Cycles portion) {
    if (!way_) return std::nullopt;
    std::optional<Arrival> arrival;
    switch (*way_) {
        case Way::kStep:
            arrival = one_step();
            if (!arrival) arrival = Arrival{Why::kStepped};
            break;
        case Way::kRange: arrival = in_range(portion); break;
        case Way::kOn: arrival = forward(portion); break;
        case Way::kStepBack: arrival = step_back(); break;
        case Way::kBack: arrival = backward(portion); break;
    }
    if (arrival) return arrive(*arrival);
    return std::nullopt;
}

Arrival Travel::interrupt() {
    if (way_ == Way::kBack) history_.seek(window_.limit);
    return arrive({Why::kInterrupted});
}

/// A machine that waits is not in front of an instruction: it is an interrupt that comes next, in all likelihood.
std::optional<Arrival> Travel::at_breakpoint() const {
    const cpu::CpuState& state = history_.machine().cpu().state();
    const auto kind = state.waiting ? std::nullopt : points_.breakpoint_at(state.pc);
    return kind ? std::optional(Arrival{Why::kBreakpoint, *kind}) : std::nullopt;
}

/// `access`: what the step between the two moments was about to do. It has done so only if it did not trap instead.
std::optional<Arrival> Travel::watch_hit(const std::optional<Access>& access, const Moment& before, const Moment& behind) {
    const bool done = behind.instructions > before.instructions;
    const Points::Watch* const watch = points_.hit(machine().memory(), done ? access : std::nullopt);
    return watch != nullptr ? std::optional(Arrival{Why::kWatchpoint, {}, watch->kind, watch->address}) : std::nullopt;
}

std::optional<Arrival> Travel::one_step() {
    const auto access = points_.watching_accesses() ? next_access(machine()) : std::nullopt;
    const Moment before = history_.now();
    const Stop stop = history_.step();
    if (points_.watching())
        if (auto watched = watch_hit(access, before, history_.now())) return watched;
    if (auto end = ending(stop)) return end;
    return at_breakpoint();
}

std::optional<Arrival> Travel::forward(Cycles portion) {
    const Cycles until = history_.now().cycle + portion;
    if (points_.watching()) {
        while (history_.now().cycle < until)
            if (auto arrival = one_step()) return arrival;
        return std::nullopt;
    }
    const Moment before = history_.now();
    const Stop stop = history_.run(until);
    if (auto end = ending(stop)) return end;
    if (stop == Stop::kBreakpoint) return at_breakpoint();
    if (history_.now() == before || !points_.breakpoint_at(machine().cpu().state().pc)) return std::nullopt;
    // The next portion would begin with this very instruction, and not stop at it.
    return machine().cpu().state().waiting ? one_step() : at_breakpoint();
}

std::optional<Arrival> Travel::in_range(Cycles portion) {
    const Cycles until = history_.now().cycle + portion;
    while (history_.now().cycle < until) {
        if (auto arrival = one_step()) return arrival;
        const std::uint32_t pc = machine().cpu().state().pc;
        if (pc < first_ || pc >= end_) return Arrival{Why::kStepped};
    }
    return std::nullopt;
}

// Back.

Arrival Travel::step_back() {
    const Moment here = history_.now();
    if (!history_.step_back()) return {Why::kBeginning};
    if (!points_.watching()) return {Why::kStepped};
    const auto access = points_.watching_accesses() ? next_access(machine()) : std::nullopt;
    return watch_hit(access, history_.now(), here).value_or(Arrival{Why::kStepped});
}

std::optional<Arrival> Travel::backward(Cycles portion) {
    if (!window_.open) {
        if (window_.limit == Moment{}) return Arrival{Why::kBeginning};
        open_window();
        return std::nullopt;
    }
    const Moment before = history_.now();
    search_window(portion);
    // A window always comes to its limit, for the run came there once.
    invariant(before >= window_.limit || history_.now() > before, "a search backward makes way");
    if (history_.now() < window_.limit) return std::nullopt;
    return close_window();
}

void Travel::open_window() {
    const Cycles end = window_.limit.cycle;
    history_.seek(end > window_.length ? end - window_.length : 0);
    window_.first = history_.now();
    points_.look(machine().memory());
    window_.found.reset();
    window_.open = true;
    // There may be nothing in so short a time but one long step.
    if (window_.first >= window_.limit) return;
    if (const auto here = at_breakpoint()) {
        window_.found = here;
        window_.found_at = window_.first;
    }
}

/// Notes what it comes by; the last one counts. The window's limit itself belongs to the window behind it.
void Travel::search_window(Cycles portion) {
    const Moment limit = window_.limit;
    const Cycles until = std::min(limit.cycle, history_.now().cycle + portion);
    const bool watching = points_.watching();
    while (history_.now() < limit) {
        const Moment before = history_.now();
        // In the limit's own cycle there may be crossings that take no time.
        if (watching || before.cycle >= limit.cycle) {
            search_step();
        } else {
            history_.run(until);
            if (history_.now() > before && history_.now() < limit)
                if (const auto here = at_breakpoint()) {
                    window_.found = here;
                    window_.found_at = history_.now();
                }
            // As in forward(): the next portion must not begin in front of an instruction that it would not stop at.
            if (machine().cpu().state().waiting && points_.breakpoint_at(machine().cpu().state().pc)) search_step();
        }
        if (history_.now() == before || (history_.now().cycle >= until && until < limit.cycle)) return;
    }
}

void Travel::search_step() {
    const Moment before = history_.now();
    const auto arrival = one_step();
    if (!arrival || (arrival->why != Why::kWatchpoint && arrival->why != Why::kBreakpoint)) return;
    const bool watched = arrival->why == Why::kWatchpoint;
    if (!watched && history_.now() >= window_.limit) return;
    window_.found = arrival;
    window_.found_at = watched ? before : history_.now();
}

std::optional<Arrival> Travel::close_window() {
    if (window_.found) {
        history_.seek(window_.found_at);
        return window_.found;
    }
    if (window_.first == Moment{}) {
        history_.seek(Moment{});
        return Arrival{Why::kBeginning};
    }
    window_.limit = std::min(window_.limit, window_.first);
    window_.length = std::min(window_.length * kWindowGrowth, kLongestWindow);
    window_.open = false;
    return std::nullopt;
}

}  // namespace anel::gdb
