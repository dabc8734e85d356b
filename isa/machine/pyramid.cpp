#include "isa/machine/pyramid.hpp"

#include <algorithm>

#include "isa/base/invariant.hpp"

namespace anel::machine {

Pyramid::Pyramid(const cpu::CpuState& state, Cycles begin, const Shape& shape) : shape_(shape), reader_(state, begin), begin_(begin), end_(begin) {
    invariant(shape.narrowest > 0 && shape.bins >= 2, "a pyramid's bins have a width, and two of them make one above");
    const std::uint64_t bin = begin / shape.narrowest;
    levels_.push_back({shape.narrowest, bin, bin, {}});
}

void Pyramid::add(std::span<const cpu::Event> events) {
    for (const cpu::Event& event : events) {
        invariant(event.cycle >= end_, "events come in order, and none after it was said that nothing happened");
        reach(event.cycle);
        count(reader_.before(event));
        if (!cpu::is_crossing(event.kind)) continue;
        count(SpanReader::of_crossing(event));
        count_crossing(event);
    }
}

void Pyramid::advance(Cycles now) {
    reach(now);
    count(reader_.until(now));
}

/// Of the many series that there may be, few are ever seen; who makes more does not get more memory.
Pyramid::Column Pyramid::column_of(const Series& series) {
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
    columns_.emplace(kept, column);
    return column;
}

void Pyramid::count(const Span& span) {
    if (span.end == span.begin) return;
    const Column column = column_of({Series::What::kCycles, span.vm, span.ring, cpu::EventKind::kTrap, static_cast<std::uint32_t>(span.activity)});
    totals_[column] += span.end - span.begin;
    for (Level& level : levels_)
        for (std::uint64_t bin = std::max(span.begin / level.width, level.first); bin <= (span.end - 1) / level.width; ++bin)
            put(level, column, bin, std::min(span.end, (bin + 1) * level.width) - std::max(span.begin, bin * level.width));
}

/// In the bin of the cycle at which it has ended.
void Pyramid::count_crossing(const cpu::Event& event) {
    const Column column = column_of({Series::What::kCrossings, event.vm, event.to, event.kind, event.cause});
    ++totals_[column];
    for (Level& level : levels_) put(level, column, event.cycle / level.width, 1);
}

/// Makes room on every level for what happens up to `end`. The highest one never lets go of a bin: before it would, there is a higher one.
void Pyramid::reach(Cycles end) {
    end_ = std::max(end_, end);
    while (end_ / levels_.back().width - levels_.back().first >= shape_.bins) grow();
    for (Level& level : levels_) {
        const std::uint64_t last = end_ / level.width;
        const std::uint64_t cleared = std::min<std::uint64_t>(last - level.last, shape_.bins);
        for (std::vector<std::uint64_t>& counts : level.columns)
            if (!counts.empty())
                for (std::uint64_t bin = last - cleared + 1; bin <= last; ++bin) counts[bin % shape_.bins] = 0;
        level.last = last;
        if (last - level.first >= shape_.bins) level.first = last - shape_.bins + 1;
    }
}

void Pyramid::grow() {
    const Level& old = levels_.back();
    Level higher{old.width * 2, old.first / 2, old.last / 2, {}};
    for (Column column = 0; column < old.columns.size(); ++column)
        for (std::uint64_t bin = old.first; bin <= old.last; ++bin)
            if (const std::uint64_t amount = get(old, column, bin); amount != 0) put(higher, column, bin / 2, amount);
    levels_.push_back(std::move(higher));
}

void Pyramid::put(Level& level, Column column, std::uint64_t bin, std::uint64_t amount) {
    if (column >= level.columns.size()) level.columns.resize(column + 1);
    std::vector<std::uint64_t>& counts = level.columns[column];
    if (counts.empty()) counts.resize(shape_.bins);
    counts[bin % shape_.bins] += amount;
}

std::uint64_t Pyramid::get(const Level& level, Column column, std::uint64_t bin) const {
    return column < level.columns.size() && !level.columns[column].empty() ? level.columns[column][bin % shape_.bins] : 0;
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
        for (const std::vector<std::uint64_t>& counts : level.columns) bytes += counts.capacity() * sizeof(std::uint64_t);
    return bytes;
}

}  // namespace anel::machine
