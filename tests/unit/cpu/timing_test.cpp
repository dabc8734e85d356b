// Cycles, added up by hand from the rules in isa/cpu/timing.hpp, on a machine whose caches are warm or whose misses are known.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/bench_machine.hpp"

namespace {

using namespace anel;
using tests::Bench;
using spec::InsnId;

/// Cycles of the last of `words`, all in one cache line, after the line has been fetched once.
Cycles cost_of_last(std::initializer_list<std::uint32_t> words, const cpu::TimingParams& timing = {}) {
    Bench bench(spec::Policy::kStrict, timing);
    bench.code(words);
    bench.change([](cpu::CpuState& state) { state.x[5] = 0x2000; });
    Cycles cost = 0;
    // The second time round, everything is in the caches.
    for (int round = 0; round < 2; ++round) {
        bench.change([](cpu::CpuState& state) { state.pc = Bench::kCode; });
        for (std::size_t i = 0; i < words.size(); ++i) {
            const Cycles before = bench.cpu.cycle();
            bench.cpu.step();
            cost = bench.cpu.cycle() - before;
        }
    }
    return cost;
}

constexpr std::uint32_t kLoad = tests::encode::i(InsnId::kLw, 6, 5, 0);
constexpr std::uint32_t kNop = tests::encode::kNop;

}  // namespace

TEST_CASE("one cycle an instruction, more for multiplication and division") {
    CHECK(cost_of_last({kNop, kNop}) == 1);
    CHECK(cost_of_last({kNop, tests::encode::r(InsnId::kMul, 6, 5, 5)}) == 3);
    CHECK(cost_of_last({kNop, tests::encode::r(InsnId::kDivu, 6, 5, 5)}) == 34);
    CHECK(cost_of_last({kNop, kLoad}) == 1);
    CHECK(cost_of_last({kNop, tests::encode::s(InsnId::kSw, 5, 5, 0)}) == 1);
}

TEST_CASE("a use right after a load waits one cycle, a use later does not") {
    CHECK(cost_of_last({kLoad, tests::encode::i(InsnId::kAddi, 7, 6, 1)}) == 2);
    CHECK(cost_of_last({kLoad, tests::encode::i(InsnId::kAddi, 7, 5, 1)}) == 1);
    CHECK(cost_of_last({kLoad, kNop, tests::encode::i(InsnId::kAddi, 7, 6, 1)}) == 1);
}

TEST_CASE("a branch costs the next instruction a bubble: one when rightly taken, two when mispredicted") {
    cpu::TimingParams never;
    never.predictor = cpu::PredictorKind::kNotTaken;
    // steps: branch, then the nop it lands on
    Bench bench(spec::Policy::kStrict, never);
    bench.code({kNop, tests::encode::b(InsnId::kBeq, 0, 0, 2), kNop, kNop});
    bench.cpu.step();
    bench.cpu.step();
    const Cycles before = bench.cpu.cycle();
    bench.cpu.step();
    CHECK(bench.cpu.cycle() - before == 3);
    CHECK(cost_of_last({kNop, tests::encode::b(InsnId::kBne, 0, 0, 2), kNop}, never) == 1);
}

TEST_CASE("a fetch that misses drains the pipeline and waits for memory") {
    Bench bench;
    bench.cpu.step();  // whatever is at kCode: traps, but misses first
    CHECK(bench.cpu.counters().icache_misses == 1);
    Bench fresh;
    fresh.code({kNop, kNop});
    fresh.cpu.step();
    CHECK(fresh.cpu.cycle() == 1 + 2 + 20);
    fresh.cpu.step();
    CHECK(fresh.cpu.cycle() == 23 + 1);
}

TEST_CASE("a data miss adds its latency") {
    Bench bench;
    bench.code({kNop, kLoad, kLoad});
    bench.change([](cpu::CpuState& state) { state.x[5] = 0x2000; });
    bench.cpu.step();
    const Cycles before = bench.cpu.cycle();
    bench.cpu.step();
    CHECK(bench.cpu.cycle() - before == 21);
    bench.cpu.step();
    CHECK(bench.cpu.cycle() - before == 22);
}

