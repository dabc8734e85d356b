#include "gui/models/ring_traffic.hpp"

#include <QLocale>
#include <algorithm>
#include <tuple>

#include "gui/models/words.hpp"
#include "gui/session/goal.hpp"

namespace anel::gui {

namespace {

/// More instructions in a second than anybody can follow.
constexpr double kFast = 300;
/// So many crossings between two frames are no longer shown one by one.
constexpr std::size_t kMany = 16;
/// Of what was, how much stays in the rate from frame to frame, so that widths do not flicker.
constexpr double kInertia = 0.8;

/// By lane, of all VMs.
std::array<Cycles, kLaneCount> cycles_of(const cpu::Ledger& ledger) {
    std::array<Cycles, kLaneCount> cycles{};
    for (std::uint8_t vm = 0; vm < cpu::kVmLimit; ++vm)
        for (unsigned place = 0; place < kLaneCount; ++place)
            for (std::size_t activity = 0; activity < spec::kActivityLimit; ++activity)
                cycles[place] += ledger.at(vm, ring_of_lane(place), static_cast<spec::Activity>(activity));
    return cycles;
}

/// Before hardware assist is on, its monitor-to-be runs in ring 0, and nobody elsewhere.
session::Resident resident_of(const session::Frame& frame, Ring ring) {
    if (frame.monitor_ring != Ring::kMinus1 || frame.cpu.assist.on) return frame.residents[lane(ring)];
    return ring == Ring::k0 ? session::Resident::kMonitor : session::Resident::kNobody;
}

constexpr std::size_t kPlaces = kLaneCount * kLaneCount * kCrossingGroups;
std::size_t place_of(Ring from, Ring to, CrossingGroup group) { return (lane(from) * kLaneCount + lane(to)) * kCrossingGroups + static_cast<std::size_t>(group); }

int direction(Ring from, Ring to) { return number(to) < number(from) ? 0 : number(to) == number(from) ? 1 : 2; }

}  // namespace

void RingTraffic::show(const session::Frame& frame) {
    if (frame.number == number_ && frame.number != 0) {
        fresh_.clear();
        began_anew_ = false;
        return;
    }
    const bool goes_on = frame.machine == machine_ && frame.jumps == jumps_ && number_ != 0;
    began_anew_ = !goes_on;
    fast_ = goes_on && frame.phase == session::Phase::kRunning && (frame.speed_wanted == 0 || frame.speed_wanted > kFast);
    lost_ = frame.events_lost;
    show_arrows(frame, goes_on);
    show_rings(frame, goes_on);
    show_news(frame, goes_on);
    machine_ = frame.machine;
    jumps_ = frame.jumps;
    number_ = frame.number;
    moment_ = frame.now;
}

void RingTraffic::show_rings(const session::Frame& frame, bool goes_on) {
    const std::vector<RingNow> before = std::exchange(rings_, {});
    const std::array<Cycles, kLaneCount> cycles = cycles_of(frame.ledger);
    Cycles all = 0;
    Cycles all_fresh = 0;
    for (unsigned place = 0; place < kLaneCount; ++place) {
        all += cycles[place];
        if (goes_on) all_fresh += cycles[place] - cycles_[place];
    }
    for (unsigned place = 0; place < kLaneCount && frame.machine != 0; ++place) {
        const Ring ring = ring_of_lane(place);
        if (ring == Ring::kMinus1 && !frame.cpu.assist.on) continue;
        RingNow one;
        one.ring = ring;
        one.resident = resident_of(frame, ring);
        one.cycles = cycles[place];
        one.share = all == 0 ? 0 : static_cast<double>(cycles[place]) / static_cast<double>(all);
        one.current = frame.cpu.ring == ring;
        one.lately = one.current ? 1 : 0;
        if (fast_) {
            const auto old = std::ranges::find(before, ring, &RingNow::ring);
            const double was = old == before.end() ? one.lately : old->lately;
            const double part = all_fresh == 0 ? was : static_cast<double>(cycles[place] - cycles_[place]) / static_cast<double>(all_fresh);
            one.lately = kInertia * was + (1 - kInertia) * part;
        }
        rings_.push_back(one);
    }
    cycles_ = cycles;
}

void RingTraffic::show_arrows(const session::Frame& frame, bool goes_on) {
    const std::vector<RingArrow> before = std::exchange(arrows_, {});
    crossings_ = 0;
    std::uint64_t all_fresh = 0;
    std::vector<std::uint64_t> fresh;
    for (const session::CrossingCount& count : frame.crossings) {
        const CrossingGroup group = group_of(count.kind, count.cause);
        auto found = std::ranges::find_if(arrows_, [&](const RingArrow& one) { return one.from == count.from && one.to == count.to && one.group == group; });
        if (found == arrows_.end()) {
            arrows_.push_back({count.from, count.to, group, 0, 0, 0, {}});
            fresh.push_back(0);
            found = std::prev(arrows_.end());
        }
        found->total += count.total;
        found->causes.push_back(count);
        fresh[static_cast<std::size_t>(found - arrows_.begin())] += count.fresh;
        crossings_ += count.total;
        all_fresh += count.fresh;
    }
    // Rates are of whichever knows more of the near past: what came since the last frame, or the last events.
    std::array<std::uint64_t, kPlaces> seen{};
    std::uint64_t all_seen = 0;
    for (const cpu::Event& event : frame.events) {
        if (!cpu::is_crossing(event.kind)) continue;
        ++seen[place_of(event.from, event.to, group_of(event.kind, event.cause))];
        ++all_seen;
    }
    const bool by_fresh = goes_on && all_fresh >= all_seen;
    const Cycles since = by_fresh ? moment_.cycle : frame.events.empty() ? 0 : frame.events.front().cycle;
    const double span = static_cast<double>(std::max<Cycles>(frame.now.cycle - std::min(since, frame.now.cycle), 1));
    for (std::size_t i = 0; i < arrows_.size(); ++i) {
        RingArrow& arrow = arrows_[i];
        arrow.share = static_cast<double>(arrow.total) / static_cast<double>(crossings_);
        arrow.rate = static_cast<double>(by_fresh ? fresh[i] : seen[place_of(arrow.from, arrow.to, arrow.group)]) / span * 1e6;
        const auto old = std::ranges::find_if(before, [&](const RingArrow& one) { return one.filter() == arrow.filter(); });
        if (fast_ && old != before.end()) arrow.rate = kInertia * old->rate + (1 - kInertia) * arrow.rate;
        std::ranges::stable_sort(arrow.causes, std::ranges::greater(), &session::CrossingCount::total);
    }
    const auto order = [](const RingArrow& one) { return std::tuple(direction(one.from, one.to), -number(one.from), number(one.to), one.group); };
    std::ranges::sort(arrows_, {}, order);
}

void RingTraffic::show_news(const session::Frame& frame, bool goes_on) {
    fresh_.clear();
    last_.reset();
    behind_ = frame.crossing;
    const std::uint64_t count = frame.events_before + frame.events.size();
    const std::uint64_t known = goes_on && count >= events_ ? events_ : count;
    for (std::size_t i = 0; i < frame.events.size(); ++i) {
        const cpu::Event& event = frame.events[i];
        if (!cpu::is_crossing(event.kind)) continue;
        last_ = event;
        if (!fast_ && frame.events_before + i >= known) fresh_.push_back(event);
    }
    if (fresh_.size() > kMany) fresh_.clear();
    if (fresh_.empty() && behind_ && goes_on && count > events_) fresh_.push_back(*behind_);
    if (fresh_.size() > kMostFresh) fresh_.erase(fresh_.begin(), fresh_.end() - static_cast<std::ptrdiff_t>(kMostFresh));
    events_ = count;
}

const RingNow* RingTraffic::ring(Ring ring) const {
    const auto found = std::ranges::find(rings_, ring, &RingNow::ring);
    return found == rings_.end() ? nullptr : &*found;
}

const RingArrow* RingTraffic::arrow_of(const cpu::Event& event) const {
    const auto found = std::ranges::find_if(arrows_, [&event](const RingArrow& one) { return one.is(event); });
    return found == arrows_.end() ? nullptr : &*found;
}

QString RingTraffic::percent(double part) {
    const double hundredths = part * 100;
    if (part > 0 && hundredths < 0.05) return tr("less than 0.1 %");
    return tr("%1 %").arg(QLocale().toString(hundredths, 'f', hundredths > 0 && hundredths < 9.95 ? 1 : 0));
}

QString RingTraffic::sentence(const cpu::Event& crossing) {
    const QString way = tr("%1 from %2 to %3", "trap from ring 1 to ring 0").arg(Words::crossing(crossing.kind), Words::ring(crossing.from), Words::ring(crossing.to));
    return session::is_trap(crossing.kind) ? tr("%1: %2", "crossing: cause").arg(way, Words::cause(crossing.kind, crossing.cause, crossing.from)) : way;
}

QString RingTraffic::sentence(const RingArrow& arrow) const {
    const session::CrossingCount& first = arrow.causes.front();
    QString text = sentence(cpu::Event{0, 0, first.cause, 0, first.kind, arrow.from, arrow.to, 0, 0});
    for (std::size_t i = 1; i < std::min<std::size_t>(arrow.causes.size(), 3); ++i) text += QStringLiteral(", ") + Words::cause(arrow.causes[i].kind, arrow.causes[i].cause, arrow.from);
    return tr("%1; %2 since reset, %3 of all crossings. %4").arg(text, Words::number(arrow.total), percent(arrow.share), CrossingGroupWords::meaning(arrow.group, arrow.from));
}

QString RingTraffic::sentence(const RingNow& ring) const {
    if (ring.resident == session::Resident::kNobody) return tr("Nobody lives in %1; %2 cycles.").arg(Words::ring(ring.ring), Words::number(ring.cycles));
    return tr("In %1 lives %2: %3 cycles since reset, %4 of all.").arg(Words::ring(ring.ring), Words::resident(ring.resident), Words::number(ring.cycles), percent(ring.share));
}

}  // namespace anel::gui
