// What a guest's instruction does when the block asks to hear of it, and when it does not: a bit for each, and no bit for another.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/assist_bench.hpp"

namespace {

using namespace anel;
using tests::AssistBench;
using tests::ExitWords;
using spec::ExitReason;
using spec::InsnId;
using spec::Intercept;
namespace block = spec::block;
namespace encode = tests::encode;

constexpr std::uint32_t bit(Intercept which) { return 1U << static_cast<unsigned>(which); }
constexpr std::uint32_t kAllBits = 0xffffffff;

/// The guest's first instruction is `word`, in this ring; its trap bank is granted. Comes back after one step.
void run_one(AssistBench& bench, std::uint32_t word, Ring ring = Ring::k0) {
    bench.put(AssistBench::kCode, word);
    bench.set(block::kRing, index(ring));
    bench.set(block::kGrant, spec::grant_bit(1) | spec::grant_bit(2));
    bench.enter();
    bench.cpu.step();
}

/// It exited with these words, at that instruction, which was not executed.
void check_exit(AssistBench& bench, const ExitWords& wanted) {
    REQUIRE(bench.exited());
    CHECK(bench.exit_words() == wanted);
    CHECK(bench.get(block::kPc) == AssistBench::kCode);
    CHECK(bench.cpu.counters().exits[wanted[0]] == 1);
    CHECK(bench.cpu.counters().instructions == 1);  // the vmenter
    for (const auto count : bench.cpu.counters().exceptions) CHECK(count == 0);
}

struct Watched {
    Intercept bit;
    std::uint32_t word;
};
constexpr Watched kWatched[] = {
    {Intercept::kWfi, encode::plain(InsnId::kWfi)},         {Intercept::kTlbflush, encode::plain(InsnId::kTlbflush)},
    {Intercept::kProbe, encode::r(InsnId::kProbe, 6, 7, 8)}, {Intercept::kTret, encode::plain(InsnId::kTret)},
    {Intercept::kFlag, encode::plain(InsnId::kEi)},         {Intercept::kFlag, encode::plain(InsnId::kDi)},
};

}  // namespace

TEST_CASE("an instruction exits when its own bit is set, with its word, before it does anything") {
    for (const Watched& watched : kWatched) {
        INFO(std::hex << watched.word);
        AssistBench bench;
        bench.set(block::kIntercepts, bit(watched.bit));
        bench.set(block::kBank0 + 4 * 4, spec::kStatusPie);  // status0
        run_one(bench, watched.word);
        check_exit(bench, {tests::reason(ExitReason::kInstruction), 0, 0, watched.word, 0});
        CHECK_FALSE(bench.cpu.state().waiting);
        CHECK(bench.get(block::kBank0 + 4 * 4) == spec::kStatusPie);
    }
}

TEST_CASE("an instruction whose own bit is clear runs in the guest, whatever the other bits") {
    for (const Watched& watched : kWatched) {
        INFO(std::hex << watched.word);
        AssistBench bench;
        bench.set(block::kIntercepts, kAllBits & ~bit(watched.bit));
        run_one(bench, watched.word);
        CHECK_FALSE(bench.exited());
        CHECK(bench.cpu.counters().instructions == 2);
    }
}

TEST_CASE("a ring that may not run the instruction traps for that, and is not intercepted") {
    for (const std::uint32_t word : {encode::plain(InsnId::kWfi), encode::plain(InsnId::kTlbflush), encode::r(InsnId::kProbe, 6, 7, 8),
                                     encode::i(InsnId::kIn, 6, 7, 0x10), encode::s(InsnId::kOut, 6, 7, 0x10)}) {
        AssistBench bench;
        bench.set(block::kIntercepts, kAllBits);
        run_one(bench, word, Ring::k1);
        REQUIRE(bench.exited());
        CHECK(bench.exit_words() == ExitWords{10, word, 0, word, 0});
    }
    // tret, ei and di belong to granted rings, too, and are then intercepted there.
    for (const InsnId id : {InsnId::kTret, InsnId::kEi, InsnId::kDi}) {
        AssistBench bench;
        bench.set(block::kIntercepts, kAllBits);
        run_one(bench, encode::plain(id), Ring::k2);
        check_exit(bench, {tests::reason(ExitReason::kInstruction), 0, 0, encode::plain(id), 0});
    }
}

