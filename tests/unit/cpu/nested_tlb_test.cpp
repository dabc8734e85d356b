// What the TLB remembers of guests, whose it is, and what makes it forget: seen by changing tables behind its back.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/nested_bench.hpp"

namespace {

using namespace anel;
using cpu::Access;
using tests::AssistBench;
using tests::NestedBench;
using spec::InsnId;
namespace block = spec::block;
namespace encode = tests::encode;
namespace pte = spec::pte;

constexpr std::uint32_t kFrame = NestedBench::kFrame, kPage = NestedBench::kPage, kOpen = NestedBench::kOpen;
constexpr std::uint32_t kOld = 0x1111, kNew = 0x2222;
constexpr std::uint32_t kElsewhere = 0x31000;  ///< guest-physical; holds kNew

/// kPage leads to kOld, and the TLB knows it. What the guest's or the nested tables then say leads to kNew.
struct Remembering : NestedBench {
    Remembering() {
        guest_put(kFrame, kOld);
        guest_put(kElsewhere, kNew);
        enter();
        CHECK(load() == kOld);
    }
    std::uint32_t load(std::uint32_t address = kPage) {
        access(Access::kRead, address);
        return cpu.state().x[9];
    }
    void change_guest_table() { leaf(kElsewhere | kOpen); }
    void change_nested_table() { nested_entry(kFrame, (kGuestBase + kElsewhere) | kOpen); }
    /// One instruction of the guest's ring 0.
    void guest_does(std::uint32_t word, std::uint32_t x7 = 0, std::uint32_t x8 = 0) {
        guest_put(kCode, word);
        change([=](cpu::CpuState& state) { state.pc = kCode, state.x[7] = x7, state.x[8] = x8; });
        cpu.step();
        REQUIRE(cpu.state().in_guest());
    }
    /// The guest exits, ring −1 does this, and the guest runs on.
    void monitor_does(std::uint32_t word, std::uint32_t x7 = 0, std::uint32_t x8 = 0) {
        guest_put(kCode, encode::plain(InsnId::kHcall));
        change([](cpu::CpuState& state) { state.pc = kCode; });
        cpu.step();
        REQUIRE(exited());
        put(kExits, word);
        change([=](cpu::CpuState& state) { state.x[7] = x7, state.x[8] = x8; });
        cpu.step();
        REQUIRE(cpu.state().pc == kExits + 4);
        enter();
    }
};

constexpr std::uint32_t kFlushAll = encode::plain(InsnId::kTlbflush);
constexpr std::uint32_t vmflush(bool address, bool tag) { return encode::r(InsnId::kVmflush, 0, address ? 7 : 0, tag ? 8 : 0); }

/// A second guest with tag 2, whose kPage leads by nested tables of its own to kNew.
constexpr std::uint32_t kOtherBlock = 0x41000, kOtherTop = 0x62000, kOtherLower = 0x63000;
void add_other_guest(NestedBench& bench) {
    bench.make_block(kOtherBlock, 2);
    std::memcpy(&bench.ram[kOtherLower], &bench.ram[NestedBench::kNestedLower], kPageBytes);
    bench.put(kOtherTop, kOtherLower | pte::kValid);
    bench.put(kOtherLower + (kFrame >> 12) * 4, (NestedBench::kGuestBase + kElsewhere) | kOpen);
    bench.put(kOtherBlock + block::kNestedRoot, kOtherTop | spec::kRootOn);
    bench.put(kOtherBlock + block::kRoot, NestedBench::kGuestTop | spec::kRootOn);
}

/// From guest to guest.
void switch_to(NestedBench& bench, std::uint32_t block_address) {
    bench.change([](cpu::CpuState& state) { state.pc = NestedBench::kCode; });
    bench.guest_put(NestedBench::kCode, encode::plain(InsnId::kHcall));
    bench.cpu.step();
    REQUIRE(bench.exited());
    bench.enter(block_address);
    REQUIRE(bench.cpu.state().in_guest());
}

}  // namespace

