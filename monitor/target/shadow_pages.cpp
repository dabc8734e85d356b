// The real tables that shadows are made of, entry by entry: an entry that goes is forgotten by the TLB as well, and of each page of guest
// memory it is known how many entries let the guest write to it, and, if it is one, which.
#include "panic.hpp"
#include "shadow.hpp"

namespace anel::monitor {

namespace {

constexpr u32 kTouchedTogether = 32;
constexpr u32 kSuperpageShift = 22, kPageShift = 12;

bool writable(u32 entry) { return (entry & AR_PTE_W) != 0; }
u32 place_number(u16 page, u32 index) { return page * kEntries + index; }

}  // namespace

u16 ShadowTables::take_page(u16 owner, u32 at) {
    u16 page = free_pages_;
    if (page != kNoPage) {
        free_pages_ = pages_[page].at;
        --free_page_count_;
    } else {
        if (pool_used_ == pool_pages_) panic("no page for a shadow table", pool_pages_);
        // Memory is zero at power-on, so a page that was never used needs no clearing.
        page = static_cast<u16>(pool_used_++);
    }
    pages_[page] = {0, owner, static_cast<u16>(at)};
    return page;
}

/// Precondition: it is clear.
void ShadowTables::free_page(u16 page) {
    pages_[page] = {0, kNoTable, free_pages_};
    free_pages_ = page;
    ++free_page_count_;
}

/// Without the TLB, of which whole spaces are then to be forgotten.
void ShadowTables::clear_page(u16 page) {
    u32* const table = entries(page);
    u32 first = 0;
    for (u32 rest = pages_[page].touched; rest != 0; rest >>= 1, first += kTouchedTogether) {
        if ((rest & 1U) == 0) continue;
        for (u32 i = first; i < first + kTouchedTogether; ++i) {
            const u32 entry = table[i];
            if (entry == 0) continue;
            if (writable(entry)) forget_writer(entry, page, i);
            table[i] = 0;
        }
    }
    pages_[page].touched = 0;
}

void ShadowTables::drop_entry(u16 page, u32 index) {
    u32& place = entries(page)[index];
    const u32 old = place;
    if (old == 0) return;
    if (writable(old)) forget_writer(old, page, index);
    place = 0;
    forget_entry(page, index, old);
}

void ShadowTables::put_entry(u16 page, u32 index, u32 entry) {
    // The old rights may be in the TLB, which faults from them without looking again.
    if (entries(page)[index] != 0) drop_entry(page, index);
    entries(page)[index] = entry;
    pages_[page].touched |= 1U << (index / kTouchedTogether);
    if (writable(entry)) note_writer(entry, page, index);
}

void ShadowTables::note_writer(u32 entry, u16 page, u32 index) {
    ShadowedFrame& frame = frame_word(entry);
    if (frame.writers == kWritersMost) return;
    ++frame.writers;
    frame.where ^= place_number(page, index);
}

void ShadowTables::forget_writer(u32 entry, u16 page, u32 index) {
    ShadowedFrame& frame = frame_word(entry);
    if (frame.writers == kWritersMost) return;
    --frame.writers;
    frame.where ^= place_number(page, index);
}

void ShadowTables::withhold(u16 page, u32 index) {
    u32& place = entries(page)[index];
    const u32 old = place;
    place = withheld(old);
    forget_entry(page, index, old);
}

void ShadowTables::forbid_writes(u32 frame) {
    ShadowedFrame& word = frames_[frame / kPageBytes];
    if (word.is_table != 0 || word.writers == 0) return;
    if (word.writers == 1) {
        withhold(static_cast<u16>(word.where / kEntries), word.where % kEntries);
    } else {
        const u32 real = memory_->host_physical(frame);
        for (u16 page = 0; page < pool_used_; ++page) {
            u32 first = 0;
            for (u32 rest = pages_[page].touched; rest != 0; rest >>= 1, first += kTouchedTogether) {
                if ((rest & 1U) == 0) continue;
                for (u32 i = first; i < first + kTouchedTogether; ++i)
                    if ((entries(page)[i] & (AR_PTE_FRAME | AR_PTE_W)) == (real | AR_PTE_W)) withhold(page, i);
            }
        }
    }
    word = {};
}

/// The real TLB is tagged with the shadow's space, and under ring −1 with the VM besides; there what leads to a frame can be singled out.
void ShadowTables::forget_entry(u16 page, u32 index, u32 entry) {
    if (tag_ != 0) return guest_tlb_flush_frame(entry & AR_PTE_FRAME, tag_);
    const ShadowPage& of = pages_[page];
    if (of.owner == kNoTable) {
        tlb_flush_page(of.at % kEntries << kSuperpageShift | index << kPageShift, of.at / kEntries + 1);
        return;
    }
    const u32 place = tables_[of.owner].place;
    if (place == kManyPlaces) return tlb_flush_everything();
    tlb_flush_page_everywhere(place << kSuperpageShift | index << kPageShift);
}

void ShadowTables::forget_space(const Shadow& shadow) {
    if (tag_ == 0) tlb_flush_space(number_of(shadow) + 1);
    else guest_tlb_flush(tag_);
}

void ShadowTables::forget_all() {
    if (tag_ == 0) tlb_flush_everything();
    else guest_tlb_flush(tag_);
}

void ShadowTables::forget_spaces(u32 of_shadows) {
    if (tag_ != 0) return guest_tlb_flush(tag_);
    for (u32 asid = 1; of_shadows != 0; of_shadows >>= 1, ++asid)
        if ((of_shadows & 1U) != 0) tlb_flush_space(asid);
}

}  // namespace anel::monitor
