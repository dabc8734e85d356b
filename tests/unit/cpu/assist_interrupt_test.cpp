// Interrupts while ring −1 is in force: its own, the guest's, those that the monitor drives, and what wfi waits for.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/assist_bench.hpp"

namespace {

using namespace anel;
using tests::AssistBench;
using tests::ExitWords;
using spec::InsnId;
namespace block = spec::block;
namespace encode = tests::encode;

constexpr std::uint32_t kStatus0 = block::kBank0 + 4 * 4, kDelegate0 = block::kBank0 + 6 * 4, kImask0 = block::kBank0 + 7 * 4;
constexpr std::uint32_t kStatus1 = block::kBank1 + 4 * 4, kImask1 = block::kBank1 + 7 * 4;

constexpr std::uint32_t kForever = 0x0000006f;  ///< a jump to itself

constexpr std::uint32_t line(unsigned n) { return 1U << n; }
constexpr std::uint32_t delegated(unsigned n) { return 1U << (16 + n); }

void set_inner(AssistBench& bench, std::uint32_t imask, std::uint32_t delegate, bool enabled = false) {
    bench.change([=](cpu::CpuState& state) {
        state.bank_of(Ring::kMinus1).imask = imask;
        state.bank_of(Ring::kMinus1).delegate = delegate;
        state.bank_of(Ring::kMinus1).status = enabled ? spec::kStatusIe : 0;
    });
}

/// What the guest or, in ring −1, the monitor reads in this CSR.
std::uint32_t reads(AssistBench& bench, std::string_view csr) {
    const std::uint32_t at = 0x3000;
    bench.put(at, encode::read_csr(6, csr));
    bench.change([&](cpu::CpuState& state) { state.pc = at; });
    bench.cpu.step();
    return bench.cpu.state().x[6];
}

}  // namespace

TEST_CASE("a line that ring -1 keeps makes the guest exit from every ring, whatever the guest's enable and masks, the lowest line first") {
    for (unsigned ring = 0; ring < kRingCount; ++ring)
        for (const bool enabled : {false, true})
            for (const bool inner_enabled : {false, true}) {
                INFO("ring " << ring << " enabled " << enabled);
                AssistBench bench;
                set_inner(bench, line(3) | line(9), delegated(1), inner_enabled);
                bench.set(block::kRing, ring);
                bench.set(kStatus0, enabled ? spec::kStatusIe : 0);
                bench.set(kImask0, 0xffff & ~line(1));
                bench.enter();
                bench.bus.lines_high = line(9) | line(3) | line(1) | line(0);
                bench.cpu.step();
                REQUIRE(bench.exited());
                CHECK(bench.exit_words() == ExitWords{spec::kInterruptBit | 3, 0, 0, 0, 0});
                CHECK(bench.get(block::kPc) == AssistBench::kCode);
                CHECK(bench.get(block::kRing) == ring);
                CHECK(bench.cpu.counters().exit_interrupts[3] == 1);
                CHECK(bench.cpu.counters().interrupts[3] == 0);
                const cpu::Event& event = bench.cpu.events().events().back();
                CHECK(event.kind == cpu::EventKind::kExit);
                CHECK(event.cause == (spec::kInterruptBit | 3));
                CHECK(event.from == ring_from(ring));
                CHECK(event.to == Ring::kMinus1);
            }
}

TEST_CASE("a line that ring -1 keeps but masks reaches nobody, and the guest does not see it") {
    AssistBench bench;
    set_inner(bench, 0, 0);
    bench.set(kStatus0, spec::kStatusIe);
    bench.set(kImask0, 0xffff);
    bench.enter();
    bench.bus.lines_high = line(2);
    CHECK(reads(bench, "pending0") == 0);
    CHECK(bench.cpu.state().in_guest());
}

