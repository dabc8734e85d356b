// Code that changes, moves or is interrupted while the CPU runs it in blocks. Nothing of a block may show: each program runs once in one piece
// and once step by step, which knows no blocks, and both must end in the same state, in the same cycle, with the same caches.
// Not here: what random programs find (tests/differential).
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/bench_machine.hpp"

namespace {

using namespace anel;
using tests::Bench;
using spec::InsnId;
namespace encode = tests::encode;
namespace pte = spec::pte;

constexpr std::uint32_t kCode = Bench::kCode, kOther = 0x2000;
constexpr std::uint32_t kNop = encode::kNop, kWait = encode::plain(InsnId::kWfi);
constexpr Cycles kLong = 10'000'000;

constexpr std::uint32_t add(unsigned rd, unsigned rs1, int imm) { return encode::i(InsnId::kAddi, rd, rs1, imm); }
constexpr std::uint32_t load(unsigned rd, unsigned rs1, int offset) { return encode::i(InsnId::kLw, rd, rs1, offset); }
constexpr std::uint32_t store(unsigned rs2, unsigned rs1, int offset) { return encode::s(InsnId::kSw, rs2, rs1, offset); }
constexpr std::uint32_t jump_to(unsigned rs1) { return encode::i(InsnId::kJalr, 0, rs1, 0); }
constexpr std::uint32_t call(unsigned rs1) { return encode::i(InsnId::kJalr, 1, rs1, 0); }
constexpr std::uint32_t kReturn = jump_to(1);

/// Prepares two machines with `prepare` and runs them until `until`, or until they wait for nothing. Gives the state.
template <class Prepare>
cpu::CpuState run(const Prepare& prepare, Cycles until = kLong, const cpu::TimingParams& timing = {}) {
    Bench whole(spec::Policy::kStrict, timing), stepped(spec::Policy::kStrict, timing);
    prepare(whole);
    prepare(stepped);
    const cpu::Stop stop = whole.cpu.run(until);
    while (stepped.cpu.cycle() < until && stepped.cpu.step() != cpu::Stop::kIdle) {}
    CHECK((stop == cpu::Stop::kIdle || whole.cpu.cycle() >= until));
    CHECK(whole.cpu.cycle() == stepped.cpu.cycle());
    CHECK(whole.cpu.state() == stepped.cpu.state());
    CHECK(whole.cpu.counters() == stepped.cpu.counters());
    CHECK(whole.cpu.time_state() == stepped.cpu.time_state());
    CHECK(whole.ram == stepped.ram);
    return whole.cpu.state();
}

cpu::TimingParams untimed() {
    cpu::TimingParams timing;
    timing.timed = false;
    return timing;
}

/// Page tables at `table`: everything below 4 MiB where it is, and kPage at `frame`.
constexpr std::uint32_t kPage = 0x00400000, kTable = 0x10000, kOldFrame = 0x20000, kNewFrame = 0x21000;
constexpr std::uint32_t kOpen = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kRing | pte::kAccessed | pte::kDirty;
constexpr std::uint32_t entry_of_page(std::uint32_t table) { return table + 2 * kPageBytes; }
void map(Bench& bench, std::uint32_t table, std::uint32_t frame) {
    bench.put(table, (table + kPageBytes) | pte::kValid);
    bench.put(table + 4, entry_of_page(table) | pte::kValid);
    for (std::uint32_t page = 0; page < Bench::kRamBytes; page += kPageBytes) bench.put(table + kPageBytes + page / 1024, page | kOpen);
    bench.put(entry_of_page(table), frame | kOpen);
}
/// One routine adds 1 to x9, the other 16.
void put_both_routines(Bench& bench) {
    bench.code({add(9, 9, 1), kReturn}, kOldFrame);
    bench.code({add(9, 9, 16), kReturn}, kNewFrame);
}

}  // namespace

