// What vmenter refuses, with which number, and that a refusal leaves everything as it was.
#include <algorithm>

#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/assist_bench.hpp"

namespace {

using namespace anel;
using tests::AssistBench;
using spec::InsnId;
using spec::Refusal;
namespace block = spec::block;

constexpr std::uint32_t kLastPage = AssistBench::kRamBytes - kPageBytes;

struct Case {
    const char* what;
    Refusal why;
    std::uint32_t offset;  ///< of the word that is wrong
    std::uint32_t word;
    std::uint32_t at = AssistBench::kBlock;
};

constexpr std::uint32_t kValid = spec::kInjectValid, kInterrupt = spec::kInterruptBit;

constexpr Case kCases[] = {
    {"not at the begin of a page", Refusal::kMisaligned, block::kX, 0, AssistBench::kBlock + 4},
    {"half a page on", Refusal::kMisaligned, block::kX, 0, AssistBench::kBlock + 0x800},
    {"behind memory", Refusal::kOutsideMemory, block::kX, 0, AssistBench::kRamBytes},
    {"at the end of addresses", Refusal::kOutsideMemory, block::kX, 0, 0xfffff000},
    {"no magic", Refusal::kMagic, block::kMagic, 0},
    {"almost the magic", Refusal::kMagic, block::kMagic, spec::kBlockMagic ^ 1},
    {"ring 4", Refusal::kRing, block::kRing, 4},
    {"ring -1", Refusal::kRing, block::kRing, 0xffffffff},
    {"tag 0", Refusal::kTag, block::kTag, 0},
    {"tag 16", Refusal::kTag, block::kTag, 16},
    {"tag 257, whose low byte would do", Refusal::kTag, block::kTag, 257},
    {"nested root behind memory", Refusal::kNestedRoot, block::kNestedRoot, AssistBench::kRamBytes | spec::kRootOn},
    {"nested root with an address-space id", Refusal::kNestedRoot, block::kNestedRoot, 0x60000 | 1U << spec::kRootAsidShift | spec::kRootOn},
    {"nested root with bit 1", Refusal::kNestedRoot, block::kNestedRoot, 0x60000 | 2 | spec::kRootOn},
    {"nested root off, with bit 1", Refusal::kNestedRoot, block::kNestedRoot, 2},
    {"nested root in the block", Refusal::kInsideItself, block::kNestedRoot, AssistBench::kBlock | spec::kRootOn},
    {"cause 16", Refusal::kInjection, block::kInject, kValid | 16},
    {"cause 11, which there is not", Refusal::kInjection, block::kInject, kValid | 11},
    {"cause 14, which there is not", Refusal::kInjection, block::kInject, kValid | 14},
    {"line 16", Refusal::kInjection, block::kInject, kValid | kInterrupt | 16},
    {"a cause with a high bit", Refusal::kInjection, block::kInject, kValid | 0x00010002},
};

}  // namespace

TEST_CASE("a block that is wrong is refused with its reason, and nothing but rd, the pc and the instruction's own time moves") {
    for (const Case& wrong : kCases) {
        INFO(wrong.what);
        AssistBench bench;
        // Everything that an entry would move differs from what is there.
        for (std::uint32_t offset = 0; offset < block::kMagic; offset += 4)
            if (offset != block::kRing) bench.set(offset, 0x11110000 | offset);
        bench.set(block::kIntercepts, 0xff);
        bench.set(block::kPreempt, 100);
        bench.set(wrong.offset, wrong.word);
        bench.put(AssistBench::kMonitor, tests::encode::kNop);
        bench.put(AssistBench::kMonitor + 4, tests::encode::i(InsnId::kVmenter, 6, 5, 0));
        bench.change([&](cpu::CpuState& state) { state.x[5] = wrong.at; });
        bench.cpu.step();  // the nop warms the line
        cpu::CpuState wanted = bench.cpu.state();
        const std::vector<std::uint8_t> memory = bench.ram;
        const Cycles before = bench.cpu.cycle();
        bench.cpu.step();
        wanted.pc += 4;
        wanted.x[6] = static_cast<std::uint32_t>(wrong.why);
        CHECK(bench.cpu.state() == wanted);
        CHECK(bench.ram == memory);
        CHECK(bench.cpu.cycle() - before == 1);
        CHECK(bench.cpu.counters().entries == 0);
        CHECK(bench.cpu.counters().instructions == 2);
        CHECK(bench.cpu.counters().dcache_misses == 0);
        CHECK(bench.cpu.events().events().empty());
        CHECK(bench.cpu.ledger().total() == bench.cpu.cycle());
    }
    for (const spec::RefusalRow& row : spec::kRefusals) {
        INFO(row.symbol);
        CHECK(std::ranges::any_of(kCases, [&](const Case& wrong) { return wrong.why == row.id; }));
    }
}

TEST_CASE("a refusal whose rd is x0 or the block's register is told like any other") {
    AssistBench bench;
    bench.set(block::kMagic, 0);
    bench.code({tests::encode::i(InsnId::kVmenter, 0, 5, 0), tests::encode::i(InsnId::kVmenter, 5, 5, 0)}, AssistBench::kMonitor);
    bench.change([](cpu::CpuState& state) { state.x[5] = AssistBench::kBlock; });
    bench.cpu.step();
    CHECK(bench.cpu.state().x[0] == 0);
    CHECK(bench.cpu.state().x[5] == AssistBench::kBlock);
    bench.cpu.step();
    CHECK(bench.cpu.state().x[5] == static_cast<std::uint32_t>(Refusal::kMagic));
}

TEST_CASE("what lies just inside the limits is accepted, and rd is then left alone") {
    const auto accepted = [](auto&& arrange) {
        AssistBench bench;
        arrange(bench);
        bench.change([](cpu::CpuState& state) { state.x[6] = 0x77; });
        bench.enter();
        CHECK(bench.cpu.state().x[6] == 0x77);
        CHECK(bench.cpu.counters().entries == 1);
        return bench.cpu.state().in_guest();
    };
    CHECK(accepted([](AssistBench&) {}));
    CHECK(accepted([](AssistBench& bench) { bench.set(block::kTag, 15); }));
    CHECK(accepted([](AssistBench& bench) { bench.set(block::kRing, 3); }));
    CHECK(accepted([](AssistBench& bench) { bench.set(block::kNestedRoot, kLastPage | spec::kRootOn); }));
    CHECK(accepted([](AssistBench& bench) { bench.set(block::kNestedRoot, AssistBench::kRamBytes); }));  // off: no table is looked at
    CHECK(accepted([](AssistBench& bench) { bench.set(block::kNestedRoot, AssistBench::kBlock); }));
    CHECK(accepted([](AssistBench& bench) { bench.set(block::kInject, 16); }));  // not valid: nothing is asked for
    CHECK(accepted([](AssistBench& bench) { bench.set(block::kInject, kValid | kInterrupt | 15); }));
    CHECK(accepted([](AssistBench& bench) { bench.set(block::kInject, kValid | 15); }));
}

TEST_CASE("a block may be memory's last page, and the offset of vmenter counts") {
    AssistBench bench;
    bench.make_block(kLastPage, 1);
    bench.enter(kLastPage);
    CHECK(bench.cpu.state().in_guest());

    AssistBench offset;
    offset.put(AssistBench::kMonitor, tests::encode::i(InsnId::kVmenter, 6, 7, -2048));
    offset.change([](cpu::CpuState& state) { state.x[7] = AssistBench::kBlock + 2048; });
    offset.cpu.step();
    CHECK(offset.cpu.state().in_guest());
}
