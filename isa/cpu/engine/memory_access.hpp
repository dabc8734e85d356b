// The typed loads and stores of the CPU, for execute.cpp. Not an interface: a part of the CPU's inside.
#pragma once

#include <cstring>

#include "isa/cpu/engine/cpu.hpp"

namespace anel::cpu {

template <class T>
void Cpu::load(const DecodedOp& op) {
    std::uint32_t physical = 0;
    if (!data_address(state_.x[op.rs1] + op.imm, sizeof(T), Access::kRead, physical)) return;
    T value{};
    std::memcpy(&value, &ram_[physical], sizeof value);
    write(op.rd, static_cast<std::uint32_t>(value));
    loaded_ = 1U << op.rd;
}

template <class T>
void Cpu::store(const DecodedOp& op) {
    std::uint32_t physical = 0;
    if (!data_address(state_.x[op.rs1] + op.imm, sizeof(T), Access::kWrite, physical)) return;
    const T value = static_cast<T>(state_.x[op.rs2]);
    std::memcpy(&ram_[physical], &value, sizeof value);
    written(physical, sizeof value);
}

/// After an access: the next ones to its granule need not look.
inline void Cpu::remember_access(std::uint32_t address, std::uint32_t physical, std::uint32_t rights) {
    const std::uint32_t granule = 1U << data_.shift();
    if ((physical | (granule - 1)) >= ram_.size()) return;
    const bool has_code = timing_.timed ? code_.has_code(physical) : code_.page_has_code(physical);
    const bool may_write = (rights & spec::pte::kWrite) != 0 && !has_code;
    // Of the stores that follow nobody is told.
    if (may_write) pages_.written(physical);
    data_.remember(space_, {address, physical, accessed_line_, accessed_page_, (rights & spec::pte::kRead) != 0, may_write});
}

/// From a block: an aligned access to a page whose translation is known, which can do no more than miss the cache. Gives the cycles that this
/// adds, and the address in `slow_`; or kHit, then the caller should make a quick entry; or kUnknownPage, and has done nothing.
/// `kUsual`: the data cache is. Without a call, so that it costs its caller no saved registers.
template <class T, Access kAccess, bool kUsual>
[[gnu::always_inline]] inline std::uint32_t Cpu::access_known_page(std::uint32_t address, Stamp stamp) {
    std::uint32_t rights = spec::pte::kRead | spec::pte::kWrite;
    std::uint32_t physical = address;
    auto page_slot = static_cast<std::uint32_t>(mmu_.tlb().no_slot());
    if ((address & (sizeof(T) - 1)) != 0) return kUnknownPage;
    if (translates_) {
        const KnownPage& known = place(data_pages_, address);
        if (!knows(known, address, right_for(kAccess))) return kUnknownPage;
        rights = known.rights;
        page_slot = known.slot;
        physical = known.frame | (address & (kPageBytes - 1));
    }
    if (physical > ram_.size() - sizeof(T)) return kUnknownPage;
    if (kAccess == Access::kWrite && code_.has_code(physical)) return kUnknownPage;
    if constexpr (kAccess == Access::kWrite) pages_.written(physical);
    slow_.physical = physical;
    page_stamps_[page_slot] = stamp;
    std::uint32_t line_slot = Cache::kNowhere;
    if constexpr (kUsual) {
        line_slot = data_.use_usual(physical, stamp);
    } else if (const Cache::Touch touch = data_.touch(physical, stamp); touch.hit) {
        line_slot = touch.slot;
    }
    if (line_slot != Cache::kNowhere) {
        accessed_line_ = line_slot;
        accessed_page_ = page_slot;
        slow_.rights = rights;
        return kHit;
    }
    if constexpr (kUsual) {
        accessed_line_ = data_.replace_usual(physical, stamp);
        accessed_page_ = page_slot;
        remember_access(address, physical, rights);
    }
    ++counters_.dcache_misses;
    return timing_.dcache.miss;
}

}  // namespace anel::cpu