TEST_CASE("a nested translation is remembered whole: changes of either table show after a flush, not before") {
    Remembering guest_side;
    guest_side.change_guest_table();
    CHECK(guest_side.load() == kOld);
    guest_side.guest_does(kFlushAll);
    CHECK(guest_side.load() == kNew);

    Remembering nested_side;
    nested_side.change_nested_table();
    CHECK(nested_side.load() == kOld);
    nested_side.monitor_does(vmflush(false, false));
    CHECK(nested_side.load() == kNew);
}

TEST_CASE("leaving and entering a guest forgets nothing") {
    Remembering bench;
    bench.change_nested_table();
    bench.monitor_does(encode::kNop);
    const auto references = bench.cpu.mmu().references();
    CHECK(bench.load() == kOld);
    CHECK(bench.cpu.mmu().references() == references);
}

TEST_CASE("a guest's tlbflush forgets by address and space as on a bare machine") {
    struct { std::uint32_t word, x7, x8; bool forgets; } const rows[] = {
        {encode::r(InsnId::kTlbflush, 0, 7, 0), kPage + 0x123, 0, true},
        {encode::r(InsnId::kTlbflush, 0, 7, 0), kPage + 0x1000, 0, false},
        {encode::r(InsnId::kTlbflush, 0, 0, 8), 0, 0, true},
        {encode::r(InsnId::kTlbflush, 0, 0, 8), 0, 3, false},
        {encode::r(InsnId::kTlbflush, 0, 7, 8), kPage, 0, true},
        {encode::r(InsnId::kTlbflush, 0, 7, 8), kPage, 3, false},
    };
    for (const auto& row : rows) {
        Remembering bench;
        bench.change_guest_table();
        bench.guest_does(row.word, row.x7, row.x8);
        CHECK(bench.load() == (row.forgets ? kNew : kOld));
    }
}

TEST_CASE("two guests have the same addresses and nothing else in common") {
    Remembering bench;
    add_other_guest(bench);
    switch_to(bench, kOtherBlock);
    CHECK(bench.load() == kNew);
    switch_to(bench, AssistBench::kBlock);
    const auto references = bench.cpu.mmu().references();
    CHECK(bench.load() == kOld);
    switch_to(bench, kOtherBlock);
    CHECK(bench.load() == kNew);
    CHECK(bench.cpu.mmu().references() == references);  // both are still remembered
}

TEST_CASE("a guest's tlbflush, whatever it names, forgets nothing of another guest's nor of the host's") {
    for (const std::uint32_t word : {kFlushAll, encode::r(InsnId::kTlbflush, 0, 7, 0), encode::r(InsnId::kTlbflush, 0, 0, 8)}) {
        Remembering bench;
        add_other_guest(bench);
        switch_to(bench, kOtherBlock);
        bench.guest_does(word, kPage, 0);
        switch_to(bench, AssistBench::kBlock);
        bench.change_guest_table();
        CHECK(bench.load() == kOld);
    }
    // The host's: ring −1 with paging on, its own page remembered, its table changed, the guest flushes all.
    AssistBench bench;
    constexpr std::uint32_t kTable = 0x10000, kLower = 0x11000;
    bench.put(kTable, kLower | pte::kValid);
    for (std::uint32_t page = 0; page < 0x80000; page += kPageBytes) bench.put(kLower + page / 1024, page | kOpen);
    bench.put(kFrame, kOld);
    bench.put(kElsewhere, kNew);
    bench.code({kFlushAll, encode::plain(InsnId::kHcall)});
    const std::uint32_t load = encode::i(InsnId::kLw, 9, 10, 0);
    bench.put(AssistBench::kExits, load);
    bench.put(AssistBench::kMonitor + 0x40, load);
    bench.change([](cpu::CpuState& state) {
        state.assist.root = kTable | spec::kRootOn;
        state.pc = AssistBench::kMonitor + 0x40;
        state.x[10] = kFrame;
    });
    bench.cpu.step();
    CHECK(bench.cpu.state().x[9] == kOld);
    bench.enter();
    bench.put(kLower + kFrame / 1024, kElsewhere | kOpen);
    bench.cpu.step();
    bench.cpu.step();
    REQUIRE(bench.exited());
    bench.cpu.step();
    CHECK(bench.cpu.state().x[9] == kOld);
    bench.put(AssistBench::kExits, kFlushAll);  // ring −1's own flush is the host's
    bench.put(AssistBench::kExits + 4, load);
    bench.change([](cpu::CpuState& state) { state.pc = AssistBench::kExits; });
    bench.cpu.step();
    bench.cpu.step();
    CHECK(bench.cpu.state().x[9] == kNew);
}

