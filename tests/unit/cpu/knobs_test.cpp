// Every knob of the pipeline and of crossings moves time by what its rule in isa/cpu/timing.hpp says, added up by hand.
// Not here: caches, TLB and predictor (memory_knobs_test.cpp).
#include "tests/unit/cpu/knob_bench.hpp"

using namespace anel;
using namespace anel::tests;
using cpu::TimingParams;
using Kind = cpu::PredictorKind;

namespace {

/// A loop of five rounds in one line: its branch is taken four times.
const std::string kLoop = R"(
    addi x7, x0, 5
loop:
    addi x7, x7, -1
    bne x7, x0, loop
)";

/// Two calls to a handler that returns to behind them: four crossings, of 5 words in and 2 out.
const std::string kCalls = R"(
    nop
    ecall
    ecall
)";
void put_handler(Bench& bench) {
    bench.code({encode::read_csr(5, "epc0"), encode::i(spec::InsnId::kAddi, 5, 5, 4), encode::write_csr("epc0", 5), encode::plain(spec::InsnId::kTret)},
               Bench::kHandler);
}

}  // namespace

TEST_CASE("load_use is paid by who uses what the load just before it loads, and by nobody else") {
    const std::string text = R"(
    lui x5, 2
    lw x6, 0(x5)
    addi x7, x6, 1   # pays
    lw x6, 0(x5)
    add x7, x7, x6   # pays
    lw x6, 0(x5)
    sw x6, 4(x5)     # pays
    lw x6, 0(x5)
    nop
    addi x7, x6, 1   # too late to pay
    lw x6, 0(x5)
    addi x7, x5, 1   # uses something else
)";
    CHECK(difference(text, {}, with(&TimingParams::load_use, 4)) == 3 * 3);
    CHECK(difference(text, {}, with(&TimingParams::load_use, 0)) == -3 * 1);
}

TEST_CASE("mul is what each of four multiplications takes, div what each of four divisions takes") {
    const std::string text = R"(
    mul x5, x6, x7
    mulh x5, x6, x7
    mulhsu x5, x6, x7
    mulhu x5, x6, x7
    div x5, x6, x7
    divu x5, x6, x7
    rem x5, x6, x7
    remu x5, x6, x7
)";
    CHECK(difference(text, {}, with(&TimingParams::mul, 10)) == 4 * 7);
    CHECK(difference(text, {}, with(&TimingParams::mul, 1)) == -4 * 2);
    CHECK(difference(text, {}, with(&TimingParams::div, 20)) == -4 * 14);
    CHECK(difference(text, {}, with(&TimingParams::div, 100000)) == 4 * 99966);
}

TEST_CASE("jump is paid after every jal and after every branch rightly predicted taken") {
    const std::string jumps = R"(
    j one
    nop
one:
    jal x1, two
    nop
two:
    j three
three:
)";
    CHECK(difference(jumps, {}, with(&TimingParams::jump, 5)) == 3 * 4);
    // Predicted taken five times, rightly four times.
    const TimingParams backward = with(&TimingParams::predictor, Kind::kBackwardTaken);
    CHECK(difference(kLoop, backward, with(&TimingParams::jump, 5, backward)) == 4 * 4);
    CHECK(difference(kLoop, backward, with(&TimingParams::jump, 0, backward)) == -4 * 1);
}

TEST_CASE("mispredict is paid after every branch that went the other way") {
    const TimingParams never = with(&TimingParams::predictor, Kind::kNotTaken), backward = with(&TimingParams::predictor, Kind::kBackwardTaken);
    CHECK(difference(kLoop, never, with(&TimingParams::mispredict, 9, never)) == 4 * 7);
    CHECK(difference(kLoop, backward, with(&TimingParams::mispredict, 9, backward)) == 1 * 7);
    CHECK(difference(kLoop, never, with(&TimingParams::jump, 9, never)) == 0);
}

TEST_CASE("indirect is paid after every jalr") {
    const std::string text = R"(
    jal x1, function
    jal x1, function
    jal x1, function
    j end
function:
    jalr x0, 0(x1)
end:
)";
    CHECK(difference(text, {}, with(&TimingParams::indirect, 6)) == 3 * 4);
    CHECK(difference(text, {}, with(&TimingParams::indirect, 0)) == -3 * 2);
    CHECK(difference(text, {}, with(&TimingParams::jump, 2)) == 4 * 1);
}

TEST_CASE("refetch is paid after fence.i, tlbflush and writes of registers that change how later instructions execute") {
    const std::string text = R"(
    fence.i
    nop
    fence.i
    fence.i
    tlbflush x0, x0
    csrrw x0, root, x0
    csrrs x5, root, x0      # a read changes nothing
    csrrw x0, scratch0, x0  # nor does this register
    fence
)";
    CHECK(difference(text, {}, with(&TimingParams::refetch, 9)) == 5 * 5);
    CHECK(difference(text, {}, with(&TimingParams::refetch, 0)) == -5 * 4);
}

TEST_CASE("drain is paid by every fetch that misses, and hides in a bubble or hides the bubble") {
    std::string three_lines;
    for (int i = 0; i < 40; ++i) three_lines += "    nop\n";
    CHECK(difference(three_lines, {}, with(&TimingParams::drain, 6)) == 3 * 4);
    CHECK(difference(three_lines, {}, with(&TimingParams::drain, 0)) == -3 * 2);
    // The second line is reached by a jump, whose bubble is 1, the third after fence.i, whose bubble is 4.
    std::string fenced = "    j second\n    .org 0x1040\nsecond:\n";
    for (int i = 0; i < 15; ++i) fenced += "    nop\n";
    fenced += "    fence.i\n";  // the last word of its line
    CHECK(difference(fenced, {}, with(&TimingParams::drain, 0)) == -2 - 1 + 0);  // first line; max(1, 2) to max(1, 0); max(4, 2) stays 4
    CHECK(difference(fenced, {}, with(&TimingParams::drain, 6)) == 4 + 4 + 2);   // 2 to 6; max(1, 6); max(4, 6)
}

TEST_CASE("a crossing takes its flush, a cycle for each word, and what serialization there is") {
    CHECK(difference(kCalls, {}, with(&TimingParams::crossing_flush, 10), put_handler) == 4 * 6);
    CHECK(difference(kCalls, {}, with(&TimingParams::crossing_word, 3), put_handler) == (2 * 5 + 2 * 2) * 2);
    CHECK(difference(kCalls, {}, with(&TimingParams::crossing_word, 0), put_handler) == -(2 * 5 + 2 * 2));
    CHECK(difference(kCalls, {}, with(&TimingParams::crossing_serialize, 7), put_handler) == 4 * 7);
    // Without a flush, the handler's first fetch, which misses, waits for the pipeline to drain instead.
    CHECK(difference(kCalls, {}, with(&TimingParams::crossing_flush, 0), put_handler) == -4 * 4 + 2);
}

TEST_CASE("without time no knob of the pipeline or of crossings changes anything") {
    TimingParams none, dear;
    none.timed = dear.timed = false;
    dear.load_use = dear.mul = dear.div = dear.jump = dear.mispredict = dear.indirect = dear.refetch = dear.drain = 77;
    dear.crossing_flush = dear.crossing_word = dear.crossing_serialize = dear.walk_ref = dear.icache.miss = dear.dcache.miss = 77;
    CHECK(difference(kLoop, none, dear) == 0);
    CHECK(difference(kCalls, none, dear, put_handler) == 0);
}
