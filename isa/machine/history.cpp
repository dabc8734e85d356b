// The run is cut into pieces, each from one snapshot or input to the next. Whoever goes back begins at the snapshot before the moment that he
// looks for; what he looks for by a property is looked for in windows that grow, the latest first.
#include "isa/machine/history.hpp"

#include <algorithm>
#include <iterator>
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
/// Between two readings of the events, and how many of these there may be: where crossings take no time, some may share a cycle.
constexpr Cycles kWatchedPiece = 1U << 16;
constexpr std::size_t kWatchedEvents = 4 * kWatchedPiece;
/// Behind all others.
constexpr Moment kEver{kNever, std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::uint64_t>::max()};

/// The last one that a cycle can have.
constexpr Moment last_in(Cycles cycle) { return {cycle, kEver.instructions, kEver.traps}; }

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

/// Beside its pages.
constexpr std::size_t kSnapshotBytes = sizeof(MachineSnapshot) + (std::size_t{128} << 10);

}  // namespace

History::History(Machine& machine, const HistoryLimits& limits) : machine_(machine), limits_(limits), spacing_(limits.spacing) {
    invariant(limits.spacing > 0 && limits.snapshots >= 3, "a history has room for a beginning, an end and something between");
    end_ = now();
    keep_this_moment();
}

// Forward.

Stop History::run(Cycles until) { return forward(Way::kRun, until, kEver); }
Stop History::run_to_crossing(Cycles until) { return forward(Way::kToCrossing, until, kEver); }
Stop History::step() { return forward(Way::kStep, kNever, kEver); }

/// `until` is for runs, `limit` for all: no further than to that moment.
Stop History::forward(Way way, Cycles until, const Moment& limit, bool goes_on) {
    const Moment start = now();
    for (;;) {
        give_due_input();
        const Moment before = now();
        if (before >= limit) return Stop::kCycleReached;
        const Moment stop_at = given_ < inputs_.size() ? std::min(limit, inputs_[given_].at) : limit;
        // Of a run the pieces are one: a breakpoint between two of them stops it, too.
        const bool left_start = before.instructions != start.instructions || before.traps != start.traps;
        const Stop stop = one_piece(way, until, stop_at, goes_on || left_start);
        take_output();
        came_to_here();
        const bool input_here = given_ < inputs_.size() && inputs_[given_].at <= now();
        const bool reached_until = way == Way::kStep ? now() > before : now().cycle >= until;
        const bool goes_further = stop == Stop::kCycleReached || (stop == Stop::kCrossed && way == Way::kRun) || (stop == Stop::kIdle && input_here);
        if (!goes_further || reached_until || (now() == before && !input_here)) {
            give_due_input();
            return stop == Stop::kCrossed && way == Way::kRun ? Stop::kCycleReached : stop;
        }
    }
}

/// Ends at `stop_at`, at the latest; it is ahead.
Stop History::one_piece(Way way, Cycles until, const Moment& stop_at, bool goes_on) {
    cpu::Cpu& cpu = machine_.cpu();
    const Cycles cycle = cpu.cycle();
    // In the cycle of the stop there is nothing but what takes no time; each of these is a crossing, and so there is a moment behind each.
    const bool close = cycle >= stop_at.cycle;
    const Cycles piece_end = close ? cycle + 1 : stop_at.cycle;
    if (way == Way::kStep) {
        // A wait is cut short where the stop is in the middle of it, and not where it is at its end, behind an interrupt that takes no time.
        const Moment here = now();
        const bool in_this_wait = piece_end == kNever || Moment{piece_end, here.instructions, here.traps} >= stop_at;
        const Stop stop = cpu.step(in_this_wait ? piece_end : piece_end + 1);
        // Behind a run, what is due by then has happened. It has behind a step, too, so that a moment is the same whichever way one comes.
        const Stop settled = cpu.run(cpu.cycle());
        return stop == Stop::kIdle ? stop : settled;
    }
    Cycles end = std::min(until, piece_end);
    if (const Cycles to_snapshot = kept_.back().moment.cycle + spacing_; cycle < to_snapshot) end = std::min(end, to_snapshot);
    return way == Way::kToCrossing || close ? cpu.run_to_crossing(end, goes_on) : cpu.run(end, goes_on);
}

void History::give_due_input() {
    for (; given_ < inputs_.size() && inputs_[given_].at <= now(); ++given_) give(machine_, inputs_[given_]);
}

/// In the past it is what has been taken already.
void History::take_output() {
    const auto take = [](const std::string& text, std::string& all, std::size_t& so_far) {
        const std::size_t known = std::min(text.size(), all.size() - so_far);
        invariant(std::string_view(all).substr(so_far, known) == std::string_view(text).substr(0, known), "a replayed run prints what it printed");
        all.append(text, known);
        so_far += text.size();
    };
    take(machine_.devices().take_console(), console_, console_now_);
    take(machine_.devices().take_log(), log_, log_now_);
}

void History::came_to_here() {
    end_ = std::max(end_, now());
    if (now().cycle >= kept_.back().moment.cycle + spacing_) keep_this_moment();
}

// Snapshots.

