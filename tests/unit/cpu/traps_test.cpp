// Delivery: delegation, grants, interrupts, returns, triple faults.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/bench_machine.hpp"

namespace {

using namespace anel;
using tests::Bench;
using spec::InsnId;

/// The ring that takes an ecall made in `ring`.
unsigned taken_by(unsigned ring, std::uint32_t grant, std::uint32_t delegate0, std::uint32_t delegate1 = 0) {
    Bench bench;
    bench.change([&](cpu::CpuState& state) {
        state.ring = ring_from(ring);
        state.grant = grant;
        state.bank[0].delegate = delegate0;
        state.bank[1].delegate = delegate1;
    });
    bench.put(Bench::kCode, tests::encode::plain(InsnId::kEcall));
    bench.cpu.step();
    const auto& state = bench.cpu.state();
    CHECK(state.pc == state.bank[index(state.ring)].vector);
    CHECK(state.bank[index(state.ring)].epc == Bench::kCode);
    CHECK((state.bank[index(state.ring)].status >> spec::kStatusPringShift) == ring);
    return index(state.ring);
}

constexpr std::uint32_t kEcallBit = 1U << 8;
constexpr std::uint32_t kGrant1 = 1U << 1, kGrant2 = 1U << 2;

}  // namespace

TEST_CASE("a trap goes to ring 0 unless delegated to a granted ring, and never past the ring it came from") {
    CHECK(taken_by(3, 0, 0) == 0);
    CHECK(taken_by(3, 0, kEcallBit) == 0);
    CHECK(taken_by(3, kGrant1, 0) == 0);
    CHECK(taken_by(3, kGrant1, kEcallBit) == 1);
    CHECK(taken_by(1, kGrant1, kEcallBit) == 1);
    CHECK(taken_by(0, kGrant1, kEcallBit) == 0);
    CHECK(taken_by(3, kGrant2, kEcallBit) == 2);
    CHECK(taken_by(1, kGrant2, kEcallBit) == 0);
    CHECK(taken_by(3, kGrant1 | kGrant2, kEcallBit) == 1);
    CHECK(taken_by(3, kGrant1 | kGrant2, kEcallBit, kEcallBit) == 2);
    CHECK(taken_by(1, kGrant1 | kGrant2, kEcallBit, kEcallBit) == 1);
}

TEST_CASE("what bank 0 takes from rings outside is counted by itself, beside what ring 0 does to itself and what others take") {
    const auto counted = [](unsigned ring, std::uint32_t grant, std::uint32_t delegate, bool line) {
        Bench bench;
        bench.put(Bench::kCode, tests::encode::plain(InsnId::kEcall));
        bench.bus.lines_high = line ? 1 : 0;
        bench.change([&](cpu::CpuState& state) {
            state.ring = ring_from(ring);
            state.grant = grant;
            state.bank[0].delegate = delegate;
            state.bank[0].imask = state.bank[1].imask = 1;
            state.bank[0].status = spec::kStatusIe;
        });
        bench.cpu.step();
        const cpu::Counters& counters = bench.cpu.counters();
        CHECK((line ? counters.interrupts[0] : counters.exceptions[8]) == 1);
        CHECK((line ? counters.inward_exceptions[8] : counters.inward_interrupts[0]) == 0);
        return line ? counters.inward_interrupts[0] : counters.inward_exceptions[8];
    };
    for (const bool line : {false, true}) {
        CHECK(counted(3, 0, 0, line) == 1);
        CHECK(counted(1, 0, 0, line) == 1);
        CHECK(counted(0, 0, 0, line) == 0);
    }
    CHECK(counted(3, kGrant1, kEcallBit, false) == 0);
    constexpr std::uint32_t kLine0Bit = 1U << 16;
    CHECK(counted(3, kGrant1, kLine0Bit, true) == 0);
}

