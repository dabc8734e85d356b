// What a timeline shows of a stretch of a run: from afar counts in bins, from near every stretch of time in a ring and every crossing.
// Not here: which stretch (time_axis.hpp), asking for it (gui/panes/timeline_pane.cpp).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "gui/models/selection.hpp"
#include "isa/machine/pyramid.hpp"

namespace anel::gui {

/// Cycles [begin, end) in one ring.
struct TimelineSpan {
    Cycles begin = 0;
    Cycles end = 0;
    Ring ring = Ring::k0;
    std::uint8_t vm = 0;
    /// Nothing: the mark that was in force there has not been seen.
    std::optional<spec::Activity> activity;
};

struct TimelineBins {
    Cycles begin = 0;
    Cycles width = 0;
    std::size_t bins = 0;
    std::array<std::vector<std::uint64_t>, kLaneCount> rings;  ///< cycles by lane; empty: none
    std::map<spec::Activity, std::vector<std::uint64_t>> activities;
    std::map<std::pair<Ring, spec::Activity>, std::vector<std::uint64_t>> doing;  ///< activities by ring
    std::map<std::uint8_t, std::vector<std::uint64_t>> vms;
    std::map<std::pair<Ring, CrossingGroup>, std::vector<std::uint64_t>> crossings;  ///< by the ring that they lead to
    std::vector<std::uint64_t> cycles;                                               ///< all of a bin; less than its width at the end of the run

    Cycles end() const { return begin + width * bins; }
    /// Of the bins that touch the stretch [from, to).
    std::uint64_t sum(const std::vector<std::uint64_t>& counts, double from, double to) const;
    /// Of those that the filter lets through, as far as bins tell them apart: by where they lead and why.
    std::uint64_t crossings_at(std::size_t bin, const Filter& filter) const;
    std::uint64_t crossings_within(double from, double to) const;
    std::optional<std::size_t> bin_at(double cycle) const;
    /// What a ring did within that stretch, if it was one thing, crossing aside; nothing too where bins do not cover it.
    std::optional<spec::Activity> only_activity(Ring ring, Cycles from, Cycles to) const;
    Cycles at(const std::vector<std::uint64_t>& counts, std::size_t bin) const { return counts.empty() ? 0 : counts[bin]; }
};

/// How much of what happened within a stretch.
struct TimelineMeasure {
    Cycles from = 0;
    Cycles to = 0;
    std::array<std::uint64_t, kCrossingGroups> crossings{};
    bool exact = false;  ///< otherwise of the bins that touch it
    std::uint64_t total() const;
};

class TimelineData {
public:
    void clear() { *this = TimelineData(); }
    void take(const machine::Pyramid::Window& window);
    /// Events with cycles in (from, to], or as many of them as there was room for. The run had come to `end`. Comes behind counts of the same
    /// stretch: what a ring did before its first mark there is taken from them.
    void take(Cycles from, Cycles to, std::vector<cpu::Event> events, bool all_of_them, Cycles end);
    /// What came behind it, from a frame's last events; where these do not reach back so far, nothing is known any more.
    void go_on(const std::vector<cpu::Event>& last, bool all_of_them, Cycles end);
    void drop_events();

    const TimelineBins& bins() const { return bins_; }
    const std::vector<cpu::Event>& events() const { return events_; }
    const std::vector<TimelineSpan>& spans() const { return spans_; }
    /// Up to where events are known; 0: none are.
    Cycles known_to() const { return knows_ ? known_to_ : 0; }
    /// Whether the events there are cover this stretch, as far as the run goes.
    bool near(double from, double to, Cycles end) const;
    /// Whether events of this stretch are few enough to ask for, and it is short enough to be run again.
    bool could_be_near(double from, double to) const;
    /// The crossing that is nearest, if any is nearer than `reach`.
    const cpu::Event* nearest_crossing(double cycle, double reach) const;
    const TimelineSpan* span_at(double cycle) const;
    /// What there is to be drawn of a stretch of a run that has come to `end`: events where they cover it, otherwise the bins that touch it.
    std::map<CrossingGroup, std::uint64_t> crossings_seen(double from, double to, Cycles end) const;
    std::map<spec::Activity, Cycles> activities_seen(double from, double to, Cycles end) const;

    static TimelineMeasure measure(Cycles from, Cycles to, const std::vector<cpu::Event>& events);
    static TimelineMeasure measure(Cycles from, Cycles to, const machine::Pyramid::Window& window);

    static constexpr std::size_t kMostEvents = 20'000;  ///< that are kept
    static constexpr std::uint64_t kMostNear = 2500;   ///< crossings; marks come besides
    static constexpr double kLongestNear = 2'000'000;  ///< cycles

private:
    void make_spans();

    TimelineBins bins_;
    std::vector<cpu::Event> events_;
    std::vector<TimelineSpan> spans_;
    Cycles known_from_ = 0;
    Cycles known_to_ = 0;
    bool knows_ = false;
};

}  // namespace anel::gui
