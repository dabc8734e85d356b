// Shadow page tables: what the real machine walks in place of the guest's tables. A shadow holds at most what the guest's
// TLB might hold: it is filled on demand and emptied when the guest flushes. So the guest's tables need no watching.
// One shadow is one guest address space (its root, with the address-space id) as one view sees it. Virtual rings 0 and 3
// share view 0, because real rings 1 and 3 tell them apart; virtual rings 1 and 2 have views of their own.
#pragma once

#include "hardware.hpp"

namespace anel::monitor {

inline constexpr u32 kShadows = 24;
inline constexpr u32 kLogEntries = 512;

struct Shadow {
    bool live;
    u32 key;        ///< the guest's root register; 0: its paging is off
    u32 view;       ///< 0, 1 or 2
    u32 last_used;  ///< a count of switches, for eviction
    u32* root;
    u32 filled;            ///< entries in the log; above kLogEntries: the log has overflowed
    u32* log[kLogEntries];  ///< entries filled since the shadow was last empty
};

inline u32 view_of(u32 virtual_ring) { return virtual_ring == 3 ? 0 : virtual_ring; }

class ShadowTables {
  public:
    ShadowTables() = default;

    /// Pages [pool_va, pool_end_va) of the window are for tables; `to_physical` is added to a window address to get the real one.
    /// `window_entry` goes into every root, at the window's index.
    /// `tag`: of the VM, where the guest runs above ring −1; 0: it does not, and the monitor needs its window in every root.
    void init(u32 pool_va, u32 pool_end_va, u32 to_physical, u32 window_base, u32 window_entry, u32 tag);

    /// Makes the shadow of (key, view) the one the real machine walks, empty if it was not cached.
    void select(u32 key, u32 view);
    u32 current_view() const { return current_->view; }
    /// The current shadow, as the real root register wants it.
    u32 real_root() const { return physical(current_->root) | asid_of(*current_) << AR_ROOT_ASID_SHIFT | AR_ROOT_ON; }

    /// Enters a translation into the current shadow. `entry` is a whole real leaf; `from_superpage`: it is a part of one.
    void fill(u32 va, u32 entry, bool from_superpage);

    /// Takes the right to write to this real frame out of every shadow, and out of the real TLB.
    void forbid_writes(u32 frame);

    /// The guest's tlbflush. Address and space count only where not `all`.
    void flush(bool all_addresses, u32 va, bool all_spaces, u32 asid);

  private:
    u32 asid_of(const Shadow& shadow) const { return static_cast<u32>(&shadow - shadows_) + 1; }
    u32 physical(const u32* page) const { return static_cast<u32>(reinterpret_cast<uintptr_t>(page)) + to_physical_; }
    u32* table_of(u32 pointer) const { return reinterpret_cast<u32*>((pointer & AR_PTE_FRAME) - to_physical_); }
    bool is_window(u32 index) const { return tag_ == 0 && index == window_index_; }
    u32* fresh_page();
    u32* take_table();
    void empty(Shadow& shadow);
    void release_tables(Shadow& shadow);
    void drop_page(Shadow& shadow, u32 va);
    void forget_page(const Shadow& shadow, u32 va, u32 entry);
    void forget_space(const Shadow& shadow);
    Shadow& victim();

    Shadow* current_;
    u32 switches_;
    u32* free_tables_;  ///< linked through their first words; zero but for that
    u32 pool_next_;
    u32 pool_end_;
    u32 to_physical_;
    u32 window_index_;
    u32 window_entry_;
    u32 tag_;
    Shadow shadows_[kShadows];  // last, to keep what every trap looks at within reach of one instruction
};

}  // namespace anel::monitor
