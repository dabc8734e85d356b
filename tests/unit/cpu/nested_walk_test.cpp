// The two-dimensional walk: how many references it makes, which rights it asks for on the way, what it marks in both tables.
// Not here: what the TLB remembers of it (nested_tlb_test.cpp), random tables (nested_model_test.cpp).
#include <algorithm>

#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/nested_bench.hpp"

namespace {

using namespace anel;
using cpu::Access;
using tests::AssistBench;
using tests::NestedBench;
namespace block = spec::block;
namespace encode = tests::encode;
namespace pte = spec::pte;

constexpr std::uint32_t kGuestTop = NestedBench::kGuestTop, kGuestLower = NestedBench::kGuestLower, kFrame = NestedBench::kFrame;
constexpr std::uint32_t kPage = NestedBench::kPage, kOpen = NestedBench::kOpen, kUsed = NestedBench::kUsed, kRights = NestedBench::kRights;

std::uint32_t right(Access access) { return access == Access::kRead ? pte::kRead : access == Access::kWrite ? pte::kWrite : pte::kExecute; }

/// Guest-physical addresses are physical: a superpage leads there. The guest's tables move along.
void use_nested_superpage(NestedBench& bench) {
    std::memcpy(&bench.ram[kGuestTop], &bench.ram[NestedBench::kGuestBase + kGuestTop], 0x3000);
    bench.put(NestedBench::kNestedTop, kOpen);
    bench.put(AssistBench::kCode, encode::i(spec::InsnId::kLw, 9, 7, 0));
}

/// All of memory but the control block.
std::vector<std::uint8_t> memory_of(const NestedBench& bench) {
    std::vector<std::uint8_t> memory = bench.ram;
    std::fill_n(memory.begin() + AssistBench::kBlock, kPageBytes, std::uint8_t{0});
    return memory;
}

}  // namespace

TEST_CASE("two levels by two make eight references, five with a superpage on either side, three with both; native two") {
    NestedBench both_small;
    CHECK(both_small.references(Access::kRead) == 8);
    CHECK(both_small.cpu.state().in_guest());

    NestedBench guest_super;
    guest_super.guest_put(kGuestTop + 4, kOpen);  // kPage + n is guest-physical n
    CHECK(guest_super.references(Access::kRead, kPage + kFrame) == 5);
    CHECK(guest_super.cpu.state().in_guest());

    const auto with_nested_superpage = [](bool guest_too) {
        NestedBench bench;
        use_nested_superpage(bench);
        if (guest_too) bench.put(kGuestTop + 4, kOpen);
        bench.enter();
        bench.change([](cpu::CpuState& state) { state.x[7] = AssistBench::kCode; });
        bench.cpu.step();  // code and data of the code's page
        bench.change([&](cpu::CpuState& state) {
            state.pc = AssistBench::kCode;
            state.x[7] = guest_too ? kPage + kFrame : kPage;
        });
        const auto before = bench.cpu.mmu().references();
        bench.cpu.step();
        CHECK(bench.cpu.state().in_guest());
        return bench.cpu.mmu().references() - before;
    };
    CHECK(with_nested_superpage(false) == 5);
    CHECK(with_nested_superpage(true) == 3);

    NestedBench native;  // the same tables, walked without nested ones
    use_nested_superpage(native);
    native.set(block::kNestedRoot, 0);
    native.enter();
    native.change([](cpu::CpuState& state) { state.x[7] = kPage; });
    const auto before = native.cpu.mmu().references();
    native.cpu.step();
    CHECK(native.cpu.mmu().references() - before == 2 + 2);  // the fetch, the load
}

