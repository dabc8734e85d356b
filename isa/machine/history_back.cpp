// Journeys in a history. Whoever goes back begins at the snapshot before the moment that he looks for; what he looks for by a property is looked for
// in windows that grow, the latest first.
// Not here: going forward, snapshots (history.cpp).
#include "isa/machine/history.hpp"

#include <algorithm>
#include <limits>

#include "isa/base/invariant.hpp"

namespace anel::machine {

using cpu::Stop;

namespace {

using cpu::kNever;

/// A step back begins so far before. Hardly an instruction takes longer.
constexpr Cycles kStepWindow = 1U << 12;
/// The first window of a search, and by how much the next one is longer.
constexpr Cycles kSearchWindow = 1U << 16;
constexpr Cycles kWindowGrowth = 16;
/// A way is far that is so long; a snapshot on it is kept so long before its end, which is in front of the first window of a search from there.
constexpr Cycles kFar = 1U << 20;
constexpr Cycles kClose = 2 * kSearchWindow;
/// Between two readings of the events, and how many of these there may be: where crossings take no time, some may share a cycle.
constexpr Cycles kWatchedPiece = 1U << 16;
constexpr std::size_t kWatchedEvents = 4 * kWatchedPiece;

/// The last one that a cycle can have.
constexpr Moment last_in(Cycles cycle) { return {cycle, std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::uint64_t>::max()}; }

class WithoutBreakpoints {
public:
    explicit WithoutBreakpoints(cpu::Cpu& cpu) : cpu_(cpu), breakpoints_(cpu.breakpoints()) { cpu_.set_breakpoints({}); }
    WithoutBreakpoints(const WithoutBreakpoints&) = delete;
    WithoutBreakpoints& operator=(const WithoutBreakpoints&) = delete;
    ~WithoutBreakpoints() { cpu_.set_breakpoints(breakpoints_); }

private:
    cpu::Cpu& cpu_;
    std::vector<std::uint32_t> breakpoints_;
};

}  // namespace

void History::return_to(const Kept& kept) {
    restore(kept);
    machine_.cpu().events().clear();
}

/// The way becomes so much longer than what has been gone of it.
void History::plan(Cycles further) {
    if (journey_) journey_->of = std::max(journey_->of, journey_->done + further);
}

void History::went(Cycles further) {
    if (!journey_ || journey_->given_up) return;
    journey_->done += further;
    journey_->unseen += further;
    if (journey_->unseen < kBetweenLooks) return;
    journey_->unseen = 0;
    journey_->of = std::max(journey_->of, journey_->done);
    journey_->given_up = !journey_->on_way(journey_->done, journey_->of);
}

template <class Go>
bool History::travel(const OnWay& on_way, Go go) {
    if (!on_way) {
        const bool there = go();
        machine_.cpu().events().clear();
        return there;
    }
    const Kept before = here();
    journey_.emplace(Journey{.on_way = on_way});
    const bool there = go();
    const bool given_up = journey_->given_up;
    journey_.reset();
    if (given_up) return_to(before);
    machine_.cpu().events().clear();
    return there && !given_up;
}

/// To a place not behind `limit` from which one may go on to it: a snapshot, or where it stands already.
void History::start_not_behind(const Moment& limit) {
    const Kept& kept = last_not_behind(limit);
    if (now() > limit || now() < kept.moment) restore(kept);
}

/// Most of the way to a cycle from where it stands, where that is far. Who goes to a place has more to do there as a rule, so a snapshot is kept.
void History::come_close_to(Cycles cycle, const Moment& limit) {
    plan(cycle > now().cycle ? cycle - now().cycle : 0);
    if (cycle < kClose || now().cycle >= cycle - kClose || cycle - now().cycle < kFar) return;
    forward(Way::kRun, cycle - kClose, limit);
    if (!given_up() && now() > last_kept(now()).moment) keep_this_moment();
}

/// Which the run has come to.
void History::go_to(const Moment& moment) {
    const WithoutBreakpoints quietly(machine_.cpu());
    start_not_behind(moment);
    come_close_to(moment.cycle, moment);
    forward(Way::kRun, kNever, moment);
    invariant(given_up() || now() == moment, "a moment that was reached once is reached again");
}

/// To the first moment at or behind `cycle`, which the run has come to. Several moments may share the cycle, so it begins before all of them.
void History::go_to_cycle(Cycles cycle) {
    const WithoutBreakpoints quietly(machine_.cpu());
    start_not_behind(cycle == 0 ? first_kept().moment : last_in(cycle - 1));
    come_close_to(cycle, end_);
    forward(Way::kRun, cycle, end_);
}

/// The same, but not into the middle of a wait, whose cycles are no moments of their own.
void History::go_to_step_at(Cycles cycle, const Moment& limit) {
    go_to_cycle(cycle);
    if (cycle != 0 && machine_.cpu().state().waiting) forward(Way::kStep, kNever, limit);
}

bool History::seek(Cycles cycle, const OnWay& on_way) {
    return travel(on_way, [&] {
        go_to_cycle(std::min(cycle, end_.cycle));
        return true;
    });
}

bool History::seek(const Moment& moment, const OnWay& on_way) {
    invariant(moment <= end_, "one goes to moments that the run has come to");
    // It may be one of this history's own.
    const Moment there = moment;
    return travel(on_way, [&] {
        go_to(there);
        return true;
    });
}

/// To a moment shortly before `here`, which is not the first one.
void History::go_near(const Moment& here) {
    if (near_ && near_->moment < here && here.cycle - near_->moment.cycle <= 2 * kStepWindow) return restore(*near_);
    for (Cycles window = kStepWindow;; window *= kWindowGrowth) {
        const Cycles start = here.cycle > window ? here.cycle - window : 0;
        go_to_step_at(start, here);
        if (given_up()) return;
        if (start == 0 || now() < here) break;
    }
    near_ = keep(&last_not_behind(now()).snapshot);
}

bool History::step_back(const OnWay& on_way) {
    const Moment here = now();
    if (here == first_kept().moment) return false;
    return travel(on_way, [&] {
        go_near(here);
        Moment last = now();
        for (Moment at = last; at < here; at = now()) {
            last = at;
            forward(Way::kStep, kNever, here);
            if (given_up()) return false;
            invariant(now() > at, "what was stepped over once is stepped over again");
        }
        go_to(last);
        return true;
    });
}

/// `accept` says of the moment just reached, and of how, whether it is wanted. Window by window, the latest first.
template <class Accept>
bool History::search_back(Way way, Accept accept) {
    const Moment here = now();
    Moment limit = here;
    // At the worst it is looked for in all of it.
    plan(here.cycle);
    for (Cycles window = kSearchWindow;; window *= kWindowGrowth) {
        const Cycles start = here.cycle > window ? here.cycle - window : 0;
        go_to_step_at(start, limit);
        if (given_up()) return false;
        const Moment first = now();
        std::optional<Moment> found;
        if (way == Way::kStep && first < here && accept(Stop::kCycleReached)) found = first;
        // A breakpoint at the border counts in the window that it begins; a crossing, in the one that it ends.
        bool goes_on = true;
        while (now() < limit) {
            const Moment before = now();
            machine_.cpu().events().clear();
            const Stop stop = forward(way, before.cycle + kWatchedPiece, limit, goes_on);
            if (given_up()) return false;
            if (now() < here && accept(stop)) found = now();
            if (now() == before && !(goes_on && stop == Stop::kBreakpoint)) break;
            goes_on = stop == Stop::kCycleReached;
        }
        if (found || start == 0) {
            go_to(found.value_or(here));
            return found.has_value();
        }
        limit = std::min(limit, first);
    }
}

bool History::back_to_crossing(const std::function<bool(const cpu::Event&)>& wanted, const OnWay& on_way) {
    const WithoutBreakpoints quietly(machine_.cpu());
    const std::size_t capacity = machine_.cpu().events().capacity();
    machine_.cpu().watch(kWatchedEvents);
    const bool found = travel(on_way, [&] {
        return search_back(Way::kToCrossing, [&](Stop stop) {
            if (stop != Stop::kCrossed) return false;
            const std::vector<cpu::Event>& events = machine_.cpu().events().events();
            return std::ranges::any_of(events, [&](const cpu::Event& event) { return is_crossing(event.kind) && (!wanted || wanted(event)); });
        });
    });
    machine_.cpu().watch(capacity);
    return found;
}

bool History::back_to_breakpoint() {
    return travel({}, [&] { return search_back(Way::kRun, [](Stop stop) { return stop == Stop::kBreakpoint; }); });
}

bool History::back_to(const std::function<bool(const Machine&)>& wanted) {
    return travel({}, [&] { return search_back(Way::kStep, [&](Stop) { return wanted(machine_); }); });
}

std::vector<cpu::Event> History::events(Cycles from, Cycles to, std::size_t most, const OnWay& on_way) {
    const WithoutBreakpoints quietly(machine_.cpu());
    const Kept before = here();
    const std::size_t capacity = machine_.cpu().events().capacity();
    if (on_way) journey_.emplace(Journey{.on_way = on_way});
    go_to_cycle(std::min(from, end_.cycle));
    for (Cycles window = kStepWindow; now().cycle > from && !given_up(); window *= kWindowGrowth) go_to_cycle(from > window ? from - window : 0);
    std::vector<cpu::Event> found;
    machine_.cpu().watch(kWatchedEvents);
    const Moment last = std::min(end_, last_in(to));
    plan(last.cycle > now().cycle ? last.cycle - now().cycle : 0);
    while (found.size() < most && now() < last && !given_up()) {
        const Moment piece = now();
        forward(Way::kRun, piece.cycle + kWatchedPiece, last);
        for (const cpu::Event& event : machine_.cpu().events().events())
            if (event.cycle > from && event.cycle <= to && found.size() < most) found.push_back(event);
        machine_.cpu().events().clear();
        if (now() == piece) break;
    }
    journey_.reset();
    return_to(before);
    // Of the way back nothing is left for whoever listens next.
    machine_.cpu().watch(capacity);
    return found;
}

}  // namespace anel::machine
