// Time around a guest: what entries and exits cost, added up by hand; the preemption timer; the guest's clock; the ledger.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/assist_bench.hpp"

namespace {

using namespace anel;
using tests::AssistBench;
using tests::ExitWords;
using spec::ExitReason;
using spec::InsnId;
namespace block = spec::block;
namespace encode = tests::encode;

constexpr std::uint32_t kPreempted = tests::reason(ExitReason::kPreempted);

/// A guest that jumps to itself.
constexpr std::uint32_t kForever = 0x0000006f;

/// Cycles of an entry and of the exit that follows it, without the instructions' own. `warm`: the second time round.
struct Crossings {
    Cycles entry = 0;
    Cycles exit = 0;
};
Crossings crossings(const cpu::TimingParams& timing, bool warm) {
    AssistBench bench(timing);
    bench.put(AssistBench::kCode, encode::plain(InsnId::kHcall));
    const auto crossing = [&](auto&& action) {
        const Cycles before = bench.cpu.ledger().of_activity(spec::Activity::kCrossing);
        action();
        return bench.cpu.ledger().of_activity(spec::Activity::kCrossing) - before;
    };
    Crossings result;
    for (int round = 0; round < (warm ? 2 : 1); ++round) {
        result.entry = crossing([&] { bench.enter(); });
        CHECK(bench.cpu.events().events().back().took == result.entry);
        result.exit = crossing([&] { bench.cpu.step(); });
        CHECK(bench.cpu.events().events().back().took == result.exit);
        REQUIRE(bench.exited());
    }
    CHECK(bench.cpu.ledger().total() == bench.cpu.cycle());
    return result;
}

}  // namespace

TEST_CASE("an entry and an exit cost a flush and a micro-operation for each word, and what its lines miss in the D cache") {
    // In: pc, ring, root, grant; three banks of nine; magic, tag, nested root, intercepts; twice two words of CSR bits, two of time
    // offset, lines; eight of ports; injection and its value; preemption. And the register that held the address.
    constexpr Cycles kIn = 4 + 3 * 9 + 4 + 2 * 2 + 2 + 1 + 8 + 2 + 1 + 1;
    // Out: the same guest's part, injection and preemption, five words of report.
    constexpr Cycles kOut = 4 + 3 * 9 + 2 + 5;
    static_assert(kIn == 54 && kOut == 38);
    // Lines of 64 bytes, at 0x080, 0x0c0, 0x100, 0x140, 0x180 and 0x1c0, then 0x000 for x5. The exit meets them again, and 0x200.
    CHECK(crossings({}, false).entry == 4 + 54 + 7 * 20);
    CHECK(crossings({}, false).exit == 4 + 38 + 1 * 20);
    CHECK(crossings({}, true).entry == 4 + 54);
    CHECK(crossings({}, true).exit == 4 + 38);
    cpu::TimingParams slow;
    slow.crossing_flush = 11;
    slow.crossing_word = 3;
    slow.crossing_serialize = 500;
    CHECK(crossings(slow, true).entry == 11 + 3 * 54 + 500);
    CHECK(crossings(slow, true).exit == 11 + 3 * 38 + 500);
    // A cache of one line misses whenever the next word lies in another: in the table's order that is once for each line.
    cpu::TimingParams one_line;
    one_line.dcache = {64, 1, 64, 20};
    CHECK(crossings(one_line, true).entry == 4 + 54 + 7 * 20);
    CHECK(crossings(one_line, true).exit == 4 + 38 + 6 * 20);  // 0x180 holds nothing that goes out
}

TEST_CASE("vmon and vmoff move one word each") {
    cpu::TimingParams timing;
    timing.crossing_flush = 10;
    timing.crossing_word = 3;
    tests::Bench bench(spec::Policy::kStrict, timing, {.present = true, .locked = false});
    bench.code({encode::kNop, encode::plain(InsnId::kVmon), encode::plain(InsnId::kVmoff)});
    bench.cpu.step();
    for (const cpu::EventKind kind : {cpu::EventKind::kVmon, cpu::EventKind::kVmoff}) {
        const Cycles before = bench.cpu.cycle();
        bench.cpu.step();
        CHECK(bench.cpu.cycle() - before == 1 + 10 + 3);
        const bool on = kind == cpu::EventKind::kVmon;
        CHECK(bench.cpu.events().events().back() ==
              cpu::Event{bench.cpu.cycle(), tests::Bench::kCode + (on ? 4U : 8U), 0, 0, kind, on ? Ring::k0 : Ring::kMinus1, on ? Ring::kMinus1 : Ring::k0, 0, 13});
    }
    CHECK(bench.cpu.ledger().at(0, Ring::kMinus1, spec::Activity::kCrossing) == 2 * 13);
}