TEST_CASE("a host's tlbflush forgets nothing of a guest's") {
    Remembering bench;
    bench.change_guest_table();
    bench.monitor_does(kFlushAll);
    CHECK(bench.load() == kOld);
}

TEST_CASE("vmflush forgets by guest-physical page and by tag, in every space of the guest") {
    struct { bool address; std::uint32_t x7; bool tag; std::uint32_t x8; bool forgets; } const rows[] = {
        {false, 0, false, 0, true},
        {false, 0, true, 1, true},
        {false, 0, true, 2, false},
        {false, 0, true, 0, false},  // 0 is the host, which has nothing that vmflush forgets
        {true, kFrame + 0x456, false, 0, true},
        {true, kFrame + 0x1000, false, 0, false},
        {true, kPage, false, 0, false},  // the guest's own address is not asked for
        {true, kFrame, true, 1, true},
        {true, kFrame, true, 2, false},
        {true, kElsewhere, true, 1, false},
    };
    for (const auto& row : rows) {
        INFO("address " << row.address << " " << std::hex << row.x7 << " tag " << row.tag << " " << row.x8);
        Remembering bench;
        bench.change_nested_table();
        bench.monitor_does(vmflush(row.address, row.tag), row.x7, row.x8);
        CHECK(bench.load() == (row.forgets ? kNew : kOld));
    }
}

TEST_CASE("vmflush of any page in a nested superpage forgets all that it maps; in a guest's superpage the one page") {
    for (const bool nested_super : {true, false})
        for (const std::uint32_t named : {kFrame, kFrame + 0x9000}) {
            INFO("nested superpage " << nested_super << " named " << std::hex << named);
            NestedBench bench;
            std::uint32_t address = kPage;
            if (nested_super) {
                std::memcpy(&bench.ram[NestedBench::kGuestTop], &bench.ram[NestedBench::kGuestBase + NestedBench::kGuestTop], 0x3000);
                bench.put(NestedBench::kNestedTop, kOpen);
            } else {
                bench.guest_put(NestedBench::kGuestTop + 4, kOpen);
                address = kPage + kFrame;
            }
            const std::uint32_t base = nested_super ? 0 : NestedBench::kGuestBase;
            bench.put(base + kFrame, kOld);
            bench.put(0x70000, kNew);
            bench.put(base + AssistBench::kCode, encode::i(InsnId::kLw, 9, 7, 0));
            bench.put(base + AssistBench::kCode + 4, encode::plain(InsnId::kHcall));
            const auto load = [&] {
                bench.set(block::kPc, AssistBench::kCode);
                bench.enter();
                bench.change([&](cpu::CpuState& state) { state.x[7] = address; });
                bench.cpu.step();
                bench.cpu.step();
                REQUIRE(bench.exited());
                return bench.cpu.state().x[9];
            };
            CHECK(load() == kOld);
            if (nested_super) {  // broken up, with the page elsewhere
                for (std::uint32_t page = 0; page < AssistBench::kRamBytes; page += kPageBytes) bench.nested_entry(page, page | kOpen);
                bench.put(NestedBench::kNestedTop, NestedBench::kNestedLower | pte::kValid);
            }
            bench.nested_entry(kFrame, 0x70000 | kOpen);
            CHECK(load() == kOld);
            bench.put(AssistBench::kExits, vmflush(true, false));
            bench.change([&](cpu::CpuState& state) { state.pc = AssistBench::kExits, state.x[7] = named; });
            bench.cpu.step();
            CHECK(load() == (nested_super || named == kFrame ? kNew : kOld));
        }
}