TEST_CASE("an interrupt reaches a ring from outside whatever its enable, and from the ring itself only when enabled") {
    for (unsigned ring = 0; ring < kRingCount; ++ring)
        for (const bool enabled : {false, true})
            for (const bool masked : {false, true}) {
                Bench bench;
                bench.code({tests::encode::kNop});
                bench.bus.lines_high = 1;
                bench.change([&](cpu::CpuState& state) {
                    state.ring = ring_from(ring);
                    state.bank[0].imask = masked ? 0 : 1;
                    state.bank[0].status = enabled ? spec::kStatusIe : 0;
                });
                bench.cpu.step();
                const bool expected = !masked && (ring > 0 || enabled);
                INFO("ring " << ring << " enabled " << enabled << " masked " << masked);
                CHECK((bench.cpu.counters().interrupts[0] == 1) == expected);
            }
}

TEST_CASE("a delegated line interrupts ring 1 from outside or when enabled, and never ring 0 from inside") {
    for (unsigned ring = 0; ring < kRingCount; ++ring)
        for (const bool enabled : {false, true}) {
            Bench bench;
            bench.code({tests::encode::kNop});
            bench.bus.lines_high = 1;
            bench.change([&](cpu::CpuState& state) {
                state.ring = ring_from(ring);
                state.grant = kGrant1;
                state.bank[0].delegate = 1U << 16;
                state.bank[0].imask = 1;
                state.bank[0].status = spec::kStatusIe;
                state.bank[1].imask = 1;
                state.bank[1].status = enabled ? spec::kStatusIe : 0;
            });
            bench.cpu.step();
            const bool expected = ring > 1 || (ring == 1 && enabled);
            INFO("ring " << ring << " enabled " << enabled);
            CHECK((bench.cpu.counters().interrupts[0] == 1) == expected);
            if (expected) CHECK(bench.cpu.state().ring == Ring::k1);
        }
}

TEST_CASE("a pending bit set by software is an interrupt aimed at its bank") {
    Bench bench;
    bench.code({tests::encode::kNop});
    bench.change([](cpu::CpuState& state) {
        state.ring = Ring::k3;
        state.grant = kGrant1;
        state.bank[1].imask = 1U << 3;
        state.bank[1].pending = 1U << 3;
    });
    bench.cpu.step();
    CHECK(bench.cpu.state().ring == Ring::k1);
    CHECK(bench.cpu.state().bank[1].cause == (spec::kInterruptBit | 3));
}

TEST_CASE("reading pending shows device lines, setting bits in it does not make them software's") {
    Bench bench;
    const std::uint32_t pending0 = spec::find_csr("pending0")->number;
    bench.bus.lines_high = 2;
    bench.change([](cpu::CpuState& state) { state.x[5] = 4; });
    bench.code({tests::encode::csr(InsnId::kCsrrs, 6, pending0, 5)});
    bench.cpu.step();
    CHECK(bench.cpu.state().x[6] == 2);
    CHECK(bench.cpu.state().bank[0].pending == 4);
}

TEST_CASE("tret goes back to the previous ring with the previous enable, but never further in than the ring it leaves") {
    Bench bench;
    bench.put(Bench::kCode, tests::encode::plain(InsnId::kTret));
    bench.change([](cpu::CpuState& state) {
        state.ring = Ring::k1;
        state.grant = kGrant1;
        state.bank[1].epc = 0x3000;
        state.bank[1].status = spec::kStatusPie;  // previous ring 0
    });
    bench.cpu.step();
    CHECK(bench.cpu.state().pc == 0x3000);
    CHECK(bench.cpu.state().ring == Ring::k1);
    CHECK(bench.cpu.state().bank[1].status == (spec::kStatusPie | spec::kStatusIe));
}

TEST_CASE("an exception of the very first instruction of ring 0's handler stops the machine") {
    Bench bench;
    bench.change([](cpu::CpuState& state) { state.pc = Bench::kHandler; });  // memory there is 0: illegal
    CHECK(bench.cpu.step() == cpu::Stop::kTripleFault);
    CHECK(bench.cpu.triple_fault().cause == 2);
    CHECK(bench.cpu.triple_fault().pc == Bench::kHandler);
}

TEST_CASE("an exception of the first instruction of ring 1's handler goes to ring 0") {
    Bench bench;
    bench.change([](cpu::CpuState& state) {
        state.ring = Ring::k1;
        state.grant = kGrant1;
        state.bank[0].delegate = 0xffff;
        state.pc = state.bank[1].vector;
    });
    bench.cpu.step();
    CHECK(bench.cpu.state().ring == Ring::k0);
}

