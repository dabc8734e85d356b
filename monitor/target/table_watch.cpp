// Guest pages that are used as page tables: while real tables are made of them, the guest does not write there by itself. Each of its stores
// comes to the monitor, and what was made of the entry that it changes is dropped. That is dear, so a page that is probably no table any more,
// or not in use, is given up: what was made of it is dropped as a whole, and the guest may write to it until it is walked through again.
#include "shadow.hpp"

namespace anel::monitor {

namespace {

/// Writes to a table in use, with neither a flush nor a translation made through it between them, that are borne. More are a table that is built
/// or torn down, or another use of the page.
constexpr u32 kRunMost = 4;

}  // namespace

/// Precondition: has_room(), for two of them.
WatchedTable& ShadowTables::watch(u32 frame) {
    ShadowedFrame& word = frames_[frame / kPageBytes];
    if (word.is_table != 0) return tables_[word.where];
    forbid_writes(frame);
    const u16 number = free_tables_;
    WatchedTable& table = tables_[number];
    free_tables_ = table.place;
    table = {frame, 0, 0, 0, {kNoPage, kNoPage, kNoPage}, 0};
    word = {1, 0, number};
    return table;
}

/// Takes its pages out of all roots that name them.
void ShadowTables::unlink_all(const WatchedTable& table) {
    u32 rest = table.linked;
    for (u32 i = 0; rest != 0; rest >>= 1, ++i) {
        if ((rest & 1U) == 0) continue;
        Shadow& shadow = shadows_[i];
        if (table.page[shadow.view] == kNoPage) continue;
        const u32 link = physical(entries(table.page[shadow.view])) | AR_PTE_V;
        if (table.place != kManyPlaces) {
            if (shadow.root[table.place] == link) shadow.root[table.place] = 0;
            continue;
        }
        for (u32 index = 0; index < kEntries; ++index)
            if (shadow.root[index] == link) shadow.root[index] = 0;
    }
}

void ShadowTables::give_up(WatchedTable& table) {
    const u32 known_to = table.linked | table.roots;
    unlink_all(table);
    for (const u16 page : table.page) {
        if (page == kNoPage) continue;
        clear_page(page);
        free_page(page);
    }
    frames_[table.frame / kPageBytes] = {};
    if (last_written_ == &table) last_written_ = nullptr;
    u32 rest = table.roots;
    for (u32 i = 0; rest != 0; rest >>= 1, ++i) {
        if ((rest & 1U) == 0) continue;
        // Its root's record is the one that ends here.
        shadows_[i].watched = 0;
        empty(shadows_[i]);
    }
    table.frame = kFreeRecord;
    table.place = free_tables_;
    free_tables_ = number_of(table);
    forget_spaces(known_to);
}

/// Whether the guest's current space walks through it, in any view.
bool ShadowTables::in_use(const WatchedTable& table) const {
    if (((table.roots | table.linked) & current_->bit) != 0) return true;
    if (current_->watched == 0) return false;
    const u32 same_root = tables_[frames_[current_->key / kPageBytes].where].roots;
    return ((table.roots | table.linked) & same_root) != 0;
}

bool ShadowTables::stays_watched(u32 guest_physical) {
    WatchedTable& table = tables_[frames_[guest_physical / kPageBytes].where];
    if (in_use(table) && ++table.run <= kRunMost) return true;
    give_up(table);
    return false;
}

void ShadowTables::written(u32 guest_physical) {
    const ShadowedFrame word = frames_[guest_physical / kPageBytes];
    if (word.is_table == 0) return;
    WatchedTable& table = tables_[word.where];
    last_written_ = &table;
    const u32 index = guest_physical / sizeof(u32) % kEntries;
    for (const u16 page : table.page)
        if (page != kNoPage) drop_entry(page, index);
    if (is_window(index)) return;
    u32 rest = table.roots;
    for (u32 i = 0; rest != 0; rest >>= 1, ++i) {
        if ((rest & 1U) == 0 || shadows_[i].root[index] == 0) continue;
        unlink(shadows_[i], index);
        forget_space(shadows_[i]);
    }
}

void ShadowTables::written_by_device(u32 guest_physical, u32 bytes) {
    for (u32 frame = guest_physical & AR_PTE_FRAME; frame - (guest_physical & AR_PTE_FRAME) < bytes + guest_physical % kPageBytes; frame += kPageBytes)
        if (memory_->holds(frame) && is_table(frame)) give_up(tables_[frames_[frame / kPageBytes].where]);
}

}  // namespace anel::monitor
