// The walk, in the order that the hardware makes its references.
#include "isa/cpu/engine/mmu.hpp"

#include <array>
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

bool permits(std::uint32_t entry, std::uint32_t rights, Ring ring) {
    return (entry & rights) == rights && number(ring) <= static_cast<int>((entry & pte::kRing) >> pte::kRingShift);
}

namespace {

bool is_leaf(std::uint32_t entry) { return (entry & (pte::kRead | pte::kWrite | pte::kExecute)) != 0; }
bool is_sound(std::uint32_t entry) {
    return (entry & pte::kValid) != 0 && ((entry & pte::kWrite) == 0 || (entry & pte::kRead) != 0);
}
bool is_sound_superpage(std::uint32_t entry) { return is_sound(entry) && is_leaf(entry) && (entry & pte::kSuperpageOffset) == 0; }

/// What stands in for the guest's own leaf while its paging is off.
constexpr std::uint32_t kOpenLeaf = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute | pte::kRing | pte::kAccessed | pte::kDirty;

}  // namespace

/// One translation by the nested tables; without any, the address as it is.
struct Mmu::Stage {
    bool done = false;  ///< false: the fault is in the walk
    std::uint32_t physical = 0;
    std::uint32_t leaf = kNoNestedEntry;
    std::uint32_t leaf_address = 0;
    bool superpage = true;
};

/// A and D updates wait in here until it is certain that nothing faults.
struct Mmu::Walk {
    struct Update {
        std::uint32_t address;
        std::uint32_t bits;
    };
    static constexpr std::size_t kUpdatesMost = 5;  // three stages, the guest's leaf, and D for the page that this lies in

    std::optional<std::uint32_t> leaf;  ///< none: the guest's tables map nothing
    std::uint32_t leaf_address = 0;     ///< guest-physical
    std::uint32_t leaf_physical = 0;
    Stage leaf_stage;                   ///< how that was found, with nested tables
    bool superpage = false;
    bool outside_memory = false;
    std::optional<NestedFault> nested_fault;
    std::uint32_t cycles = 0;
    std::array<Update, kUpdatesMost> updates;  // the first update_count
    std::size_t update_count = 0;

    void note(std::uint32_t address, std::uint32_t bits) { updates[update_count++] = {address, bits}; }
};

std::uint32_t Mmu::read_word(std::uint32_t physical) const {
    std::uint32_t value = 0;
    std::memcpy(&value, &ram_[physical], sizeof value);
    return value;
}

std::uint32_t Mmu::reference(std::uint32_t physical) {
    ++references_;
    if (data_.touch(physical, clock_.tick()).hit) return walk_ref_;
    ++reference_misses_;
    return walk_ref_ + dcache_miss_;
}

/// Two notes may mean one entry; the second then finds its bits set and makes no reference.
void Mmu::update(std::uint32_t physical, std::uint32_t bits, std::uint32_t& cycles) {
    const std::uint32_t entry = read_word(physical);
    if ((entry & bits) == bits) return;
    cycles += reference(physical);
    const std::uint32_t updated = entry | bits;
    std::memcpy(&ram_[physical], &updated, sizeof updated);
    code_.written(physical, sizeof updated);
    pages_.written(physical);
}

/// By the nested tables, which there are.
Mmu::Stage Mmu::stage(std::uint32_t guest_physical, Access access, const Space& space, Walk& out, bool on_the_way) {
    Stage result;
    const auto refuse = [&] {
        out.nested_fault = NestedFault{{guest_physical}, access, on_the_way};
        return result;
    };
    std::uint32_t address = *space.nested_table + (guest_physical >> 22) * 4;
    if (!in_ram(address)) return refuse();
    out.cycles += reference(address);
    std::uint32_t entry = read_word(address);
    result.superpage = is_leaf(entry);
    if (result.superpage) {
        if (!is_sound_superpage(entry)) return refuse();
    } else {
        if (!is_sound(entry)) return refuse();
        address = (entry & pte::kFrame) + ((guest_physical >> 12) & 0x3ff) * 4;
        if (!in_ram(address)) return refuse();
        out.cycles += reference(address);
        entry = read_word(address);
        if (!is_sound(entry) || !is_leaf(entry)) return refuse();
    }
    if ((entry & right_for(access)) == 0) return refuse();
    const std::uint32_t bits = pte::kAccessed | (access == Access::kWrite ? pte::kDirty : 0);
    out.note(address, bits);
    const std::uint32_t mask = TlbEntry::offset_mask(result.superpage);
    result.physical = (entry & ~mask) | (guest_physical & mask);
    result.leaf = entry | bits;
    result.leaf_address = address;
    result.done = true;
    return result;
}

