// The page access matrix and the rules of the walk, the expectation computed here in its own words.
#include "tests/unit/catch.hpp"
#include "tests/unit/cpu/bench_machine.hpp"

namespace {

using namespace anel;
using tests::Bench;
namespace pte = spec::pte;

constexpr std::uint32_t kTable = 0x10000, kLower = 0x11000, kCodeLower = 0x12000;
constexpr std::uint32_t kPage = 0x00400000;   // level-1 entry 1, level-0 entry 0
constexpr std::uint32_t kFrameAt = 0x20000;


/// Code pages are open to all; the page under test is at kPage.
struct Paged {
    Bench bench;
    Ring home;
    Paged(std::uint32_t entry, bool superpage, Ring ring) : home(ring) {
        bench.put(kTable, kCodeLower | pte::kValid);
        const std::uint32_t open = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kRing | pte::kAccessed | pte::kDirty;
        for (std::uint32_t i = 0; i < 256; ++i) bench.put(kCodeLower + i * 4, i << 12 | open);
        if (superpage) {
            bench.put(kTable + 4, entry);
        } else {
            bench.put(kTable + 4, kLower | pte::kValid);
            bench.put(kLower, entry);
        }
        bench.change([&](cpu::CpuState& state) {
            state.root = kTable | spec::kRootOn;
            state.ring = ring;
            state.x[5] = kPage;
        });
    }
    /// Cause of the trap, or -1.
    int access(cpu::Access kind) {
        bench.change([this](cpu::CpuState& state) { state.ring = home; });
        if (kind == cpu::Access::kFetch) {
            bench.change([](cpu::CpuState& state) { state.pc = kPage; });
        } else {
            bench.put(Bench::kCode, kind == cpu::Access::kRead ? tests::encode::i(spec::InsnId::kLw, 6, 5, 0)
                                                              : tests::encode::s(spec::InsnId::kSw, 6, 5, 0));
            bench.change([](cpu::CpuState& state) { state.pc = Bench::kCode; });
        }
        const cpu::Counters before = bench.cpu.counters();
        bench.cpu.step();
        for (unsigned cause = 0; cause < spec::kCauseCount; ++cause)
            if (bench.cpu.counters().exceptions[cause] != before.exceptions[cause]) return static_cast<int>(cause);
        return -1;
    }
};

}  // namespace

TEST_CASE("a page admits exactly the accesses that its bits and ring say, from every ring, as a page and as a superpage") {
    for (const bool superpage : {false, true})
        for (std::uint32_t bits = 0; bits < 128; ++bits) {  // V R W X, A, D, then ring
            for (unsigned page_ring = 0; page_ring < kRingCount; ++page_ring)
                for (unsigned ring = 0; ring < kRingCount; ++ring)
                    for (const auto kind : {cpu::Access::kRead, cpu::Access::kWrite, cpu::Access::kFetch}) {
                        const bool v = bits & 1, r = bits & 2, w = bits & 4, x = bits & 8, a = bits & 16, d = bits & 32;
                        if (bits & 64) continue;
                        const std::uint32_t frame = superpage ? 0 : kFrameAt;
                        const std::uint32_t entry = frame | (v ? pte::kValid : 0) | (r ? pte::kRead : 0) | (w ? pte::kWrite : 0) |
                                                    (x ? pte::kExecute : 0) | page_ring << pte::kRingShift |
                                                    (a ? pte::kAccessed : 0) | (d ? pte::kDirty : 0);
                        // A superpage without R, W and X is a pointer: to frame 0, whose words are 0 here.
                        const bool sound = v && (r || w || x) && !(w && !r);
                        const bool right = kind == cpu::Access::kRead ? r : kind == cpu::Access::kWrite ? w : x;
                        const bool allowed = sound && right && ring <= page_ring;
                        const int fault = kind == cpu::Access::kRead ? 13 : kind == cpu::Access::kWrite ? 15 : 12;
                        Paged machine(entry, superpage, ring_from(ring));
                        if (sound) machine.bench.put(frame, tests::encode::kNop);
                        INFO("entry " << std::hex << entry << " super " << superpage << " ring " << ring << " kind " << static_cast<int>(kind));
                        CHECK(machine.access(kind) == (allowed ? -1 : fault));
                        const std::uint32_t after = machine.bench.word(superpage ? kTable + 4 : kLower);
                        const std::uint32_t marked = entry | (allowed ? pte::kAccessed : 0) |
                                                     (allowed && kind == cpu::Access::kWrite ? pte::kDirty : 0);
                        CHECK(after == marked);
                        // Twice: what the TLB remembers says the same.
                        CHECK(machine.access(kind) == (allowed ? -1 : fault));
                    }
        }
}

