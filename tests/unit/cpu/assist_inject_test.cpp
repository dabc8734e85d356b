// Traps that an entry delivers into the guest in place of its next instruction.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/assist_bench.hpp"

namespace {

using namespace anel;
using tests::AssistBench;
using tests::ExitWords;
using spec::ExitReason;
namespace block = spec::block;

constexpr std::uint32_t kDelegate0 = block::kBank0 + 6 * 4, kDelegate1 = block::kBank1 + 6 * 4;
constexpr std::uint32_t kStatus = 4 * 4;

/// The ring that takes it, of a guest in `ring` with bank 1 granted.
unsigned taken_by(std::uint32_t inject, unsigned ring, std::uint32_t delegate0) {
    AssistBench bench;
    bench.delegate(0);  // ring −1 intercepts everything, but not what it injects itself
    bench.change([](cpu::CpuState& state) { state.bank_of(Ring::kMinus1).imask = 0xffff; });
    bench.set(block::kRing, ring);
    bench.set(block::kGrant, spec::grant_bit(1));
    bench.set(kDelegate0, delegate0);
    for (const std::uint32_t bank : {block::kBank0, block::kBank1}) bench.set(bank + kStatus, spec::kStatusIe);
    bench.set(block::kInject, inject | spec::kInjectValid);
    bench.set(block::kInjectValue, 0x12345678);
    bench.enter();
    const cpu::CpuState& state = bench.cpu.state();
    REQUIRE(state.in_guest());
    const cpu::Bank& bank = state.bank_of(state.ring);
    CHECK(state.pc == bank.vector);
    CHECK(bank.cause == inject);
    CHECK(bank.value == 0x12345678);
    CHECK(bank.epc == AssistBench::kCode);
    CHECK(bank.status == (spec::kStatusPie | ring << spec::kStatusPringShift));
    CHECK(bench.get(block::kInject) == 0);
    CHECK(bench.cpu.counters().instructions == 1);  // none of the guest's
    return index(state.ring);
}

}  // namespace

TEST_CASE("an injected exception goes by the guest's own delegation, never past the ring it came from, and not to ring -1") {
    for (const spec::CauseRow& row : spec::kCauses) {
        const auto cause = static_cast<std::uint32_t>(row.cause);
        INFO(row.name);
        for (unsigned ring = 0; ring < kRingCount; ++ring) {
            CHECK(taken_by(cause, ring, 0) == 0);
            CHECK(taken_by(cause, ring, 1U << cause) == (ring == 0 ? 0U : 1U));
            CHECK(taken_by(cause, ring, ~(1U << cause)) == 0);
        }
    }
}

TEST_CASE("an injected interrupt goes by the guest's own delegation of its line, and never past the ring it came from") {
    for (std::uint32_t line = 0; line < spec::kLineCount; ++line)
        for (unsigned ring = 0; ring < kRingCount; ++ring) {
            INFO("line " << line << " ring " << ring);
            CHECK(taken_by(spec::kInterruptBit | line, ring, 0) == 0);
            CHECK(taken_by(spec::kInterruptBit | line, ring, 1U << (16 + line)) == (ring == 0 ? 0U : 1U));
            CHECK(taken_by(spec::kInterruptBit | line, ring, 0xffff) == 0);
        }
}

TEST_CASE("an injection passes through two granted rings where both delegate") {
    AssistBench bench;
    bench.set(block::kRing, 3);
    bench.set(block::kGrant, spec::grant_bit(1) | spec::grant_bit(2));
    bench.set(kDelegate0, 1U << 8);
    bench.set(kDelegate1, 1U << 8);
    bench.set(block::kInject, 8 | spec::kInjectValid);
    bench.enter();
    CHECK(bench.cpu.state().ring == Ring::k2);
}

TEST_CASE("a trap is injected once: the next entry of the same block injects nothing") {
    AssistBench bench;
    bench.set(block::kInject, 8 | spec::kInjectValid);
    bench.put(AssistBench::kHandler, tests::encode::plain(spec::InsnId::kHcall));
    bench.enter();
    bench.cpu.step();
    REQUIRE(bench.exited());
    CHECK(bench.get(block::kInject) == 0);
    bench.enter();
    CHECK(bench.cpu.state().pc == AssistBench::kHandler);
    CHECK(bench.cpu.events().events().back().kind == cpu::EventKind::kEntry);
}

TEST_CASE("without its valid bit a word in INJECT does nothing and stays") {
    AssistBench bench;
    bench.set(block::kInject, spec::kInterruptBit | 3);
    bench.enter();
    CHECK(bench.cpu.state().pc == AssistBench::kCode);
    CHECK(bench.get(block::kInject) == (spec::kInterruptBit | 3));
}

TEST_CASE("an injection is one crossing of its own, from the guest's ring, behind the entry's") {
    AssistBench bench;
    bench.set(block::kRing, 3);
    bench.set(block::kInject, 13 | spec::kInjectValid);
    bench.set(block::kInjectValue, 0x4000);
    bench.enter();
    const auto& events = bench.cpu.events().events();
    REQUIRE(events.size() == 2);
    const cpu::TimingParams timing;
    const Cycles crossing = timing.crossing_flush + 5 * timing.crossing_word;
    // The entry: its words, all lines of the block cold.
    const Cycles entry = timing.crossing_flush + 54 * timing.crossing_word + 7 * timing.dcache.miss;
    CHECK(events[0] == cpu::Event{bench.cpu.cycle() - crossing, AssistBench::kMonitor, 0, 0, cpu::EventKind::kEntry, Ring::kMinus1, Ring::k3, 0, entry});
    CHECK(events[1] == cpu::Event{bench.cpu.cycle(), AssistBench::kCode, 13, 0x4000, cpu::EventKind::kInject, Ring::k3, Ring::k0, 0, crossing});
    for (const auto count : bench.cpu.counters().exceptions) CHECK(count == 0);  // nothing happened that was not asked for
}

TEST_CASE("an exception injected at the start of the guest's own handler is its triple fault") {
    AssistBench bench;
    bench.set(block::kPc, AssistBench::kHandler);
    bench.set(block::kInject, 5 | spec::kInjectValid);
    bench.set(block::kInjectValue, 0x66);
    bench.enter();
    REQUIRE(bench.exited());
    CHECK(bench.exit_words() == ExitWords{tests::reason(ExitReason::kTripleFault), 0x66, 0, 5, 0});
    CHECK(bench.get(block::kPc) == AssistBench::kHandler);
    CHECK(bench.get(block::kInject) == 0);
    CHECK(bench.cpu.ledger().total() == bench.cpu.cycle());

    AssistBench interrupt;  // an interrupt can be handled there
    interrupt.set(block::kPc, AssistBench::kHandler);
    interrupt.set(block::kInject, spec::kInterruptBit | 1 | spec::kInjectValid);
    interrupt.enter();
    CHECK(interrupt.cpu.state().bank[0].epc == AssistBench::kHandler);
}