TEST_CASE("wfi sleeps until an unmasked line rises, whatever the enable, and goes on at the next pc") {
    Bench bench;
    bench.code({tests::encode::plain(InsnId::kWfi), tests::encode::i(InsnId::kAddi, 6, 0, 1)});
    bench.bus.due = 5000;
    bench.bus.due_lines = 1;
    bench.change([](cpu::CpuState& state) { state.bank[0].imask = 1; });
    CHECK(bench.cpu.run(4000) == cpu::Stop::kCycleReached);
    CHECK(bench.cpu.cycle() == 4000);
    CHECK(bench.cpu.state().x[6] == 0);
    bench.cpu.run(5002);
    CHECK(bench.cpu.state().x[6] == 1);
}

TEST_CASE("wfi with nothing to wait for is told, not waited for") {
    Bench bench;
    bench.code({tests::encode::plain(InsnId::kWfi)});
    CHECK(bench.cpu.run(1000000) == cpu::Stop::kIdle);
}

TEST_CASE("the ledger sums to the cycle count, whatever happens, and marks and rings are its keys") {
    Bench bench;
    bench.code({tests::encode::i(InsnId::kAddi, 5, 0, 2), tests::encode::csr(InsnId::kCsrrw, 0, spec::find_csr("mark")->number, 5),
                tests::encode::kNop, tests::encode::plain(InsnId::kEbreak)});
    bench.code({tests::encode::kNop, tests::encode::kNop, tests::encode::plain(InsnId::kTret)}, Bench::kHandler);
    for (int i = 0; i < 50; ++i) bench.cpu.step();
    CHECK(bench.cpu.ledger().total() == bench.cpu.cycle());
    CHECK(bench.cpu.ledger().of_activity(spec::Activity::kKernel) > 0);
    CHECK(bench.cpu.ledger().of_activity(spec::Activity::kCrossing) > 0);
}

TEST_CASE("every crossing is an event with its rings, cause and cycle") {
    Bench bench;
    bench.put(Bench::kCode, tests::encode::plain(InsnId::kEcall));
    bench.put(Bench::kHandler, tests::encode::plain(InsnId::kTret));
    bench.change([](cpu::CpuState& state) { state.ring = Ring::k3; });
    bench.cpu.step();
    bench.cpu.step();
    const auto& events = bench.cpu.events().events();
    REQUIRE(events.size() == 2);
    CHECK(events[0].kind == cpu::EventKind::kTrap);
    CHECK(events[0].from == Ring::k3);
    CHECK(events[0].to == Ring::k0);
    CHECK(events[0].cause == 8);
    CHECK(events[0].pc == Bench::kCode);
    CHECK(events[1].kind == cpu::EventKind::kReturn);
    CHECK(events[1].to == Ring::k3);
    CHECK(events[1].cycle == bench.cpu.cycle());
    // A flush, and five words in, two out.
    CHECK(events[0].took == 9);
    CHECK(events[1].took == 6);
}

TEST_CASE("a mark is an event with what it says, and belongs to the VM of the time before it") {
    Bench bench;
    const auto write = [](const char* csr, std::uint32_t from) { return tests::encode::csr(InsnId::kCsrrw, 0, spec::find_csr(csr)->number, from); };
    bench.code({write("vmid", 5), write("mark", 6), tests::encode::kNop});
    bench.change([](cpu::CpuState& state) { state.x[5] = 3, state.x[6] = 0x40 | static_cast<std::uint32_t>(spec::Activity::kKernel); });
    bench.cpu.step();
    const Cycles first = bench.cpu.cycle();
    bench.cpu.step();
    const Cycles second = bench.cpu.cycle();
    bench.cpu.step();
    const auto& events = bench.cpu.events().events();
    REQUIRE(events.size() == 2);
    CHECK(events[0] == cpu::Event{first, Bench::kCode, 3, 0, cpu::EventKind::kVm, Ring::k0, Ring::k0, 0});
    CHECK(events[1] == cpu::Event{second, Bench::kCode + 4, 2, 0, cpu::EventKind::kMark, Ring::k0, Ring::k0, 3});
}
