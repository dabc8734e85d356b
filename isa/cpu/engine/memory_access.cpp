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

std::optional<spec::TrapCause> Cpu::translate(VirtAddr address, Access access, std::uint32_t& physical) {
    if (!state_.paging() && !(state_.assist.nested() && state_.in_guest())) {
        physical = address.value;
        return std::nullopt;
    }
    const std::uint32_t page = address.value >> 12;
    Remembered& seen = remembered_[static_cast<std::size_t>(access)][page % kRemembered];
    if (seen.page == page && seen.generation == generation_) {
        mmu_.tlb().touch(seen.slot);
        physical = seen.frame | (address.value & (kPageBytes - 1));
        return std::nullopt;
    }
    const std::uint64_t walks_before = mmu_.walks();
    const Translation result = mmu_.translate(address, access, space_of(state_.ring));
    cost_ += result.cycles;
    // A walk may have replaced the very entry that something remembered stands on.
    if (mmu_.walks() != walks_before) ++generation_;
    if (result.fault) {
        nested_fault_ = result.nested_fault;
        return result.fault;
    }
    seen = {page, generation_, result.physical & ~(kPageBytes - 1), result.slot};
    physical = result.physical;
    return std::nullopt;
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
    if (!dcache_.access(physical)) {
        ++counters_.dcache_misses;
        cost_ += timing_.dcache.miss;
    }
    return true;
}

}  // namespace anel::cpu
