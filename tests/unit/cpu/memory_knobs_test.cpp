// Every knob of caches, TLB and predictor moves time by what its rule in isa/cpu/timing.hpp says, added up by hand: a working set that just
// fits and one that just does not.
// Not here: the pipeline and crossings (knobs_test.cpp).
#include "tests/unit/cpu/knob_bench.hpp"

using namespace anel;
using namespace anel::tests;
using cpu::TimingParams;
using Kind = cpu::PredictorKind;

namespace {

/// No bubbles and no drain, so that misses alone take time.
TimingParams smooth() {
    TimingParams timing;
    timing.jump = timing.mispredict = timing.drain = timing.load_use = 0;
    return timing;
}
TimingParams icache(std::uint32_t size, std::uint32_t ways, std::uint32_t line, TimingParams timing = smooth()) {
    timing.icache = {size, ways, line, 20};
    return timing;
}
TimingParams dcache(std::uint32_t size, std::uint32_t ways, std::uint32_t line, TimingParams timing = smooth()) {
    timing.dcache = {size, ways, line, 20};
    return timing;
}

/// Five rounds of loads at these addresses, all below 0x2000 + 2048.
std::string five_rounds(std::initializer_list<int> offsets) {
    std::string text = "    lui x5, 2\n    addi x7, x0, 5\nloop:\n";
    for (const int offset : offsets) text += "    lw x6, " + std::to_string(offset) + "(x5)\n";
    return text + "    addi x7, x7, -1\n    bne x7, x0, loop\n";
}

/// The first 64 pages as they are, in a level-0 table at 0x11000, of which 16 entries lie in one cache line.
constexpr std::uint32_t kTable = 0x10000, kLower = 0x11000;
void map_pages(Bench& bench, std::uint32_t bits) {
    namespace pte = spec::pte;
    bench.put(kTable, kLower | pte::kValid);
    for (std::uint32_t page = 0; page < 64; ++page) bench.put(kLower + page * 4, page << 12 | pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | bits);
    bench.change([](cpu::CpuState& state) { state.root = kTable | spec::kRootOn; });
}
void map_used(Bench& bench) { map_pages(bench, spec::pte::kAccessed | spec::pte::kDirty); }
void map_fresh(Bench& bench) { map_pages(bench, 0); }

/// Two rounds of loads from the first `pages` of four pages, each from a line of its own set.
std::string two_rounds_of_pages(int pages) {
    std::string text = "    lui x5, 2\n    lui x6, 3\n    lui x7, 4\n    lui x8, 5\n";
    for (int round = 0; round < 2; ++round)
        for (int page = 0; page < pages; ++page) text += "    lw x9, " + std::to_string(256 + 64 * page) + "(x" + std::to_string(5 + page) + ")\n";
    return text;
}

}  // namespace

TEST_CASE("miss is paid for every line of code and for every line of data, once") {
    std::string three_lines;
    for (int i = 0; i < 40; ++i) three_lines += "    nop\n";
    TimingParams dear;
    dear.icache.miss = 50;
    CHECK(difference(three_lines, {}, dear) == 3 * 30);
    dear = {};
    dear.dcache.miss = 50;
    CHECK(difference(three_lines, {}, dear) == 0);
    const std::string data = R"(
    lui x5, 2
    lw x6, 0(x5)
    lw x6, 64(x5)
    lb x6, 127(x5)     # the same line
    sw x6, 128(x5)
    sb x6, 255(x5)
    lw x6, 128(x5)
    lw x6, 0(x5)
)";
    CHECK(difference(data, {}, dear) == 4 * 30);
    dear.dcache.miss = 0;
    CHECK(difference(data, {}, dear) == -4 * 20);
}

TEST_CASE("size_bytes: a loop that just fits is fetched once, one that just does not fit is fetched every time") {
    // Four lines of 64 bytes, five rounds. The counter is set beforehand, so that no line precedes the loop.
    std::string text = "loop:\n";
    for (int i = 0; i < 60; ++i) text += "    nop\n";
    text += "    addi x7, x7, -1\n    bne x7, x0, back\n    j end\nback:\n    j loop\nend:\n";
    // 64 words; wfi is the first of a fifth line, and comes once.
    const Prepare five = [](Bench& bench) { bench.change([](cpu::CpuState& state) { state.x[7] = 5; }); };
    // Twice four lines in one way: every line has a place. Half of it: two lines for each place, and each fetch puts out the other.
    CHECK(difference(text, icache(512, 1, 64), icache(128, 1, 64), five) == (5 * 4 - 4) * 20);
    CHECK(difference(text, icache(512, 1, 64), icache(16384, 4, 64), five) == 0);
    const std::string data = five_rounds({0, 64, 128, 192});
    CHECK(difference(data, dcache(256, 1, 64), dcache(128, 1, 64)) == (5 * 4 - 4) * 20);
    CHECK(difference(data, dcache(256, 1, 64), dcache(16384, 1, 64)) == 0);
}

TEST_CASE("ways: lines that share a set fit if it has a way for each, and otherwise put each other out") {
    // 256 bytes of 64-byte lines; 0, 256 and 512 share a set whatever the ways.
    const std::string two = five_rounds({0, 256}), three = five_rounds({0, 256, 512});
    CHECK(difference(two, dcache(256, 2, 64), dcache(256, 1, 64)) == (5 * 2 - 2) * 20);
    CHECK(difference(two, dcache(256, 2, 64), dcache(256, 4, 64)) == 0);
    CHECK(difference(three, dcache(256, 4, 64), dcache(256, 2, 64)) == (5 * 3 - 3) * 20);
    // Code: a jump to and fro between two lines 256 bytes apart, five times.
    const std::string code = R"(
    addi x7, x0, 5
loop:
    j far
back:
    addi x7, x7, -1
    bne x7, x0, loop
    j end
    .org 0x1100
far:
    j back
    .org 0x1140
end:
)";
    // In one way both lines miss each time: near 1 + 5 times, far 5 times; in two ways once each. The end's line has a set of its own.
    CHECK(difference(code, icache(256, 2, 64), icache(256, 1, 64)) == (6 + 5 - 2) * 20);
}

