// From a guest address to translated code, without the monitor: a table in the guest's sight that maps the address to the unit which
// translates it, and a routine in the cache that asks it. `ret` and calls by pointer go that way; return addresses are the guest's own.
// The table is to code what a TLB is to data: it holds at most what the guest's instruction TLB might hold. An entry is made when the
// guest's tables have been walked for it, and goes when the guest flushes; where the guest changes its root, entries of pages that are
// not global go. The guest reads the table and cannot write it.
// Not here: the walk (resolve.cpp).
#pragma once

#include "cache.hpp"

namespace anel::monitor {

struct LookupEntry {
    u32 pc;
    u32 target;  ///< virtual address of a unit's entry
};

class LookupTable {
  public:
    static constexpr u32 kLog = 256;

    /// `entries`: zero, 2 to the `bits` of them, which the guest finds at `va`; `log`: kLog words.
    void init(LookupEntry* entries, u32 bits, u32 va, u16* log);
    /// Writes the routine that looks t0 up and goes there. When it begins, t0 and t1 lie in their slots.
    void write_routine(TranslationCache& cache);
    u32 routine() const { return routine_; }

    u32 find(u32 pc) const {
        const LookupEntry& entry = entries_[pc / 4 & mask_];
        return entry.pc == pc ? entry.target : 0;
    }
    void enter(u32 pc, u32 target, bool global);
    void remove(u32 pc, u32 target);
    void clear();
    bool has_local() const { return logged_ != 0; }
    /// Forgets those of pages that are not global. False: there were none.
    bool drop_local();
    /// Whether an address lies in it, as the guest sees it.
    bool holds(u32 address) const { return address - va_ < (mask_ + 1) * sizeof(LookupEntry); }
    u32 word(u32 address) const { return reinterpret_cast<const u32*>(entries_)[(address - va_) / sizeof(u32)]; }

  private:
    /// An address that no entry of this index can be asked for.
    static u32 nobody(u32 index) { return index == 0 ? 4 : 0; }

    LookupEntry* entries_;
    u32 mask_;
    u32 bits_;
    u32 va_;
    u32 routine_;  ///< its first word in the cache
    u32 logged_;   ///< entries of pages that are not global; above kLog: the log has overflowed
    u16* log_;
};

}  // namespace anel::monitor
