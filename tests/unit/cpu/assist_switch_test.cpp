// Into ring −1 and out of it: vmon, vmoff, the lock, the registers that exist in ring −1 alone.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/assist_bench.hpp"

namespace {

using namespace anel;
using tests::AssistBench;
using tests::Bench;
using spec::InsnId;
namespace encode = tests::encode;
namespace pte = spec::pte;

constexpr std::uint32_t kRootWord = 0x10000 | 7U << spec::kRootAsidShift;

/// Cause of the trap that `word` takes in ring 0 of such a machine; nothing where it executes.
std::optional<unsigned> trap_of(std::uint32_t word, cpu::AssistParams assist, Ring ring = Ring::k0, spec::Policy policy = spec::Policy::kStrict) {
    Bench bench(policy, {}, assist);
    bench.change([ring](cpu::CpuState& state) { state.ring = ring; });
    bench.put(Bench::kCode, word);
    bench.cpu.step();
    for (unsigned cause = 0; cause < spec::kCauseCount; ++cause)
        if (bench.cpu.counters().exceptions[cause] != 0) return cause;
    return std::nullopt;
}

constexpr cpu::AssistParams kAbsent{false, false}, kOpen{true, false}, kLocked{true, true};

}  // namespace

TEST_CASE("vmon enters ring -1 at the next pc, with ring 0's root, an empty bank and everything else as it was") {
    Bench bench(spec::Policy::kStrict, {}, kOpen);
    bench.change([](cpu::CpuState& state) {
        state.root = kRootWord;
        state.mark[lane(Ring::k0)] = spec::Activity::kKernel;
        state.bank_of(Ring::kMinus1) = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    });
    bench.put(Bench::kCode, encode::plain(InsnId::kVmon));
    cpu::CpuState wanted = bench.cpu.state();
    bench.cpu.step();
    wanted.ring = Ring::kMinus1;
    wanted.pc = Bench::kCode + 4;
    wanted.assist.on = true;
    wanted.assist.root = kRootWord;
    wanted.bank_of(Ring::kMinus1) = {};
    wanted.mark[lane(Ring::kMinus1)] = spec::Activity::kKernel;
    CHECK(bench.cpu.state() == wanted);
}

TEST_CASE("vmoff goes on in ring 0 at the next pc with ring -1's root, and ring -1 is no longer in force") {
    AssistBench bench;
    bench.put(AssistBench::kMonitor, encode::plain(InsnId::kVmoff));
    bench.change([](cpu::CpuState& state) {
        state.root = 0x30000;
        state.assist.root = kRootWord;
    });
    cpu::CpuState wanted = bench.cpu.state();
    bench.cpu.step();
    wanted.ring = Ring::k0;
    wanted.pc = AssistBench::kMonitor + 4;
    wanted.root = kRootWord;
    wanted.assist = {};
    CHECK(bench.cpu.state() == wanted);
}

TEST_CASE("code goes on behind vmon and vmoff through the same page tables") {
    Bench bench(spec::Policy::kStrict, {}, kOpen);
    constexpr std::uint32_t kTable = 0x10000, kLower = 0x11000, kPage = 0x00400000;
    bench.put(kTable + 4, kLower | pte::kValid);
    bench.put(kLower, Bench::kCode | pte::kValid | pte::kExecute);  // ring 0 alone: ring −1 may what it may
    bench.code({encode::plain(InsnId::kVmon), encode::i(InsnId::kAddi, 7, 0, 1), encode::plain(InsnId::kVmoff), encode::i(InsnId::kAddi, 8, 0, 1)});
    bench.change([](cpu::CpuState& state) {
        state.root = kTable | spec::kRootOn;
        state.pc = kPage;
    });
    for (int i = 0; i < 4; ++i) bench.cpu.step();
    CHECK(bench.cpu.state().x[7] == 1);
    CHECK(bench.cpu.state().x[8] == 1);
    CHECK(bench.cpu.state().ring == Ring::k0);
    CHECK(bench.cpu.state().pc == kPage + 16);
}

TEST_CASE("vmon is an illegal instruction without assist, under lock, and in ring -1 itself") {
    const std::uint32_t vmon = encode::plain(InsnId::kVmon);
    CHECK_FALSE(trap_of(vmon, kOpen));
    CHECK(trap_of(vmon, kAbsent) == 2U);
    CHECK(trap_of(vmon, kLocked) == 2U);
    CHECK(trap_of(vmon, {false, true}) == 2U);
    AssistBench bench;
    bench.put(AssistBench::kMonitor, vmon);
    bench.cpu.step();
    CHECK(bench.inner().cause == 2);
    CHECK(bench.inner().value == vmon);
}

TEST_CASE("vmoff, vmenter and vmflush are illegal in ring 0; all four are privileged further out under every policy") {
    for (const InsnId id : {InsnId::kVmon, InsnId::kVmoff, InsnId::kVmenter, InsnId::kVmflush}) {
        const std::uint32_t word = encode::plain(id);
        INFO(spec::row(id).mnemonic);
        if (id != InsnId::kVmon) CHECK(trap_of(word, kOpen) == 2U);
        for (const spec::PolicyRow& policy : spec::kPolicies)
            for (const Ring ring : {Ring::k1, Ring::k2, Ring::k3}) CHECK(trap_of(word, kOpen, ring, policy.id) == 10U);
    }
}

