// Ticks, steps and runs of the reference: three ways through the same machine.
#include "tests/unit/reference/reference_bench.hpp"

namespace {

using namespace anel;
using tests::ReferenceBench;
using spec::InsnId;

constexpr std::uint32_t kEcall = tests::encode::plain(InsnId::kEcall);

/// A loop with a load, its use, a multiplication, a call and a branch.
void put_loop(ReferenceBench& bench) {
    bench.code({tests::encode::i(InsnId::kLw, 6, 0, 0x200), tests::encode::r(InsnId::kAdd, 7, 7, 6), tests::encode::r(InsnId::kMul, 8, 7, 7), kEcall,
                tests::encode::i(InsnId::kAddi, 5, 5, 1), spec::row(InsnId::kJal).match | 0xfedff000U});  // back to the first
    bench.put(ReferenceBench::kHandler, tests::encode::i(InsnId::kAddi, 9, 9, 1));
    bench.put(ReferenceBench::kHandler + 4, tests::encode::csr(InsnId::kCsrrs, 10, spec::find_csr("epc0")->number, 0));
    bench.put(ReferenceBench::kHandler + 8, tests::encode::i(InsnId::kAddi, 10, 10, 4));
    bench.put(ReferenceBench::kHandler + 12, tests::encode::write_csr("epc0", 10));
    bench.put(ReferenceBench::kHandler + 16, tests::encode::plain(InsnId::kTret));
}

}  // namespace

TEST_CASE("ticks, steps and one run come to the same") {
    ReferenceBench ticking, stepping, running;
    for (ReferenceBench* bench : {&ticking, &stepping, &running}) put_loop(*bench);
    running.cpu.run(5000);
    while (stepping.cpu.cycle() < running.cpu.cycle()) stepping.cpu.step();
    while (ticking.cpu.cycle() < running.cpu.cycle()) ticking.cpu.tick();
    for (ReferenceBench* bench : {&ticking, &stepping}) {
        CHECK(bench->cpu.cycle() == running.cpu.cycle());
        CHECK(bench->cpu.state() == running.cpu.state());
        CHECK(bench->cpu.ledger() == running.cpu.ledger());
        CHECK(bench->cpu.counters() == running.cpu.counters());
        CHECK(bench->cpu.events().events() == running.cpu.events().events());
        CHECK(bench->cpu.time_state() == running.cpu.time_state());
    }
    CHECK(running.cpu.counters().exceptions[8] > 50);
    CHECK(running.cpu.ledger().total() == running.cpu.cycle());
}

TEST_CASE("the pipeline of a machine as it is built guesses nothing that it has to take back without time") {
    ReferenceBench bench;
    put_loop(bench);
    bench.cpu.run(1);  // the first fetch of all misses; before it, the pipeline is empty
    bench.cpu.run(5000);
    CHECK(bench.cpu.restarts() == 0);
}

TEST_CASE("a store into the next instruction is seen by it, and costs no time") {
    for (const bool changes : {false, true}) {
        ReferenceBench bench;
        const std::uint32_t other = changes ? tests::encode::i(InsnId::kAddi, 7, 0, 2) : tests::encode::i(InsnId::kAddi, 7, 0, 1);
        bench.code({tests::encode::s(InsnId::kSw, 6, 5, 4), tests::encode::i(InsnId::kAddi, 7, 0, 1)});
        bench.start();
        cpu::CpuState state = bench.cpu.state();
        state.x[5] = ReferenceBench::kCode;
        state.x[6] = other;
        bench.cpu.set_state(state);
        bench.cpu.step();
        const Cycles before = bench.cpu.cycle();
        const std::uint64_t restarts = bench.cpu.restarts();
        bench.cpu.step();
        CHECK(bench.cpu.state().x[7] == (changes ? 2 : 1));
        CHECK(bench.cpu.cycle() - before == 1);
        CHECK(bench.cpu.restarts() - restarts == (changes ? 1 : 0));
    }
}

TEST_CASE("what is fetched and then interrupted has never been") {
    ReferenceBench bench;
    bench.start();
    cpu::CpuState state = bench.cpu.state();
    state.pc = ReferenceBench::kCode + 0x1000;  // its line is nowhere
    state.bank[0].status = spec::kStatusIe;
    state.bank[0].imask = 1;
    bench.cpu.set_state(state);
    const std::uint64_t misses = bench.cpu.counters().icache_misses;
    bench.bus.lines_high = 1;
    bench.cpu.step();
    CHECK(bench.cpu.state().pc == ReferenceBench::kHandler);
    CHECK(bench.cpu.counters().icache_misses == misses);
}

TEST_CASE("a tick in the middle of an instruction; a step goes on to its end") {
    ReferenceBench bench;
    bench.cpu.tick();
    bench.cpu.tick();
    CHECK(bench.cpu.cycle() == 2);
    CHECK(bench.cpu.counters().instructions == 0);
    bench.cpu.step();
    CHECK(bench.cpu.cycle() == 1 + 2 + 20);
    CHECK(bench.cpu.counters().instructions == 1);
}

TEST_CASE("waiting passes cycle by cycle, and ends with the device; where none will act the machine is idle") {
    ReferenceBench bench;
    bench.code({tests::encode::plain(InsnId::kWfi)});
    cpu::CpuState state = bench.cpu.state();
    state.bank[0].imask = 1;
    bench.cpu.set_state(state);
    bench.cpu.step();
    CHECK(bench.cpu.state().waiting);
    CHECK(bench.cpu.tick() == cpu::Stop::kIdle);
    const Cycles begin = bench.cpu.cycle();
    bench.bus.due = begin + 3;
    bench.bus.due_lines = 1;
    CHECK(bench.cpu.tick() == cpu::Stop::kCycleReached);
    CHECK(bench.cpu.cycle() == begin + 1);
    CHECK(bench.cpu.step() == cpu::Stop::kCycleReached);
    CHECK(bench.cpu.cycle() == begin + 3);
    CHECK_FALSE(bench.cpu.state().waiting);
    CHECK(bench.cpu.ledger().total() == bench.cpu.cycle());
}

TEST_CASE("an exception at the very start of ring 0's handler stops the reference for good") {
    ReferenceBench bench;
    bench.start_at(ReferenceBench::kHandler);
    bench.put(ReferenceBench::kHandler, kEcall);
    CHECK(bench.cpu.run(1000) == cpu::Stop::kTripleFault);
    CHECK(bench.cpu.triple_fault() == cpu::TripleFault{8, 0, ReferenceBench::kHandler});
    CHECK(bench.cpu.tick() == cpu::Stop::kTripleFault);
}
