// Loads, stores and the translation in front of them and of fetches.
// Not here: the walk itself (mmu.cpp).
#include "isa/cpu/engine/memory_access.hpp"

namespace anel::cpu {

Space Cpu::space_of(Ring ring) const {
    Space space;
    space.table = state_.root_now() & spec::kRootTable;
    space.asid = state_.asid();
    space.ring = ring;
    space.paged = state_.paging();
    if (state_.in_guest()) {
        space.tag = static_cast<std::uint8_t>(state_.assist.tag);
        if (state_.assist.nested()) space.nested_table = state_.assist.nested_root & spec::kRootTable;
    }
    return space;
}

/// To be called when anything has changed that a SpaceKey is made of.
void Cpu::settle_space() {
    const SpaceKey key = SpaceKey::of(state_);
    const Spaces::Found found = spaces_.find(key);
    if (found.recycled) {
        data_.forget_space(found.id);
        code_.forget_space(found.id);
        for (KnownPages* pages : {&data_pages_, &code_pages_})
            for (KnownPage& known : *pages)
                if (known.space == found.id) known = {};
    }
    space_ = found.id;
    space_values_ = space_of(state_.ring);
    quick_ = data_.table(space_);
    translates_ = key.translates();
}

/// What stood on TLB entries that are no more, or no longer the first to be found, goes.
void Cpu::settle_tlb() {
    for (const int slot : mmu_.tlb().changed()) {
        data_.forget_page(static_cast<std::uint32_t>(slot));
        code_.page_left(static_cast<std::uint32_t>(slot));
        ++slot_generations_[static_cast<std::size_t>(slot)];
    }
    mmu_.tlb().changed().clear();
}

/// What the TLB's entry grants the current ring at once: not the first write to a page.
std::uint32_t Cpu::rights_of(std::uint32_t slot) const {
    namespace pte = spec::pte;
    const TlbEntry& entry = mmu_.tlb().at(static_cast<int>(slot));
    if (!permits(entry.pte, 0, state_.ring)) return 0;
    const std::uint32_t both = entry.pte & entry.nested;
    return both & (pte::kRead | pte::kExecute | ((both & pte::kDirty) != 0 ? pte::kWrite : 0));
}

std::optional<spec::TrapCause> Cpu::translate(VirtAddr address, Access access, std::uint32_t& physical) {
    if (!translates_) {
        physical = address.value;
        translated_by_ = mmu_.tlb().no_slot();
        return std::nullopt;
    }
    KnownPage& known = place(access == Access::kFetch ? code_pages_ : data_pages_, address.value);
    if (knows(known, address.value, right_for(access))) {
        mmu_.tlb().touch(known.slot, clock_.tick());
        translated_by_ = known.slot;
        physical = known.frame | (address.value & (kPageBytes - 1));
        return std::nullopt;
    }
    const Translation result = mmu_.translate(address, access, space_values_);
    cost_ += result.cycles;
    if (mmu_.tlb().has_changed()) settle_tlb();
    if (result.fault) {
        nested_fault_ = result.nested_fault;
        return result.fault;
    }
    const auto slot = static_cast<std::uint16_t>(result.slot);
    known = {address.value >> 12, result.physical & ~(kPageBytes - 1), slot_generations_[slot], rights_of(slot), slot, space_};
    translated_by_ = result.slot;
    physical = result.physical;
    return std::nullopt;
}

/// A word that the hardware itself writes.
void Cpu::put_word(std::uint32_t physical, std::uint32_t word) {
    std::memcpy(&ram_[physical], &word, sizeof word);
    written(physical, sizeof word);
}

/// What a failed access comes to: the guest's own fault, or its monitor's business. `word`: of an instruction that only asks.
void Cpu::raise_access(spec::TrapCause cause, std::uint32_t address, std::uint32_t word) {
    if (!nested_fault_) return raise(cause, address);
    const NestedFault fault = *nested_fault_;
    nested_fault_.reset();
    const std::uint32_t own = right_for(cause == spec::TrapCause::kStorePage   ? Access::kWrite
                                        : cause == spec::TrapCause::kFetchPage ? Access::kFetch
                                                                               : Access::kRead);
    Exit why{static_cast<std::uint32_t>(spec::ExitReason::kNestedFault), right_for(fault.access) | own << spec::kNestedAccessShift,
             fault.address.value, word, address};
    if (fault.on_the_way) why.qualification |= spec::kNestedOnTheWay;
    exit_from_instruction(why);
}

bool Cpu::data_address(std::uint32_t address, std::uint32_t size, Access access, std::uint32_t& physical) {
    if ((address & (size - 1)) != 0) [[unlikely]] {
        raise(access == Access::kRead ? spec::TrapCause::kLoadMisaligned : spec::TrapCause::kStoreMisaligned, address);
        return false;
    }
    if (const auto fault = translate({address}, access, physical)) [[unlikely]] {
        raise_access(*fault, address);
        return false;
    }
    if (physical > ram_.size() - size) [[unlikely]] {
        raise(access_fault(access), address);
        return false;
    }
    const Cache::Touch touch = data_.touch(physical, clock_.tick());
    accessed_line_ = touch.slot;
    accessed_page_ = static_cast<std::uint32_t>(translated_by_);
    if (!touch.hit) {
        ++counters_.dcache_misses;
        cost_ += timing_.dcache.miss;
    }
    return true;
}

}  // namespace anel::cpu