TEST_CASE("the assist register says what there is; its lock is set by software and cleared by nothing") {
    const auto reading = [](Bench& bench) {
        bench.put(Bench::kCode, encode::read_csr(6, "assist"));
        bench.change([](cpu::CpuState& state) { state.pc = Bench::kCode; });
        bench.cpu.step();
        return bench.cpu.state().x[6];
    };
    const auto write = [](Bench& bench, InsnId how, std::uint32_t value) {
        bench.put(Bench::kCode, encode::csr(how, 0, spec::find_csr("assist")->number, 7));
        bench.change([value](cpu::CpuState& state) {
            state.pc = Bench::kCode;
            state.x[7] = value;
        });
        bench.cpu.step();
    };
    Bench absent(spec::Policy::kStrict, {}, kAbsent);
    CHECK(reading(absent) == 0);
    write(absent, InsnId::kCsrrw, 0xffffffff);
    CHECK(reading(absent) == 0);
    CHECK_FALSE(absent.cpu.state().assist.locked);

    Bench locked(spec::Policy::kStrict, {}, kLocked);
    CHECK(reading(locked) == 3);

    Bench open(spec::Policy::kStrict, {}, kOpen);
    CHECK(reading(open) == 1);
    write(open, InsnId::kCsrrw, ~spec::kAssistLocked);  // the other bits do not exist
    CHECK(reading(open) == 1);
    write(open, InsnId::kCsrrs, spec::kAssistLocked);
    CHECK(reading(open) == 3);
    write(open, InsnId::kCsrrw, 0);
    write(open, InsnId::kCsrrc, 0xffffffff);
    CHECK(reading(open) == 3);
    open.put(Bench::kCode, encode::plain(InsnId::kVmon));
    open.change([](cpu::CpuState& state) { state.pc = Bench::kCode; });
    open.cpu.step();
    CHECK(open.cpu.counters().exceptions[2] == 1);
}

TEST_CASE("a lock that ring -1 sets outlives vmoff, and setting the state by hand opens no machine whose profile locks it") {
    AssistBench bench;
    bench.code({encode::write_csr("assist", 7), encode::plain(InsnId::kVmoff)}, AssistBench::kMonitor);
    bench.change([](cpu::CpuState& state) { state.x[7] = spec::kAssistLocked; });
    bench.cpu.step();
    CHECK(bench.cpu.state().ring == Ring::kMinus1);  // locking throws nobody out
    bench.cpu.step();
    CHECK(bench.cpu.state().ring == Ring::k0);
    CHECK(bench.cpu.state().assist.locked);

    Bench locked(spec::Policy::kStrict, {}, kLocked);
    locked.change([](cpu::CpuState& state) { state.assist.locked = false; });
    CHECK(locked.cpu.state().assist.locked);
}

TEST_CASE("ring -1's registers exist in ring -1 alone, hold the bits that exist, and its ring reads -1") {
    unsigned rows = 0;
    for (const spec::Csr& csr : spec::kCsrs) {
        if (csr.owner != spec::CsrOwner::kInner) continue;
        ++rows;
        INFO(csr.name);
        CHECK(trap_of(encode::read_csr(6, csr.name), kOpen) == 2U);
        CHECK(trap_of(encode::write_csr(csr.name, 6), kOpen) == 2U);
        AssistBench guest;
        guest.put(Bench::kCode, encode::read_csr(6, csr.name));
        guest.enter();
        guest.cpu.step();
        CHECK(guest.exit_words()[0] == 2);
        if (csr.kind == spec::CsrKind::kInnerRoot) continue;  // all ones would turn paging on under the test's feet
        AssistBench bench;
        bench.code({encode::write_csr(csr.name, 7), encode::read_csr(6, csr.name)}, AssistBench::kMonitor);
        bench.change([](cpu::CpuState& state) { state.x[7] = 0xffffffff; });
        bench.cpu.step();
        bench.cpu.step();
        CHECK(bench.cpu.state().x[6] == csr.writable_bits);
    }
    CHECK(rows == 10);
    AssistBench bench;
    bench.put(AssistBench::kMonitor, encode::read_csr(6, "ring"));
    bench.cpu.step();
    CHECK(bench.cpu.state().x[6] == 0xffffffff);
}

TEST_CASE("ring -1's addresses are translated by rootm, from the instruction behind its writing on") {
    AssistBench bench;
    constexpr std::uint32_t kTables[] = {0x10000, 0x14000}, kPage = 0x00400000;
    constexpr std::uint32_t kOpenBits = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kAccessed | pte::kDirty;
    for (const std::uint32_t table : kTables) {
        bench.put(table, (table + 0x1000) | pte::kValid);
        bench.put(table + 4, (table + 0x2000) | pte::kValid);
        bench.put(table + 0x1000 + (AssistBench::kMonitor >> 12) * 4, AssistBench::kMonitor | kOpenBits);
        bench.put(table + 0x2000, (table + 0x3000) | kOpenBits);
        bench.put(table + 0x3000, table);
    }
    const std::uint32_t load = encode::i(InsnId::kLw, 8, 7, 0);
    bench.code({load, encode::write_csr("rootm", 6), load, encode::read_csr(9, "rootm")}, AssistBench::kMonitor);
    // One address-space id for both would be the software's mistake; each has its own.
    bench.change([&](cpu::CpuState& state) {
        state.assist.root = kTables[0] | spec::kRootOn;
        state.x[6] = kTables[1] | 1U << spec::kRootAsidShift | spec::kRootOn;
        state.x[7] = kPage;
    });
    bench.cpu.step();
    CHECK(bench.cpu.state().x[8] == kTables[0]);
    bench.cpu.step();
    bench.cpu.step();
    CHECK(bench.cpu.state().x[8] == kTables[1]);
    bench.cpu.step();
    CHECK(bench.cpu.state().x[9] == (kTables[1] | 1U << spec::kRootAsidShift | spec::kRootOn));
    CHECK(bench.cpu.state().root == 0);
}