TEST_CASE("a guest whose own paging is off makes two references, one with a superpage") {
    NestedBench bench;
    bench.set(block::kRoot, 0);
    bench.guest_put(kFrame, 0x1234);
    CHECK(bench.references(Access::kRead, kFrame) == 2);
    CHECK(bench.cpu.state().x[9] == 0x1234);
    NestedBench superpage;
    use_nested_superpage(superpage);
    superpage.set(block::kRoot, 0);
    superpage.enter();
    superpage.cpu.step();
    CHECK(superpage.cpu.mmu().references() == 1);  // code and data lie in the one superpage
    CHECK(superpage.cpu.state().in_guest());
}

TEST_CASE("the walk ends where it should: the guest's word is read and written at its physical place") {
    NestedBench bench;
    bench.nested_entry(kFrame, 0x70000 | kOpen);
    bench.put(0x70000, 0xabcd);
    bench.enter();
    bench.access(Access::kRead);
    CHECK(bench.cpu.state().x[9] == 0xabcd);
    bench.change([](cpu::CpuState& state) { state.x[8] = 0x5555; });
    bench.access(Access::kWrite);
    CHECK(bench.word(0x70000) == 0x5555);
}

TEST_CASE("A is set on every nested leaf passed and on the guest's leaf; D where something was written, the guest's entry included") {
    for (const bool writes : {false, true}) {
        NestedBench bench;
        bench.leaf(kFrame | kRights | pte::kRing);
        for (const std::uint32_t page : {kGuestTop, kGuestLower, kFrame}) bench.nested_entry(page, (NestedBench::kGuestBase + page) | kRights);
        // The code's page lies under the same top table; its walk has marked it before this one begins.
        const std::uint64_t references = bench.references(writes ? Access::kWrite : Access::kRead);
        REQUIRE(bench.cpu.state().in_guest());
        const auto marks = [&](std::uint32_t entry) { return entry & kUsed; };
        CHECK(marks(bench.nested_entry(kGuestTop)) == pte::kAccessed);
        CHECK(marks(bench.nested_entry(kGuestLower)) == kUsed);  // the walk itself wrote the guest's leaf there
        CHECK(marks(bench.nested_entry(kFrame)) == (writes ? kUsed : pte::kAccessed));
        CHECK(marks(bench.leaf()) == (writes ? kUsed : pte::kAccessed));
        CHECK(marks(bench.guest_word(kGuestTop + 4)) == 0);  // pointers are not marked
        CHECK(marks(bench.word(NestedBench::kNestedTop)) == 0);
        CHECK(references == 8 + 4);  // lower table A, lower table D, frame, guest's leaf
    }
}

TEST_CASE("a walk that only reads the guest's tables leaves their pages clean, and then needs no right to write them") {
    NestedBench bench;
    bench.nested_entry(kGuestLower, (NestedBench::kGuestBase + kGuestLower) | pte::kValid | pte::kRead);
    bench.enter();
    bench.access(Access::kWrite);  // A and D are set already
    CHECK(bench.cpu.state().in_guest());
    CHECK((bench.nested_entry(kGuestLower) & kUsed) == pte::kAccessed);
}

TEST_CASE("a guest's leaf that must be marked lies in a page that may be written, or the guest exits for a write on the way") {
    for (const Access access : {Access::kRead, Access::kWrite, Access::kFetch})
        for (const std::uint32_t set : {0U, pte::kAccessed}) {
            if (set != 0 && access != Access::kWrite) continue;  // nothing is left to mark
            NestedBench bench;
            bench.leaf(kFrame | kRights | pte::kRing | set);
            bench.nested_entry(kGuestLower, (NestedBench::kGuestBase + kGuestLower) | pte::kValid | pte::kRead | pte::kExecute);
            bench.enter();
            bench.access(Access::kRead, AssistBench::kCode);
            const auto before = memory_of(bench);
            bench.access(access);
            REQUIRE(bench.exited());
            CHECK(bench.exit_words() == NestedBench::fault(kGuestLower, pte::kWrite, right(access), true));
            auto after = memory_of(bench);
            // The test itself wrote the instruction.
            std::memcpy(&after[NestedBench::kGuestBase + AssistBench::kCode], &before[NestedBench::kGuestBase + AssistBench::kCode], 4);
            CHECK(after == before);
        }
}

