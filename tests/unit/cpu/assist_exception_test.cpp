// A guest's exceptions: which are ring −1's and which stay with the guest; triple faults, hcall, and ring −1's own traps.
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

constexpr std::uint32_t kNowhere = 0x7ffffff0;  // no memory there

/// A way to each exception that needs no page tables. `value` is what the bank's value register gets.
struct Way {
    unsigned cause;
    std::uint32_t word;
    std::uint32_t x7;
    std::uint32_t value;
    bool in_ring_0 = true;
    std::uint32_t pc = AssistBench::kCode;
};
constexpr Way kWays[] = {
    {0, encode::i(InsnId::kJalr, 0, 7, 0), 0x2002, 0x2002},
    {1, 0, 0, kNowhere, true, kNowhere},
    {2, 0xffffffff, 0, 0xffffffff},
    {3, encode::plain(InsnId::kEbreak), 0, AssistBench::kCode},
    {4, encode::i(InsnId::kLw, 8, 7, 0), 0x2001, 0x2001},
    {5, encode::i(InsnId::kLw, 8, 7, 0), kNowhere, kNowhere},
    {6, encode::s(InsnId::kSw, 8, 7, 0), 0x2001, 0x2001},
    {7, encode::s(InsnId::kSw, 8, 7, 0), kNowhere, kNowhere},
    {8, encode::plain(InsnId::kEcall), 0, 0},
    {9, encode::plain(InsnId::kHcall), 0, 0},
    {10, encode::plain(InsnId::kWfi), 0, encode::plain(InsnId::kWfi), false},
};

bool carries_word(unsigned cause) { return cause == 2 || cause == 10; }

/// Enters the guest in `ring` at the instruction of `way`, and steps once.
void provoke(AssistBench& bench, const Way& way, Ring ring) {
    if (way.pc == AssistBench::kCode) bench.put(AssistBench::kCode, way.word);
    bench.set(block::kPc, way.pc);
    bench.set(block::kRing, index(ring));
    bench.enter();
    bench.change([&](cpu::CpuState& state) { state.x[7] = way.x7; });
    bench.cpu.events().clear();
    bench.cpu.step();
}

}  // namespace

TEST_CASE("an exception that ring -1 does not delegate exits from every ring, with its cause, value and word") {
    for (const Way& way : kWays)
        for (unsigned ring = 0; ring < kRingCount; ++ring) {
            if (ring == 0 && !way.in_ring_0) continue;
            INFO("cause " << way.cause << " ring " << ring);
            AssistBench bench;
            bench.delegate(~(1U << way.cause));
            bench.set(block::kGrant, spec::grant_bit(1));
            bench.set(block::kBank0 + 6 * 4, 0xffffffff);  // the guest's own delegation is not asked
            provoke(bench, way, ring_from(ring));
            REQUIRE(bench.exited());
            CHECK(bench.exit_words() == ExitWords{way.cause, way.value, 0, carries_word(way.cause) ? way.value : 0, 0});
            CHECK(bench.get(block::kPc) == way.pc);
            CHECK(bench.get(block::kRing) == ring);
            CHECK(bench.get(block::kBank0 + 2 * 4) == 0);  // the guest's bank has heard nothing
            const cpu::Counters& counters = bench.cpu.counters();
            CHECK(counters.exits[way.cause] == 1);
            CHECK(counters.exceptions[way.cause] == 0);
            REQUIRE(bench.cpu.events().events().size() == 1);
            const Cycles took = bench.cpu.events().events()[0].took;  // what an exit takes is tested elsewhere
            CHECK(bench.cpu.events().events()[0] ==
                  cpu::Event{bench.cpu.cycle(), way.pc, way.cause, way.value, cpu::EventKind::kExit, ring_from(ring), Ring::kMinus1, 0, took});
        }
}

