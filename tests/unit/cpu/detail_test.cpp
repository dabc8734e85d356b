// Counting in detail: programs of a few instructions whose cycles are told apart by hand, reason by reason.
// Not here: that the reasons always sum to the ledger, over many programs (tests/differential/detail_test.cpp).
#include <map>
#include <string>

#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/assist_bench.hpp"
#include "tests/unit/cpu/bench_machine.hpp"

namespace {

using namespace anel;
using cpu::Reason;
using cpu::Unit;
using spec::InsnClass;
using spec::InsnId;
using tests::Bench;
namespace encode = tests::encode;
namespace pte = spec::pte;

constexpr std::uint32_t kLoad = encode::i(InsnId::kLw, 6, 5, 0);
constexpr std::uint32_t kUse = encode::i(InsnId::kAddi, 7, 6, 1);
constexpr std::uint32_t kNop = encode::kNop;
constexpr std::uint32_t kData = 0x2000;

using Stack = std::map<std::string, Cycles>;

/// The reasons that have cycles.
Stack stack_of(const cpu::DetailedCounters::Cell& cell) {
    Stack stack;
    for (const cpu::ReasonRow& row : cpu::kReasons)
        if (cell.of(row.id) != 0) stack[std::string(row.name)] = cell.of(row.id);
    return stack;
}
std::map<std::string, std::uint64_t> classes_of(const cpu::DetailedCounters::Cell& cell) {
    std::map<std::string, std::uint64_t> classes;
    for (const spec::InsnClassRow& row : spec::kInsnClasses)
        if (cell.of(row.id) != 0) classes[std::string(row.name)] = cell.of(row.id);
    return classes;
}

/// Steps, and what they took, all in one VM and ring. What has been executed before has warmed the caches, and is not counted.
cpu::DetailedCounters::Cell counted(Bench& bench, unsigned steps) {
    bench.cpu.count_in_detail(true);
    const Cycles before = bench.cpu.cycle();
    const std::uint8_t vm = bench.cpu.state().vmid;
    const Ring ring = bench.cpu.state().ring;
    for (unsigned step = 0; step < steps; ++step) bench.cpu.step();
    const cpu::DetailedCounters::Cell cell = bench.cpu.detail()->at(vm, ring);
    CHECK(bench.cpu.detail()->total() == cell);
    CHECK(cell.all_cycles() == bench.cpu.cycle() - before);
    return cell;
}

/// A bench whose `words` lie at kCode and have been executed once.
struct Warm : Bench {
    explicit Warm(std::initializer_list<std::uint32_t> words, const cpu::TimingParams& timing = {}) : Bench(spec::Policy::kStrict, timing) {
        code(words);
        change([](cpu::CpuState& state) { state.x[5] = kData; });
        for (std::size_t step = 0; step < words.size(); ++step) cpu.step();
        change([](cpu::CpuState& state) { state.pc = kCode; });
    }
};

}  // namespace

TEST_CASE("a cold fetch is a drain and a miss, and every instruction is a cycle") {
    Bench bench;
    bench.code({kNop, kNop});
    const auto cell = counted(bench, 2);
    CHECK(stack_of(cell) == Stack{{"base", 2}, {"drain", 2}, {"icache", 20}});
    CHECK(cell.of(Unit::kIcache) == cpu::DetailedCounters::Uses{2, 1});
    CHECK(cell.of(Unit::kFetchTlb) == cpu::DetailedCounters::Uses{0, 0});
}

TEST_CASE("a load's miss, the wait for what it loads, multiplications and divisions each have their cycles") {
    Warm bench({kLoad, kUse, encode::s(InsnId::kSw, 6, 5, 0), encode::r(InsnId::kMul, 6, 5, 5), encode::r(InsnId::kRemu, 6, 5, 5)});
    bench.change([](cpu::CpuState& state) { state.x[5] = kData + 64; });
    const auto cell = counted(bench, 5);
    CHECK(stack_of(cell) == Stack{{"base", 5}, {"dcache", 20}, {"load-use", 1}, {"mul", 2}, {"div", 33}});
    CHECK(cell.of(Unit::kDcache) == cpu::DetailedCounters::Uses{2, 1});
    CHECK(classes_of(cell) == std::map<std::string, std::uint64_t>{{"alu", 1}, {"load", 1}, {"store", 1}, {"mul", 1}, {"div", 1}});
}