TEST_CASE("code that rewrites the next instruction of its own block executes the new one") {
    for (const cpu::TimingParams& timing : {cpu::TimingParams{}, untimed()}) {
        const cpu::CpuState state = run([](Bench& bench) {
            bench.code({store(10, 5, 8), kNop, add(7, 7, 1), store(11, 5, 16), add(8, 8, 1), kWait});
            bench.change([](cpu::CpuState& s) { s.x[5] = kCode, s.x[10] = add(7, 7, 16), s.x[11] = add(8, 8, 16); });
        }, kLong, timing);
        CHECK(state.x[7] == 16);
        CHECK(state.x[8] == 16);
    }
}

TEST_CASE("a store into the line of another block is seen without a fence") {
    const cpu::CpuState state = run([](Bench& bench) {
        bench.code({call(5), call(5), store(10, 5, 4), call(5), store(11, 5, 4), call(5), kWait});
        bench.code({kNop, add(7, 7, 1), kReturn}, kOther);
        bench.change([](cpu::CpuState& s) { s.x[5] = kOther, s.x[10] = add(7, 7, 16), s.x[11] = add(7, 7, 256); });
    });
    CHECK(state.x[7] == 256 + 16 + 2);
}

TEST_CASE("a byte stored into the line of another block is seen too") {
    const cpu::CpuState state = run([](Bench& bench) {
        bench.code({call(5), encode::s(InsnId::kSb, 10, 5, 7), call(5), kWait});
        bench.code({kNop, add(7, 7, 1), kReturn}, kOther);
        bench.change([](cpu::CpuState& s) { s.x[5] = kOther, s.x[10] = add(7, 7, 33) >> 24; });
    });
    CHECK(state.x[7] == 1 + 33);
}

TEST_CASE("a line that was written often before it became code is watched from then on") {
    for (const cpu::TimingParams& timing : {cpu::TimingParams{}, untimed()}) {
        const cpu::CpuState state = run([](Bench& bench) {
            bench.code({store(10, 5, 0), store(11, 5, 4), store(10, 5, 0), store(11, 5, 4), call(5), store(12, 5, 0), call(5), kWait});
            bench.change([](cpu::CpuState& s) { s.x[5] = kOther, s.x[10] = add(7, 7, 1), s.x[11] = kReturn, s.x[12] = add(7, 7, 16); });
        }, kLong, timing);
        CHECK(state.x[7] == 17);
    }
}

TEST_CASE("what a device writes into a loop that runs ends it") {
    const cpu::CpuState state = run([](Bench& bench) {
        bench.code({add(7, 7, 1), kNop, jump_to(5)});
        bench.change([](cpu::CpuState& s) { s.x[5] = kCode; });
        bench.bus.due = 200;
        bench.bus.when_due = [&bench] {
            bench.put(kCode, kWait);
            bench.bus.written = {{kCode - 100, 200}};
        };
    });
    CHECK(state.waiting);
    CHECK(state.x[7] > 10);
}

TEST_CASE("a timer that runs out in the middle of a block is taken behind the instruction of that very cycle") {
    for (Cycles due = 100; due < 160; ++due) {
        const cpu::CpuState state = run([due](Bench& bench) {
            // Each time round another line is read, so that the block takes longer than it should.
            bench.code({add(7, 7, 1), load(6, 10, 0), add(10, 10, 64), kNop, encode::r(InsnId::kMul, 8, 7, 7), kNop, jump_to(5)});
            bench.code({jump_to(9)}, Bench::kHandler);
            bench.change([](cpu::CpuState& s) {
                s.x[5] = kCode, s.x[9] = Bench::kHandler, s.x[10] = kOther;
                s.bank[0].status = spec::kStatusIe, s.bank[0].imask = 1;
            });
            bench.bus.due = due;
            bench.bus.due_lines = 1;
        }, 400);
        CHECK((state.bank[0].cause & spec::kInterruptBit) != 0);
    }
}

