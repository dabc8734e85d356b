// Shadow page tables: what the real machine walks in place of the guest's tables, filled on demand and always in step with these.
//
// A guest's table that something was filled through is watched: no shadow lets the guest write to it. Its stores there are done in its
// place (guest_store.cpp), and whatever was made of the entry that they change is dropped at once, out of the real TLB, too. So all that the
// real machine knows is what the guest's tables say now, and the guest's own flush finds nothing left to do.
//
// A watched table has one real table that stands for it, whoever walks through it: the kernel's half is filled once for all address spaces.
// One shadow is a root of real tables: of one guest root as one view sees it. Virtual rings 0 and 3 share view 0, because real rings 1 and 3
// tell them apart; virtual rings 1 and 2 have views of their own, and so has each view its own real tables.
//
// shadow.cpp: roots, and filling them. table_watch.cpp: what happens to tables that are written, and when they are no longer watched.
// shadow_pages.cpp: real tables, entry by entry, and who may write to which frame.
#pragma once

#include "guest_memory.hpp"
#include "walk.hpp"

namespace anel::monitor {

inline constexpr u32 kShadows = 24;
inline constexpr u32 kViews = 3;

/// In a shadow's leaf, where the hardware reads nothing: the guest may write to the page, and the monitor keeps it from doing so.
inline constexpr u32 kWithheld = 1U << 9;
inline u32 withheld(u32 entry) { return (entry & AR_PTE_W) == 0 ? entry : (entry & ~static_cast<u32>(AR_PTE_W)) | kWithheld; }

struct Shadow {
    u32 key;        ///< the guest-physical page of the guest's root, or one of the keys below
    u32 view;       ///< 0, 1 or 2
    u32 last_used;  ///< a count of switches, for eviction
    u32 touched;    ///< of `root`: a bit for each 32 entries, where something may be valid
    u32 watched;    ///< 1: something was filled through it, so its guest root is watched
    u32* root;
    u32 real_root;  ///< as the real root register wants it, with an address-space id that is one more than the shadow's number
    u32 bit;        ///< of the shadow's number
};
// No pages.
inline constexpr u32 kNoShadow = 1, kUntranslated = 2, kRootNowhere = 3;

/// A page of the pool that is a real table.
struct ShadowPage {
    u32 touched;  ///< as above
    u16 owner;    ///< the watched table that it stands for; kNoTable: a superpage of one shadow, or a part of memory as it is without paging
    u16 at;       ///< of these, shadow x 1024 + index in its root; of a page that is free, the next one
};

/// A guest's page that is used as a page table, at the first level or the second or both.
struct WatchedTable {
    u32 frame;         ///< guest-physical; kFreeRecord
    u32 roots;         ///< shadows that were filled through it as their root, a bit each
    u32 linked;        ///< shadows whose roots may name one of its pages, a bit each
    u32 run;           ///< writes to it since it was last used as a table, or said to have changed
    u16 page[kViews];  ///< what stands for it as a table of pages; kNoPage
    u16 place;         ///< the index at which roots name these; kManyPlaces. Of a free record, the next one
};

inline constexpr u32 kFreeRecord = 1;
inline constexpr u16 kNoTable = 0xffff, kNoPage = 0xffff, kManyPlaces = 0xffff;

/// One word for each page of guest memory. A watched table has no writers, so they share a field.
struct ShadowedFrame {
    u32 is_table : 1;
    u32 writers : 11;  ///< entries of shadows that let the guest write to it; once it is kWritersMost it is not counted any more
    u32 where : 20;    ///< of a table its record; else the places of all writers, exclusive-ored: where there is one, its place
};
static_assert(sizeof(ShadowedFrame) == 4);
inline constexpr u32 kWritersMost = 0x7ff;

inline u32 view_of(u32 virtual_ring) { return virtual_ring == 3 ? 0 : virtual_ring; }

class ShadowTables {
  public:
    ShadowTables() = default;

    /// Pages [pool_va, pool_end_va) of the window are for tables and what is known of them; `to_physical` is added to a window address to
    /// get the real one. `window_entry` goes into every root, at the window's index.
    /// `tag`: of the VM, where the guest runs above ring −1; 0: it does not, and the monitor needs its window in every root.
    void init(const GuestMemory& memory, u32 pool_va, u32 pool_end_va, u32 to_physical, u32 window_base, u32 window_entry, u32 tag);

    /// Makes the shadow of this guest root (the register's value) and view the one the real machine walks, empty if it was not cached.
    void select(u32 guest_root, u32 view);
    u32 current_view() const { return current_->view; }
    /// The current shadow, as the real root register wants it.
    u32 real_root() const { return current_->real_root; }