TEST_CASE("an exception that ring -1 delegates is the guest's as on a bare machine, by the guest's own delegation") {
    for (const Way& way : kWays)
        for (unsigned ring = 0; ring < kRingCount; ++ring)
            for (const bool to_ring_1 : {false, true}) {
                if (ring == 0 && (!way.in_ring_0 || way.cause == 9)) continue;  // hcall has a test of its own
                INFO("cause " << way.cause << " ring " << ring << " to ring 1: " << to_ring_1);
                AssistBench bench;
                bench.delegate(1U << way.cause);
                bench.set(block::kGrant, spec::grant_bit(1));
                bench.set(block::kBank0 + 6 * 4, to_ring_1 ? 1U << way.cause : 0);
                provoke(bench, way, ring_from(ring));
                CHECK_FALSE(bench.exited());
                const unsigned taker = to_ring_1 && ring >= 1 ? 1 : 0;
                const cpu::CpuState& state = bench.cpu.state();
                CHECK(state.in_guest());
                CHECK(state.ring == ring_from(taker));
                CHECK(state.pc == AssistBench::kHandler + 0x100 * taker);
                CHECK(state.bank[taker].cause == way.cause);
                CHECK(state.bank[taker].value == way.value);
                CHECK(state.bank[taker].epc == way.pc);
                CHECK(state.bank[taker].status == ring << spec::kStatusPringShift);
                CHECK(bench.cpu.counters().exceptions[way.cause] == 1);
                CHECK(bench.cpu.counters().exits[way.cause] == 0);
                CHECK(bench.inner().cause == 0);
            }
}

TEST_CASE("a guest that can no longer take its own traps exits, and the machine runs on") {
    AssistBench bench;
    bench.delegate(1U << 2);
    bench.set(block::kPc, AssistBench::kHandler);  // memory there is 0: illegal
    bench.enter();
    CHECK(bench.cpu.step() == cpu::Stop::kCycleReached);
    REQUIRE(bench.exited());
    CHECK(bench.exit_words() == ExitWords{tests::reason(ExitReason::kTripleFault), 0, 0, 2, 0});
    CHECK(bench.get(block::kPc) == AssistBench::kHandler);
    CHECK(bench.cpu.counters().exits[tests::reason(ExitReason::kTripleFault)] == 1);
    bench.put(AssistBench::kExits, encode::kNop);
    CHECK(bench.cpu.step() == cpu::Stop::kCycleReached);
    CHECK(bench.cpu.state().pc == AssistBench::kExits + 4);

    AssistBench heard;  // not delegated, it is an exception like any other
    heard.set(block::kPc, AssistBench::kHandler);
    heard.enter();
    heard.cpu.step();
    CHECK(heard.exit_words() == ExitWords{2, 0, 0, 0, 0});

    AssistBench outer;  // of ring 1's handler the guest's ring 0 hears
    outer.delegate(1U << 2);
    outer.set(block::kPc, AssistBench::kHandler + 0x100);
    outer.set(block::kRing, 1);
    outer.set(block::kGrant, spec::grant_bit(1));
    outer.set(block::kBank0 + 6 * 4, 1U << 2);
    outer.enter();
    outer.cpu.step();
    CHECK_FALSE(outer.exited());
    CHECK(outer.cpu.state().ring == Ring::k0);
}