TEST_CASE("ports exit one by one by the map, all by the bit, and those above 255 always") {
    const auto access = [](std::uint32_t port, bool writes, auto&& arrange) {
        AssistBench bench;
        arrange(bench);
        bench.bus.input = 0xabcd;
        const std::uint32_t word = writes ? encode::s(InsnId::kOut, 8, 7, 1) : encode::i(InsnId::kIn, 6, 7, 1);
        bench.put(AssistBench::kCode, word);
        bench.enter();
        bench.change([port](cpu::CpuState& state) { state.x[7] = port - 1, state.x[8] = 0x55; });
        bench.cpu.step();
        if (bench.exited()) {
            check_exit(bench, {tests::reason(ExitReason::kPort), port & 0xffff, 0, word, 0});
            CHECK(bench.bus.last_port == 0);
            CHECK(bench.cpu.state().x[6] == 0);
        } else {
            CHECK(bench.bus.last_port == (port & 0xffff));
            CHECK((writes ? bench.bus.last_value == 0x55 : bench.cpu.state().x[6] == 0xabcd));
        }
        return bench.exited();
    };
    for (const bool writes : {false, true}) {
        for (std::uint32_t port = 1; port < 256; ++port) {
            INFO("port " << port << " writes " << writes);
            CHECK_FALSE(access(port, writes, [](AssistBench&) {}));
            const auto own = [port](AssistBench& bench) { bench.set(block::kPortMap + port / 32 * 4, 1U << (port % 32)); };
            CHECK(access(port, writes, own));
            CHECK_FALSE(access(port, writes, [&](AssistBench& bench) {
                for (std::uint32_t i = 0; i < 8; ++i) bench.set(block::kPortMap + i * 4, kAllBits ^ (i == port / 32 ? 1U << (port % 32) : 0));
            }));
        }
        for (const std::uint32_t port : {256U, 0x1010U, 0xffffU}) CHECK(access(port, writes, [](AssistBench&) {}));
        CHECK(access(0x10, writes, [](AssistBench& bench) { bench.set(block::kIntercepts, bit(Intercept::kPort)); }));
        CHECK_FALSE(access(0x10, writes, [](AssistBench& bench) { bench.set(block::kIntercepts, ~bit(Intercept::kPort)); }));
        // A port has 16 bits, in the map's eyes too.
        CHECK_FALSE(access(0x00050010, writes, [](AssistBench&) {}));
    }
}

TEST_CASE("each CSR exits on reads by its bit of CSR_READS and on writes by its bit of CSR_WRITES, and by no other") {
    enum class How : std::uint8_t { kRead, kWrite, kBoth };
    const auto exits = [](std::size_t row, How how, std::uint64_t reads, std::uint64_t writes) {
        const spec::Csr& csr = spec::kCsrs[row];
        AssistBench bench;
        bench.set(block::kCsrReads, static_cast<std::uint32_t>(reads));
        bench.set(block::kCsrReads + 4, static_cast<std::uint32_t>(reads >> 32));
        bench.set(block::kCsrWrites, static_cast<std::uint32_t>(writes));
        bench.set(block::kCsrWrites + 4, static_cast<std::uint32_t>(writes >> 32));
        const std::uint32_t word = how == How::kRead    ? encode::csr(InsnId::kCsrrs, 6, csr.number, 0)
                                   : how == How::kWrite ? encode::csr(InsnId::kCsrrwi, 0, csr.number, 4)
                                                        : encode::csr(InsnId::kCsrrw, 6, csr.number, 8);
        bench.put(AssistBench::kCode, word);
        bench.enter();
        bench.change([](cpu::CpuState& state) { state.x[6] = 0x66; });
        const cpu::CpuState before = bench.cpu.state();
        bench.cpu.step();
        if (bench.exited()) {
            check_exit(bench, {tests::reason(ExitReason::kCsr), csr.number, 0, word, 0});
            CHECK(bench.cpu.state().x[6] == 0x66);
            CHECK(bench.cpu.state().bank[0] == before.bank[0]);
        }
        return bench.exited();
    };
    for (std::size_t row = 0; row < spec::kCsrCount; ++row) {
        const spec::Csr& csr = spec::kCsrs[row];
        if (csr.owner == spec::CsrOwner::kInner) continue;
        INFO(csr.name);
        const std::uint64_t own = std::uint64_t{1} << row, all = ~std::uint64_t{0};
        CHECK(exits(row, How::kRead, own, 0));
        CHECK_FALSE(exits(row, How::kRead, ~own, all));
        if (csr.access == spec::CsrAccess::kReadOnly) continue;
        CHECK(exits(row, How::kWrite, 0, own));
        CHECK_FALSE(exits(row, How::kWrite, all, ~own));
        CHECK(exits(row, How::kBoth, own, 0));
        CHECK(exits(row, How::kBoth, 0, own));
        CHECK_FALSE(exits(row, How::kBoth, ~own, ~own));
    }
}