TEST_CASE("a line that ring -1 delegates is the guest's: by its enable, mask and delegation, and in its pending alone") {
    for (unsigned ring = 0; ring < kRingCount; ++ring)
        for (const bool enabled : {false, true})
            for (const bool to_ring_1 : {false, true}) {
                INFO("ring " << ring << " enabled " << enabled << " to ring 1: " << to_ring_1);
                AssistBench bench;
                set_inner(bench, 0xffff, delegated(2));
                bench.set(block::kRing, ring);
                bench.set(block::kGrant, spec::grant_bit(1));
                bench.set(kDelegate0, to_ring_1 ? delegated(2) : 0);
                bench.set(to_ring_1 ? kImask1 : kImask0, line(2));
                bench.set(to_ring_1 ? kStatus1 : kStatus0, enabled ? spec::kStatusIe : 0);
                bench.put(AssistBench::kCode, encode::kNop);
                bench.enter();
                bench.bus.lines_high = line(2);
                bench.cpu.step();
                const unsigned taker = to_ring_1 ? 1 : 0;
                const bool taken = ring > taker || (ring == taker && enabled);
                CHECK(bench.cpu.state().in_guest());
                CHECK(bench.cpu.counters().interrupts[2] == (taken ? 1U : 0U));
                if (taken) {
                    CHECK(bench.cpu.state().ring == ring_from(taker));
                    CHECK(bench.cpu.state().bank[taker].cause == (spec::kInterruptBit | 2));
                    CHECK(bench.cpu.state().bank[taker].epc == AssistBench::kCode);
                }
            }
    AssistBench bench;
    set_inner(bench, 0xffff, delegated(2));
    bench.bus.lines_high = line(2);
    CHECK(reads(bench, "pendingm") == 0);
    bench.enter();
    CHECK(reads(bench, "pending0") == line(2));
}

TEST_CASE("ring -1's interrupt comes before the guest's, which is still there afterwards") {
    AssistBench bench;
    set_inner(bench, line(7), delegated(0));
    bench.set(kStatus0, spec::kStatusIe);
    bench.set(kImask0, line(0));
    bench.enter();
    bench.bus.lines_high = line(7) | line(0);
    bench.cpu.step();
    CHECK(bench.exited());
    bench.bus.lines_high = line(0);
    bench.enter();
    bench.cpu.step();
    CHECK(bench.cpu.state().in_guest());
    CHECK(bench.cpu.state().bank[0].cause == spec::kInterruptBit);
}

TEST_CASE("in ring -1 itself an interrupt waits for its enable, and the guest's lines are not its own") {
    for (const bool enabled : {false, true})
        for (const bool own : {false, true}) {
            INFO("enabled " << enabled << " own " << own);
            AssistBench bench;
            set_inner(bench, 0xffff, own ? 0 : delegated(4), enabled);
            bench.change([](cpu::CpuState& state) {
                state.bank[0].imask = 0xffff;
                state.bank[0].status = spec::kStatusIe;
            });
            bench.put(AssistBench::kMonitor, encode::kNop);
            bench.bus.lines_high = line(4);
            bench.cpu.step();
            const bool taken = enabled && own;
            CHECK(bench.cpu.state().pc == (taken ? AssistBench::kExits : AssistBench::kMonitor + 4));
            CHECK(bench.cpu.state().ring == Ring::kMinus1);
            CHECK(bench.cpu.counters().interrupts[4] == (taken ? 1U : 0U));
            if (taken) {
                CHECK(bench.inner().cause == (spec::kInterruptBit | 4));
                CHECK(bench.inner().epc == AssistBench::kMonitor);
                CHECK(bench.inner().status == spec::kStatusPie);
            }
        }
}

TEST_CASE("a bit that software sets in pendingm is an interrupt of ring -1's") {
    AssistBench bench;
    set_inner(bench, line(6), 0xffffffff);
    bench.change([](cpu::CpuState& state) { state.bank_of(Ring::kMinus1).pending = line(6); });
    bench.bus.lines_high = line(1);
    CHECK(reads(bench, "pendingm") == line(6));  // line 1 is delegated
    bench.enter();
    bench.cpu.step();
    CHECK(bench.exit_words() == ExitWords{spec::kInterruptBit | 6, 0, 0, 0, 0});
}

TEST_CASE("LINES are high for the guest like a device's: seen in pending, taken by its enable and delegation, gone in ring -1") {
    AssistBench bench;
    bench.set(block::kLines, 0xabcd0000 | line(3) | line(5));  // beyond 16 there are no lines
    bench.set(kImask0, line(5));
    bench.enter();
    CHECK(reads(bench, "pending0") == (line(3) | line(5)));
    CHECK(bench.cpu.state().in_guest());
    bench.put(0x3000, encode::plain(InsnId::kEi));
    bench.change([](cpu::CpuState& state) { state.pc = 0x3000; });
    bench.cpu.step();
    bench.cpu.step();
    CHECK(bench.cpu.state().bank[0].cause == (spec::kInterruptBit | 5));
    CHECK(bench.cpu.state().bank[0].epc == 0x3004);
    CHECK(bench.cpu.counters().interrupts[5] == 1);
    bench.change([](cpu::CpuState& state) { state.pc = 0x3000; });
    bench.put(0x3000, encode::plain(InsnId::kHcall));
    bench.cpu.step();
    REQUIRE(bench.exited());
    CHECK(reads(bench, "pending0") == 0);
    CHECK(reads(bench, "pendingm") == 0);

    AssistBench outer;
    outer.set(block::kLines, line(3));
    outer.set(block::kRing, 3);
    outer.set(block::kGrant, spec::grant_bit(1));
    outer.set(kDelegate0, delegated(3));
    outer.set(kImask1, line(3));
    outer.enter();
    outer.cpu.step();
    CHECK(outer.cpu.state().ring == Ring::k1);
    CHECK(outer.cpu.state().bank[1].cause == (spec::kInterruptBit | 3));
}