TEST_CASE("a trap takes its flush and a micro-operation for each word, a return fewer, and length 0 makes both free") {
    // ecall: 1, then 4 + 5; tret: 1, then 4 + 2. The handler's line has been fetched by an earlier round.
    for (const bool free : {false, true}) {
        cpu::TimingParams timing;
        if (free) timing.crossing_flush = timing.crossing_word = 0;
        Bench bench(spec::Policy::kStrict, timing);
        bench.put(Bench::kCode, tests::encode::plain(InsnId::kEcall));
        bench.put(Bench::kHandler, tests::encode::plain(InsnId::kTret));
        bench.cpu.step();
        bench.cpu.step();
        const Cycles crossing_before = bench.cpu.ledger().of_activity(spec::Activity::kCrossing);
        const Cycles before = bench.cpu.cycle();
        bench.cpu.step();
        CHECK(bench.cpu.cycle() - before == (free ? 1 : 1 + 9));
        bench.cpu.step();
        CHECK(bench.cpu.cycle() - before == (free ? 2 : 1 + 9 + 1 + 6));
        CHECK(bench.cpu.ledger().of_activity(spec::Activity::kCrossing) - crossing_before == (free ? 0 : 15));
    }
}

TEST_CASE("a time read gives its own commit cycle") {
    Bench bench;
    bench.code({kNop, tests::encode::csr(InsnId::kCsrrs, 6, spec::find_csr("cycle")->number, 0)});
    bench.cpu.step();
    bench.cpu.step();
    CHECK(bench.cpu.state().x[6] == bench.cpu.cycle());
}

TEST_CASE("the same program takes the same cycles every time") {
    const auto once = [] {
        Bench bench;
        bench.code({kLoad, tests::encode::r(InsnId::kMul, 7, 6, 6), tests::encode::b(InsnId::kBne, 7, 0, 1), kNop});
        for (int i = 0; i < 4; ++i) bench.cpu.step();
        return bench.cpu.cycle();
    };
    CHECK(once() == once());
}

TEST_CASE("a cache forgets the line used least recently") {
    cpu::StampClock clock;
    cpu::Cache cache({4 * 64, 4, 64, 20});  // one set of four
    for (std::uint32_t line = 0; line < 4; ++line) CHECK_FALSE(cache.access(line * 64, clock.tick()).hit);
    CHECK(cache.access(0, clock.tick()).hit);
    CHECK_FALSE(cache.access(4 * 64, clock.tick()).hit);  // takes the place of line 1
    CHECK(cache.access(0, clock.tick()).hit);
    CHECK_FALSE(cache.access(1 * 64, clock.tick()).hit);
}

TEST_CASE("without time every instruction takes one cycle, and crossings and walks take none") {
    cpu::TimingParams timing;
    timing.timed = false;
    Bench bench(spec::Policy::kStrict, timing);
    bench.code({kLoad, tests::encode::i(InsnId::kAddi, 7, 6, 1), tests::encode::r(InsnId::kDivu, 6, 5, 5), tests::encode::plain(InsnId::kEcall)});
    bench.change([](cpu::CpuState& state) { state.x[5] = 0x2000; });
    for (int i = 0; i < 4; ++i) bench.cpu.step();
    CHECK(bench.cpu.state().pc == Bench::kHandler);
    CHECK(bench.cpu.cycle() == 4);
    CHECK(bench.cpu.ledger().total() == 4);
    CHECK(bench.cpu.counters().dcache_misses == 0);
}

TEST_CASE("a fetch stall hides the wait for a load, and no more of it than it lasts") {
    cpu::TimingParams timing;
    timing.load_use = 100;
    // The load ends a cache line, its user begins the next: cold, that costs drain + miss = 22, and the rest of the 100 is still waited for.
    Bench bench(spec::Policy::kStrict, timing);
    bench.code({kLoad, tests::encode::i(InsnId::kAddi, 7, 6, 1)}, Bench::kCode + 60);
    bench.change([](cpu::CpuState& state) {
        state.pc = Bench::kCode + 60;
        state.x[5] = 0x2000;
    });
    bench.cpu.step();
    const Cycles before = bench.cpu.cycle();
    bench.cpu.step();
    CHECK(bench.cpu.cycle() - before == 101);
}
