// The CPU remembers translations from one instruction to the next. Whatever they depend on may change in between, by an instruction or a
// crossing; so these programs run in one piece, and no test's hand sets the state on the way, which would make the CPU forget.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/nested_bench.hpp"

namespace {

using namespace anel;
using tests::AssistBench;
using tests::Bench;
using tests::NestedBench;
using spec::InsnId;
namespace block = spec::block;
namespace encode = tests::encode;
namespace pte = spec::pte;

constexpr std::uint32_t kTable = 0x10000, kCodeLower = 0x11000, kLower = 0x12000, kPage = 0x00400000;
constexpr std::uint32_t kOldFrame = 0x20000, kNewFrame = 0x21000, kOld = 0x1111, kNew = 0x2222;
constexpr std::uint32_t kOpen = NestedBench::kOpen;

constexpr std::uint32_t load(unsigned rd, unsigned rs1) { return encode::i(InsnId::kLw, rd, rs1, 0); }
constexpr std::uint32_t store(unsigned rs2, unsigned rs1) { return encode::s(InsnId::kSw, rs2, rs1, 0); }

/// A bare machine with paging on; kPage leads to kOldFrame. x7 holds kPage, x8 the address of its entry, x10 another entry for it.
struct Paged : Bench {
    explicit Paged(std::uint32_t rights = kOpen, const cpu::TimingParams& timing = {}) : Bench(spec::Policy::kStrict, timing) {
        put(kTable, kCodeLower | pte::kValid);
        put(kTable + 4, kLower | pte::kValid);
        for (std::uint32_t page = 0; page < kRamBytes; page += kPageBytes) put(kCodeLower + page / 1024, page | kOpen);
        put(kLower, kOldFrame | rights);
        put(kOldFrame, kOld);
        put(kNewFrame, kNew);
        change([](cpu::CpuState& state) {
            state.root = kTable | spec::kRootOn;
            state.x[7] = kPage;
            state.x[8] = kLower;
            state.x[10] = kNewFrame | kOpen;
        });
    }
    void steps(int count) {
        while (count-- > 0) cpu.step();
    }
};

}  // namespace

TEST_CASE("a load behind a flush sees the new table, one before it the old") {
    Paged bench;
    bench.code({load(9, 7), store(10, 8), load(11, 7), encode::plain(InsnId::kTlbflush), load(12, 7)});
    bench.steps(5);
    CHECK(bench.cpu.state().x[9] == kOld);
    CHECK(bench.cpu.state().x[11] == kOld);
    CHECK(bench.cpu.state().x[12] == kNew);
}

TEST_CASE("a load behind a change of root sees the new space") {
    Paged bench;
    constexpr std::uint32_t kOtherTable = 0x13000, kOtherLower = 0x14000;
    bench.put(kOtherTable, kCodeLower | pte::kValid);
    bench.put(kOtherTable + 4, kOtherLower | pte::kValid);
    bench.put(kOtherLower, kNewFrame | kOpen);
    bench.code({load(9, 7), encode::write_csr("root", 13), load(12, 7)});
    bench.change([](cpu::CpuState& state) { state.x[13] = kOtherTable | 1U << spec::kRootAsidShift | spec::kRootOn; });
    bench.steps(3);
    CHECK(bench.cpu.state().x[9] == kOld);
    CHECK(bench.cpu.state().x[12] == kNew);
}

TEST_CASE("what ring 0 may reach is not ring 3's behind a tret") {
    Paged bench(NestedBench::kRights | NestedBench::kUsed);  // ring field 0
    bench.code({load(9, 7), encode::plain(InsnId::kTret), load(12, 7)});
    bench.change([](cpu::CpuState& state) {
        state.bank[0].status = spec::kStatusPring;
        state.bank[0].epc = Bench::kCode + 8;
    });
    bench.steps(3);
    CHECK(bench.cpu.state().x[9] == kOld);
    CHECK(bench.cpu.state().bank[0].cause == 13);
    CHECK(bench.cpu.state().x[12] == 0);
}