TEST_CASE("a guest that turns its paging off no longer meets its own pages, global ones neither, and meets them again when it turns it on") {
    for (const std::uint32_t global : {0U, pte::kGlobal}) {
        NestedBench bench;
        constexpr std::uint32_t kShared = 0x32000;  // a virtual page of the code's table, and a guest-physical one
        bench.guest_put(kFrame, kOld);
        bench.guest_put(kShared, kNew);
        bench.guest_put(NestedBench::kGuestCodeLower + kShared / 1024, kFrame | kOpen | global);
        bench.enter();
        const std::uint32_t root = bench.cpu.state().root;
        const auto load = [&] {
            bench.access(Access::kRead, kShared);
            REQUIRE(bench.cpu.state().in_guest());
            return bench.cpu.state().x[9];
        };
        const auto write_root = [&](std::uint32_t value) {
            bench.guest_put(AssistBench::kCode, encode::write_csr("root", 8));
            bench.change([&](cpu::CpuState& state) { state.pc = AssistBench::kCode, state.x[8] = value; });
            bench.cpu.step();
        };
        CHECK(load() == kOld);
        write_root(0);
        CHECK(load() == kNew);
        write_root(root);
        CHECK(load() == kOld);
    }
}

TEST_CASE("global entries of a guest hold in all its spaces, and in no other guest") {
    NestedBench bench;
    add_other_guest(bench);
    bench.guest_put(kFrame, kOld);
    bench.guest_put(kElsewhere, kNew);
    bench.leaf(kFrame | kOpen | pte::kGlobal);
    bench.enter();
    bench.access(Access::kRead);
    CHECK(bench.cpu.state().x[9] == kOld);
    bench.leaf(0);
    bench.change([](cpu::CpuState& state) { state.root |= 5U << spec::kRootAsidShift; });
    bench.access(Access::kRead);
    CHECK(bench.cpu.state().x[9] == kOld);
    switch_to(bench, kOtherBlock);
    bench.access(Access::kRead);
    CHECK(bench.exit_words(kOtherBlock)[0] == 13);
}

TEST_CASE("a store through an entry whose D is clear on either side walks again and sets both") {
    for (const bool guest_side : {true, false}) {
        NestedBench bench;
        if (guest_side) bench.leaf(kFrame | (kOpen & ~pte::kDirty));
        else bench.nested_entry(kFrame, (NestedBench::kGuestBase + kFrame) | (kOpen & ~pte::kDirty));
        bench.enter();
        bench.access(Access::kRead);
        CHECK(((bench.leaf() & bench.nested_entry(kFrame)) & pte::kDirty) == 0);
        bench.access(Access::kWrite);
        CHECK(bench.cpu.state().in_guest());
        CHECK(((bench.leaf() & bench.nested_entry(kFrame)) & pte::kDirty) != 0);
        const auto references = bench.cpu.mmu().references();
        bench.access(Access::kWrite);
        CHECK(bench.cpu.mmu().references() == references);
    }
}

TEST_CASE("a remembered translation refuses a store that the nested tables refuse, with the exact guest-physical address") {
    NestedBench bench;
    bench.nested_entry(kFrame, (NestedBench::kGuestBase + kFrame) | pte::kValid | pte::kRead | pte::kAccessed);
    bench.enter();
    bench.access(Access::kRead, kPage + 0xabc);
    const auto references = bench.cpu.mmu().references();
    bench.access(Access::kWrite, kPage + 0xab8);
    CHECK(bench.exit_words() == NestedBench::fault(kFrame + 0xab8, pte::kWrite, pte::kWrite, false, kPage + 0xab8));
    CHECK(bench.cpu.mmu().references() == references);
}
