// What one call brings is counted in bins of the lowest level first, a list for each column, and put into the levels from there, on each of them
// with the lists half as long: most crossings then cost one addition, however many levels there are.
#include "isa/machine/pyramid.hpp"

#include <algorithm>
#include <bit>

#include "isa/base/invariant.hpp"

namespace anel::machine {

namespace {

/// A longer span, as of a guest that waits, is put into the levels' bins one by one and not staged.
constexpr std::uint64_t kMostStagedBins = 16;
constexpr unsigned kKnownBits = 9;
/// What is staged at a time is made of at most so many.
constexpr std::size_t kMostStagedEvents = 8192;

/// Never 0.
constexpr std::uint64_t key_of(const Series& series) {
    const std::uint64_t small = (static_cast<std::uint64_t>(series.what) + 1) << 24 | static_cast<std::uint64_t>(series.kind) << 16 |
                                static_cast<std::uint64_t>(lane(series.ring)) << 8 | series.vm;
    return small << 32 | series.number;
}

}  // namespace

Pyramid::Pyramid(const cpu::CpuState& state, Cycles begin, const Shape& shape) : shape_(shape), reader_(state, begin), begin_(begin), end_(begin), known_(std::size_t{1} << kKnownBits) {
    invariant(std::has_single_bit(shape.narrowest) && std::has_single_bit(shape.bins) && shape.bins >= 2, "a pyramid's bins have a width, and two of them make one above");
    const std::uint64_t bin = begin / shape.narrowest;
    levels_.push_back({shape.narrowest, static_cast<unsigned>(std::countr_zero(shape.narrowest)), bin, bin, {}});
}

inline Pyramid::Column Pyramid::column_of(const Series& series) {
    const std::uint64_t key = key_of(series);
    constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15;  // 2^64 over the golden ratio: neighbours come to lie far apart
    Known& known = known_[key * kSpread >> (64 - kKnownBits)];
    if (known.key != key) known = {key, new_column_of(series)};
    return known.column;
}

/// Bins of a column come in order.
inline void Pyramid::stage(Column column, std::uint64_t bin, std::uint64_t amount) {
    std::vector<Amount>& amounts = staged_[column];
    if (amounts.empty()) touched_.push_back(column);
    if (!amounts.empty() && amounts.back().bin == bin) amounts.back().amount += amount;
    else amounts.push_back({bin, amount});
}

inline void Pyramid::count(const Span& span) {
    if (span.end == span.begin) return;
    const Column column = column_of({Series::What::kCycles, span.vm, span.ring, cpu::EventKind::kTrap, static_cast<std::uint32_t>(span.activity)});
    totals_[column] += span.end - span.begin;
    const unsigned bits = levels_.front().width_bits;
    const std::uint64_t first = span.begin >> bits, last = (span.end - 1) >> bits;
    if (first == last) stage(column, first, span.end - span.begin);
    else spread(column, span.begin, span.end);
}

/// In the bin of the cycle at which it has ended.
inline void Pyramid::count_crossing(const cpu::Event& event) {
    const Column column = column_of({Series::What::kCrossings, event.vm, event.to, event.kind, event.cause});
    ++totals_[column];
    stage(column, event.cycle >> levels_.front().width_bits, 1);
}

void Pyramid::add(std::span<const cpu::Event> events) {
    for (; events.size() > kMostStagedEvents; events = events.subspan(kMostStagedEvents)) add(events.first(kMostStagedEvents));
    Cycles last = end_;
    for (const cpu::Event& event : events) {
        invariant(event.cycle >= last, "events come in order, and none after it was said that nothing happened");
        last = event.cycle;
        count(reader_.before(event));
        if (!cpu::is_crossing(event.kind)) continue;
        count(SpanReader::of_crossing(event));
        count_crossing(event);
    }
    reach(last);
    settle();
}

void Pyramid::advance(Cycles now) {
    count(reader_.until(now));
    reach(now);
    settle();
}

/// Of the many series that there may be, few are ever seen; who makes more does not get more memory.
Pyramid::Column Pyramid::new_column_of(const Series& series) {
    if (const auto found = columns_.find(series); found != columns_.end()) return found->second;
    Series kept = series;
    const bool is_rest = series.what == Series::What::kOtherCycles || series.what == Series::What::kOtherCrossings;
    if (series_.size() >= Series::kMost && !is_rest) {
        kept = {series.counts_cycles() ? Series::What::kOtherCycles : Series::What::kOtherCrossings, 0, Ring::k0, cpu::EventKind::kTrap, 0};
        if (const auto found = columns_.find(kept); found != columns_.end()) return found->second;
    }
    const auto column = static_cast<Column>(series_.size());
    series_.push_back(kept);
    totals_.push_back(0);
    staged_.emplace_back();
    columns_.emplace(kept, column);
    return column;
}

/// Over several bins.
void Pyramid::spread(Column column, Cycles begin, Cycles end) {
    const auto part = [begin, end](Cycles width, std::uint64_t bin) { return std::min(end, (bin + 1) * width) - std::max(begin, bin * width); };
    const unsigned bits = levels_.front().width_bits;
    const std::uint64_t first = begin >> bits, last = (end - 1) >> bits;
    if (last - first < kMostStagedBins) {
        for (std::uint64_t bin = first; bin <= last; ++bin) stage(column, bin, part(shape_.narrowest, bin));
        return;
    }
    reach(end);
    for (Level& level : levels_)
        for (std::uint64_t bin = std::max(begin >> level.width_bits, level.first); bin <= (end - 1) >> level.width_bits; ++bin)
            put(level, column, bin, part(level.width, bin));
}

/// Puts what is staged into the levels. What a level has let go of by now, it need not take in.
void Pyramid::settle() {
    for (const Column column : touched_) {
        std::vector<Amount>& amounts = staged_[column];
        std::size_t size = amounts.size();
        for (std::size_t index = 0; index < levels_.size(); ++index) {
            if (index != 0) size = halve({amounts.data(), size});
            const Level& level = levels_[index];
            Counts& counts = counts_of(levels_[index], column, amounts[0].bin);
            std::uint64_t* const ring = counts.ring.data();
            if (amounts[size - 1].bin > counts.last) clear_to(counts, amounts[size - 1].bin);
            for (const Amount& one : std::span(amounts.data(), size)) {
                if (one.bin < level.first) continue;
                if (one.bin > counts.last) clear_to(counts, one.bin);
                ring[slot_of(one.bin)] += one.amount;
            }
        }
        amounts.clear();
    }
    touched_.clear();
}

/// By bins twice as wide; gives how many there are then, from the beginning on.
std::size_t Pyramid::halve(std::span<Amount> amounts) {
    std::size_t size = 0;
    for (const Amount& one : amounts) {
        const std::uint64_t bin = one.bin / 2;
        if (size != 0 && amounts[size - 1].bin == bin) amounts[size - 1].amount += one.amount;
        else amounts[size++] = {bin, one.amount};
    }
    return size;
}

/// Makes room on every level for what happens up to `end`. The highest one never lets go of a bin: before it would, there is a higher one.
void Pyramid::reach(Cycles end) {
    end_ = std::max(end_, end);
    while (end_ / levels_.back().width - levels_.back().first >= shape_.bins) grow();
    for (Level& level : levels_) {
        level.last = end_ >> level.width_bits;
        if (level.last - level.first >= shape_.bins) level.first = level.last - shape_.bins + 1;
    }
}

void Pyramid::grow() {
    const Level& old = levels_.back();
    Level higher{old.width * 2, old.width_bits + 1, old.first / 2, old.last / 2, {}};
    for (Column column = 0; column < old.columns.size(); ++column)
        for (std::uint64_t bin = old.first; bin <= old.last; ++bin)
            if (const std::uint64_t amount = get(old, column, bin); amount != 0) put(higher, column, bin / 2, amount);
    levels_.push_back(std::move(higher));
}

/// Made with the bin `first` as the newest, where there are none yet.
Pyramid::Counts& Pyramid::counts_of(Level& level, Column column, std::uint64_t first) const {
    if (column >= level.columns.size()) level.columns.resize(column + 1);
    Counts& counts = level.columns[column];
    if (counts.ring.empty()) {
        counts.ring.resize(shape_.bins);
        counts.last = first;
    }
    return counts;
}

/// Nothing is in the bins behind the last one up to `bin`, which is the last one now.
void Pyramid::clear_to(Counts& counts, std::uint64_t bin) const {
    const std::size_t cleared = std::min<std::uint64_t>(bin - counts.last, shape_.bins);
    const std::size_t from = slot_of(bin - cleared + 1), in_front = std::min(cleared, shape_.bins - from);
    std::fill_n(counts.ring.begin() + static_cast<std::ptrdiff_t>(from), in_front, 0);
    std::fill_n(counts.ring.begin(), cleared - in_front, 0);
    counts.last = bin;
}

void Pyramid::put(Level& level, Column column, std::uint64_t bin, std::uint64_t amount) {
    Counts& counts = counts_of(level, column, bin);
    if (bin > counts.last) clear_to(counts, bin);
    counts.ring[slot_of(bin)] += amount;
}

/// Of a bin that the level keeps.
std::uint64_t Pyramid::get(const Level& level, Column column, std::uint64_t bin) const {
    if (column >= level.columns.size()) return 0;
    const Counts& counts = level.columns[column];
    return !counts.ring.empty() && bin <= counts.last ? counts.ring[slot_of(bin)] : 0;
}

/// What the levels hold of a run that ends at the same cycle reaches equally far back in both, so nothing is missing.
void Pyramid::merge(const Pyramid& later) {
    invariant(later.begin_ == end_ && later.shape_ == shape_, "pyramids that merge follow upon each other and have one shape");
    reach(later.end_);
    for (Column column = 0; column < later.series_.size(); ++column) {
        const Column mine = column_of(later.series_[column]);
        totals_[mine] += later.totals_[column];
        for (std::size_t index = 0; index < levels_.size(); ++index) {
            Level& level = levels_[index];
            const Level& from = later.levels_[std::min(index, later.levels_.size() - 1)];
            for (std::uint64_t bin = from.first; bin <= from.last; ++bin) {
                const std::uint64_t amount = get(from, column, bin);
                if (amount != 0) put(level, mine, bin * from.width / level.width, amount);
            }
        }
    }
    lost_ += later.lost_;
    reader_ = later.reader_;
}

std::map<Series, std::uint64_t> Pyramid::totals() const {
    std::map<Series, std::uint64_t> totals;
    for (Column column = 0; column < series_.size(); ++column) totals[series_[column]] = totals_[column];
    return totals;
}

Pyramid::Window Pyramid::collect(const Level& level, std::uint64_t first, std::uint64_t last, std::uint64_t bins_in_one) const {
    Window window;
    const std::uint64_t first_of_all = first / bins_in_one;
    window.width = level.width * bins_in_one;
    window.begin = first_of_all * window.width;
    window.bins = static_cast<std::size_t>(last / bins_in_one - first_of_all + 1);
    for (Column column = 0; column < level.columns.size(); ++column) {
        std::vector<std::uint64_t> counts(window.bins);
        for (std::uint64_t bin = first; bin <= last; ++bin) counts[bin / bins_in_one - first_of_all] += get(level, column, bin);
        if (std::ranges::any_of(counts, [](std::uint64_t count) { return count != 0; })) window.series.emplace(series_[column], std::move(counts));
    }
    return window;
}

Pyramid::Window Pyramid::level(std::size_t index) const { return collect(levels_[index], levels_[index].first, levels_[index].last, 1); }

Pyramid::Window Pyramid::window(Cycles from, Cycles to, std::size_t most) const {
    from = std::clamp(from, begin_, end_);
    to = std::clamp(to, from, end_ + 1);
    if (from == to || most == 0) return {from, shape_.narrowest, 0, {}};
    const auto touched = [&](Cycles width) { return (to - 1) / width - from / width + 1; };
    Cycles width = shape_.narrowest;
    while (touched(width) > most) width *= 2;
    std::size_t index = 0;
    while (index + 1 < levels_.size() && (levels_[index].width < width || levels_[index].first > from / levels_[index].width)) ++index;
    const Level& level = levels_[index];
    const std::uint64_t bins_in_one = std::max<Cycles>(width / level.width, 1);
    const std::uint64_t first = from / level.width / bins_in_one * bins_in_one;
    const std::uint64_t last = ((to - 1) / level.width / bins_in_one + 1) * bins_in_one - 1;
    return collect(level, std::max(first, level.first), std::min(last, level.last), bins_in_one);
}

std::size_t Pyramid::bytes() const {
    std::size_t bytes = 0;
    for (const Level& level : levels_)
        for (const Counts& counts : level.columns) bytes += counts.ring.capacity() * sizeof(std::uint64_t);
    for (const std::vector<Amount>& amounts : staged_) bytes += amounts.capacity() * sizeof(Amount);
    return bytes;
}

}  // namespace anel::machine