TEST_CASE("a translation whose place in the TLB was taken is walked for again") {
    cpu::TimingParams timing;
    timing.tlb_entries = 1;
    Paged bench(kOpen, timing);
    bench.code({load(9, 7), load(9, 7)});
    bench.steps(2);
    CHECK(bench.cpu.mmu().references() == 4 * 2);  // each load throws its own code out, and the other way round
}

TEST_CASE("two guests that run one after the other share no translation, neither of code nor of data") {
    NestedBench bench;
    constexpr std::uint32_t kOtherBlock = 0x41000, kOtherTop = 0x62000, kOtherLower = 0x63000, kElsewhere = 0x31000, kOtherCode = 0x33000;
    bench.make_block(kOtherBlock, 2);
    std::memcpy(&bench.ram[kOtherLower], &bench.ram[NestedBench::kNestedLower], kPageBytes);
    bench.put(kOtherTop, kOtherLower | pte::kValid);
    bench.put(kOtherLower + (NestedBench::kFrame >> 12) * 4, (NestedBench::kGuestBase + kElsewhere) | kOpen);
    bench.put(kOtherLower + (Bench::kCode >> 12) * 4, (NestedBench::kGuestBase + kOtherCode) | kOpen);
    bench.put(kOtherBlock + block::kNestedRoot, kOtherTop | spec::kRootOn);
    bench.put(kOtherBlock + block::kRoot, NestedBench::kGuestTop | spec::kRootOn);
    bench.guest_put(NestedBench::kFrame, kOld);
    bench.guest_put(kElsewhere, kNew);
    bench.guest_put(Bench::kCode, load(9, 7));
    bench.guest_put(Bench::kCode + 4, encode::plain(InsnId::kHcall));
    bench.guest_put(kOtherCode, load(12, 7));  // another register
    bench.put(AssistBench::kExits, encode::i(InsnId::kVmenter, 0, 14, 0));
    bench.change([](cpu::CpuState& state) { state.x[14] = kOtherBlock, state.x[7] = kPage; });
    bench.enter();
    for (int i = 0; i < 4; ++i) bench.cpu.step();  // load, hcall, vmenter, load
    REQUIRE(bench.cpu.state().in_guest());
    CHECK(bench.cpu.state().x[9] == kOld);
    CHECK(bench.cpu.state().x[12] == kNew);
}

TEST_CASE("what a guest's addresses lead to is nothing to ring -1, and the other way round") {
    NestedBench bench;
    constexpr std::uint32_t kOwnTable = 0x70000, kOwnCode = 0x71000, kOwnLower = 0x72000;
    bench.put(kOwnTable, kOwnCode | pte::kValid);
    bench.put(kOwnTable + 4, kOwnLower | pte::kValid);
    for (std::uint32_t page = 0; page < NestedBench::kGuestBase; page += kPageBytes) bench.put(kOwnCode + page / 1024, page | kOpen);
    bench.put(kOwnLower, kNewFrame | kOpen);
    bench.put(kNewFrame, kNew);
    bench.guest_put(NestedBench::kFrame, kOld);
    bench.guest_put(Bench::kCode, load(9, 7));
    bench.guest_put(Bench::kCode + 4, encode::plain(InsnId::kHcall));
    bench.guest_put(Bench::kCode + 8, load(13, 7));
    bench.code({load(12, 7), encode::i(InsnId::kVmenter, 0, 14, 0)}, AssistBench::kExits);
    bench.change([](cpu::CpuState& state) {
        state.assist.root = kOwnTable | spec::kRootOn;
        state.x[7] = kPage;
        state.x[14] = AssistBench::kBlock;
    });
    bench.enter();
    bench.cpu.step();
    bench.cpu.step();
    bench.set(block::kPc, Bench::kCode + 8);
    for (int i = 0; i < 3; ++i) bench.cpu.step();
    CHECK(bench.cpu.state().x[9] == kOld);
    CHECK(bench.cpu.state().x[12] == kNew);
    CHECK(bench.cpu.state().x[13] == kOld);
}
