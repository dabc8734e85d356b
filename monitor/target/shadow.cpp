#include "shadow.hpp"

#include "panic.hpp"

namespace anel::monitor {

namespace {

/// In a shadow's level-1 pointer, whose other bits the hardware ignores: some entry below is a part of a guest superpage.
constexpr u32 kHasSplinters = 1U << 9;

void clear_page(u32* page) { __builtin_memset(page, 0, kPageBytes); }

}  // namespace

void ShadowTables::init(u32 pool_va, u32 pool_end_va, u32 to_physical, u32 window_base, u32 window_entry, u32 tag) {
    pool_next_ = pool_va;
    pool_end_ = pool_end_va;
    to_physical_ = to_physical;
    window_index_ = window_base >> 22;
    window_entry_ = window_entry;
    tag_ = tag;
    for (Shadow& shadow : shadows_) {
        shadow.root = fresh_page();
        if (tag_ == 0) shadow.root[window_index_] = window_entry_;
    }
}

/// The real TLB is tagged with the shadow's space, and under ring −1 with the VM besides; there what leads to a frame can be singled out.
void ShadowTables::forget_page(const Shadow& shadow, u32 va, u32 entry) {
    if (tag_ == 0) tlb_flush_page(va, asid_of(shadow));
    else guest_tlb_flush_frame(entry & AR_PTE_FRAME, tag_);
}

void ShadowTables::forget_space(const Shadow& shadow) {
    if (tag_ == 0) tlb_flush_space(asid_of(shadow));
    else guest_tlb_flush(tag_);
}

/// Memory is zero at power-on, so a page that was never used needs no clearing.
u32* ShadowTables::fresh_page() {
    if (pool_next_ == pool_end_) return nullptr;
    u32* page = reinterpret_cast<u32*>(pool_next_);
    pool_next_ += kPageBytes;
    return page;
}

u32* ShadowTables::take_table() {
    if (free_tables_ == nullptr) {
        if (u32* page = fresh_page()) return page;
        Shadow* oldest = nullptr;
        for (Shadow& shadow : shadows_)
            if (shadow.live && &shadow != current_ && (oldest == nullptr || shadow.last_used < oldest->last_used))
                oldest = &shadow;
        if (oldest != nullptr) {
            release_tables(*oldest);
            oldest->live = false;
        }
        // A guest that spreads one address space over all of it can use up the pool by itself; then that space starts anew.
        if (free_tables_ == nullptr) {
            if (oldest != nullptr) return take_table();
            release_tables(*current_);
        }
    }
    if (free_tables_ == nullptr) panic("no page for a shadow table", pool_end_);
    u32* table = free_tables_;
    free_tables_ = reinterpret_cast<u32*>(table[0]);
    table[0] = 0;
    return table;
}

void ShadowTables::empty(Shadow& shadow) {
    if (shadow.filled == 0) return;
    if (shadow.filled <= kLogEntries) {
        for (u32 i = 0; i < shadow.filled; ++i) *shadow.log[i] = 0;
    } else {
        for (u32 i = 0; i < kEntries; ++i)
            if (!is_window(i) && (shadow.root[i] & AR_PTE_V) != 0) clear_page(table_of(shadow.root[i]));
    }
    shadow.filled = 0;
    forget_space(shadow);
}

void ShadowTables::release_tables(Shadow& shadow) {
    empty(shadow);
    for (u32 i = 0; i < kEntries; ++i) {
        if (is_window(i) || (shadow.root[i] & AR_PTE_V) == 0) continue;
        u32* table = table_of(shadow.root[i]);
        table[0] = static_cast<u32>(reinterpret_cast<uintptr_t>(free_tables_));
        free_tables_ = table;
        shadow.root[i] = 0;
    }
}

Shadow& ShadowTables::victim() {
    Shadow* oldest = &shadows_[0];
    for (Shadow& shadow : shadows_) {
        if (!shadow.live) return shadow;
        if (shadow.last_used < oldest->last_used) oldest = &shadow;
    }
    return *oldest;
}

void ShadowTables::select(u32 key, u32 view) {
    mark<AR_MARK_SHADOW_SYNC>();
    Shadow* found = nullptr;
    for (Shadow& shadow : shadows_)
        if (shadow.key == key && shadow.live && shadow.view == view) {
            found = &shadow;
            break;
        }
    if (found == nullptr) {
        found = &victim();
        empty(*found);
        found->live = true;
        found->key = key;
        found->view = view;
    }
    found->last_used = ++switches_;
    current_ = found;
    if (tag_ == 0) csr_write<AR_CSR_ROOT>(real_root());
}

void ShadowTables::fill(u32 va, u32 entry, bool from_superpage) {
    Shadow& shadow = *current_;
    const u32 index = va >> 22;
    if ((shadow.root[index] & AR_PTE_V) == 0) {
        const u32* table = take_table();
        shadow.root[index] = physical(table) | AR_PTE_V;
    }
    if (from_superpage) shadow.root[index] |= kHasSplinters;
    u32& place = table_of(shadow.root[index])[(va >> 12) % kEntries];
    const u32 old = place;
    place = entry;
    if ((old & AR_PTE_V) != 0) {
        // The old rights may be in the TLB, which faults from them without looking again.
        forget_page(shadow, va, old);
    } else if (shadow.filled < kLogEntries) {
        shadow.log[shadow.filled++] = &place;
    } else {
        shadow.filled = kLogEntries + 1;
    }
}

void ShadowTables::forbid_writes(u32 frame) {
    for (Shadow& shadow : shadows_) {
        if (shadow.filled <= kLogEntries) {
            for (u32 i = 0; i < shadow.filled; ++i)
                if ((*shadow.log[i] & (AR_PTE_FRAME | AR_PTE_W)) == (frame | AR_PTE_W)) *shadow.log[i] &= ~static_cast<u32>(AR_PTE_W);
            continue;
        }
        for (u32 i = 0; i < kEntries; ++i) {
            if (is_window(i) || (shadow.root[i] & AR_PTE_V) == 0) continue;
            u32* const table = table_of(shadow.root[i]);
            for (u32 j = 0; j < kEntries; ++j)
                if ((table[j] & (AR_PTE_FRAME | AR_PTE_W)) == (frame | AR_PTE_W)) table[j] &= ~static_cast<u32>(AR_PTE_W);
        }
    }
    tlb_flush_everything();
}

void ShadowTables::drop_page(Shadow& shadow, u32 va) {
    const u32 index = va >> 22;
    if (is_window(index) || (shadow.root[index] & AR_PTE_V) == 0) return;
    u32* table = table_of(shadow.root[index]);
    if ((shadow.root[index] & kHasSplinters) != 0) {
        // The guest flushed by one address what is one entry to it; here its parts are all over the table.
        clear_page(table);
        forget_space(shadow);
        return;
    }
    u32& place = table[(va >> 12) % kEntries];
    const u32 old = place;
    if ((old & AR_PTE_V) == 0) return;
    place = 0;
    forget_page(shadow, va, old);
}

void ShadowTables::flush(bool all_addresses, u32 va, bool all_spaces, u32 asid) {
    mark<AR_MARK_SHADOW_SYNC>();
    for (Shadow& shadow : shadows_) {
        if (!shadow.live || (shadow.key & AR_ROOT_ON) == 0) continue;
        if (!all_spaces && ((shadow.key >> AR_ROOT_ASID_SHIFT) & 0xffU) != (asid & 0xffU)) continue;
        if (all_addresses) empty(shadow);
        else drop_page(shadow, va);
    }
}

}  // namespace anel::monitor
