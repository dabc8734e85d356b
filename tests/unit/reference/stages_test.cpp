// Who stands in which stage, cycle by cycle, written by hand as in a lecture: IF ID EX MEM WB. Each program begins with three nops.
#include "tests/unit/reference/reference_bench.hpp"

namespace {

using namespace anel;
using tests::ReferenceBench;
using tests::encode::kNop;
using spec::InsnId;
using Pictures = std::vector<std::string>;

}  // namespace

TEST_CASE("instruction after instruction, one leaves in each cycle") {
    ReferenceBench bench;
    bench.start();
    CHECK(bench.ticks(3) == Pictures{"4 3 2 1 0", "5 4 3 2 1", "6 5 4 3 2"});
}

TEST_CASE("the use of a load right behind it waits in ID for one cycle") {
    ReferenceBench bench;
    bench.code({kNop, kNop, kNop, tests::encode::i(InsnId::kLw, 6, 0, 0x200), tests::encode::i(InsnId::kAddi, 7, 6, 1)});
    bench.start();
    bench.cpu.run(bench.cpu.cycle() + 30);  // the data's line is there from now on
    bench.start();
    CHECK(bench.ticks(6) == Pictures{"4 3 2 1 0", "5 4 3 2 1", "5 4 - 3 2", "6 5 4 - 3", "7 6 5 4 -", "8 7 6 5 4"});
}

TEST_CASE("a jump is known in ID, and one fetch is lost") {
    ReferenceBench bench;
    bench.code({kNop, kNop, kNop, spec::row(InsnId::kJal).match | 12U << 20});  // to 6
    bench.start();
    CHECK(bench.ticks(5) == Pictures{"4 3 2 1 0", "6 - 3 2 1", "7 6 - 3 2", "8 7 6 - 3", "9 8 7 6 -"});
}

TEST_CASE("a branch is resolved in EX, and where the guess was wrong two fetches are lost") {
    cpu::TimingParams timing;
    timing.predictor = cpu::PredictorKind::kNotTaken;
    ReferenceBench bench(timing);
    bench.code({kNop, kNop, kNop, tests::encode::b(InsnId::kBeq, 0, 0, 3)});  // to 6
    bench.start();
    CHECK(bench.ticks(6) == Pictures{"4 3 2 1 0", "5 4 3 2 1", "6 - - 3 2", "7 6 - - 3", "8 7 6 - -", "9 8 7 6 -"});
    CHECK(bench.cpu.counters().mispredicts == 1);
}

TEST_CASE("fence.i is fetched behind again when it has left: four are lost") {
    ReferenceBench bench;
    bench.code({kNop, kNop, kNop, tests::encode::plain(InsnId::kFenceI)});
    bench.start();
    CHECK(bench.ticks(4) == Pictures{"4 3 2 1 0", "5 4 3 2 1", "6 5 4 3 2", "- - - - 3"});
    CHECK(bench.ticks(5) == Pictures{"4 - - - -", "5 4 - - -", "6 5 4 - -", "7 6 5 4 -", "8 7 6 5 4"});
}

TEST_CASE("a multiplication stays in EX for three cycles, and everybody behind it waits") {
    ReferenceBench bench;
    bench.code({kNop, kNop, kNop, tests::encode::r(InsnId::kMul, 6, 5, 5)});
    bench.start();
    CHECK(bench.ticks(6) == Pictures{"4 3 2 1 0", "5 4 3 2 1", "5 4 3 - 2", "5 4 3 - -", "6 5 4 3 -", "7 6 5 4 3"});
}

TEST_CASE("while a load waits for memory the whole pipeline stands still") {
    cpu::TimingParams timing;
    timing.dcache.miss = 3;
    ReferenceBench bench(timing);
    bench.code({kNop, kNop, kNop, tests::encode::i(InsnId::kLw, 6, 0, 0x200)});
    bench.start();
    CHECK(bench.ticks(3) == Pictures{"4 3 2 1 0", "5 4 3 2 1", "6 5 4 3 2"});
    CHECK(bench.ticks(4) == Pictures{"6 5 4 3 -", "6 5 4 3 -", "6 5 4 3 -", "7 6 5 4 3"});
}

TEST_CASE("a fetch that misses waits in IF until all before it are done, then memory serves it") {
    cpu::TimingParams timing;
    timing.icache.miss = 4;
    ReferenceBench bench(timing);
    bench.start();
    bench.start_at(ReferenceBench::kCode + 13 * 4);
    CHECK(bench.ticks(3) == Pictures{"16 - 15 14 13", "16 - - 15 14", "16 - - - 15"});
    // Four cycles of memory, the last of them IF's own after two of draining.
    CHECK(bench.ticks(4) == Pictures{"16 - - - -", "16 - - - -", "16 - - - -", "17 16 - - -"});
    CHECK(bench.ticks(3) == Pictures{"18 17 16 - -", "19 18 17 16 -", "20 19 18 17 16"});
}

TEST_CASE("a trap empties the pipeline; microcode moves five words, and the handler comes in behind") {
    ReferenceBench bench;
    bench.code({kNop, kNop, kNop, tests::encode::plain(InsnId::kEcall)});
    bench.start();
    CHECK(bench.ticks(4) == Pictures{"4 3 2 1 0", "5 4 3 2 1", "6 5 4 3 2", "- - - - 3"});
    CHECK(bench.ticks(5) == Pictures(5, "- - - - -"));
    CHECK(bench.ticks(5) == Pictures{"h0 - - - -", "h1 h0 - - -", "h2 h1 h0 - -", "h3 h2 h1 h0 -", "h4 h3 h2 h1 h0"});
    CHECK(bench.cpu.ledger().of_activity(spec::Activity::kCrossing) == 4 + 5);
}

TEST_CASE("an idealised machine gives head starts: no bubble behind a misprediction, and none behind a jump") {
    cpu::TimingParams timing;
    timing.jump = timing.mispredict = timing.load_use = 0;
    timing.predictor = cpu::PredictorKind::kNotTaken;
    ReferenceBench bench(timing);
    bench.code({kNop, kNop, kNop, tests::encode::b(InsnId::kBeq, 0, 0, 3), kNop, kNop, spec::row(InsnId::kJal).match | 8U << 20});  // to 6, to 8
    bench.start();
    CHECK(bench.ticks(6) == Pictures{"4 3 2 1 0", "5 4 3 2 1", "9 8 6 3 2", "10 9 8 6 3", "11 10 9 8 6", "12 11 10 9 8"});
}