TEST_CASE("a run that ends in the middle of a block goes on from there") {
    const auto prepare = [](Bench& bench) {
        bench.code({add(7, 7, 1), kNop, kNop, kNop, load(6, 5, 0), add(8, 8, 1), jump_to(5)});
        bench.change([](cpu::CpuState& s) { s.x[5] = kCode; });
    };
    Bench whole, parts;
    prepare(whole);
    prepare(parts);
    whole.cpu.run(600);
    for (Cycles until = 1; until <= 600; until += 3) parts.cpu.run(until);
    parts.cpu.run(600);
    CHECK(parts.cpu.cycle() == whole.cpu.cycle());
    CHECK(parts.cpu.state() == whole.cpu.state());
    CHECK(parts.cpu.counters() == whole.cpu.counters());
    CHECK(parts.cpu.time_state() == whole.cpu.time_state());
}

TEST_CASE("a page that leads to other code does so from the flush on") {
    const cpu::CpuState state = run([](Bench& bench) {
        map(bench, kTable, kOldFrame);
        put_both_routines(bench);
        bench.code({call(7), call(7), store(10, 8, 0), call(7), encode::plain(InsnId::kTlbflush), call(7), call(7), kWait});
        bench.change([](cpu::CpuState& s) {
            s.root = kTable | spec::kRootOn;
            s.x[7] = kPage, s.x[8] = entry_of_page(kTable), s.x[10] = kNewFrame | kOpen;
        });
    });
    CHECK(state.x[9] == 3 + 2 * 16);
}

TEST_CASE("a superpage that comes to be found before a page that it covers is the one that translates, for data and for code") {
    const cpu::CpuState state = run([](Bench& bench) {
        map(bench, kTable, kOldFrame);
        put_both_routines(bench);
        bench.code({add(9, 9, 16), kReturn}, 0);  // the superpage leads here
        // The TLB: this code, kOther, kPage. The superpage takes the place of kOther.
        const std::uint32_t flush_one = encode::plain(InsnId::kTlbflush) | 6U << 15;
        bench.code({load(17, 6, 0), load(13, 7, 0), load(13, 7, 0), load(13, 7, 0), call(7), call(7), store(10, 8, 0), flush_one, load(17, 12, 0),
                    load(14, 7, 0), call(7), kWait});
        bench.change([](cpu::CpuState& s) {
            s.root = kTable | spec::kRootOn;
            s.x[6] = kOther, s.x[7] = kPage, s.x[8] = kTable + 4, s.x[10] = kOpen, s.x[12] = kPage + 5 * kPageBytes;
        });
    });
    CHECK(state.x[13] == add(9, 9, 1));
    CHECK(state.x[14] == add(9, 9, 16));
    CHECK(state.x[9] == 2 + 16);
}

TEST_CASE("a page-table entry that is code as well changes as code when a walk sets its D") {
    constexpr std::uint32_t kEntry = entry_of_page(kTable);
    const cpu::CpuState state = run([](Bench& bench) {
        map(bench, kTable, kOldFrame);
        // Valid, to be read and written, accessed, not dirty; dirty, it is the same jump with its return address in x9.
        bench.put(kEntry, encode::i(InsnId::kJalr, 8, 5, 0));
        bench.code({jump_to(18), add(5, 5, 12), store(0, 7, 0), jump_to(18), kWait});
        bench.change([](cpu::CpuState& s) { s.root = kTable | spec::kRootOn, s.x[5] = kCode + 4, s.x[7] = kPage, s.x[18] = kEntry; });
    });
    CHECK(state.x[8] == kEntry + 4);
    CHECK(state.x[9] == kEntry + 4);
}

TEST_CASE("x0 stays 0 in a block, whatever stands in front of or behind what would write it") {
    const cpu::CpuState state = run([](Bench& bench) {
        bench.put(kOther, 77);
        bench.code({add(0, 5, 1), load(6, 5, 0), add(9, 0, 0), add(0, 5, 1), store(6, 5, 4), add(10, 0, 0), add(12, 5, 0), load(0, 5, 0),
                    add(11, 0, 0), add(0, 5, 1), encode::b(InsnId::kBeq, 0, 5, 2), add(13, 0, 0), kWait});
        bench.change([](cpu::CpuState& s) { s.x[5] = kOther; });
    });
    for (const unsigned reg : {0, 9, 10, 11, 13}) CHECK(state.x[reg] == 0);
}