TEST_CASE("LINES and delegated lines are one: either makes it high, and the guest cannot lower it") {
    AssistBench bench;
    set_inner(bench, 0, delegated(2));
    bench.set(block::kLines, line(3));
    bench.enter();
    bench.bus.lines_high = line(2) | line(3);  // line 3 itself is ring −1's
    CHECK(reads(bench, "pending0") == (line(2) | line(3)));
    bench.put(0x3000, encode::write_csr("pending0", 0));
    bench.change([](cpu::CpuState& state) { state.pc = 0x3000; });
    bench.cpu.step();
    bench.bus.lines_high = 0;
    CHECK(reads(bench, "pending0") == line(3));
}

TEST_CASE("a guest's wfi goes on for its own lines, from the monitor or from a device, and exits for ring -1's") {
    enum class From : std::uint8_t { kLines, kDelegated, kInner, kMaskedInner };
    for (const From from : {From::kLines, From::kDelegated, From::kInner, From::kMaskedInner}) {
        INFO("from " << static_cast<int>(from));
        AssistBench bench;
        set_inner(bench, from == From::kMaskedInner ? 0 : line(1), delegated(0));
        bench.set(kImask0, 0xffff);
        if (from == From::kLines) bench.set(block::kLines, line(4));
        bench.code({encode::plain(InsnId::kWfi), encode::i(InsnId::kAddi, 9, 0, 1), kForever});
        bench.put(AssistBench::kExits, kForever);
        bench.bus.due = 5000;
        bench.bus.due_lines = from == From::kDelegated ? line(0) : line(1);
        bench.enter();
        CHECK(bench.cpu.run(4900) == cpu::Stop::kCycleReached);
        CHECK(bench.cpu.state().x[9] == (from == From::kLines ? 1U : 0U));
        if (from == From::kLines) continue;
        bench.cpu.run(5003);
        CHECK(bench.cpu.state().x[9] == (from == From::kDelegated ? 1U : 0U));
        CHECK(bench.exited() == (from == From::kInner));
        if (from == From::kInner) CHECK(bench.get(block::kPc) == AssistBench::kCode + 4);
        if (from == From::kMaskedInner) CHECK(bench.cpu.run(10000) == cpu::Stop::kIdle);
    }
}

TEST_CASE("ring -1's wfi goes on for its own lines, enabled or not, and never for the guest's") {
    AssistBench bench;
    set_inner(bench, 0xffff, delegated(4));
    bench.change([](cpu::CpuState& state) {
        state.bank[0].imask = 0xffff;
        state.bank[0].pending = line(9);
    });
    bench.code({encode::plain(InsnId::kWfi), encode::i(InsnId::kAddi, 9, 0, 1)}, AssistBench::kMonitor);
    bench.bus.lines_high = line(4);
    CHECK(bench.cpu.run(1000) == cpu::Stop::kIdle);
    bench.bus.lines_high = line(4) | line(5);
    bench.cpu.step();
    CHECK(bench.cpu.state().x[9] == 1);
}

TEST_CASE("once ring -1 is left, its mask and delegation hold nothing back") {
    AssistBench bench;
    set_inner(bench, 0xffff, 0);
    bench.put(AssistBench::kMonitor, encode::plain(InsnId::kVmoff));
    bench.bus.lines_high = line(4);
    bench.cpu.step();
    CHECK(reads(bench, "pending0") == line(4));
    bench.change([](cpu::CpuState& state) {
        state.bank[0].imask = line(4);
        state.bank[0].status = spec::kStatusIe;
    });
    bench.cpu.step();
    CHECK(bench.cpu.counters().interrupts[4] == 1);
}