TEST_CASE("a nested fault names the exact guest-physical address, the right that was missing, the guest's access and its address") {
    const std::uint32_t address = kPage + 0x124;
    for (const Access access : {Access::kRead, Access::kWrite, Access::kFetch})
        for (const std::uint32_t page : {kGuestTop, kGuestLower, kFrame})
            for (const bool unmapped : {true, false}) {
                INFO("page " << std::hex << page << " access " << static_cast<int>(access) << " unmapped " << unmapped);
                const bool on_the_way = page != kFrame;
                const std::uint32_t missing = on_the_way ? pte::kRead : right(access);
                NestedBench bench;
                // One right alone is taken away; W cannot stay without R.
                const std::uint32_t rights = (kRights & ~(missing | (missing == pte::kRead ? pte::kWrite : 0)));
                for (const std::uint32_t clean : {kGuestTop, kGuestLower, kFrame})
                    bench.nested_entry(clean, (NestedBench::kGuestBase + clean) | kRights);
                bench.leaf(kFrame | kRights | pte::kRing);
                // The code's page has a top table of its own to be walked first: warm it before the page goes.
                bench.enter();
                bench.access(Access::kRead, AssistBench::kCode);
                bench.nested_entry(kGuestTop, (NestedBench::kGuestBase + kGuestTop) | kRights);
                bench.nested_entry(page, unmapped ? 0 : (NestedBench::kGuestBase + page) | rights);
                bench.guest_put(AssistBench::kCode, access == Access::kWrite ? encode::s(spec::InsnId::kSw, 8, 7, 0) : encode::i(spec::InsnId::kLw, 9, 7, 0));
                const auto before = memory_of(bench);
                bench.access(access, address);
                REQUIRE(bench.exited());
                const std::uint32_t where = page == kGuestTop ? kGuestTop + 4 : page == kGuestLower ? kGuestLower : kFrame + 0x124;
                CHECK(bench.exit_words() == NestedBench::fault(where, missing, right(access), on_the_way, address));
                CHECK(bench.get(block::kPc) == (access == Access::kFetch ? address : AssistBench::kCode));
                CHECK(bench.cpu.counters().exits[16] == 1);
                CHECK(memory_of(bench) == before);  // a walk that faults anywhere marks nothing
                // Its reason gone, the access is made.
                bench.nested_entry(page, (NestedBench::kGuestBase + page) | kRights);
                bench.enter();
                bench.access(access, address);
                CHECK_FALSE((bench.exited() && bench.exit_words()[0] == 16));
            }
}

TEST_CASE("the guest's own faults come before the nested tables are asked for its page, and are the guest's") {
    for (const Access access : {Access::kRead, Access::kWrite, Access::kFetch}) {
        NestedBench bench;
        bench.delegate(0xffff);
        bench.leaf(0x30000 | pte::kValid | (access == Access::kRead ? pte::kExecute : pte::kRead));  // not the right, nor ring 3's
        bench.nested_entry(kFrame, 0);
        bench.set(block::kRing, 3);
        bench.enter();
        const auto before = memory_of(bench);
        bench.access(access);
        CHECK(bench.cpu.state().in_guest());
        CHECK(bench.cpu.state().ring == Ring::k0);
        CHECK(bench.cpu.state().bank[0].cause == (access == Access::kRead ? 13U : access == Access::kWrite ? 15U : 12U));
        CHECK(bench.cpu.state().bank[0].value == kPage);
        CHECK((bench.leaf() & kUsed) == 0);
    }
}