/// Reads one entry of the guest's tables. False: the walk ends here, with its reason in `out`.
bool Mmu::step(std::uint32_t entry_address, const Space& space, Walk& out, std::uint32_t& entry) {
    std::uint32_t physical = entry_address;
    if (space.nested_table) {
        out.leaf_stage = stage(entry_address, Access::kRead, space, out, true);
        if (!out.leaf_stage.done) return false;
        physical = out.leaf_stage.physical;
    }
    if (!in_ram(physical)) return out.outside_memory = true, false;
    out.cycles += reference(physical);
    entry = read_word(physical);
    out.leaf_address = entry_address;
    out.leaf_physical = physical;
    return is_sound(entry);
}

void Mmu::walk(VirtAddr address, const Space& space, Walk& out) {
    ++walks_;
    if (!space.paged) {
        out.leaf = kOpenLeaf;
        out.superpage = true;
        return;
    }
    std::uint32_t entry = 0;
    if (!step(space.table + (address.value >> 22) * 4, space, out, entry)) return;
    if (is_leaf(entry)) {
        out.superpage = true;
        if (is_sound_superpage(entry)) out.leaf = entry;
        return;
    }
    if (step((entry & pte::kFrame) + ((address.value >> 12) & 0x3ff) * 4, space, out, entry) && is_leaf(entry)) out.leaf = entry;
}

Translation Mmu::translate(VirtAddr address, Access access, const Space& space) {
    const std::uint32_t right = right_for(access);
    Translation result;
    const int slot = tlb_.find(address.value, space.key());
    if (slot != Tlb::kMiss) {
        const TlbEntry& entry = tlb_.at(slot);
        if (!permits(entry.pte, right, space.ring)) return result.fault = page_fault(access), result;
        if ((entry.nested & right) == 0) {
            result.nested_fault = NestedFault{{entry.guest_physical(address.value)}, access, false};
            return result.fault = page_fault(access), result;
        }
        if (access != Access::kWrite || (entry.pte & entry.nested & pte::kDirty) != 0) {
            tlb_.touch(slot, clock_.tick());
            result.physical = entry.physical(address.value);
            result.slot = slot;
            return result;
        }
        tlb_.drop(slot);
    }
    Walk walked;
    walk(address, space, walked);
    return finish(address, access, space, walked);
}

/// Rights, the last stage, A and D, and the entry for the TLB.
Translation Mmu::finish(VirtAddr address, Access access, const Space& space, Walk& walked) {
    Translation result;
    const auto fail = [&](spec::TrapCause cause) {
        result.cycles = walked.cycles;
        result.nested_fault = walked.nested_fault;
        result.fault = cause;
        return result;
    };
    if (walked.nested_fault) return fail(page_fault(access));
    if (walked.outside_memory) return fail(access_fault(access));
    if (!walked.leaf || !permits(*walked.leaf, right_for(access), space.ring)) return fail(page_fault(access));

    const std::uint32_t leaf = *walked.leaf;
    const std::uint32_t mask = TlbEntry::offset_mask(walked.superpage);
    const std::uint32_t guest_physical = space.paged ? (leaf & ~mask) | (address.value & mask) : address.value;
    const std::uint32_t updated = leaf | pte::kAccessed | (access == Access::kWrite ? pte::kDirty : 0);
    if (updated != leaf && space.nested_table) {
        // The hardware's own write to the guest's table must be allowed, and noted, like any other.
        if ((walked.leaf_stage.leaf & pte::kWrite) == 0) {
            walked.nested_fault = NestedFault{{walked.leaf_address}, Access::kWrite, true};
            return fail(page_fault(access));
        }
        walked.note(walked.leaf_stage.leaf_address, pte::kDirty);
    }
    Stage last;
    last.physical = guest_physical;
    if (space.nested_table) {
        last = stage(guest_physical, access, space, walked, false);
        if (!last.done) return fail(page_fault(access));
    }
    if (updated != leaf) walked.note(walked.leaf_physical, updated & (pte::kAccessed | pte::kDirty));
    for (std::size_t i = 0; i < walked.update_count; ++i) update(walked.updates[i].address, walked.updates[i].bits, walked.cycles);

    TlbEntry entry;
    entry.superpage = walked.superpage && last.superpage;
    entry.superpage_leaf = walked.superpage && space.paged;
    entry.superpage_nested = last.superpage && space.nested_table.has_value();
    const std::uint32_t size_mask = TlbEntry::offset_mask(entry.superpage);
    entry.page = address.value & ~size_mask;
    entry.frame = last.physical & ~size_mask;
    entry.guest_frame = guest_physical & ~size_mask;
    entry.pte = updated;
    entry.nested = last.leaf;
    entry.key = space.key();
    result.cycles = walked.cycles;
    result.slot = tlb_.insert(entry, clock_.tick());
    result.physical = last.physical;
    return result;
}

Mmu::Probe Mmu::probe(VirtAddr address, std::uint32_t rights, const Space& space) {
    const int slot = tlb_.find(address.value, space.key());
    if (slot != Tlb::kMiss) return {permits(tlb_.at(slot).pte, rights, space.ring), 0, {}};
    Walk walked;
    walk(address, space, walked);
    return {walked.leaf && permits(*walked.leaf, rights, space.ring), walked.cycles, walked.nested_fault};
}

}  // namespace anel::cpu
