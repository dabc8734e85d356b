#include "gui/models/readings.hpp"

#include <algorithm>

#include "isa/spec/platform.hpp"

namespace anel::gui {

namespace {

void put_together(std::string& text, const session::TextPiece& piece) {
    text.resize(std::min(text.size(), piece.begin));
    text += piece.text;
}

bool same_kind(const session::CrossingCount& a, const session::CrossingCount& b) {
    return a.kind == b.kind && a.from == b.from && a.to == b.to && a.cause == b.cause;
}

bool is_exit(const session::CrossingCount& one, Ring monitor) {
    if (monitor == Ring::kMinus1) return one.kind == cpu::EventKind::kExit;
    return one.kind == cpu::EventKind::kTrap && one.to == monitor && one.from != monitor;
}

}  // namespace

void Printed::take(const session::Frame& frame) {
    if (frame.number == frame_) return;
    frame_ = frame.number;
    if (frame.machine != machine_) {
        machine_ = frame.machine;
        console_.clear();
        log_.clear();
    }
    put_together(console_, frame.console);
    put_together(log_, frame.log);
}

Reading reading_of(const session::Frame& frame) { return {frame.machine, frame.now, frame.ledger, frame.counters, frame.crossings}; }

Cycles Span::of(spec::Activity activity) const {
    const auto found = std::ranges::find(by_activity, activity, &std::pair<spec::Activity, Cycles>::first);
    return found == by_activity.end() ? 0 : found->second;
}

Cycles Span::of_monitor() const {
    Cycles sum = 0;
    for (const spec::ActivityRow& row : spec::kActivities)
        if (row.owner == "monitor") sum += of(row.id);
    return sum;
}

Span between(const Reading& begin, const session::FramePtr& end, const Printed& printed) {
    Span span;
    span.mode = end->configuration.mode;
    span.cycles = end->now.cycle - begin.now.cycle;
    span.instructions = end->counters.instructions - begin.counters.instructions;
    for (const spec::ActivityRow& row : spec::kActivities)
        if (const Cycles cycles = end->ledger.of_activity(row.id) - begin.ledger.of_activity(row.id); cycles != 0) span.by_activity.emplace_back(row.id, cycles);
    const Ring monitor = end->monitor_ring.value_or(Ring::kMinus1);
    for (session::CrossingCount one : end->crossings) {
        const auto before = std::ranges::find_if(begin.crossings, [&](const session::CrossingCount& other) { return same_kind(one, other); });
        if (before != begin.crossings.end()) one.total -= before->total;
        if (one.total == 0) continue;
        span.crossings += one.total;
        if (is_exit(one, monitor)) span.exits += one.total;
        span.by_kind.push_back(one);
    }
    span.frame = end;
    span.console = printed.console();
    span.log = printed.log();
    return span;
}

}  // namespace anel::gui
