// Forward, and what is kept for the way back. The run is cut into pieces, each from one snapshot or input to the next.
// Not here: the way back (history_back.cpp).
#include "isa/machine/history.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include "isa/base/invariant.hpp"

namespace anel::machine {

using cpu::Stop;

namespace {

using cpu::kNever;

/// Behind all others.
constexpr Moment kEver{kNever, std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::uint64_t>::max()};

/// So much of a run is near to a moment, as snapshots go.
constexpr Cycles kNearPart = 8;
/// Beside its pages.
constexpr std::size_t kSnapshotBytes = sizeof(MachineSnapshot) + (std::size_t{128} << 10);

}  // namespace

History::History(Machine& machine, const HistoryLimits& limits) : machine_(machine), limits_(limits) {
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
        if (before >= limit || given_up()) return Stop::kCycleReached;
        const Moment stop_at = given_ < inputs_.size() ? std::min(limit, inputs_[given_].at) : limit;
        // Of a run the pieces are one: a breakpoint between two of them stops it, too.
        const bool left_start = before.instructions != start.instructions || before.traps != start.traps;
        const Stop stop = one_piece(way, until, stop_at, goes_on || left_start);
        take_output();
        came_to_here();
        went(now().cycle - before.cycle);
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
    if (cycle < snapshot_due_) end = std::min(end, snapshot_due_);
    if (journey_) end = std::min(end, cycle + kBetweenLooks);
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
    if (now().cycle < snapshot_due_) return;
    // In the past there may be one since.
    settle_due();
    if (now().cycle >= snapshot_due_) keep_this_moment();
}

// Snapshots.

History::Kept History::keep(const MachineSnapshot* like) const {
    Kept kept{now(), machine_.save(like), given_, console_now_, log_now_, kSnapshotBytes};
    const PagedBytes nothing;
    kept.bytes += (kept.snapshot.memory.pages_unlike(like != nullptr ? like->memory : nothing) +
                   kept.snapshot.disk.pages_unlike(like != nullptr ? like->disk : nothing)) * PagedBytes::kPageBytes;
    return kept;
}

/// In the past as well: who has gone far back will go on from there.
void History::keep_this_moment() {
    const bool first = kept_.empty();
    const auto kept = kept_.emplace(now(), keep(first ? nullptr : &last_kept(now()).snapshot)).first;
    bytes_ += kept->second.bytes;
    if (const auto next = std::next(kept); next != kept_.end()) weigh(next);
    thin_out(kept);
    snapshot_due_ = now().cycle + limits_.spacing;
}

/// Anew, where the one before it has come or gone.
void History::weigh(KeptMoments::iterator kept) {
    MachineSnapshot& snapshot = kept->second.snapshot;
    const MachineSnapshot& like = std::prev(kept)->second.snapshot;
    bytes_ -= kept->second.bytes;
    kept->second.bytes = kSnapshotBytes + (snapshot.memory.pages_unlike(like.memory) + snapshot.disk.pages_unlike(like.disk)) * PagedBytes::kPageBytes;
    bytes_ += kept->second.bytes;
}

/// The one, neither the first nor the last nor the newest, without which the way between its neighbours is shortest, in proportion to how far away they are from
/// where the machine stands or the run ends. In the far past all ways count alike, lest the beginning come to be out of reach.
History::KeptMoments::iterator History::least_missed(KeptMoments::const_iterator newest) {
    const Cycles here = now().cycle, far = end_.cycle / kNearPart;
    const auto distance = [&](Cycles cycle) { return std::min({cycle > here ? cycle - here : here - cycle, end_.cycle - cycle, far}); };
    auto least = kept_.end();
    double least_cost = std::numeric_limits<double>::infinity();
    for (auto kept = std::next(kept_.begin()); std::next(kept) != kept_.end(); ++kept) {
        if (kept == newest) continue;
        const Cycles from = std::prev(kept)->first.cycle, to = std::next(kept)->first.cycle;
        const Cycles away = from <= here && here <= to ? 0 : std::min(distance(from), distance(to));
        const double cost = static_cast<double>(to - from) / static_cast<double>(away + limits_.spacing);
        if (cost >= least_cost) continue;
        least = kept;
        least_cost = cost;
    }
    return least;
}

void History::thin_out(KeptMoments::const_iterator newest) {
    while (kept_.size() > 3 && (kept_.size() > limits_.snapshots || bytes_ - first_kept().bytes > limits_.bytes)) {
        const auto gone = least_missed(newest);
        bytes_ -= gone->second.bytes;
        weigh(kept_.erase(gone));
    }
}

std::vector<Cycles> History::snapshot_cycles() const {
    std::vector<Cycles> cycles;
    for (const auto& [moment, kept] : kept_) cycles.push_back(moment.cycle);
    return cycles;
}

void History::restore(const Kept& kept) {
    machine_.restore(kept.snapshot);
    given_ = kept.inputs;
    console_now_ = kept.console;
    log_now_ = kept.log;
    settle_due();
    give_due_input();
}

const History::Kept& History::last_kept(const Moment& limit) const {
    const auto behind = kept_.upper_bound(limit);
    return behind == kept_.begin() ? behind->second : std::prev(behind)->second;
}

const History::Kept& History::last_not_behind(const Moment& limit) const {
    const Kept& best = last_kept(limit);
    return near_ && near_->moment <= limit && near_->moment > best.moment ? *near_ : best;
}

// Input.

void History::forget_future() {
    inputs_.resize(given_);
    if (!in_the_past()) return;
    for (auto gone = kept_.upper_bound(now()); gone != kept_.end(); gone = kept_.erase(gone)) bytes_ -= gone->second.bytes;
    settle_due();
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

void History::flush_tlb(const cpu::TlbFlush& what) { add_input({{}, Input::Kind::kFlushed, {}, 0, {}, what}); }

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
