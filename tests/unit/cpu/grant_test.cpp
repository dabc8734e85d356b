// A deprivileged kernel's bank: what a granted ring may do by itself, what it still may not, and that nobody outside it can.
// Not here: where traps go (traps_test.cpp), and what an ungranted ring may do (rings_test.cpp).
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/bench_machine.hpp"

namespace {

using namespace anel;
using tests::Bench;
using spec::InsnId;

constexpr std::uint32_t kGrant1 = 1U << 1;
constexpr std::uint32_t kEveryException = 0xffff;

std::uint32_t number_of(std::string_view csr) { return spec::find_csr(csr)->number; }

/// One instruction in `ring`, with ring 1 granted and every exception delegated to it. True: it did not trap.
bool runs(unsigned ring, std::uint32_t word) {
    Bench bench;
    bench.code({word});
    bench.change([ring](cpu::CpuState& state) {
        state.ring = ring_from(ring);
        state.grant = kGrant1;
        state.bank[0].delegate = kEveryException;
    });
    bench.cpu.step();
    return bench.cpu.state().pc == Bench::kCode + 4;
}
bool reads(unsigned ring, std::string_view csr) { return runs(ring, tests::encode::csr(InsnId::kCsrrs, 6, number_of(csr), 0)); }
bool writes(unsigned ring, std::string_view csr) { return runs(ring, tests::encode::csr(InsnId::kCsrrw, 0, number_of(csr), 5)); }

}  // namespace

TEST_CASE("a granted ring 1 reads and writes all of bank 1, and nothing of bank 0, root, grant or vmid") {
    for (const char* kind : {"vector", "epc", "cause", "value", "status", "scratch", "delegate", "imask", "pending"}) {
        INFO(kind);
        CHECK(reads(1, std::string(kind) + "1"));
        CHECK(writes(1, std::string(kind) + "1"));
        CHECK_FALSE(reads(1, std::string(kind) + "0"));
        CHECK_FALSE(writes(1, std::string(kind) + "0"));
        for (const unsigned outside : {2U, 3U}) {
            CHECK_FALSE(reads(outside, std::string(kind) + "1"));
            CHECK_FALSE(writes(outside, std::string(kind) + "1"));
        }
    }
    for (const char* csr : {"root", "grant", "vmid"}) {
        INFO(csr);
        CHECK_FALSE(reads(1, csr));
        CHECK_FALSE(writes(1, csr));
    }
}

TEST_CASE("a granted ring 1 has its interrupt flag and its return, but waiting, ports, and the TLB stay with ring 0") {
    CHECK(runs(1, tests::encode::plain(InsnId::kEi)));
    CHECK(runs(1, tests::encode::plain(InsnId::kDi)));
    for (const unsigned outside : {2U, 3U}) {
        CHECK_FALSE(runs(outside, tests::encode::plain(InsnId::kEi)));
        CHECK_FALSE(runs(outside, tests::encode::plain(InsnId::kTret)));
    }
    CHECK_FALSE(runs(1, tests::encode::plain(InsnId::kWfi)));
    CHECK_FALSE(runs(1, tests::encode::r(InsnId::kTlbflush, 0, 0, 0)));
    CHECK_FALSE(runs(1, tests::encode::i(InsnId::kIn, 6, 0, 0)));
    CHECK_FALSE(runs(1, tests::encode::s(InsnId::kOut, 6, 0, 0)));
}

TEST_CASE("what is delegated lets a kernel in ring 1 hear of its own mistakes, and hcall alone goes to ring 0 when it is kept back") {
    const auto taken_by = [](unsigned from, std::uint32_t word) {
        Bench bench;
        bench.code({word});
        bench.change([from](cpu::CpuState& state) {
            state.ring = ring_from(from);
            state.grant = kGrant1;
            state.bank[0].delegate = kEveryException & ~(1U << static_cast<unsigned>(spec::TrapCause::kHcall));
        });
        bench.cpu.step();
        return index(bench.cpu.state().ring);
    };
    for (const unsigned from : {1U, 2U, 3U}) {
        INFO("ring " << from);
        CHECK(taken_by(from, tests::encode::plain(InsnId::kEbreak)) == 1);
        CHECK(taken_by(from, tests::encode::plain(InsnId::kWfi)) == 1);
        CHECK(taken_by(from, tests::encode::plain(InsnId::kEcall)) == 1);
        CHECK(taken_by(from, tests::encode::plain(InsnId::kHcall)) == 0);
    }
}

TEST_CASE("a bit that ring 0 sets in a granted ring's pending waits for that ring's enable, and the ring clears it itself") {
    for (const bool enabled : {false, true}) {
        Bench bench;
        bench.code({tests::encode::csr(InsnId::kCsrrc, 0, number_of("pending1"), 5), tests::encode::kNop});
        bench.change([enabled](cpu::CpuState& state) {
            state.ring = Ring::k1;
            state.grant = kGrant1;
            state.bank[1].imask = 1U << 4;
            state.bank[1].pending = 1U << 4;
            state.bank[1].status = enabled ? spec::kStatusIe : 0;
            state.x[5] = 1U << 4;
        });
        bench.cpu.step();
        INFO("enabled " << enabled);
        CHECK(bench.cpu.counters().interrupts[4] == (enabled ? 1U : 0U));
        CHECK(bench.cpu.state().bank[1].pending == (enabled ? 1U << 4 : 0U));
    }
}

TEST_CASE("a line that is not delegated interrupts ring 0 from a granted ring 1, whatever ring 1 says") {
    Bench bench;
    bench.code({tests::encode::kNop});
    bench.bus.lines_high = 1;
    bench.change([](cpu::CpuState& state) {
        state.ring = Ring::k1;
        state.grant = kGrant1;
        state.bank[0].delegate = kEveryException;
        state.bank[0].imask = 1;
    });
    bench.cpu.step();
    CHECK(bench.cpu.state().ring == Ring::k0);
    CHECK(bench.cpu.state().bank[0].cause == spec::kInterruptBit);
}

TEST_CASE("an ungranted ring's pending bits interrupt nobody") {
    Bench bench;
    bench.code({tests::encode::kNop});
    bench.change([](cpu::CpuState& state) {
        state.ring = Ring::k3;
        state.bank[1].imask = 1;
        state.bank[1].pending = 1;
    });
    bench.cpu.step();
    CHECK(bench.cpu.state().ring == Ring::k3);
}

TEST_CASE("grant's second field says which rings read time") {
    for (unsigned outermost = 0; outermost < kRingCount; ++outermost)
        for (unsigned ring = 0; ring < kRingCount; ++ring) {
            Bench bench;
            bench.code({tests::encode::csr(InsnId::kCsrrs, 6, number_of("cycle"), 0)});
            bench.change([&](cpu::CpuState& state) {
                state.ring = ring_from(ring);
                state.grant = outermost << spec::kGrantTimeShift;
            });
            bench.cpu.step();
            INFO("time up to ring " << outermost << ", ring " << ring);
            CHECK((bench.cpu.state().pc == Bench::kCode + 4) == (ring <= outermost));
        }
}
