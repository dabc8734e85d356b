#include "gui/models/timeline_data.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "isa/machine/spans.hpp"

namespace anel::gui {

namespace {

void add(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& counts) {
    to.resize(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) to[i] += counts[i];
}

TimelineBins bins_of(const machine::Pyramid::Window& window) {
    TimelineBins bins;
    bins.begin = window.begin;
    bins.width = window.width;
    bins.bins = window.bins;
    bins.cycles.resize(window.bins);
    for (const auto& [series, counts] : window.series) {
        switch (series.what) {
            case machine::Series::What::kCycles:
                add(bins.rings[lane(series.ring)], counts);
                add(bins.activities[static_cast<spec::Activity>(series.number)], counts);
                add(bins.doing[{series.ring, static_cast<spec::Activity>(series.number)}], counts);
                add(bins.vms[series.vm], counts);
                add(bins.cycles, counts);
                break;
            case machine::Series::What::kCrossings: add(bins.crossings[{series.ring, group_of(series.kind, series.number)}], counts); break;
            case machine::Series::What::kOtherCycles:
            case machine::Series::What::kOtherCrossings: break;  // beyond what a run of one monitor and some VMs has
        }
    }
    return bins;
}

}  // namespace

std::uint64_t TimelineBins::crossings_at(std::size_t bin, const Filter& filter) const {
    std::uint64_t count = 0;
    for (const auto& [what, counts] : crossings)
        if ((!filter.to || *filter.to == what.first) && (!filter.group || *filter.group == what.second)) count += counts[bin];
    return count;
}

std::uint64_t TimelineBins::sum(const std::vector<std::uint64_t>& counts, double from, double to) const {
    std::uint64_t sum = 0;
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        const auto at = static_cast<double>(begin + width * bin);
        if (at < to && at + static_cast<double>(width) > from) sum += counts[bin];
    }
    return sum;
}

std::uint64_t TimelineBins::crossings_within(double from, double to) const {
    std::uint64_t count = 0;
    for (const auto& [what, counts] : crossings) count += sum(counts, from, to);
    return count;
}

std::optional<std::size_t> TimelineBins::bin_at(double cycle) const {
    if (bins == 0 || cycle < static_cast<double>(begin) || cycle >= static_cast<double>(end())) return std::nullopt;
    return static_cast<std::size_t>((cycle - static_cast<double>(begin)) / static_cast<double>(width));
}

std::optional<spec::Activity> TimelineBins::only_activity(Ring ring, Cycles from, Cycles to) const {
    if (bins == 0 || from < begin || to > end()) return std::nullopt;
    std::optional<spec::Activity> only;
    for (const auto& [what, counts] : doing) {
        if (what.first != ring || what.second == spec::Activity::kCrossing) continue;
        for (std::size_t bin = (from - begin) / width; bin < bins && begin + width * bin < to; ++bin) {
            if (counts[bin] == 0) continue;
            if (only && *only != what.second) return std::nullopt;
            only = what.second;
        }
    }
    return only;
}

std::uint64_t TimelineMeasure::total() const { return std::accumulate(crossings.begin(), crossings.end(), std::uint64_t{0}); }

void TimelineData::take(const machine::Pyramid::Window& window) { bins_ = bins_of(window); }

void TimelineData::drop_events() {
    events_.clear();
    spans_.clear();
    knows_ = false;
}

void TimelineData::take(Cycles from, Cycles to, std::vector<cpu::Event> events, bool all_of_them, Cycles end) {
    events_ = std::move(events);
    knows_ = true;
    known_from_ = from;
    known_to_ = all_of_them ? std::min(to, end) : events_.empty() ? from : events_.back().cycle;
    make_spans();
}

void TimelineData::go_on(const std::vector<cpu::Event>& last, bool all_of_them, Cycles end) {
    if (!knows_ || end <= known_to_) return;
    const bool reaches_back = all_of_them || (!last.empty() && last.front().cycle <= known_to_);
    const auto fresh = std::ranges::upper_bound(last, known_to_, {}, &cpu::Event::cycle);
    if (!reaches_back || events_.size() + static_cast<std::size_t>(last.end() - fresh) > kMostEvents) return drop_events();
    events_.insert(events_.end(), fresh, last.end());
    known_to_ = end;
    make_spans();
}