History::Kept History::keep(const MachineSnapshot* like) const {
    Kept kept{now(), machine_.save(like), given_, console_now_, log_now_, kSnapshotBytes};
    const PagedBytes nothing;
    kept.bytes += (kept.snapshot.memory.pages_unlike(like != nullptr ? like->memory : nothing) +
                   kept.snapshot.disk.pages_unlike(like != nullptr ? like->disk : nothing)) * PagedBytes::kPageBytes;
    return kept;
}

void History::keep_this_moment() {
    kept_.push_back(keep(kept_.empty() ? nullptr : &kept_.back().snapshot));
    bytes_ += kept_.back().bytes;
    thin_out();
}

/// Every second one goes, but for the first and the last, so the gaps stay even.
void History::thin_out() {
    while (kept_.size() > 3 && (kept_.size() > limits_.snapshots || bytes_ - kept_.front().bytes > limits_.bytes)) {
        std::vector<Kept> rest;
        bytes_ = 0;
        for (std::size_t i = 0; i < kept_.size(); ++i) {
            if (i % 2 != 0 && i + 1 != kept_.size()) continue;
            if (!rest.empty()) {
                const MachineSnapshot& like = rest.back().snapshot;
                kept_[i].bytes = kSnapshotBytes + (kept_[i].snapshot.memory.pages_unlike(like.memory) + kept_[i].snapshot.disk.pages_unlike(like.disk)) *
                                                      PagedBytes::kPageBytes;
            }
            bytes_ += kept_[i].bytes;
            rest.push_back(std::move(kept_[i]));
        }
        kept_ = std::move(rest);
        spacing_ *= 2;
    }
}

Cycles History::widest_gap() const {
    Cycles widest = end_.cycle - kept_.back().moment.cycle;
    for (std::size_t i = 1; i < kept_.size(); ++i) widest = std::max(widest, kept_[i].moment.cycle - kept_[i - 1].moment.cycle);
    return widest;
}

void History::restore(const Kept& kept) {
    machine_.restore(kept.snapshot);
    given_ = kept.inputs;
    console_now_ = kept.console;
    log_now_ = kept.log;
    give_due_input();
}

const History::Kept& History::last_not_behind(const Moment& limit) const {
    const auto behind = std::ranges::upper_bound(kept_, limit, {}, &Kept::moment);
    const Kept& best = behind == kept_.begin() ? kept_.front() : *std::prev(behind);
    return near_ && near_->moment <= limit && near_->moment > best.moment ? *near_ : best;
}

// Back.

/// To a place not behind `limit` from which one may go on to it: a snapshot, or where it stands already.
void History::start_not_behind(const Moment& limit) {
    const Kept& kept = last_not_behind(limit);
    if (now() > limit || now() < kept.moment) restore(kept);
}

/// Which the run has come to.
void History::go_to(const Moment& moment) {
    const WithoutBreakpoints quietly(machine_.cpu());
    start_not_behind(moment);
    forward(Way::kRun, kNever, moment);
    invariant(now() == moment, "a moment that was reached once is reached again");
}

/// To the first moment at or behind `cycle`, which the run has come to. Several moments may share the cycle, so it begins before all of them.
void History::go_to_cycle(Cycles cycle) {
    const WithoutBreakpoints quietly(machine_.cpu());
    start_not_behind(cycle == 0 ? kept_.front().moment : last_in(cycle - 1));
    forward(Way::kRun, cycle, end_);
}

/// The same, but not into the middle of a wait, whose cycles are no moments of their own.
void History::go_to_step_at(Cycles cycle, const Moment& limit) {
    go_to_cycle(cycle);
    if (cycle != 0 && machine_.cpu().state().waiting) forward(Way::kStep, kNever, limit);
}

void History::seek(Cycles cycle) {
    go_to_cycle(std::min(cycle, end_.cycle));
    machine_.cpu().events().clear();
}

void History::seek(const Moment& moment) {
    invariant(moment <= end_, "one goes to moments that the run has come to");
    go_to(moment);
    machine_.cpu().events().clear();
}

/// To a moment shortly before `here`, which is not the first one.
void History::go_near(const Moment& here) {
    if (near_ && near_->moment < here && here.cycle - near_->moment.cycle <= 2 * kStepWindow) return restore(*near_);
    for (Cycles window = kStepWindow;; window *= kWindowGrowth) {
        const Cycles start = here.cycle > window ? here.cycle - window : 0;
        go_to_step_at(start, here);
        if (start == 0 || now() < here) break;
    }
    near_ = keep(&last_not_behind(now()).snapshot);
}

bool History::step_back() {
    const Moment here = now();
    if (here == kept_.front().moment) return false;
    go_near(here);
    Moment last = now();
    for (Moment at = last; at < here; at = now()) {
        last = at;
        forward(Way::kStep, kNever, here);
        invariant(now() > at, "what was stepped over once is stepped over again");
    }
    go_to(last);
    machine_.cpu().events().clear();
    return true;
}

