// The bundled profiles follow from their lists of stages, by one rule for both, and the depth shows in what programs take.
// Not here: what each knob does by itself (tests/unit/cpu/knobs_test.cpp).
#include "isa/machine/yaml_config.hpp"
#include "tests/unit/cpu/knob_bench.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::tests;

namespace {

machine::MachineConfig profile(const std::string& name) {
    const auto config = machine::load_config(source_file("isa/profiles/" + name + ".yaml").string());
    INFO((config ? std::string() : config.error().message));
    REQUIRE(config);
    return *config;
}

/// The stages at whose end something is known, counted from 1.
struct Stages {
    std::uint32_t fetched, decoded, executed, loaded, written;
};
constexpr Stages kFive{1, 2, 3, 4, 5}, kTen{3, 4, 7, 9, 10};

/// Overwrites what depends on depth.
cpu::TimingParams derived(const Stages& stages, cpu::TimingParams timing) {
    timing.jump = stages.decoded - 1;
    timing.mispredict = timing.indirect = stages.executed - 1;
    timing.refetch = timing.crossing_flush = stages.written - 1;
    timing.drain = stages.loaded - (stages.fetched + 1);
    timing.load_use = stages.loaded - stages.executed;
    return timing;
}

/// Cycles of the instruction behind a branch of which the predictor thought otherwise, and behind a jump; everything in one line, fetched before.
Cycles behind(const cpu::TimingParams& timing, std::uint32_t word) {
    Bench bench(spec::Policy::kStrict, timing);
    bench.code({encode::kNop, word, encode::kNop, encode::kNop});
    bench.cpu.step();
    bench.cpu.step();
    const Cycles before = bench.cpu.cycle();
    bench.cpu.step();
    return bench.cpu.cycle() - before;
}

}  // namespace

TEST_CASE("both profiles are what follows from their stages") {
    const machine::MachineConfig five = profile("default"), ten = profile("deep");
    CHECK(five.timing == derived(kFive, five.timing));
    CHECK(ten.timing == derived(kTen, ten.timing));
}

TEST_CASE("the deep machine is called deep and differs from the default one in its depth alone") {
    machine::MachineConfig expected = profile("default");
    expected.name = "deep";
    expected.timing = derived(kTen, expected.timing);
    CHECK(profile("deep") == expected);
}

TEST_CASE("a mispredicted branch loses six cycles in ten stages and two in five, a jump three and one") {
    const cpu::TimingParams five = profile("default").timing, ten = profile("deep").timing;
    // The predictor begins at weakly not taken, so that a first branch that is taken is a surprise.
    const std::uint32_t taken = encode::b(spec::InsnId::kBeq, 0, 0, 2), jump = spec::row(spec::InsnId::kJal).match | 8U << 20;
    CHECK(behind(five, taken) == 1 + 2);
    CHECK(behind(ten, taken) == 1 + 6);
    CHECK(behind(five, jump) == 1 + 1);
    CHECK(behind(ten, jump) == 1 + 3);
}

TEST_CASE("what depth adds to a program is the sum of what its jumps, surprises and loads wait longer") {
    // A line fetched after a drain: 5 - 2. A loop of ten rounds: wrong first and last, 6 - 2 each, right eight times, 3 - 1 each. In each round a load
    // and its use: 2 - 1.
    const std::string text = R"(
    lui x5, 2
    addi x7, x0, 10
loop:
    lw x6, 0(x5)
    addi x6, x6, 1
    addi x7, x7, -1
    bne x7, x0, loop
)";
    CHECK(difference(text, profile("default").timing, profile("deep").timing) == 3 + 2 * 4 + 8 * 2 + 10 * 1);
}