TEST_CASE("hcall in a guest's ring 0 calls ring -1, or is illegal as on a bare machine where ring -1 leaves it to the guest") {
    const std::uint32_t hcall = encode::plain(InsnId::kHcall);
    constexpr std::uint32_t kHcallBit = 1U << 9, kIllegalBit = 1U << 2;
    struct { std::uint32_t delegated; unsigned ring; bool exits; unsigned cause; } const rows[] = {
        {0, 0, true, 9}, {0, 3, true, 9}, {kIllegalBit, 0, true, 9},
        {kHcallBit, 0, true, 2}, {kHcallBit | kIllegalBit, 0, false, 2},
        {kHcallBit, 3, false, 9}, {kHcallBit, 1, false, 9},
    };
    for (const auto& row : rows) {
        INFO("delegated " << std::hex << row.delegated << " ring " << row.ring);
        AssistBench bench;
        bench.delegate(row.delegated);
        provoke(bench, {9, hcall, 0, 0}, ring_from(row.ring));
        CHECK(bench.exited() == row.exits);
        const std::uint32_t value = row.cause == 2 ? hcall : 0;
        if (row.exits) {
            CHECK(bench.exit_words() == ExitWords{row.cause, value, 0, value, 0});
        } else {
            CHECK(bench.cpu.state().bank[0].cause == row.cause);
            CHECK(bench.cpu.state().bank[0].value == value);
        }
    }
    AssistBench monitor;
    monitor.put(AssistBench::kMonitor, hcall);
    monitor.cpu.step();
    CHECK(monitor.inner().cause == 2);  // nothing lies inside ring −1
}

TEST_CASE("ring -1 takes its own traps through its own bank, whatever it delegates, and returns from them to itself") {
    for (const bool enabled : {false, true}) {
        AssistBench bench;
        bench.delegate(0xffffffff);
        bench.code({encode::kNop, encode::plain(InsnId::kEcall)}, AssistBench::kMonitor);
        bench.put(AssistBench::kExits, encode::plain(InsnId::kTret));
        bench.change([&](cpu::CpuState& state) {
            state.bank_of(Ring::kMinus1).status = spec::kStatusGuest | (enabled ? spec::kStatusIe : 0);
        });
        const auto banks = bench.cpu.state().bank;
        bench.cpu.step();
        bench.cpu.step();
        CHECK(bench.cpu.state().ring == Ring::kMinus1);
        CHECK(bench.cpu.state().pc == AssistBench::kExits);
        CHECK(bench.inner().epc == AssistBench::kMonitor + 4);
        CHECK(bench.inner().cause == 8);
        CHECK(bench.inner().value == 0);
        CHECK(bench.inner().status == (enabled ? spec::kStatusPie : 0));  // not an exit
        for (unsigned b = 0; b < spec::kBankCount; ++b) CHECK(bench.cpu.state().bank[b] == banks[b]);
        CHECK(bench.cpu.counters().exceptions[8] == 1);
        bench.cpu.step();
        CHECK(bench.cpu.state().ring == Ring::kMinus1);
        CHECK(bench.cpu.state().pc == AssistBench::kMonitor + 4);
        CHECK(((bench.inner().status & spec::kStatusIe) != 0) == enabled);
        const auto& events = bench.cpu.events().events();
        REQUIRE(events.size() == 2);
        CHECK(events[0].kind == cpu::EventKind::kTrap);
        CHECK(events[0].from == Ring::kMinus1);
        CHECK(events[0].to == Ring::kMinus1);
        CHECK(events[1].kind == cpu::EventKind::kReturn);
        CHECK(events[1].to == Ring::kMinus1);
    }
}

TEST_CASE("an exception of the very instruction at vectorm stops the machine") {
    AssistBench bench;
    bench.change([](cpu::CpuState& state) { state.pc = AssistBench::kExits; });  // memory there is 0: illegal
    CHECK(bench.cpu.step() == cpu::Stop::kTripleFault);
    CHECK(bench.cpu.triple_fault().cause == 2);
    CHECK(bench.cpu.triple_fault().pc == AssistBench::kExits);
}

TEST_CASE("a guest's ring 3 at the address in vectorm is nothing special") {
    AssistBench bench;
    bench.delegate(1U << 2);
    bench.set(block::kPc, AssistBench::kExits);
    bench.set(block::kRing, 3);
    bench.enter();
    bench.cpu.step();
    CHECK(bench.cpu.state().in_guest());
    CHECK(bench.cpu.state().bank[0].cause == 2);
}