TEST_CASE("bubbles belong to what left them: jumps, jumps through registers, branches guessed rightly and wrongly, refetches") {
    cpu::TimingParams never;
    never.predictor = cpu::PredictorKind::kNotTaken;
    constexpr std::uint32_t kJalNext = 0x0040006f;  // jal x0, +4
    Warm jump({kJalNext, kNop});
    CHECK(stack_of(counted(jump, 2)) == Stack{{"base", 2}, {"jump", 1}});
    Warm indirect({encode::i(InsnId::kJalr, 0, 9, 0), kNop});
    indirect.change([](cpu::CpuState& state) { state.x[9] = Bench::kCode + 4; });
    CHECK(stack_of(counted(indirect, 2)) == Stack{{"base", 2}, {"indirect", 2}});
    Warm wrong({encode::b(InsnId::kBeq, 0, 0, 1), kNop}, never);
    const auto missed = counted(wrong, 2);
    CHECK(stack_of(missed) == Stack{{"base", 2}, {"mispredict", 2}});
    CHECK(missed.of(Unit::kPredictor) == cpu::DetailedCounters::Uses{1, 1});
    // The second time the predictor knows it.
    Warm right({encode::b(InsnId::kBeq, 0, 0, 1), kNop});
    const auto guessed = counted(right, 2);
    CHECK(stack_of(guessed) == Stack{{"base", 2}, {"jump", 1}});
    CHECK(guessed.of(Unit::kPredictor) == cpu::DetailedCounters::Uses{1, 0});
    for (const std::uint32_t word : {encode::plain(InsnId::kFenceI), encode::plain(InsnId::kTlbflush), encode::write_csr("pending0", 0)}) {
        Warm refetch({word, kNop});
        CHECK(stack_of(counted(refetch, 2)) == Stack{{"base", 2}, {"refetch", 4}});
    }
}

TEST_CASE("of waits that overlap the earlier cause has its own length and a later one what it adds") {
    // Onto a cold line: max(bubble, drain 2) + 20. A jump's bubble leaves 1 of the drain, a longer one nothing.
    Bench jump;
    jump.code({0x4000006f});  // jal x0, +0x400
    jump.put(Bench::kCode + 0x400, kNop);
    CHECK(stack_of(counted(jump, 2)) == Stack{{"base", 2}, {"drain", 2 + 1}, {"icache", 40}, {"jump", 1}});
    Bench indirect;
    indirect.code({encode::i(InsnId::kJalr, 0, 0, 0x600)});
    indirect.put(0x600, kNop);
    CHECK(stack_of(counted(indirect, 2)) == Stack{{"base", 2}, {"drain", 2}, {"icache", 40}, {"indirect", 2}});
    cpu::TimingParams slow;
    slow.load_use = 100;
    // The load ends a cache line, its user begins the next: drain and miss come first and hide 22 of the 100.
    Bench hidden(spec::Policy::kStrict, slow);
    hidden.code({kLoad, kUse}, Bench::kCode + 60);
    hidden.change([](cpu::CpuState& state) { state.pc = Bench::kCode + 60, state.x[5] = kData; });
    hidden.cpu.step();
    CHECK(stack_of(counted(hidden, 1)) == Stack{{"base", 1}, {"drain", 2}, {"icache", 20}, {"load-use", 78}});
}

TEST_CASE("a trap is an instruction that did not commit, a flush, microcode and the profile's extra stall; a return commits") {
    cpu::TimingParams timing;
    timing.crossing_serialize = 7;
    Bench bench(spec::Policy::kStrict, timing);
    bench.put(Bench::kCode, encode::plain(InsnId::kEcall));
    bench.put(Bench::kHandler, encode::plain(InsnId::kTret));
    const auto cell = counted(bench, 2);
    // Five words in, two out. The flush is paid once, and hides the drain of the handler's cold line.
    CHECK(stack_of(cell) == Stack{{"base", 1}, {"trapped", 1}, {"drain", 2}, {"icache", 40}, {"flush", 8}, {"microcode", 7}, {"serialize", 14}});
    CHECK(classes_of(cell) == std::map<std::string, std::uint64_t>{{"system", 1}});
}