TEST_CASE("two spaces have their own code at the same pc") {
    const cpu::CpuState state = run([](Bench& bench) {
        constexpr std::uint32_t kOtherTable = kTable + 0x4000;
        map(bench, kTable, kOldFrame);
        map(bench, kOtherTable, kNewFrame);
        put_both_routines(bench);
        bench.code({call(7), encode::write_csr("root", 11), call(7), call(7), encode::write_csr("root", 10), call(7), encode::write_csr("root", 11),
                    call(7), kWait});
        bench.change([](cpu::CpuState& s) {
            s.x[10] = s.root = kTable | spec::kRootOn;
            s.x[11] = kOtherTable | 1U << spec::kRootAsidShift | spec::kRootOn;
            s.x[7] = kPage;
        });
    });
    CHECK(state.x[9] == 2 + 3 * 16);
}

TEST_CASE("more spaces than the CPU knows at a time share no code") {
    cpu::TimingParams timing;
    timing.tlb_entries = 256;  // none of them is thrown out
    const cpu::CpuState state = run([](Bench& bench) {
        constexpr std::uint32_t kOtherTable = kTable + 0x4000;
        map(bench, kTable, kOldFrame);
        map(bench, kOtherTable, kNewFrame);
        put_both_routines(bench);
        // A call in each of x16 spaces, beginning with x14; then in x20 more, beginning with x19.
        bench.code({encode::write_csr("root", 14), call(7), encode::r(InsnId::kAdd, 14, 14, 15), add(16, 16, -1),
                    encode::b(InsnId::kBeq, 16, 0, 2), jump_to(5), encode::b(InsnId::kBeq, 20, 0, 5), add(14, 19, 0), add(16, 20, 0),
                    add(20, 0, 0), jump_to(5), kWait});
        bench.change([](cpu::CpuState& s) {
            s.x[14] = s.root = kTable | spec::kRootOn;
            s.x[19] = kOtherTable | 32U << spec::kRootAsidShift | spec::kRootOn;
            s.x[15] = 1U << spec::kRootAsidShift;
            s.x[16] = 20, s.x[20] = 40;
            s.x[5] = kCode, s.x[7] = kPage;
        });
    }, kLong, timing);
    CHECK(state.x[9] == 20 + 40 * 16);
}

TEST_CASE("what the host writes into a loop, and says so, is executed by the next run") {
    Bench bench;
    bench.code({add(7, 7, 1), kNop, jump_to(5)});
    bench.change([](cpu::CpuState& s) { s.x[5] = kCode; });
    CHECK(bench.cpu.run(200) == cpu::Stop::kCycleReached);
    bench.put(kCode, kWait);
    bench.cpu.memory_written({kCode, 4});
    CHECK(bench.cpu.run(1000) == cpu::Stop::kIdle);
}

TEST_CASE("a state set from outside comes with its memory") {
    Bench bench;
    bench.code({add(7, 7, 1), kWait});
    CHECK(bench.cpu.run(1000) == cpu::Stop::kIdle);
    bench.code({add(7, 7, 16), kWait});
    bench.change([](cpu::CpuState& s) { s.pc = kCode, s.waiting = false; });
    CHECK(bench.cpu.run(2000) == cpu::Stop::kIdle);
    CHECK(bench.cpu.state().x[7] == 17);
}

TEST_CASE("more code than there is room for is executed all the same, and again") {
    constexpr std::uint32_t kBegin = 0x20000, kEnd = 0x90000;
    const cpu::CpuState state = run([](Bench& bench) {
        // Many short blocks, each with its branch to the next.
        for (std::uint32_t at = kBegin; at < kEnd; at += 8) bench.code({add(7, 7, 1), encode::b(InsnId::kBeq, 0, 0, 1)}, at);
        bench.code({add(11, 11, -1), encode::b(InsnId::kBeq, 11, 0, 2), jump_to(5), kWait}, kEnd);
        bench.change([](cpu::CpuState& s) { s.x[5] = s.pc = kBegin, s.x[11] = 2; });
    });
    CHECK(state.x[7] == 2 * (kEnd - kBegin) / 8);
}
