// The pyramid of counts against the plain list of events: every window and every level, and how it grows, forgets and merges.
#include "isa/machine/pyramid.hpp"

#include <algorithm>
#include <random>

#include "isa/spec/causes.hpp"
#include "tests/unit/catch.hpp"

namespace {

using namespace anel;
using cpu::Event;
using cpu::EventKind;
using machine::Pyramid;
using machine::Series;
using machine::Shape;
using spec::Activity;

constexpr Shape kSmall{16, 8};

/// Crossings to and fro and marks, each some time after the one before; often none, now and then very long.
std::vector<Event> random_events(std::mt19937& random, std::size_t count, Cycles begin = 0) {
    std::vector<Event> events;
    Cycles now = begin;
    Ring ring = Ring::k0;
    std::uint8_t vm = 0;
    const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
    while (events.size() < count) {
        const Cycles own = below(50) == 0 ? below(3000) : below(12);
        const Cycles took = below(4) == 0 ? 0 : below(30);
        Event event{now + own, 0x1000 + below(64) * 4, 0, below(9), EventKind::kMark, ring, ring, vm, 0};
        switch (below(4)) {
            case 0:
                event.kind = EventKind::kTrap;
                event.to = Ring::k0;
                event.cause = below(3) == 0 ? spec::kInterruptBit | below(2) : below(5);
                break;
            case 1:
                event.kind = EventKind::kReturn;
                event.to = ring_from(below(4));
                break;
            case 2: event.cause = 16 + below(4); break;
            default:
                event.kind = EventKind::kVm;
                event.cause = below(2);
                break;
        }
        if (cpu::is_crossing(event.kind)) event.took = took, event.cycle += took;
        if (event.kind == EventKind::kVm) vm = static_cast<std::uint8_t>(event.cause);
        now = event.cycle;
        ring = event.to;
        events.push_back(event);
    }
    return events;
}

using Counts = std::map<Series, std::uint64_t>;

/// What happened in [from, to): cycle by cycle, from the list alone. A crossing is counted at the cycle at which it has ended.
Counts brute_force(const std::vector<Event>& events, Cycles end, Cycles from, Cycles to) {
    Counts counts;
    std::array<std::uint32_t, kLaneCount> mark{0, 0, 0, 0, 1};
    Cycles at = 0;
    Ring ring = Ring::k0;
    std::uint8_t vm = 0;
    const auto spend = [&](Cycles until, std::uint8_t whose, Ring where, std::uint32_t activity) {
        for (; at < until; ++at)
            if (at >= from && at < to) ++counts[{Series::What::kCycles, whose, where, EventKind::kTrap, activity}];
    };
    for (const Event& event : events) {
        spend(event.cycle - event.took, vm, ring, mark[lane(ring)]);
        if (event.kind == EventKind::kMark) mark[lane(ring)] = event.cause;
        else if (event.kind == EventKind::kVm) vm = static_cast<std::uint8_t>(event.cause);
        else {
            spend(event.cycle, vm, event.kind == EventKind::kReturn ? event.from : event.to, static_cast<std::uint32_t>(Activity::kCrossing));
            if (event.cycle >= from && event.cycle < to) ++counts[{Series::What::kCrossings, vm, event.to, event.kind, event.cause}];
        }
        ring = event.to;
    }
    spend(end, vm, ring, mark[lane(ring)]);
    return counts;
}

Counts sums_of(const Pyramid::Window& window) {
    Counts sums;
    for (const auto& [series, counts] : window.series)
        for (const std::uint64_t count : counts) sums[series] += count;
    return sums;
}

void check_window(const Pyramid::Window& window, const std::vector<Event>& events, Cycles end) {
    CHECK(window.begin % window.width == 0);
    for (std::size_t bin = 0; bin < window.bins; ++bin) {
        Counts here;
        for (const auto& [series, counts] : window.series)
            if (counts[bin] != 0) here[series] = counts[bin];
        const Cycles from = window.begin + bin * window.width;
        INFO("bin from " << from << " of width " << window.width);
        CHECK((here == brute_force(events, end, from, from + window.width)));
    }
}

}  // namespace