TEST_CASE("what a trap takes is booked as in the ledger: up to the fault to the ring it came from, the crossing to the ring of the bank") {
    Bench bench;
    bench.put(Bench::kCode, encode::plain(InsnId::kEcall));
    bench.change([](cpu::CpuState& state) { state.ring = Ring::k3; });
    bench.cpu.count_in_detail(true);
    bench.cpu.step();
    CHECK(stack_of(bench.cpu.detail()->at(0, Ring::k3)) == Stack{{"trapped", 1}, {"drain", 2}, {"icache", 20}});
    CHECK(stack_of(bench.cpu.detail()->at(0, Ring::k0)) == Stack{{"flush", 4}, {"microcode", 5}});
    bench.put(Bench::kHandler, encode::plain(InsnId::kTret));
    bench.cpu.step();
    CHECK(stack_of(bench.cpu.detail()->at(0, Ring::k0)) == Stack{{"base", 1}, {"icache", 20}, {"flush", 8}, {"microcode", 7}});
    CHECK(bench.cpu.detail()->at(0, Ring::k3).all_cycles() == 23);
    CHECK(cpu::sums_to(*bench.cpu.detail(), bench.cpu.ledger()));
}

TEST_CASE("walks have their references' cycles, misses included, apart for fetches and data") {
    constexpr std::uint32_t kTable = 0x10000, kLower = 0x11000;
    const std::uint32_t open = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kRing | pte::kAccessed | pte::kDirty;
    Bench bench;
    bench.put(kTable, kLower | pte::kValid);
    for (std::uint32_t page = 0; page < 16; ++page) bench.put(kLower + page * 4, page << 12 | open);
    bench.code({kLoad, kLoad});
    bench.change([](cpu::CpuState& state) {
        state.root = kTable | spec::kRootOn;
        state.x[5] = kData;
    });
    const auto cell = counted(bench, 2);
    // The fetch's two references miss; the load's hit the lines that those brought.
    CHECK(stack_of(cell) == Stack{{"base", 2}, {"drain", 2}, {"fetch-walk", 2 * 21}, {"icache", 20}, {"data-walk", 2}, {"dcache", 20}});
    CHECK(cell.of(Unit::kFetchTlb) == cpu::DetailedCounters::Uses{2, 1});
    CHECK(cell.of(Unit::kDataTlb) == cpu::DetailedCounters::Uses{2, 1});
    CHECK(cell.of(Unit::kDcacheWalks) == cpu::DetailedCounters::Uses{4, 2});
    CHECK(cell.of(Unit::kDcache) == cpu::DetailedCounters::Uses{2, 1});
}

TEST_CASE("an access that faults has used the TLB and not the cache") {
    constexpr std::uint32_t kTable = 0x10000, kLower = 0x11000;
    const std::uint32_t open = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kRing | pte::kAccessed | pte::kDirty;
    Bench bench;
    bench.put(kTable, kLower | pte::kValid);
    bench.put(kLower + (Bench::kCode >> 12) * 4, Bench::kCode | open);
    bench.code({kLoad});
    bench.change([](cpu::CpuState& state) {
        state.root = kTable | spec::kRootOn;
        state.x[5] = kData;
    });
    const auto cell = counted(bench, 1);
    CHECK(stack_of(cell) == Stack{{"trapped", 1}, {"drain", 2}, {"fetch-walk", 42}, {"icache", 20}, {"data-walk", 2}, {"flush", 4}, {"microcode", 5}});
    CHECK(cell.of(Unit::kDataTlb) == cpu::DetailedCounters::Uses{1, 1});
    CHECK(cell.of(Unit::kDcache) == cpu::DetailedCounters::Uses{0, 0});
    bench.change([](cpu::CpuState& state) { state.pc = Bench::kCode, state.x[5] = kData + 1; });
    // A misaligned one has not even asked.
    CHECK(counted(bench, 1).of(Unit::kDataTlb) == cpu::DetailedCounters::Uses{0, 0});
    bench.change([](cpu::CpuState& state) { state.pc = kData; });
    const auto fetch = counted(bench, 1);
    CHECK(stack_of(fetch) == Stack{{"trapped", 1}, {"fetch-walk", 2}, {"flush", 4}, {"microcode", 5}});
    CHECK(fetch.of(Unit::kFetchTlb) == cpu::DetailedCounters::Uses{1, 1});
    CHECK(fetch.of(Unit::kIcache) == cpu::DetailedCounters::Uses{0, 0});
}

TEST_CASE("wfi waits until something is due") {
    Warm bench({kNop, kNop});
    bench.put(Bench::kCode, encode::plain(InsnId::kWfi));
    bench.change([](cpu::CpuState& state) { state.bank[0].imask = 1; });
    bench.bus.due = bench.cpu.cycle() + 502;
    bench.bus.due_lines = 1;
    CHECK(stack_of(counted(bench, 3)) == Stack{{"base", 2}, {"waiting", 501}});
}

