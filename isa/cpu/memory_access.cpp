// Loads, stores and the translation in front of them and of fetches.
// Not here: the walk itself (mmu.cpp).
#include "isa/cpu/memory_access.hpp"

namespace anel::cpu {

std::optional<spec::TrapCause> Cpu::translate(VirtAddr address, Access access, std::uint32_t& physical) {
    if (!state_.paging()) {
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
    const Translation result = mmu_.translate(address, access, {state_.root & spec::kRootTable, state_.asid(), state_.ring});
    cost_ += result.cycles;
    // A walk may have replaced the very entry that something remembered stands on.
    if (mmu_.walks() != walks_before) ++generation_;
    if (result.fault) return result.fault;
    seen = {page, generation_, result.physical & ~(kPageBytes - 1), result.slot};
    physical = result.physical;
    return std::nullopt;
}

bool Cpu::data_address(std::uint32_t address, std::uint32_t size, Access access, std::uint32_t& physical) {
    if ((address & (size - 1)) != 0) [[unlikely]] {
        raise(access == Access::kRead ? spec::TrapCause::kLoadMisaligned : spec::TrapCause::kStoreMisaligned, address);
        return false;
    }
    if (const auto fault = translate({address}, access, physical)) [[unlikely]] {
        raise(*fault, address);
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