TEST_CASE("every bin of every level and of any window is what the list of events says") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        std::mt19937 random(seed);
        const std::vector<Event> events = random_events(random, 60);
        Pyramid pyramid({}, 0, kSmall);
        // In pieces of any size, as chunks come.
        for (std::size_t at = 0; at < events.size();) {
            const std::size_t count = std::min<std::size_t>(random() % 7, events.size() - at);
            pyramid.add(std::span(events).subspan(at, count));
            at += count;
        }
        const Cycles end = events.back().cycle + random() % 100;
        pyramid.advance(end);
        INFO("seed " << seed << ", " << end << " cycles");
        CHECK((pyramid.totals() == brute_force(events, end, 0, end + 1)));
        for (std::size_t index = 0; index < pyramid.level_count(); ++index) {
            const Pyramid::Window level = pyramid.level(index);
            CHECK(level.width == kSmall.narrowest << index);
            CHECK(level.bins <= kSmall.bins);
            check_window(level, events, end);
        }
        CHECK((sums_of(pyramid.level(pyramid.level_count() - 1)) == pyramid.totals()));
        for (unsigned question = 0; question < 12; ++question) {
            const Cycles from = random() % (end + 1), to = from + 1 + random() % (end + 1 - from);
            const std::size_t most = 1 + random() % 20;
            const Pyramid::Window window = pyramid.window(from, to, most);
            CHECK(window.bins <= most);
            CHECK(window.begin <= from);
            CHECK(window.begin + window.bins * window.width >= to);
            check_window(window, events, end);
        }
    }
}

TEST_CASE("the recent past is seen in narrow bins, an old stretch in bins as wide as its level's, the whole in as many as are asked for") {
    Pyramid pyramid({}, 0, {16, 8});
    pyramid.advance(16 * 8 * 4 - 1);
    REQUIRE(pyramid.level_count() == 3);
    CHECK(pyramid.level(0).begin == 16 * 24);
    CHECK(pyramid.level(1).begin == 32 * 8);
    CHECK(pyramid.level(2).begin == 0);
    CHECK(pyramid.window(16 * 24, 16 * 28, 8).width == 16);
    CHECK(pyramid.window(16 * 23, 16 * 24, 8).width == 32);
    CHECK(pyramid.window(0, 16, 8).width == 64);
    CHECK(pyramid.window(0, 16 * 32, 8).bins == 8);
    CHECK(pyramid.window(0, 16 * 32, 2).bins == 2);
    CHECK(pyramid.window(0, 16 * 32, 1).width == 512);
    CHECK(pyramid.window(0, 16 * 32, 0).bins == 0);
}

TEST_CASE("two pyramids that follow upon each other merge into the one of all events") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        std::mt19937 random(seed);
        const std::vector<Event> events = random_events(random, 80);
        const std::size_t cut = random() % events.size();
        Pyramid whole({}, 0, kSmall), first({}, 0, kSmall);
        whole.add(events);
        first.add(std::span(events).first(cut));
        // The second begins with the state that the first ended in.
        cpu::CpuState state;
        for (const Event& event : std::span(events).first(cut)) {
            state.ring = event.to;
            if (event.kind == EventKind::kMark) state.mark[lane(event.to)] = static_cast<Activity>(event.cause);
            if (event.kind == EventKind::kVm) state.vmid = static_cast<std::uint8_t>(event.cause);
        }
        Pyramid second(state, first.end(), kSmall);
        second.add(std::span(events).subspan(cut));
        second.lose(2);
        const Cycles end = events.back().cycle + 33;
        for (Pyramid* pyramid : {&whole, &second}) pyramid->advance(end);
        first.merge(second);
        INFO("seed " << seed << ", cut at event " << cut);
        CHECK((first.totals() == whole.totals()));
        REQUIRE(first.level_count() == whole.level_count());
        for (std::size_t index = 0; index < whole.level_count(); ++index) CHECK((first.level(index) == whole.level(index)));
        CHECK(first.lost() == 2);
        // And it goes on from there.
        const std::vector<Event> more = {{end + 5, 0, 3, 0, EventKind::kTrap, events.back().to, Ring::k1, 0, 2}};
        first.add(more);
        whole.add(more);
        CHECK((first.totals() == whole.totals()));
    }
}