TEST_CASE("the instruction that names the next VM still belongs to the one before") {
    Warm bench({encode::write_csr("vmid", 0), kNop});
    bench.put(Bench::kCode, encode::csr(InsnId::kCsrrwi, 0, spec::find_csr("vmid")->number, 3));
    bench.cpu.count_in_detail(true);
    bench.cpu.step();
    bench.cpu.step();
    CHECK(stack_of(bench.cpu.detail()->at(0, Ring::k0)) == Stack{{"base", 1}});
    CHECK(classes_of(bench.cpu.detail()->at(0, Ring::k0)) == std::map<std::string, std::uint64_t>{{"csr", 1}});
    CHECK(stack_of(bench.cpu.detail()->at(3, Ring::k0)) == Stack{{"base", 1}});
}

TEST_CASE("microcode's words are accesses to the data cache, and its misses are its own time") {
    tests::AssistBench bench;
    bench.put(Bench::kCode, encode::plain(InsnId::kHcall));
    bench.cpu.count_in_detail(true);
    bench.enter();
    // 54 words from seven lines, as the tests of an entry's time count them.
    const auto entered = bench.cpu.detail()->at(0, Ring::kMinus1);
    CHECK(stack_of(entered) == Stack{{"base", 1}, {"drain", 2}, {"icache", 20}, {"flush", 4}, {"microcode", 54 + 7 * 20}});
    CHECK(entered.of(Unit::kDcacheMicrocode) == cpu::DetailedCounters::Uses{54, 7});
    CHECK(entered.of(Unit::kDcache) == cpu::DetailedCounters::Uses{0, 0});
    bench.cpu.step();
    CHECK(stack_of(bench.cpu.detail()->at(0, Ring::k0)) == Stack{{"trapped", 1}, {"icache", 20}});
    CHECK(bench.cpu.detail()->at(0, Ring::kMinus1).of(Unit::kDcacheMicrocode) == cpu::DetailedCounters::Uses{54 + 38, 8});
}

TEST_CASE("on a machine without time every cycle is an instruction's") {
    cpu::TimingParams timing;
    timing.timed = false;
    Bench bench(spec::Policy::kStrict, timing);
    bench.code({kLoad, kUse, encode::r(InsnId::kDivu, 6, 5, 5), encode::plain(InsnId::kEcall)});
    bench.change([](cpu::CpuState& state) { state.x[5] = kData; });
    CHECK(stack_of(counted(bench, 4)) == Stack{{"base", 3}, {"trapped", 1}});
}

TEST_CASE("counting begins anew each time it is asked for, and ends when it is no longer") {
    Bench bench;
    CHECK(bench.cpu.detail() == nullptr);
    bench.code({kNop, kNop, kNop});
    CHECK(counted(bench, 1).all_instructions() == 1);
    CHECK(counted(bench, 2).all_instructions() == 2);
    bench.cpu.count_in_detail(false);
    CHECK(bench.cpu.detail() == nullptr);
}

TEST_CASE("a CPU that is put back to an earlier moment counts anew from there") {
    Bench bench;
    bench.code({kNop, kNop, kNop});
    bench.cpu.count_in_detail(true);
    bench.cpu.step();
    const cpu::Snapshot then = bench.cpu.save();
    bench.cpu.step();
    bench.cpu.restore(then);
    REQUIRE(bench.cpu.detail() != nullptr);
    CHECK(bench.cpu.detail()->total().all_cycles() == 0);
    bench.cpu.step();
    CHECK(stack_of(bench.cpu.detail()->at(0, Ring::k0)) == Stack{{"base", 1}});
}

TEST_CASE("a chunk that is full keeps what it has and counts what it has no room for") {
    cpu::EventChunk chunk(2);
    for (Cycles cycle = 1; cycle <= 5; ++cycle) chunk.record({cycle, 0, 0, 0, cpu::EventKind::kTrap, Ring::k3, Ring::k0, 0, 0});
    REQUIRE(chunk.events().size() == 2);
    CHECK(chunk.events()[1].cycle == 2);
    CHECK(chunk.lost() == 3);
    chunk.clear();
    chunk.record({6, 0, 0, 0, cpu::EventKind::kTrap, Ring::k3, Ring::k0, 0, 0});
    CHECK(chunk.events().size() == 1);
    // Of all that was lost since it was made, whoever comes by is told.
    CHECK(chunk.lost() == 3);
    CHECK_FALSE(cpu::EventChunk().watched());
}