    /// The real leaf that the current shadow has for an address; 0: none, or it is the window's.
    u32 entry_of(u32 va) const {
        const u32 link = current_->root[va >> 22];
        if ((link & AR_PTE_V) == 0 || is_window(va >> 22)) return 0;
        return entries(page_of(link))[(va >> 12) % kEntries];
    }

    /// Enters a translation into the current shadow. `entry` is a whole real leaf, made of what the guest's walk has found; the right to write
    /// is withheld where the page is a table.
    void fill(u32 va, u32 entry, const Walk& found);

    /// Takes the right to write to this guest-physical page out of every shadow, and out of the real TLB.
    void forbid_writes(u32 frame);
    bool is_table(u32 guest_physical) const { return frames_[guest_physical / kPageBytes].is_table != 0; }

    /// The guest is about to store there, into a table. True: that is to be done in its place, and then to be told by `written`. False: the page is no
    /// longer watched; the guest may do it by itself, once some shadow admits it.
    bool stays_watched(u32 guest_physical);
    void written(u32 guest_physical);
    /// The right to write that the current shadow has withheld from the guest at this address.
    void admit_writes(u32 va);
    /// Somebody else has written there, or is going to: a device.
    void written_by_device(u32 guest_physical, u32 bytes);
    /// The guest's tlbflush. Nothing is left to forget; but what it changed last is a table in use.
    void flushed() {
        if (last_written_ != nullptr) last_written_->run = 0;
    }
    /// Starts anew, with nothing filled and nothing watched.
    void forget_everything();

  private:
    u32 number_of(const Shadow& shadow) const { return static_cast<u32>(&shadow - shadows_); }
    u32 physical(const u32* page) const { return static_cast<u32>(reinterpret_cast<uintptr_t>(page)) + to_physical_; }
    u32* entries(u16 page) const { return reinterpret_cast<u32*>(pool_va_ + page * kPageBytes); }
    u16 page_of(u32 link) const { return static_cast<u16>(((link & AR_PTE_FRAME) - to_physical_ - pool_va_) / kPageBytes); }
    bool is_window(u32 index) const { return tag_ == 0 && index == window_index_; }
    u16 number_of(const WatchedTable& table) const { return static_cast<u16>(&table - tables_); }
    ShadowedFrame& frame_word(u32 real_leaf) { return frames_[memory_->guest_physical(real_leaf & AR_PTE_FRAME) / kPageBytes]; }

    // Roots.
    u32 key_of(u32 guest_root) const;
    Shadow& find_or_make(u32 key, u32 view);
    void empty(Shadow& shadow);
    void unlink(Shadow& shadow, u32 index);
    void link(Shadow& shadow, u32 index, u16 page);
    u16 linked_page(Shadow& shadow, u32 index, u32 frame);
    u16 own_page(Shadow& shadow, u32 index);
    u16 page_for(Shadow& shadow, u32 index, u32 frame);
    bool has_room() const { return (free_page_count_ + pool_pages_ - pool_used_) >= 2 && free_tables_ != kNoTable && tables_[free_tables_].place != kNoTable; }

    // Watched tables.
    WatchedTable& watch(u32 frame);
    void give_up(WatchedTable& table);
    void unlink_all(const WatchedTable& table);
    bool in_use(const WatchedTable& table) const;

    // Real tables.
    u16 take_page(u16 owner, u32 at);
    void free_page(u16 page);
    void clear_page(u16 page);
    void drop_entry(u16 page, u32 index);
    void put_entry(u16 page, u32 index, u32 entry);
    void note_writer(u32 entry, u16 page, u32 index);
    void forget_writer(u32 entry, u16 page, u32 index);
    void withhold(u16 page, u32 index);
    // The real TLB.
    void forget_entry(u16 page, u32 index, u32 entry);
    void forget_space(const Shadow& shadow);
    void forget_spaces(u32 of_shadows);
    void forget_all();

    Shadow* current_;
    WatchedTable* last_written_;
    const GuestMemory* memory_;
    u32 pool_va_;
    u32 to_physical_;
    u32 window_index_;
    u32 window_entry_;
    u32 tag_;
    ShadowedFrame* frames_;
    WatchedTable* tables_;
    ShadowPage* pages_;
    u32 switches_;
    u32 pool_pages_;
    u32 pool_used_;
    u32 free_page_count_;
    u32 table_count_;
    u16 free_pages_;
    u16 free_tables_;
    static constexpr u32 kHints = 32;
    u8 hint_[kHints];  ///< by root and view: the shadow that it was last
    Shadow shadows_[kShadows];
};

}  // namespace anel::monitor