TEST_CASE("the ring field of a nested entry is ignored, that of the guest's is not") {
    for (unsigned ring = 0; ring < kRingCount; ++ring)
        for (unsigned page_ring = 0; page_ring < kRingCount; ++page_ring) {
            NestedBench bench;
            bench.set(block::kRing, ring);
            bench.leaf(kFrame | kRights | kUsed | page_ring << pte::kRingShift);
            bench.nested_entry(kFrame, (NestedBench::kGuestBase + kFrame) | kRights | kUsed);  // ring field 0
            bench.enter();
            bench.access(Access::kRead);
            CHECK(bench.exited() == (ring > page_ring));
        }
}

TEST_CASE("what lies outside memory: the nested tables' business on their own way, the guest's access fault at its end") {
    constexpr std::uint32_t kNowhere = 0x7ffff000;
    NestedBench table;  // a pointer of the nested tables
    table.put(NestedBench::kNestedTop, kNowhere | pte::kValid);
    table.enter();
    table.cpu.step();
    CHECK(table.exit_words() == NestedBench::fault(kGuestTop, pte::kRead, pte::kExecute, true, AssistBench::kCode));

    NestedBench page;  // a frame that there is not
    page.nested_entry(kFrame, kNowhere | kOpen);
    page.enter();
    page.access(Access::kWrite);
    CHECK(page.exit_words() == tests::ExitWords{7, kPage, 0, 0, 0});

    NestedBench guest_table;  // the guest's table, there
    guest_table.nested_entry(kGuestLower, kNowhere | kOpen);
    guest_table.enter();
    guest_table.access(Access::kRead);
    CHECK(guest_table.exit_words() == tests::ExitWords{5, kPage, 0, 0, 0});

    NestedBench beyond;  // a guest-physical address that nothing maps
    beyond.leaf(0x12345000 | kOpen);
    beyond.enter();
    beyond.access(Access::kRead, kPage + 8);
    CHECK(beyond.exit_words() == NestedBench::fault(0x12345008, pte::kRead, pte::kRead, false, kPage + 8));
}

TEST_CASE("a guest whose own paging is off faults by its guest-physical address") {
    NestedBench bench;
    bench.set(block::kRoot, 0);
    bench.nested_entry(kFrame, (NestedBench::kGuestBase + kFrame) | pte::kValid | pte::kRead);
    bench.enter();
    bench.access(Access::kRead, kFrame + 4);
    CHECK(bench.cpu.state().in_guest());
    bench.access(Access::kWrite, kFrame + 4);
    CHECK(bench.exit_words() == NestedBench::fault(kFrame + 4, pte::kWrite, pte::kWrite, false, kFrame + 4));
}

TEST_CASE("probe asks the guest's own tables alone, exits where these cannot be read, and marks nothing") {
    NestedBench bench;
    bench.leaf(kFrame | pte::kValid | pte::kRead | 2U << pte::kRingShift);
    bench.nested_entry(kFrame, 0);  // where the page lies is not asked
    const auto probe = [&](std::uint32_t operand) {
        bench.guest_put(AssistBench::kCode, encode::r(spec::InsnId::kProbe, 9, 7, 8));
        bench.change([&](cpu::CpuState& state) {
            state.pc = AssistBench::kCode;
            state.x[7] = kPage + 0x10;
            state.x[8] = operand;
        });
        const auto before = memory_of(bench);
        bench.cpu.step();
        CHECK(memory_of(bench) == before);
        return bench.cpu.state().x[9];
    };
    bench.enter();
    CHECK(probe(1) == 1);
    CHECK(probe(1 | 2U << 4) == 1);
    CHECK(probe(1 | 3U << 4) == 0);
    CHECK(probe(2) == 0);
    REQUIRE(bench.cpu.state().in_guest());
    bench.nested_entry(kGuestLower, 0);
    probe(1);
    tests::ExitWords wanted = NestedBench::fault(kGuestLower, pte::kRead, pte::kRead, true, kPage + 0x10);
    wanted[3] = encode::r(spec::InsnId::kProbe, 9, 7, 8);  // the monitor must know that nothing was read, only asked
    CHECK(bench.exit_words() == wanted);
}
