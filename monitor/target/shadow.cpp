// Roots of shadows: which of them the real machine walks, and how a translation is entered.
#include "shadow.hpp"

namespace anel::monitor {

namespace {

constexpr u32 kTouchedTogether = 32;
constexpr u32 kNoFrame = 1;
u32 bit_of(u32 number) { return 1U << number; }

/// As many bytes of the pool, in whole pages.
template <class T>
T* take(u32& pool, u32 count) {
    T* const first = reinterpret_cast<T*>(pool);
    pool += (count * sizeof(T) + kPageBytes - 1) & ~(kPageBytes - 1);
    return first;
}

}  // namespace

void ShadowTables::init(const GuestMemory& memory, u32 pool_va, u32 pool_end_va, u32 to_physical, u32 window_base, u32 window_entry, u32 tag) {
    memory_ = &memory;
    to_physical_ = to_physical;
    window_index_ = window_base >> 22;
    window_entry_ = window_entry;
    tag_ = tag;
    frames_ = take<ShadowedFrame>(pool_va, memory.bytes() / kPageBytes);
    const u32 most_pages = (pool_end_va - pool_va) / kPageBytes;
    pages_ = take<ShadowPage>(pool_va, most_pages);
    table_count_ = most_pages;
    tables_ = take<WatchedTable>(pool_va, table_count_);
    pool_va_ = pool_va;
    pool_pages_ = (pool_end_va - pool_va) / kPageBytes;
    free_pages_ = kNoPage;
    for (u32 i = 0; i < table_count_; ++i) {
        tables_[i].frame = kFreeRecord;
        tables_[i].place = i + 1 < table_count_ ? static_cast<u16>(i + 1) : kNoTable;
    }
    for (Shadow& shadow : shadows_) {
        shadow.key = kNoShadow;
        shadow.root = entries(take_page(kNoTable, 0));
        shadow.bit = bit_of(number_of(shadow));
        shadow.real_root = physical(shadow.root) | (number_of(shadow) + 1) << AR_ROOT_ASID_SHIFT | AR_ROOT_ON;
        if (tag_ == 0) shadow.root[window_index_] = window_entry_;
    }
    current_ = &shadows_[0];
}

u32 ShadowTables::key_of(u32 guest_root) const {
    if ((guest_root & AR_ROOT_ON) == 0) return kUntranslated;
    return memory_->holds(guest_root & AR_PTE_FRAME) ? guest_root & AR_PTE_FRAME : kRootNowhere;
}

Shadow& ShadowTables::find_or_make(u32 key, u32 view) {
    Shadow* oldest = &shadows_[0];
    for (Shadow& shadow : shadows_) {
        if (shadow.key == key && shadow.view == view) return shadow;
        if (shadow.last_used < oldest->last_used) oldest = &shadow;
    }
    if (oldest->key != kNoShadow) empty(*oldest);
    oldest->key = key;
    oldest->view = view;
    return *oldest;
}

void ShadowTables::select(u32 guest_root, u32 view) {
    mark<AR_MARK_SHADOW_SYNC>();
    const u32 key = key_of(guest_root);
    u8& hint = hint_[((key / kPageBytes) ^ (view << 3)) % kHints];
    Shadow* found = &shadows_[hint];
    if (found->key != key || found->view != view) {
        found = &find_or_make(key, view);
        hint = static_cast<u8>(number_of(*found));
    }
    found->last_used = ++switches_;
    current_ = found;
    if (tag_ == 0) csr_write<AR_CSR_ROOT>(found->real_root);
}

/// The record of the shadow's root stays as it is.
void ShadowTables::empty(Shadow& shadow) {
    u32 first = 0;
    for (u32 rest = shadow.touched; rest != 0; rest >>= 1, first += kTouchedTogether) {
        if ((rest & 1U) == 0) continue;
        for (u32 i = first; i < first + kTouchedTogether; ++i)
            if (shadow.root[i] != 0 && !is_window(i)) unlink(shadow, i);
    }
    shadow.touched = 0;
    if (shadow.watched != 0) tables_[frames_[shadow.key / kPageBytes].where].roots &= ~shadow.bit;
    shadow.watched = 0;
    forget_space(shadow);
}

/// Without the TLB. The real table stays where others may want it.
void ShadowTables::unlink(Shadow& shadow, u32 index) {
    const u16 page = page_of(shadow.root[index]);
    shadow.root[index] = 0;
    if (pages_[page].owner == kNoTable) {
        clear_page(page);
        return free_page(page);
    }
    WatchedTable& table = tables_[pages_[page].owner];
    if (table.place != kManyPlaces) table.linked &= ~shadow.bit;
}

void ShadowTables::link(Shadow& shadow, u32 index, u16 page) {
    shadow.root[index] = physical(entries(page)) | AR_PTE_V;
    shadow.touched |= bit_of(index / kTouchedTogether);
}

/// The page that stands for the guest's table there (kNoFrame: for none). kNoPage where there is nothing yet, or something that a device has
/// overtaken: its transfer is over, but has not been told.
u16 ShadowTables::linked_page(Shadow& shadow, u32 index, u32 frame) {
    if (shadow.root[index] == 0) return kNoPage;
    const u16 page = page_of(shadow.root[index]);
    const u16 owner = pages_[page].owner;
    if (frame == (owner == kNoTable ? kNoFrame : tables_[owner].frame)) return page;
    unlink(shadow, index);
    forget_space(shadow);
    return kNoPage;
}

/// The real table for a superpage's parts, or for memory as it is without paging.
u16 ShadowTables::own_page(Shadow& shadow, u32 index) {
    u16 page = linked_page(shadow, index, kNoFrame);
    if (page != kNoPage) return page;
    page = take_page(kNoTable, number_of(shadow) * kEntries + index);
    link(shadow, index, page);
    return page;
}

/// The real table for the guest's table in this page.
u16 ShadowTables::page_for(Shadow& shadow, u32 index, u32 frame) {
    const u16 linked = linked_page(shadow, index, frame);
    if (linked != kNoPage) {
        tables_[pages_[linked].owner].run = 0;
        return linked;
    }
    WatchedTable& table = watch(frame);
    u16& page = table.page[shadow.view];
    if (page == kNoPage) page = take_page(number_of(table), 0);
    // Every shadow that has left it is known only while all of them name it at one place.
    if (table.linked == 0) table.place = static_cast<u16>(index);
    else if (table.place != index) table.place = kManyPlaces;
    table.linked |= shadow.bit;
    table.run = 0;
    link(shadow, index, page);
    return page;
}

void ShadowTables::fill(u32 va, u32 entry, const Walk& found) {
    if (!has_room()) forget_everything();
    Shadow& shadow = *current_;
    const bool translated = shadow.key != kUntranslated;
    if (translated && shadow.watched == 0) {
        watch(shadow.key).roots |= shadow.bit;
        shadow.watched = 1;
    }
    const u32 index = va >> 22;
    const u16 page = translated && !found.superpage ? page_for(shadow, index, found.table) : own_page(shadow, index);
    if (is_table(found.frame)) entry = withheld(entry);
    const u32 in_page = (va >> 12) % kEntries;
    // Where it was filled for another space, only the way to it was missing.
    if (entries(page)[in_page] != entry) put_entry(page, in_page, entry);
}

void ShadowTables::admit_writes(u32 va) {
    const u32 entry = entry_of(va);
    if ((entry & kWithheld) == 0) return;
    put_entry(page_of(current_->root[va >> 22]), (va >> 12) % kEntries, (entry & ~kWithheld) | AR_PTE_W);
}

void ShadowTables::forget_everything() {
    for (u32 i = 0; i < table_count_; ++i)
        if (tables_[i].frame != kFreeRecord) give_up(tables_[i]);
    for (Shadow& shadow : shadows_) empty(shadow);
    forget_all();
}

}  // namespace anel::monitor