TEST_CASE("a run of a million million cycles fits into the same memory, and no cycle is missing") {
    constexpr Cycles kLong = 1'000'000'000'000;
    constexpr unsigned kTraps = 2000;
    Pyramid pyramid;
    Cycles now = 0;
    std::size_t at_first = 0;
    for (unsigned i = 0; i < kTraps; ++i) {
        now += kLong / kTraps;
        const Event there{now, 0, 8, 0, EventKind::kTrap, Ring::k3, Ring::k0, 0, 9};
        const Event back{now + 20, 0, 0, 0, EventKind::kReturn, Ring::k0, Ring::k3, 0, 6};
        pyramid.add(std::vector{there, back});
        if (i == 100) at_first = pyramid.bytes();
    }
    CHECK(at_first < 4U << 20);
    CHECK(pyramid.bytes() < 8U << 20);
    CHECK(pyramid.level_count() < 24);
    std::uint64_t cycles = 0, crossings = 0;
    for (const auto& [series, count] : sums_of(pyramid.level(pyramid.level_count() - 1))) (series.counts_cycles() ? cycles : crossings) += count;
    CHECK(cycles == now + 20);
    CHECK(crossings == 2 * kTraps);
    const Pyramid::Window all = pyramid.window(0, pyramid.end(), 1000);
    CHECK(all.bins <= 1000);
    CHECK(all.bins > 400);
}

TEST_CASE("who makes up ever more names is counted under the others, and nothing is lost") {
    Pyramid pyramid({}, 0, kSmall);
    std::vector<Event> events;
    Cycles now = 0;
    for (std::uint32_t vm = 0; vm < 16; ++vm)
        for (std::uint32_t activity = 0; activity < 64; ++activity) {
            events.push_back({now += 3, 0, activity, 0, EventKind::kMark, Ring::k0, Ring::k0, static_cast<std::uint8_t>(vm), 0});
            events.push_back({now += 9, 0, activity, 0, EventKind::kTrap, Ring::k0, Ring::k0, static_cast<std::uint8_t>(vm), 9});
        }
    pyramid.add(events);
    const auto totals = pyramid.totals();
    CHECK(totals.size() == Series::kMost + 2);
    std::uint64_t cycles = 0, crossings = 0;
    for (const auto& [series, count] : totals) (series.counts_cycles() ? cycles : crossings) += count;
    CHECK(cycles == now);
    CHECK(crossings == 16 * 64);
    CHECK(totals.at({Series::What::kOtherCrossings, 0, Ring::k0, EventKind::kTrap, 0}) > 0);
}

TEST_CASE("ring -1 goes on with what ring 0 was doing, and a lost event leaves no cycle without a place") {
    Pyramid pyramid;
    const auto boot = static_cast<std::uint32_t>(Activity::kBoot);
    pyramid.add(std::vector<Event>{{10, 0, boot, 0, EventKind::kMark, Ring::k0, Ring::k0, 0, 0}, {20, 0, 0, 0, EventKind::kVmon, Ring::k0, Ring::kMinus1, 0, 5}});
    pyramid.lose(3);
    pyramid.add(std::vector<Event>{{50, 0, 8, 0, EventKind::kTrap, Ring::k3, Ring::k0, 1, 9}});
    pyramid.advance(60);
    const auto at = [&](std::uint8_t vm, Ring ring, Activity activity) {
        const auto totals = pyramid.totals();
        const auto found = totals.find({Series::What::kCycles, vm, ring, EventKind::kTrap, static_cast<std::uint32_t>(activity)});
        return found == totals.end() ? 0 : found->second;
    };
    CHECK(at(0, Ring::k0, Activity::kOther) == 10);
    CHECK(at(0, Ring::k0, Activity::kBoot) == 5);
    CHECK(at(0, Ring::kMinus1, Activity::kCrossing) == 5);
    CHECK(at(1, Ring::k3, Activity::kUser) == 21);
    CHECK(at(1, Ring::k0, Activity::kCrossing) == 9);
    CHECK(at(1, Ring::k0, Activity::kBoot) == 10);
    CHECK(pyramid.lost() == 3);
    Pyramid inner;
    inner.add(std::vector<Event>{{10, 0, boot, 0, EventKind::kMark, Ring::k0, Ring::k0, 0, 0}, {20, 0, 0, 0, EventKind::kVmon, Ring::k0, Ring::kMinus1, 0, 5}});
    inner.advance(30);
    CHECK(inner.totals().at({Series::What::kCycles, 0, Ring::kMinus1, EventKind::kTrap, boot}) == 10);
}