void TimelineData::make_spans() {
    const Cycles from = known_from_;
    spans_.clear();
    if (events_.empty()) return;
    cpu::CpuState state;
    state.ring = events_.front().from;
    state.vmid = events_.front().vm;
    // At reset every mark is known; elsewhere that of a ring from its first mark on, or where it has but one.
    std::array<bool, kLaneCount> marked{};
    marked.fill(from == 0);
    for (unsigned place = 0; place < kLaneCount && from != 0; ++place) {
        const auto only = bins_.only_activity(ring_of_lane(place), from, known_to_);
        marked[place] = only.has_value();
        if (only) state.mark[place] = *only;
    }
    machine::SpanReader reader(state, from);
    const auto put = [&](const machine::Span& span, bool known) {
        if (span.begin == span.end) return;
        spans_.push_back({span.begin, span.end, span.ring, span.vm, known ? std::optional(span.activity) : std::nullopt});
    };
    for (const cpu::Event& event : events_) {
        put(reader.before(event), marked[lane(event.from)]);
        if (cpu::is_crossing(event.kind)) put(machine::SpanReader::of_crossing(event), true);
        if (event.kind == cpu::EventKind::kMark) marked[lane(event.to)] = true;
        if (event.kind == cpu::EventKind::kVmon) marked[lane(Ring::kMinus1)] = marked[lane(Ring::k0)];
    }
    const Ring ring = reader.ring();
    put(reader.until(known_to_), marked[lane(ring)]);
}

bool TimelineData::near(double from, double to, Cycles end) const {
    return knows_ && !spans_.empty() && std::max(from, 0.0) >= static_cast<double>(known_from_) && std::min(to, static_cast<double>(end)) <= static_cast<double>(known_to_);
}

bool TimelineData::could_be_near(double from, double to) const { return to - from <= kLongestNear && bins_.crossings_within(from, to) <= kMostNear; }

const cpu::Event* TimelineData::nearest_crossing(double cycle, double reach) const {
    const cpu::Event* nearest = nullptr;
    for (const cpu::Event& event : events_) {
        const double distance = std::abs(static_cast<double>(event.cycle) - cycle);
        if (!cpu::is_crossing(event.kind) || distance >= reach) continue;
        reach = distance;
        nearest = &event;
    }
    return nearest;
}

const TimelineSpan* TimelineData::span_at(double cycle) const {
    const auto behind = std::ranges::upper_bound(spans_, cycle, {}, [](const TimelineSpan& span) { return static_cast<double>(span.begin); });
    if (behind == spans_.begin()) return nullptr;
    const TimelineSpan& span = *std::prev(behind);
    return cycle < static_cast<double>(span.end) ? &span : nullptr;
}

std::map<CrossingGroup, std::uint64_t> TimelineData::crossings_seen(double from, double to, Cycles end) const {
    std::map<CrossingGroup, std::uint64_t> seen;
    if (near(from, to, end)) {
        for (const cpu::Event& event : events_) {
            const auto at = static_cast<double>(event.cycle);
            if (cpu::is_crossing(event.kind) && at >= from && at <= to) ++seen[group_of(event.kind, event.cause)];
        }
    } else {
        for (const auto& [what, counts] : bins_.crossings)
            if (const std::uint64_t count = bins_.sum(counts, from, to); count != 0) seen[what.second] += count;
    }
    return seen;
}

std::map<spec::Activity, Cycles> TimelineData::activities_seen(double from, double to, Cycles end) const {
    std::map<spec::Activity, Cycles> seen;
    if (near(from, to, end)) {
        for (const TimelineSpan& span : spans_)
            if (span.activity && static_cast<double>(span.end) > from && static_cast<double>(span.begin) < to) seen[*span.activity] += span.end - span.begin;
    } else {
        for (const auto& [activity, counts] : bins_.activities)
            if (const std::uint64_t count = bins_.sum(counts, from, to); count != 0) seen[activity] += count;
    }
    return seen;
}

TimelineMeasure TimelineData::measure(Cycles from, Cycles to, const std::vector<cpu::Event>& events) {
    TimelineMeasure measure{from, to, {}, true};
    for (const cpu::Event& event : events)
        if (cpu::is_crossing(event.kind) && event.cycle > from && event.cycle <= to) ++measure.crossings[static_cast<std::size_t>(group_of(event.kind, event.cause))];
    return measure;
}

TimelineMeasure TimelineData::measure(Cycles from, Cycles to, const machine::Pyramid::Window& window) {
    TimelineMeasure measure{from, to, {}, false};
    const TimelineBins bins = bins_of(window);
    for (const auto& [what, counts] : bins.crossings) measure.crossings[static_cast<std::size_t>(what.second)] += std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    return measure;
}

}  // namespace anel::gui