TEST_CASE("the preemption timer ends a guest at the first commit at which its cycles are up, with nothing left of them") {
    for (const std::uint32_t cycles : {1U, 50U, 1000U}) {
        INFO(cycles);
        AssistBench bench;
        bench.put(AssistBench::kCode, kForever);
        bench.set(block::kPreempt, cycles);
        bench.enter();
        const Cycles until = bench.cpu.cycle() + cycles;
        Cycles last = 0, one_before = 0;
        while (!bench.exited()) {
            one_before = last;
            last = bench.cpu.cycle();
            bench.cpu.step();
        }
        CHECK(last >= until);
        CHECK(one_before < until);
        CHECK(bench.exit_words() == ExitWords{kPreempted, 0, 0, 0, 0});
        CHECK(bench.get(block::kPreempt) == 0);
        CHECK(bench.cpu.counters().exits[kPreempted] == 1);
        // In ring −1 nothing is left of it.
        bench.code({encode::kNop, encode::kNop}, AssistBench::kExits);
        CHECK(bench.cpu.run(bench.cpu.cycle() + 1) == cpu::Stop::kCycleReached);
        CHECK(bench.cpu.counters().exits[kPreempted] == 1);
    }
}

TEST_CASE("0 is no timer, and a timer of an earlier entry is forgotten") {
    AssistBench bench;
    bench.put(AssistBench::kCode, kForever);
    bench.set(block::kPreempt, 20);
    bench.enter();
    REQUIRE(bench.run_to_exit());
    bench.set(block::kPreempt, 0);
    bench.enter();
    CHECK(bench.cpu.run(bench.cpu.cycle() + 100000) == cpu::Stop::kCycleReached);
    CHECK(bench.cpu.state().in_guest());
}

TEST_CASE("an exit for another reason leaves in the block what was left of the timer") {
    AssistBench bench;
    bench.code({encode::kNop, encode::kNop, encode::plain(InsnId::kHcall)});
    bench.set(block::kPreempt, 10000);
    bench.enter();
    const Cycles begin = bench.cpu.cycle();
    bench.cpu.step();
    bench.cpu.step();
    const Cycles before_hcall = bench.cpu.cycle();
    bench.cpu.step();
    REQUIRE(bench.exit_words()[0] == 9);
    CHECK(bench.get(block::kPreempt) == 10000 - (before_hcall + 1 - begin));  // hcall's own cycle counts, the exit's do not
    bench.enter();
    CHECK(bench.cpu.state().assist.preempt_at == bench.cpu.cycle() + bench.get(block::kPreempt));
}

TEST_CASE("a guest in wfi is preempted at the very cycle, behind its wfi") {
    AssistBench bench;
    bench.code({encode::plain(InsnId::kWfi), encode::i(InsnId::kAddi, 9, 0, 1)});
    bench.set(block::kPreempt, 5000);
    bench.enter();
    const Cycles until = bench.cpu.cycle() + 5000;
    bench.cpu.step();
    CHECK(bench.cpu.state().waiting);
    bench.cpu.step();
    REQUIRE(bench.exited());
    CHECK(bench.exit_words()[0] == kPreempted);
    CHECK_FALSE(bench.cpu.state().waiting);
    CHECK(bench.get(block::kPc) == AssistBench::kCode + 4);
    const auto& exit = bench.cpu.events().events().back();
    CHECK(exit.cycle == until + 4 + 38 + 20);
    CHECK(bench.cpu.state().x[9] == 0);
}

TEST_CASE("a device due at the cycle of the timer comes first, whether the guest waits or not") {
    for (const bool waits : {false, true}) {
        INFO("waits " << waits);
        AssistBench bench;
        bench.change([](cpu::CpuState& state) { state.bank_of(Ring::kMinus1).imask = 1; });
        bench.put(AssistBench::kCode, waits ? encode::plain(InsnId::kWfi) : kForever);
        bench.set(block::kPreempt, 300);
        bench.enter();
        bench.bus.due = bench.cpu.cycle() + 300;
        bench.bus.due_lines = 1;
        REQUIRE(bench.run_to_exit(1000));
        CHECK(bench.exit_words()[0] == spec::kInterruptBit);
        CHECK(bench.cpu.counters().exits[kPreempted] == 0);
    }
}