TEST_CASE("a write to a read-only CSR, and a CSR that is not there, are illegal instructions, not CSR exits") {
    for (const std::uint32_t word : {encode::csr(InsnId::kCsrrw, 0, spec::find_csr("ring")->number, 7), encode::csr(InsnId::kCsrrs, 6, 0x123, 0)}) {
        AssistBench bench;
        for (const std::uint32_t offset : {block::kCsrReads, block::kCsrReads + 4, block::kCsrWrites, block::kCsrWrites + 4}) bench.set(offset, kAllBits);
        run_one(bench, word);
        check_exit(bench, {2, word, 0, word, 0});
    }
}

TEST_CASE("an instruction of the extension in the guest's ring 0 always exits, further out it is privileged") {
    for (const InsnId id : {InsnId::kVmon, InsnId::kVmoff, InsnId::kVmenter, InsnId::kVmflush}) {
        const std::uint32_t word = spec::row(id).syntax == spec::Syntax::kRdMem ? encode::i(id, 6, 5, 0) : encode::plain(id);
        INFO(spec::row(id).mnemonic);
        AssistBench bench;
        bench.delegate(0xffff);  // no exception of the guest's is ring −1's, but this is not one
        run_one(bench, word);
        check_exit(bench, {tests::reason(ExitReason::kExtension), 0, 0, word, 0});
        for (const Ring ring : {Ring::k1, Ring::k2, Ring::k3}) {
            AssistBench outer;
            run_one(outer, word, ring);
            check_exit(outer, {10, word, 0, word, 0});
        }
    }
}

TEST_CASE("a guest finds no assist, and cannot lock the machine's") {
    AssistBench bench;
    bench.code({encode::read_csr(6, "assist"), encode::write_csr("assist", 7)});
    bench.enter();
    bench.change([](cpu::CpuState& state) { state.x[6] = 9, state.x[7] = kAllBits; });
    bench.cpu.step();
    bench.cpu.step();
    CHECK(bench.cpu.state().in_guest());
    CHECK(bench.cpu.state().x[6] == 0);
    CHECK_FALSE(bench.cpu.state().assist.locked);
}

TEST_CASE("ring -1 itself is intercepted by nothing") {
    AssistBench bench;
    bench.set(block::kIntercepts, kAllBits);
    for (const std::uint32_t offset : {block::kCsrReads, block::kCsrReads + 4, block::kCsrWrites, block::kCsrWrites + 4}) bench.set(offset, kAllBits);
    run_one(bench, encode::plain(InsnId::kEi));
    REQUIRE(bench.exited());
    bench.code({encode::plain(InsnId::kTlbflush), encode::read_csr(6, "root"), encode::s(InsnId::kOut, 7, 0, 0x700), encode::plain(InsnId::kDi)},
               AssistBench::kExits);
    const auto entries = bench.cpu.counters().instructions;
    for (int i = 0; i < 4; ++i) bench.cpu.step();
    CHECK(bench.cpu.counters().instructions == entries + 4);
    CHECK(bench.cpu.state().pc == AssistBench::kExits + 16);
    CHECK(bench.bus.last_port == 0x700);
}

TEST_CASE("ei that a machine's overrides allow in ring 3 touches nobody's enable") {
    cpu::Behaviours open = cpu::Behaviours::of(spec::Policy::kStrict);
    open.insn[static_cast<std::size_t>(InsnId::kEi)] = spec::Outside::kAllow;
    std::vector<std::uint8_t> ram(AssistBench::kRamBytes);
    tests::HandBus bus;
    cpu::Cpu cpu({}, open, ram, bus, 0, {.present = true, .locked = false});
    const std::uint32_t ei = encode::plain(InsnId::kEi);
    std::memcpy(ram.data(), &ei, sizeof ei);
    cpu::CpuState state;
    state.ring = Ring::k3;
    cpu.set_state(state);
    cpu.step();
    CHECK(cpu.state().pc == 4);
    CHECK(cpu.state().bank == state.bank);
}
