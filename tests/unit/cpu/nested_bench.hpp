// A guest on page tables of its own, under nested page tables: for the tests of two-dimensional walks.
// Memory: the monitor's things lie below kGuestBase, guest-physical address g at kGuestBase + g. Every entry starts with A and D set
// and all rights; tests take away what they are about.
#pragma once

#include "tests/unit/cpu/assist_bench.hpp"

namespace anel::tests {

namespace pte = spec::pte;

struct NestedBench : AssistBench {
    static constexpr std::uint32_t kNestedTop = 0x60000, kNestedLower = 0x61000;
    static constexpr std::uint32_t kGuestBase = 0x80000, kGuestBytes = 0x80000;
    static constexpr std::uint32_t kGuestTop = 0x20000, kGuestCodeLower = 0x21000, kGuestLower = 0x22000;  ///< guest-physical
    static constexpr std::uint32_t kPage = 0x00400000;   ///< the guest's virtual page under test: entry 1, then entry 0
    static constexpr std::uint32_t kFrame = 0x30000;     ///< where it lies, guest-physical
    static constexpr std::uint32_t kRights = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute;
    static constexpr std::uint32_t kUsed = pte::kAccessed | pte::kDirty;
    static constexpr std::uint32_t kOpen = kRights | pte::kRing | kUsed;

    explicit NestedBench(const cpu::TimingParams& timing = {}) : AssistBench(timing) {
        put(kNestedTop, kNestedLower | pte::kValid);
        for (std::uint32_t page = 0; page < kGuestBytes; page += kPageBytes) nested_entry(page, (kGuestBase + page) | kOpen);
        guest_put(kGuestTop, kGuestCodeLower | pte::kValid);
        guest_put(kGuestTop + 4, kGuestLower | pte::kValid);
        for (std::uint32_t page = 0; page < kGuestBytes; page += kPageBytes) guest_put(kGuestCodeLower + page / 1024, page | kOpen);
        leaf(kFrame | kOpen);
        set(block::kNestedRoot, kNestedTop | spec::kRootOn);
        set(block::kRoot, kGuestTop | spec::kRootOn);
    }
    /// Address of the nested leaf of a guest-physical page.
    static std::uint32_t nested_at(std::uint32_t guest_physical) { return kNestedLower + (guest_physical >> 12) * 4; }
    void nested_entry(std::uint32_t guest_physical, std::uint32_t entry) { put(nested_at(guest_physical), entry); }
    std::uint32_t nested_entry(std::uint32_t guest_physical) const { return word(nested_at(guest_physical)); }
    void guest_put(std::uint32_t guest_physical, std::uint32_t value) { put(kGuestBase + guest_physical, value); }
    std::uint32_t guest_word(std::uint32_t guest_physical) const { return word(kGuestBase + guest_physical); }
    /// The guest's own entry for kPage.
    void leaf(std::uint32_t entry) { guest_put(kGuestLower, entry); }
    std::uint32_t leaf() const { return guest_word(kGuestLower); }

    /// Puts the guest's next instruction at its pc: a load, a store or, at `address` itself, a fetch; and makes the step.
    void access(cpu::Access kind, std::uint32_t address = kPage) {
        guest_put(kCode, kind == cpu::Access::kWrite ? encode::s(spec::InsnId::kSw, 8, 7, 0) : encode::i(spec::InsnId::kLw, 9, 7, 0));
        change([&](cpu::CpuState& state) {
            state.pc = kind == cpu::Access::kFetch ? address : kCode;
            state.x[7] = address;
        });
        cpu.step();
    }
    /// References of one access, from a TLB that holds the code's page alone.
    std::uint64_t references(cpu::Access kind, std::uint32_t address = kPage) {
        enter();
        access(cpu::Access::kRead, kCode);  // the code's page, for fetch and data
        const std::uint64_t before = cpu.mmu().references();
        access(kind, address);
        return cpu.mmu().references() - before;
    }
    /// An exit for a nested fault, in one comparison.
    static ExitWords fault(std::uint32_t guest_physical, std::uint32_t missing, std::uint32_t own, bool on_the_way, std::uint32_t address = kPage) {
        return {reason(spec::ExitReason::kNestedFault), missing | own << spec::kNestedAccessShift | (on_the_way ? spec::kNestedOnTheWay : 0),
                guest_physical, 0, address};
    }
};

}  // namespace anel::tests
