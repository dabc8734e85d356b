// The walk, in the order that the hardware makes its references.
#include "isa/cpu/mmu.hpp"

#include <cstring>

namespace anel::cpu {

namespace pte = spec::pte;

spec::TrapCause page_fault(Access access) {
    switch (access) {
        case Access::kRead: return spec::TrapCause::kLoadPage;
        case Access::kWrite: return spec::TrapCause::kStorePage;
        case Access::kFetch: break;
    }
    return spec::TrapCause::kFetchPage;
}

spec::TrapCause access_fault(Access access) {
    switch (access) {
        case Access::kRead: return spec::TrapCause::kLoadAccess;
        case Access::kWrite: return spec::TrapCause::kStoreAccess;
        case Access::kFetch: break;
    }
    return spec::TrapCause::kFetchAccess;
}

namespace {

constexpr std::uint32_t right_for(Access access) {
    return access == Access::kRead ? pte::kRead : access == Access::kWrite ? pte::kWrite : pte::kExecute;
}

bool permits(std::uint32_t entry, std::uint32_t rights, Ring ring) {
    return (entry & rights) == rights && index(ring) <= ((entry & pte::kRing) >> pte::kRingShift);
}

bool is_leaf(std::uint32_t entry) { return (entry & (pte::kRead | pte::kWrite | pte::kExecute)) != 0; }
bool is_sound(std::uint32_t entry) {
    return (entry & pte::kValid) != 0 && ((entry & pte::kWrite) == 0 || (entry & pte::kRead) != 0);
}

}  // namespace

std::uint32_t Mmu::read_word(std::uint32_t physical) const {
    std::uint32_t value = 0;
    std::memcpy(&value, &ram_[physical], sizeof value);
    return value;
}

void Mmu::write_word(std::uint32_t physical, std::uint32_t value) { std::memcpy(&ram_[physical], &value, sizeof value); }

std::uint32_t Mmu::reference(std::uint32_t physical) {
    ++references_;
    return walk_ref_ + (dcache_.access(physical) ? 0 : dcache_miss_);
}

Mmu::Walk Mmu::walk(VirtAddr address, const Space& space) {
    Walk result;
    ++walks_;
    const std::uint32_t upper_address = space.table + (address.value >> 22) * 4;
    if (!in_ram(upper_address)) return result.outside_memory = true, result;
    result.cycles += reference(upper_address);
    const std::uint32_t upper = read_word(upper_address);
    if (!is_sound(upper)) return result;
    if (is_leaf(upper)) {
        if ((upper & pte::kSuperpageOffset) == 0) result.leaf = Leaf{upper, upper_address, true};
        return result;
    }
    const std::uint32_t lower_address = (upper & pte::kFrame) + ((address.value >> 12) & 0x3ff) * 4;
    if (!in_ram(lower_address)) return result.outside_memory = true, result;
    result.cycles += reference(lower_address);
    const std::uint32_t lower = read_word(lower_address);
    if (is_sound(lower) && is_leaf(lower)) result.leaf = Leaf{lower, lower_address, false};
    return result;
}

Translation Mmu::translate(VirtAddr address, Access access, const Space& space) {
    const std::uint32_t right = right_for(access);
    Translation result;
    const int slot = tlb_.find(address.value, space.asid);
    if (slot != Tlb::kMiss) {
        const TlbEntry& entry = tlb_.at(slot);
        if (!permits(entry.pte, right, space.ring)) return result.fault = page_fault(access), result;
        if (access != Access::kWrite || (entry.pte & pte::kDirty) != 0) {
            tlb_.touch(slot);
            result.physical = entry.physical(address.value);
            result.slot = slot;
            return result;
        }
        tlb_.drop(slot);
    }
    const Walk walked = walk(address, space);
    result.cycles = walked.cycles;
    if (walked.outside_memory) return result.fault = access_fault(access), result;
    if (!walked.leaf || !permits(walked.leaf->pte, right, space.ring)) return result.fault = page_fault(access), result;
    const Leaf& leaf = *walked.leaf;
    const std::uint32_t updated = leaf.pte | pte::kAccessed | (access == Access::kWrite ? pte::kDirty : 0);
    if (updated != leaf.pte) {
        result.cycles += reference(leaf.pte_address);
        write_word(leaf.pte_address, updated);
    }
    TlbEntry entry;
    entry.superpage = leaf.superpage;
    entry.page = address.value & ~((leaf.superpage ? kSuperpageBytes : kPageBytes) - 1);
    entry.pte = updated;
    entry.asid = space.asid;
    result.slot = tlb_.insert(entry);
    result.physical = tlb_.at(result.slot).physical(address.value);
    return result;
}

Mmu::Probe Mmu::probe(VirtAddr address, std::uint32_t rights, const Space& space) {
    const int slot = tlb_.find(address.value, space.asid);
    if (slot != Tlb::kMiss) return {permits(tlb_.at(slot).pte, rights, space.ring), 0};
    const Walk walked = walk(address, space);
    return {walked.leaf.has_value() && permits(walked.leaf->pte, rights, space.ring), walked.cycles};
}

}  // namespace anel::cpu