TEST_CASE("line_bytes: eight words in a row are one line, or two, or eight") {
    std::string text = "    lui x5, 2\n";
    for (int i = 0; i < 8; ++i) text += "    lw x6, " + std::to_string(4 * i) + "(x5)\n";
    CHECK(difference(text, dcache(4096, 1, 32), dcache(4096, 1, 16)) == (2 - 1) * 20);
    CHECK(difference(text, dcache(4096, 1, 32), dcache(4096, 1, 4)) == (8 - 1) * 20);
    CHECK(difference(text, dcache(4096, 1, 32), dcache(4096, 1, 4096)) == 0);
    // The program is ten words: one line of 64 bytes, two of 32, three of 16, ten of 4.
    CHECK(difference(text, icache(4096, 1, 64), icache(4096, 1, 32)) == (2 - 1) * 20);
    CHECK(difference(text, icache(4096, 1, 64), icache(4096, 1, 16)) == (3 - 1) * 20);
    CHECK(difference(text, icache(4096, 1, 64), icache(4096, 1, 4)) == (10 - 1) * 20);
}

TEST_CASE("entries of the TLB: pages that just fit are walked once, pages that just do not fit every time") {
    TimingParams four = smooth(), five = smooth();
    four.walk_ref = five.walk_ref = 7;
    four.tlb_entries = 4;
    five.tlb_entries = 5;
    // The code's page and three of data, or four: with least recently used going first, each of the four then misses in the second round too.
    CHECK(difference(two_rounds_of_pages(3), five, four, map_used) == 0);
    CHECK(difference(two_rounds_of_pages(4), five, four, map_used) == 4 * 2 * 7);
    CHECK(difference(two_rounds_of_pages(4), five, with(&TimingParams::tlb_entries, 4096, five), map_used) == 0);
}

TEST_CASE("walk_ref is paid for each reference of a walk: two for a page, one for a superpage, one more to mark a page as used") {
    const std::string text = two_rounds_of_pages(4);  // five pages with the code's
    CHECK(difference(text, {}, with(&TimingParams::walk_ref, 5), map_used) == 5 * 2 * 4);
    CHECK(difference(text, {}, with(&TimingParams::walk_ref, 5), map_fresh) == 5 * 3 * 4);
    CHECK(difference(text, {}, with(&TimingParams::walk_ref, 0), map_used) == -5 * 2 * 1);
    CHECK(difference(text, {}, with(&TimingParams::walk_ref, 5)) == 0);
    const Prepare superpage = [](Bench& bench) {
        namespace pte = spec::pte;
        bench.put(kTable, pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kAccessed | pte::kDirty);
        bench.change([](cpu::CpuState& state) { state.root = kTable | spec::kRootOn; });
    };
    CHECK(difference(text, {}, with(&TimingParams::walk_ref, 5), superpage) == 1 * 1 * 4);
}

TEST_CASE("a walk's references go through the data cache and take its misses") {
    // Two lines of tables and four of data.
    TimingParams dear;
    dear.dcache.miss = 50;
    CHECK(difference(two_rounds_of_pages(4), {}, dear, map_used) == (2 + 4) * 30);
    CHECK(difference(two_rounds_of_pages(4), {}, dear) == 4 * 30);
}

TEST_CASE("kind of the predictor: what a loop's branch costs under each") {
    const std::string text = R"(
    addi x7, x0, 10
loop:
    addi x7, x7, -1
    bne x7, x0, loop
)";
    TimingParams never = smooth();
    never.jump = 1;
    never.mispredict = 5;
    never.predictor = Kind::kNotTaken;
    const TimingParams backward = with(&TimingParams::predictor, Kind::kBackwardTaken, never), bimodal = with(&TimingParams::predictor, Kind::kBimodal, never);
    // Taken nine times, then not. Never: nine wrong. Backward: nine right at 1, the last wrong. Bimodal: the first wrong, eight right, the last wrong.
    CHECK(difference(text, never, backward) == (9 * 1 + 5) - 9 * 5);
    CHECK(difference(text, never, bimodal) == (5 + 8 * 1 + 5) - 9 * 5);
}

TEST_CASE("entries of the predictor: two branches that share a counter spoil it for each other") {
    // Of the words at 0x1000 on, the branches at 0x1008 and 0x1010 share a counter of two, that at 0x101c has the other.
    const std::string text = R"(
    addi x7, x0, 8
    nop
loop:
    beq x0, x0, over   # always taken
    nop
over:
    bne x0, x0, over   # never taken
    nop
    addi x7, x7, -1
    bne x7, x0, loop
)";
    TimingParams apart = smooth();
    apart.jump = 1;
    apart.mispredict = 5;
    const TimingParams shared = with(&TimingParams::predictor_entries, 2, apart);
    // Apart: the first branch is wrong once, then right seven times at 1; the second is always right. Shared: from weakly not taken to weakly taken and
    // back, both are wrong each time.
    CHECK(difference(text, apart, shared) == 16 * 5 - (5 + 7 * 1));
    CHECK(difference(text, apart, with(&TimingParams::predictor_entries, 1048576, apart)) == 0);
}
