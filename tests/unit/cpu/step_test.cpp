// What a step is: one instruction, or one trap or interrupt, however long it takes.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/bench_machine.hpp"

using namespace anel;
using tests::Bench;

TEST_CASE("an interrupt is a step of its own, also where crossings take no time") {
    for (const bool free : {false, true}) {
        cpu::TimingParams timing;
        if (free) timing.crossing_flush = timing.crossing_word = 0;
        Bench bench(spec::Policy::kStrict, timing);
        bench.code({tests::encode::kNop});
        bench.code({tests::encode::kNop}, Bench::kHandler);
        bench.change([](cpu::CpuState& state) {
            state.bank[0].status = spec::kStatusIe;
            state.bank[0].imask = 1;
        });
        bench.bus.lines_high = 1;
        bench.cpu.step();
        CHECK(bench.cpu.state().pc == Bench::kHandler);
        CHECK(bench.cpu.counters().instructions == 0);
    }
}

TEST_CASE("a run to the next crossing ends behind it, before anything else is executed, or at its limit") {
    Bench bench;
    bench.code({tests::encode::kNop, tests::encode::kNop, tests::encode::plain(spec::InsnId::kEcall)});
    bench.code({tests::encode::kNop, tests::encode::plain(spec::InsnId::kTret)}, Bench::kHandler);
    CHECK(bench.cpu.run_to_crossing(1) == cpu::Stop::kCycleReached);
    CHECK(bench.cpu.run_to_crossing(1000) == cpu::Stop::kCrossed);
    CHECK(bench.cpu.state().pc == Bench::kHandler);
    CHECK(bench.cpu.counters().instructions == 2);
    CHECK(bench.cpu.run_to_crossing(1000) == cpu::Stop::kCrossed);
    CHECK(bench.cpu.state().pc == Bench::kCode + 8);
    CHECK(bench.cpu.counters().instructions == 4);
    CHECK(bench.cpu.run(2000) == cpu::Stop::kCycleReached);
}

TEST_CASE("what is off does nothing any more, be it due at that very cycle, whether it came there by a run or a step") {
    const auto power_off = [](Bench& bench) { bench.code({tests::encode::s(spec::InsnId::kOut, 0, 0, spec::kPortPower)}); };
    Bench first;
    power_off(first);
    REQUIRE(first.cpu.run(1000) == cpu::Stop::kPoweredOff);
    const Cycles off_at = first.cpu.cycle();
    for (const bool steps : {false, true}) {
        Bench bench;
        power_off(bench);
        bench.bus.due = off_at;
        bench.bus.due_lines = 4;
        CHECK((steps ? bench.cpu.step() : bench.cpu.run(1000)) == cpu::Stop::kPoweredOff);
        CHECK(bench.cpu.cycle() == off_at);
        CHECK(bench.bus.lines_high == 0);
        CHECK(bench.cpu.run(2000) == cpu::Stop::kPoweredOff);
        CHECK(bench.bus.lines_high == 0);
    }
}

TEST_CASE("time that is declared passes, is booked as such, and what comes due by it interrupts the next instruction") {
    Bench bench;
    bench.code({tests::encode::kNop, tests::encode::kNop});
    bench.code({tests::encode::kNop}, Bench::kHandler);
    bench.change([](cpu::CpuState& state) {
        state.bank[0].status = spec::kStatusIe;
        state.bank[0].imask = 1;
        state.vmid = 3;
    });
    bench.cpu.step();
    const Cycles before = bench.cpu.cycle();
    bench.bus.due = before + 50;
    bench.bus.due_lines = 1;
    bench.cpu.declare(99);
    CHECK(bench.cpu.cycle() == before + 99);
    CHECK(bench.cpu.state().pc == Bench::kCode + 4);
    bench.cpu.step();
    CHECK(bench.cpu.state().pc == Bench::kHandler);
    CHECK(bench.cpu.counters().instructions == 1);
    CHECK(bench.cpu.ledger().at(3, Ring::k0, spec::Activity::kDeclared) == 99);
    CHECK(bench.cpu.ledger().total() == bench.cpu.cycle());
}
