// What a session keeps of its events is bounded, and thinned-out checkpoints count the same.
#include "gui/session/watcher.hpp"

#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::session;

TEST_CASE("what a watcher keeps does not grow with the run beyond what its pyramid takes a level for") {
    Watcher watcher{cpu::CpuState{}};
    std::vector<cpu::Event> events(1000);
    Cycles now = 0;
    std::size_t early = 0;
    for (int piece = 0; piece < 4'000; ++piece) {
        for (cpu::Event& event : events) {
            now += 1000;
            event = {now, 0x80000000, 8, 0, cpu::EventKind::kTrap, Ring::k3, Ring::k0, 1, 10};
        }
        watcher.take(events, 0, now);
        if (piece == 1'000) early = watcher.bytes();
    }
    CHECK(watcher.last().size() == Frame::kMostEvents);
    CHECK(watcher.last().back().cycle == now);
    CHECK(watcher.last().front().cycle == now - (Frame::kMostEvents - 1) * 1000);
    CHECK(watcher.count() == 4'000'000);
    const std::vector<CrossingCount> counts = watcher.crossings();
    REQUIRE(counts.size() == 1);
    CHECK(counts[0].total == 4'000'000);
    CHECK(counts[0].from == Ring::k3);
    CHECK(counts[0].cause == 8);
    CHECK(watcher.bytes() < early * 2);
    CHECK(watcher.bytes() < (std::size_t{16} << 20));
}

TEST_CASE("every kind of crossing has a count of its own, and what is new since the last frame is told apart") {
    Watcher watcher{cpu::CpuState{}};
    std::vector<cpu::Event> events{
        {10, 0, 0x80000001, 0, cpu::EventKind::kTrap, Ring::k3, Ring::k0, 0, 5},  {20, 0, 1, 0, cpu::EventKind::kTrap, Ring::k3, Ring::k0, 0, 5},
        {30, 0, 19, 0, cpu::EventKind::kExit, Ring::k0, Ring::kMinus1, 1, 5},      {40, 0, 0, 0, cpu::EventKind::kEntry, Ring::kMinus1, Ring::k0, 1, 5},
        {50, 0, 0, 0, cpu::EventKind::kReturn, Ring::k0, Ring::k3, 0, 5},          {60, 0, 17, 0, cpu::EventKind::kMark, Ring::k0, Ring::k0, 0, 0},
    };
    watcher.take(events, 0, 100);
    const std::vector<CrossingCount> first = watcher.crossings();
    REQUIRE(first.size() == 5);
    for (const CrossingCount& one : first) CHECK((one.total == 1 && one.fresh == 1));
    const auto same = [&](const CrossingCount& one) { return std::ranges::any_of(events, [&](const cpu::Event& event) { return event.kind == one.kind && event.cause == one.cause && event.from == one.from && event.to == one.to; }); };
    CHECK(std::ranges::all_of(first, same));
    events.resize(1);
    events[0].cycle = 110;
    watcher.take(events, 0, 120);
    for (const CrossingCount& one : watcher.crossings()) CHECK(one.fresh == (one.cause == 0x80000001 ? 1 : 0));
    CHECK(watcher.count() == 7);
}

TEST_CASE("events that never came are told, and are in no count") {
    Watcher watcher{cpu::CpuState{}};
    const std::vector<cpu::Event> events{{10, 0, 8, 0, cpu::EventKind::kTrap, Ring::k3, Ring::k0, 0, 5}};
    watcher.take(events, 3, 100);
    watcher.take({}, 2, 200);
    CHECK(watcher.lost() == 5);
    CHECK(watcher.pyramid().lost() == 5);
    CHECK(watcher.count() == 1);
}