TEST_CASE("where a run ends does not change when a guest is preempted") {
    const auto ends_at = [](Cycles quantum) {
        AssistBench bench;
        bench.put(AssistBench::kCode, encode::plain(InsnId::kWfi));
        bench.put(AssistBench::kExits, kForever);
        bench.set(block::kPreempt, 1000);
        bench.enter();
        for (Cycles until = bench.cpu.cycle(); !bench.exited(); until += quantum) bench.cpu.run(until);
        return bench.cpu.events().events().back();
    };
    const cpu::Event whole = ends_at(100000);
    for (const Cycles quantum : {1U, 7U, 100U, 1000U}) CHECK(ends_at(quantum) == whole);
}

TEST_CASE("a guest reads time with its offset, carried into the high word; ring -1 reads the machine's") {
    for (const std::uint64_t offset : {std::uint64_t{0}, std::uint64_t{0xffffffff}, std::uint64_t{0x500000000}, ~std::uint64_t{0}}) {
        AssistBench bench;
        bench.set(block::kTimeOffset, static_cast<std::uint32_t>(offset));
        bench.set(block::kTimeOffset + 4, static_cast<std::uint32_t>(offset >> 32));
        bench.set(block::kGrant, 3U << spec::kGrantTimeShift);
        for (const unsigned ring : {0U, 3U}) {
            bench.set(block::kRing, ring);
            for (const char* const name : {"time", "timeh", "cycle", "cycleh"}) {
                bench.put(AssistBench::kCode, encode::read_csr(7, name));
                bench.enter();
                bench.cpu.step();
                REQUIRE(bench.cpu.state().in_guest());
                const std::uint64_t wanted = bench.cpu.cycle() + offset;
                const bool high = std::string_view(name).back() == 'h';
                CHECK(bench.cpu.state().x[7] == static_cast<std::uint32_t>(high ? wanted >> 32 : wanted));
            }
        }
        bench.put(AssistBench::kMonitor, encode::read_csr(7, "time"));
        bench.change([](cpu::CpuState& state) { state.ring = Ring::kMinus1, state.pc = AssistBench::kMonitor; });
        bench.cpu.step();
        CHECK(bench.cpu.state().x[7] == bench.cpu.cycle());
    }
}

TEST_CASE("every cycle of guest, crossings and monitor is booked once, to its ring and VM, and instructions count by their ring") {
    AssistBench bench;
    bench.code({encode::kNop, encode::kNop, encode::plain(InsnId::kHcall)});
    bench.code({encode::kNop, encode::kNop, encode::kNop}, AssistBench::kExits);
    bench.set(block::kRing, 3);
    bench.change([](cpu::CpuState& state) { state.vmid = 4, state.mark[lane(Ring::kMinus1)] = spec::Activity::kDispatch; });
    Cycles crossing = 0;
    for (int round = 0; round < 3; ++round) {
        bench.set(block::kPc, AssistBench::kCode);
        bench.enter();
        REQUIRE(bench.run_to_exit());
        for (int i = 0; i < 3; ++i) bench.cpu.step();
        crossing += 4 + 54 + 4 + 38 + (round == 0 ? 8 * 20 : 0);
        CHECK(bench.cpu.ledger().total() == bench.cpu.cycle());
    }
    const cpu::Ledger& ledger = bench.cpu.ledger();
    CHECK(ledger.at(4, Ring::kMinus1, spec::Activity::kCrossing) == crossing);
    CHECK(ledger.of_activity(spec::Activity::kCrossing) == crossing);
    // Two nops and the hcall's own cycle, three times; the first fetch misses; the flush that an entry has paid is not paid again.
    CHECK(ledger.at(4, Ring::k3, spec::Activity::kUser) == 3 * 3 + 20);
    // A vmenter and three nops, three times; two lines of ring −1's miss, once without a flush to hide the drain of two.
    CHECK(ledger.at(4, Ring::kMinus1, spec::Activity::kDispatch) == 3 * 4 + 2 * 20 + 2);
    CHECK(bench.cpu.counters().by_lane[lane(Ring::kMinus1)] == 3 * 4);
    CHECK(bench.cpu.counters().by_lane[lane(Ring::k3)] == 3 * 2);
    CHECK(bench.cpu.counters().by_lane[lane(Ring::k0)] == 0);
    CHECK(bench.cpu.counters().entries == 3);
    CHECK(bench.cpu.counters().exits[9] == 3);
}
