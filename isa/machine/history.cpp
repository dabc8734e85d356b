// The run is cut into pieces, each from one snapshot or input to the next. Whoever goes back begins at the snapshot before the moment that he
// looks for; what he looks for by a property is looked for in windows that grow, the latest first.
#include "isa/machine/history.hpp"

#include <algorithm>

#include "isa/base/invariant.hpp"

namespace anel::machine {

using cpu::Stop;

namespace {

/// A step back begins so far before. Hardly an instruction takes longer.
constexpr Cycles kStepWindow = 1U << 12;
/// The first window of a search, and by how much the next one is longer.
constexpr Cycles kSearchWindow = 1U << 16;
constexpr Cycles kWindowGrowth = 16;
/// Beside its pages.
constexpr std::size_t kSnapshotBytes = sizeof(MachineSnapshot) + (std::size_t{128} << 10);

}  // namespace

History::History(Machine& machine, const HistoryLimits& limits) : machine_(machine), limits_(limits), spacing_(limits.spacing) {
    invariant(limits.spacing > 0 && limits.snapshots >= 3, "a history has room for a beginning, an end and something between");
    end_ = now();
    keep_this_moment();
}

// Forward.

Stop History::run(Cycles until) { return forward(Way::kRun, until); }
Stop History::run_to_crossing(Cycles until) { return forward(Way::kToCrossing, until); }
Stop History::step() { return forward(Way::kStep, 0); }

Stop History::one_piece(Way way, Cycles until) {
    switch (way) {
        case Way::kRun: return machine_.cpu().run(until);
        case Way::kToCrossing: return machine_.cpu().run_to_crossing(until);
        case Way::kStep: break;
    }
    return machine_.cpu().step();
}

Stop History::forward(Way way, Cycles until) {
    for (;;) {
        give_due_input();
        const bool input_ahead = given_ < inputs_.size();
        Way piece = way;
        Cycles piece_end = until;
        if (way != Way::kStep) {
            const Cycles to_snapshot = kept_.back().moment.cycle + spacing_;
            if (now().cycle < to_snapshot) piece_end = std::min(piece_end, to_snapshot);
            if (input_ahead) {
                const Moment& at = inputs_[given_].at;
                if (now().cycle < at.cycle) piece_end = std::min(piece_end, at.cycle);
                else piece = Way::kStep;  // it came later in this very cycle
            }
        }
        const Moment before = now();
        const Stop stop = one_piece(piece, piece_end);
        take_output();
        came_to_here();
        const bool input_here = given_ < inputs_.size() && inputs_[given_].at <= now();
        const bool only_a_piece = way != Way::kStep && (stop == Stop::kCycleReached || (stop == Stop::kIdle && input_here)) && now().cycle < until;
        if (!only_a_piece || (now() == before && !input_here)) {
            give_due_input();
            return stop;
        }
    }
}

void History::give_due_input() {
    for (; given_ < inputs_.size() && inputs_[given_].at <= now(); ++given_) give(machine_.devices(), inputs_[given_]);
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
}

const History::Kept& History::last_at_or_before(Cycles cycle, const Moment& limit) const {
    const auto usable = [&](const Kept& kept) { return kept.moment.cycle <= cycle && kept.moment <= limit; };
    const Kept* best = &kept_.front();
    for (const Kept& kept : kept_)
        if (usable(kept)) best = &kept;
    if (near_ && usable(*near_) && near_->moment > best->moment) best = &*near_;
    return *best;
}

// Back.

/// To the first moment at or behind `cycle`, from a snapshot not behind `limit`.
void History::go_back_to(Cycles cycle, const Moment& limit) {
    const Kept& kept = last_at_or_before(cycle, limit);
    // Where it stands may be nearer.
    const bool nearer = now().cycle <= cycle && now() <= limit && now() >= kept.moment;
    if (!nearer) restore(kept);
    const std::vector<std::uint32_t> breakpoints = machine_.cpu().breakpoints();
    machine_.cpu().set_breakpoints({});
    if (now().cycle < cycle) forward(Way::kRun, cycle);
    give_due_input();
    machine_.cpu().set_breakpoints(breakpoints);
}

void History::seek(Cycles cycle) {
    const Cycles target = std::min(cycle, end_.cycle);
    // Several moments may share a cycle: begin before all of them.
    if (now().cycle >= target) restore(last_at_or_before(target == 0 ? 0 : target - 1, end_));
    go_back_to(target, end_);
    machine_.cpu().events().clear();
}

void History::seek(const Moment& moment) {
    invariant(moment <= end_, "one goes to moments that the run has come to");
    go_back_to(moment.cycle, moment);
    if (now() > moment) {
        restore(last_at_or_before(moment.cycle == 0 ? 0 : moment.cycle - 1, moment));
        go_back_to(moment.cycle, moment);
    }
    while (now() < moment) {
        const Moment before = now();
        forward(Way::kStep, 0);
        invariant(now() > before, "a moment that was reached once is reached again");
    }
    machine_.cpu().events().clear();
}

bool History::step_back() {
    const Moment here = now();
    for (Cycles window = kStepWindow;; window *= kWindowGrowth) {
        const Cycles start = here.cycle > window ? here.cycle - window : 0;
        if (start == 0) restore(kept_.front());
        else go_back_to(start, here);
        if (now() >= here) {
            if (start != 0) continue;
            return false;
        }
        near_ = keep(&last_at_or_before(here.cycle, here).snapshot);
        std::uint64_t steps = 0;
        for (;; ++steps) {
            const Moment before = now();
            forward(Way::kStep, 0);
            if (now() >= here || now() == before) break;
        }
        const Kept from = *near_;
        restore(from);
        give_due_input();
        for (; steps > 0; --steps) forward(Way::kStep, 0);
        machine_.cpu().events().clear();
        return true;
    }
}

/// `accept` says of the moment just reached whether it is wanted; of a window's first moment, too, where it can.
template <class Accept>
bool History::search_back(Way way, Accept accept) {
    const Moment here = now();
    Moment limit = here;
    for (Cycles window = kSearchWindow;; window *= kWindowGrowth) {
        const Cycles start = here.cycle > window ? here.cycle - window : 0;
        if (start == 0) restore(kept_.front());
        else go_back_to(start, limit);
        give_due_input();
        const Moment first = now();
        std::optional<Moment> found;
        if (first < here && accept(true, Stop::kCycleReached)) found = first;
        while (now() < limit) {
            const Moment before = now();
            machine_.cpu().events().clear();
            const Stop stop = forward(way, limit.cycle);
            // A crossing at the border counts in the window that it ends.
            const bool within = now() < here && now() <= limit;
            if (within && now() > before && accept(false, stop)) found = now();
            if (now() == before) break;
            if (way != Way::kStep && stop == Stop::kCycleReached) break;
        }
        if (found) {
            seek(*found);
            return true;
        }
        if (start == 0) {
            seek(here);
            return false;
        }
        limit = std::min(limit, first);
    }
}

bool History::back_to_crossing(const std::function<bool(const cpu::Event&)>& wanted) {
    constexpr std::size_t kMarksBetween = 1U << 16;
    const std::size_t capacity = machine_.cpu().events().capacity();
    machine_.cpu().watch(kMarksBetween);
    const bool found = search_back(Way::kToCrossing, [&](bool first, Stop stop) {
        if (first || stop != Stop::kCrossed) return false;
        const std::vector<cpu::Event>& events = machine_.cpu().events().events();
        return std::ranges::any_of(events, [&](const cpu::Event& event) { return is_crossing(event.kind) && (!wanted || wanted(event)); });
    });
    machine_.cpu().watch(capacity);
    return found;
}

bool History::back_to_breakpoint() {
    return search_back(Way::kRun, [&](bool first, Stop stop) {
        return first ? machine_.cpu().is_breakpoint(machine_.cpu().state().pc) : stop == Stop::kBreakpoint;
    });
}

bool History::back_to(const std::function<bool(const Machine&)>& wanted) {
    return search_back(Way::kStep, [&](bool, Stop) { return wanted(machine_); });
}

std::vector<cpu::Event> History::events(Cycles from, Cycles to, std::size_t most) {
    const Moment here = now();
    const std::size_t capacity = machine_.cpu().events().capacity();
    for (Cycles window = kStepWindow;; window *= kWindowGrowth) {
        const Cycles start = from > window ? from - window : 0;
        if (start == 0) restore(kept_.front());
        else seek(start);
        if (start == 0 || now().cycle <= from) break;
    }
    std::vector<cpu::Event> found;
    const Cycles last = std::min(to, end_.cycle);
    constexpr Cycles kPiece = 1U << 16;
    machine_.cpu().watch(2 * kPiece);
    const std::vector<std::uint32_t> breakpoints = machine_.cpu().breakpoints();
    machine_.cpu().set_breakpoints({});
    while (found.size() < most) {
        const Moment before = now();
        if (before.cycle < last) forward(Way::kRun, std::min(before.cycle + kPiece, last));
        else forward(Way::kStep, 0);  // crossings that end in the last cycle without taking time
        for (const cpu::Event& event : machine_.cpu().events().events())
            if (event.cycle > from && event.cycle <= to && found.size() < most) found.push_back(event);
        machine_.cpu().events().clear();
        if (now().cycle > last || now() >= end_ || now() == before) break;
    }
    machine_.cpu().watch(capacity);
    machine_.cpu().set_breakpoints(breakpoints);
    seek(here);
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

void History::type(std::string_view bytes) {
    if (!bytes.empty()) add_input({{}, Input::Kind::kTyped, std::string(bytes), 0});
}
void History::end_input() { add_input({{}, Input::Kind::kEnded, {}, 0}); }
void History::ask_monitor(std::uint32_t command) { add_input({{}, Input::Kind::kAsked, {}, command}); }

}  // namespace anel::machine
