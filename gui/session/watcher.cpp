// Counts at another moment are those of the nearest moment whose counts are known, with what happened in between added or taken away. Where
// crossings take no time, those in the very cycle of a moment count as having happened.
#include "gui/session/watcher.hpp"

#include <algorithm>
#include <limits>

#include "isa/spec/control_block.hpp"

namespace anel::session {

namespace {

constexpr Cycles kSpacing = 8'000'000;  ///< between checkpoints, to begin with
/// The run is made again in pieces whose events fit comfortably into memory.
constexpr Cycles kPiece = 4'000'000;
/// So far back the last events are looked for behind a jump.
constexpr Cycles kRefill = 200'000;
constexpr std::size_t kEnough = 64;
/// Of an interrupt, in the place of a cause; exceptions and exit reasons lie below.
constexpr std::size_t kInterrupts = 32;
static_assert(spec::kExitReasonLimit <= kInterrupts);

/// Hands over the events in (from, to], piece by piece. False: it was given up.
template <class Take>
bool replay(machine::History& history, Cycles from, Cycles to, const machine::OnWay& on_way, Take take) {
    static_assert(kRefill <= kPiece);
    bool goes_on = true;
    for (Cycles begin = from; begin < to && goes_on;) {
        const Cycles until = std::min(to, begin + kPiece);
        machine::OnWay in_piece;
        if (on_way) in_piece = [&](Cycles done, Cycles) { return goes_on = on_way(begin - from + std::min(done, until - begin), to - from); };
        const std::vector<cpu::Event> events = history.events(begin, until, std::numeric_limits<std::size_t>::max(), in_piece);
        if (goes_on) take(std::span<const cpu::Event>(events));
        begin = until;
    }
    return goes_on;
}

bool has_cause(cpu::EventKind kind) { return kind == cpu::EventKind::kTrap || kind == cpu::EventKind::kExit || kind == cpu::EventKind::kInject; }

}  // namespace

Watcher::Watcher(const cpu::CpuState& state) : begin_(state), pyramid_(state, 0), counts_(kPlaces), shown_(kPlaces), spacing_(kSpacing) {
    ring_.reserve(Frame::kMostEvents);
    checkpoints_.push_back({});
}

std::size_t Watcher::place_of(const cpu::Event& event) {
    std::size_t cause = 0;
    if (has_cause(event.kind)) {
        const bool interrupt = (event.cause & spec::kInterruptBit) != 0;
        cause = interrupt ? kInterrupts + (event.cause & 31U) : std::min<std::size_t>(event.cause, kInterrupts - 1);
    }
    return ((static_cast<std::size_t>(event.kind) * kLaneCount + lane(event.from)) * kLaneCount + lane(event.to)) * kCauses + cause;
}

/// `weight` is 1, or what takes 1 away where it is added.
void Watcher::count_event(const cpu::Event& event, std::uint64_t weight) {
    count_ += weight;
    if (is_crossing(event.kind)) counts_[place_of(event)] += weight;
}

void Watcher::keep(const cpu::Event& event) {
    if (ring_.size() < Frame::kMostEvents) return ring_.push_back(event);
    ring_[oldest_] = event;
    oldest_ = (oldest_ + 1) % Frame::kMostEvents;
}

std::vector<cpu::Event> Watcher::last() const {
    std::vector<cpu::Event> events(ring_.begin() + static_cast<std::ptrdiff_t>(oldest_), ring_.end());
    events.insert(events.end(), ring_.begin(), ring_.begin() + static_cast<std::ptrdiff_t>(oldest_));
    return events;
}

void Watcher::take(std::span<const cpu::Event> events, std::uint64_t lost, Cycles now) {
    for (const cpu::Event& event : events) count_event(event, 1);
    for (const cpu::Event& event : events.last(std::min(events.size(), Frame::kMostEvents))) keep(event);
    lost_ += lost;
    now_ = now;
    // What the run comes by again is in the pyramid.
    if (now > pyramid_.end()) {
        const auto first = std::ranges::upper_bound(events, pyramid_.end(), {}, &cpu::Event::cycle);
        pyramid_.add({first, events.end()});
        pyramid_.lose(lost);
        pyramid_.advance(now);
    }
    if (now >= checkpoints_.back().cycle + spacing_) keep_checkpoint();
}

void Watcher::keep_checkpoint() {
    Checkpoint checkpoint{now_, count_, {}};
    for (std::size_t i = 0; i < kPlaces; ++i)
        if (counts_[i] != 0) checkpoint.counts.emplace_back(static_cast<std::uint32_t>(i), counts_[i]);
    checkpoints_.push_back(std::move(checkpoint));
    if (checkpoints_.size() <= kCheckpoints) return;
    std::vector<Checkpoint> rest;
    for (std::size_t i = 0; i < checkpoints_.size(); i += 2) rest.push_back(std::move(checkpoints_[i]));
    checkpoints_ = std::move(rest);
    spacing_ *= 2;
}

void Watcher::restore(const Checkpoint& checkpoint) {
    std::ranges::fill(counts_, 0);
    for (const auto& [place, count] : checkpoint.counts) counts_[place] = count;
    count_ = checkpoint.count;
}

bool Watcher::moved(machine::History& history, const machine::OnWay& on_way) {
    const Cycles here = history.now().cycle;
    const auto behind = std::ranges::upper_bound(checkpoints_, here, {}, &Checkpoint::cycle);
    const Checkpoint& base = *std::prev(behind);
    const Cycles from_now = here > now_ ? here - now_ : now_ - here;
    const bool from_base = from_now > here - base.cycle;
    const std::vector<std::uint64_t> counts = counts_;
    const std::uint64_t count = count_;
    if (from_base) restore(base);
    const Cycles known = from_base ? base.cycle : now_;
    // The largest number, added to a count, takes 1 away.
    const std::uint64_t weight = known > here ? std::numeric_limits<std::uint64_t>::max() : 1;
    bool counted = replay(history, std::min(known, here), std::max(known, here), on_way, [&](std::span<const cpu::Event> events) {
        for (const cpu::Event& event : events) count_event(event, weight);
    });
    std::vector<cpu::Event> last_ones;
    if (here <= now_) last_ones = last();
    std::erase_if(last_ones, [here](const cpu::Event& event) { return event.cycle > here; });
    if (counted && last_ones.size() < kEnough) {
        last_ones.clear();
        counted = replay(history, here > kRefill ? here - kRefill : 0, here, on_way, [&](std::span<const cpu::Event> events) {
            const std::span<const cpu::Event> kept = events.last(std::min(events.size(), Frame::kMostEvents));
            last_ones.assign(kept.begin(), kept.end());
        });
    }
    if (!counted) {
        counts_ = counts;
        count_ = count;
        return false;
    }
    ring_ = std::move(last_ones);
    oldest_ = 0;
    now_ = here;
    jumped_ = true;
    return true;
}

bool Watcher::forget_future(machine::History& history, const machine::OnWay& on_way) {
    const Cycles here = history.now().cycle;
    if (here >= pyramid_.end()) return true;
    machine::Pyramid anew(begin_, 0);
    const bool counted = replay(history, 0, here, on_way, [&](std::span<const cpu::Event> events) { anew.add(events); });
    if (!counted) return false;
    anew.advance(here);
    pyramid_ = std::move(anew);
    std::erase_if(checkpoints_, [here](const Checkpoint& one) { return one.cycle > here; });
    return true;
}

std::vector<CrossingCount> Watcher::crossings() {
    std::vector<CrossingCount> all;
    for (std::size_t i = 0; i < kPlaces; ++i) {
        if (counts_[i] == 0) continue;
        CrossingCount one;
        const std::size_t cause = i % kCauses;
        one.cause = cause >= kInterrupts ? spec::kInterruptBit | static_cast<std::uint32_t>(cause - kInterrupts) : static_cast<std::uint32_t>(cause);
        one.to = ring_of_lane(static_cast<unsigned>(i / kCauses % kLaneCount));
        one.from = ring_of_lane(static_cast<unsigned>(i / kCauses / kLaneCount % kLaneCount));
        one.kind = static_cast<cpu::EventKind>(i / kCauses / kLaneCount / kLaneCount);
        one.total = counts_[i];
        one.fresh = jumped_ ? 0 : counts_[i] - shown_[i];
        all.push_back(one);
    }
    shown_ = counts_;
    jumped_ = false;
    return all;
}

std::size_t Watcher::bytes() const {
    std::size_t bytes = pyramid_.bytes() + ring_.capacity() * sizeof(cpu::Event) + (counts_.size() + shown_.size()) * sizeof(std::uint64_t);
    for (const Checkpoint& one : checkpoints_) bytes += sizeof one + one.counts.capacity() * sizeof one.counts[0];
    return bytes;
}

}  // namespace anel::session