TEST_CASE("a superpage whose frame is not aligned to 4 MiB is invalid") {
    Paged machine(0x1000 | pte::kValid | pte::kRead | pte::kRing, true, Ring::k3);
    CHECK(machine.access(cpu::Access::kRead) == 13);
}

TEST_CASE("a walk of two levels makes two references, a superpage's one, a TLB hit none") {
    Paged machine(kFrameAt | pte::kValid | pte::kRead | pte::kRing | pte::kAccessed, false, Ring::k3);
    machine.access(cpu::Access::kRead);
    const auto first = machine.bench.cpu.mmu().references();
    CHECK(first == 4);  // two for the fetch, two for the load
    machine.access(cpu::Access::kRead);
    CHECK(machine.bench.cpu.mmu().references() == first);
    Paged super(pte::kValid | pte::kRead | pte::kRing | pte::kAccessed, true, Ring::k3);
    super.access(cpu::Access::kRead);
    CHECK(super.bench.cpu.mmu().references() == 3);
}

TEST_CASE("a store through an entry whose D is clear walks again and sets it") {
    Paged machine(kFrameAt | pte::kValid | pte::kRead | pte::kWrite | pte::kRing, false, Ring::k3);
    CHECK(machine.access(cpu::Access::kRead) == -1);
    CHECK((machine.bench.word(kLower) & pte::kDirty) == 0);
    CHECK(machine.access(cpu::Access::kWrite) == -1);
    CHECK((machine.bench.word(kLower) & pte::kDirty) != 0);
}

TEST_CASE("what the TLB remembers outlives a change of the tables until it is flushed") {
    Paged machine(kFrameAt | pte::kValid | pte::kRead | pte::kRing, false, Ring::k0);
    CHECK(machine.access(cpu::Access::kRead) == -1);
    machine.bench.put(kLower, 0);
    CHECK(machine.access(cpu::Access::kRead) == -1);
    machine.bench.put(Bench::kCode, tests::encode::plain(spec::InsnId::kTlbflush));
    machine.bench.change([](cpu::CpuState& state) { state.pc = Bench::kCode; });
    machine.bench.cpu.step();
    CHECK(machine.access(cpu::Access::kRead) == 13);
}

TEST_CASE("somebody outside can have the TLB forget what tlbflush would: this address, this space") {
    const std::uint32_t entry = kFrameAt | pte::kValid | pte::kRead | pte::kAccessed;
    const auto remembers_after = [&](const cpu::TlbFlush& flush) {
        Paged machine(entry, false, Ring::k0);
        CHECK(machine.access(cpu::Access::kRead) == -1);
        machine.bench.put(kLower, 0);
        machine.bench.cpu.flush_tlb(flush);
        return machine.access(cpu::Access::kRead) == -1;
    };
    CHECK_FALSE(remembers_after({}));
    CHECK_FALSE(remembers_after({.address = kPage, .space = {}}));
    CHECK_FALSE(remembers_after({.address = kPage, .space = 0}));
    CHECK(remembers_after({.address = kPage + 4096, .space = {}}));
    CHECK(remembers_after({.address = {}, .space = 1}));
    CHECK(remembers_after({.guests = true, .address = {}, .space = {}}));
}

TEST_CASE("an entry that was invalid is never remembered") {
    Paged machine(0, false, Ring::k0);
    CHECK(machine.access(cpu::Access::kRead) == 13);
    machine.bench.put(kLower, kFrameAt | pte::kValid | pte::kRead);
    CHECK(machine.access(cpu::Access::kRead) == -1);
}

TEST_CASE("a page or a table outside memory is an access fault of the access's kind") {
    Paged page(0x7fff0000 | pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kRing, false, Ring::k3);
    CHECK(page.access(cpu::Access::kRead) == 5);
    CHECK(page.access(cpu::Access::kWrite) == 7);
    CHECK(page.access(cpu::Access::kFetch) == 1);
    Paged table(0x7fff0000 | pte::kValid, true, Ring::k3);
    CHECK(table.access(cpu::Access::kRead) == 5);
}

TEST_CASE("translations belong to their address space unless they are global") {
    for (const bool global : {false, true}) {
        Paged machine(kFrameAt | pte::kValid | pte::kRead | pte::kRing | (global ? pte::kGlobal : 0), false, Ring::k0);
        CHECK(machine.access(cpu::Access::kRead) == -1);
        machine.bench.put(kLower, 0);
        machine.bench.change([](cpu::CpuState& state) { state.root |= 7U << spec::kRootAsidShift; });
        CHECK(machine.access(cpu::Access::kRead) == (global ? -1 : 13));
    }
}