/// `accept` says of the moment just reached, and of how, whether it is wanted. Window by window, the latest first.
template <class Accept>
bool History::search_back(Way way, Accept accept) {
    const Moment here = now();
    Moment limit = here;
    for (Cycles window = kSearchWindow;; window *= kWindowGrowth) {
        const Cycles start = here.cycle > window ? here.cycle - window : 0;
        go_to_step_at(start, limit);
        const Moment first = now();
        std::optional<Moment> found;
        if (way == Way::kStep && first < here && accept(Stop::kCycleReached)) found = first;
        // A breakpoint at the border counts in the window that it begins; a crossing, in the one that it ends.
        bool goes_on = true;
        while (now() < limit) {
            const Moment before = now();
            machine_.cpu().events().clear();
            const Stop stop = forward(way, before.cycle + kWatchedPiece, limit, goes_on);
            if (now() < here && accept(stop)) found = now();
            if (now() == before && !(goes_on && stop == Stop::kBreakpoint)) break;
            goes_on = stop == Stop::kCycleReached;
        }
        if (found || start == 0) {
            go_to(found.value_or(here));
            machine_.cpu().events().clear();
            return found.has_value();
        }
        limit = std::min(limit, first);
    }
}

bool History::back_to_crossing(const std::function<bool(const cpu::Event&)>& wanted) {
    const WithoutBreakpoints quietly(machine_.cpu());
    const std::size_t capacity = machine_.cpu().events().capacity();
    machine_.cpu().watch(kWatchedEvents);
    const bool found = search_back(Way::kToCrossing, [&](Stop stop) {
        if (stop != Stop::kCrossed) return false;
        const std::vector<cpu::Event>& events = machine_.cpu().events().events();
        return std::ranges::any_of(events, [&](const cpu::Event& event) { return is_crossing(event.kind) && (!wanted || wanted(event)); });
    });
    machine_.cpu().watch(capacity);
    return found;
}

bool History::back_to_breakpoint() {
    return search_back(Way::kRun, [](Stop stop) { return stop == Stop::kBreakpoint; });
}

bool History::back_to(const std::function<bool(const Machine&)>& wanted) {
    return search_back(Way::kStep, [&](Stop) { return wanted(machine_); });
}

std::vector<cpu::Event> History::events(Cycles from, Cycles to, std::size_t most) {
    const WithoutBreakpoints quietly(machine_.cpu());
    const Moment here = now();
    const std::size_t capacity = machine_.cpu().events().capacity();
    go_to_cycle(std::min(from, end_.cycle));
    for (Cycles window = kStepWindow; now().cycle > from; window *= kWindowGrowth) go_to_cycle(from > window ? from - window : 0);
    std::vector<cpu::Event> found;
    machine_.cpu().watch(kWatchedEvents);
    const Moment last = std::min(end_, last_in(to));
    while (found.size() < most && now() < last) {
        const Moment before = now();
        forward(Way::kRun, before.cycle + kWatchedPiece, last);
        for (const cpu::Event& event : machine_.cpu().events().events())
            if (event.cycle > from && event.cycle <= to && found.size() < most) found.push_back(event);
        machine_.cpu().events().clear();
        if (now() == before) break;
    }
    go_to(here);
    // Of the way back nothing is left for whoever listens next.
    machine_.cpu().watch(capacity);
    return found;
}

// Input.

void History::forget_future() {
    inputs_.resize(given_);
    if (!in_the_past()) return;
    std::erase_if(kept_, [this](const Kept& kept) { return kept.moment > now(); });
    bytes_ = 0;
    for (const Kept& kept : kept_) bytes_ += kept.bytes;
    if (near_ && near_->moment > now()) near_.reset();
    console_.resize(console_now_);
    log_.resize(log_now_);
    end_ = now();
}

void History::add_input(Input input) {
    forget_future();
    input.at = now();
    inputs_.push_back(std::move(input));
    give_due_input();
}

void History::expect(std::vector<Input> inputs) {
    invariant(std::ranges::is_sorted(inputs, {}, &Input::at), "what is expected comes in order");
    forget_future();
    inputs_.insert(inputs_.end(), std::make_move_iterator(inputs.begin()), std::make_move_iterator(inputs.end()));
    give_due_input();
}

void History::type(std::string_view bytes) {
    if (!bytes.empty()) add_input({{}, Input::Kind::kTyped, std::string(bytes), 0, {}});
}
void History::end_input() { add_input({{}, Input::Kind::kEnded, {}, 0, {}}); }
void History::ask_monitor(std::uint32_t command) { add_input({{}, Input::Kind::kAsked, {}, command, {}}); }
void History::set_state(const cpu::CpuState& state) { add_input({{}, Input::Kind::kState, {}, 0, state}); }

void History::declare(std::uint32_t cycles) {
    if (cycles == 0) return;
    add_input({{}, Input::Kind::kDeclared, {}, cycles, {}});
    came_to_here();
}

bool History::write_memory(PhysAddr at, std::span<const std::uint8_t> bytes) {
    const std::size_t size = machine_.memory().size();
    if (at.value > size || bytes.size() > size - at.value) return false;
    if (!bytes.empty()) add_input({{}, Input::Kind::kMemory, {bytes.begin(), bytes.end()}, at.value, {}});
    return true;
}

}  // namespace anel::machine
