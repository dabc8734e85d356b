#include "direct_tables.hpp"

namespace anel::monitor {

namespace {

constexpr u32 kRights = AR_PTE_R | AR_PTE_W | AR_PTE_X;
constexpr u32 kRing = 3U << AR_PTE_RING_SHIFT;
/// Bit n: a page may have the rights n, as they stand in an entry. Without any it would be a pointer; W needs R.
constexpr u32 kSoundRights = 1U << AR_PTE_R | 1U << AR_PTE_X | 1U << (AR_PTE_R | AR_PTE_W) | 1U << (AR_PTE_R | AR_PTE_X) | 1U << kRights;
constexpr u32 kCountMost = (1U << 20) - 1;
constexpr u32 kAtOnce = 8;  ///< most of a table is empty, so it is looked through in handfuls
static_assert(kEntries % kAtOnce == 0);

bool is_valid(u32 entry) { return (entry & AR_PTE_V) != 0; }

bool all_zero(const volatile u32* entries) {
    u32 any = 0;
#pragma clang loop unroll(full)
    for (u32 i = 0; i < kAtOnce; ++i) any |= entries[i];
    return any == 0;
}

}  // namespace

inline bool DirectTables::take_page(u32 entry) {
    if (((kSoundRights >> (entry & kRights)) & 1U) == 0 || (entry & kRing) == 0) return false;
    Frame* const frame = frame_of(entry);
    if (frame == nullptr) return false;
    if ((entry & AR_PTE_W) == 0) return true;
    if (!frame->is(FrameUse::kOrdinary) || frame->count == kCountMost) return false;
    ++frame->count;
    return true;
}

inline bool DirectTables::take_table(u32 index, u32 entry) {
    Frame* const frame = frame_of(entry);
    if ((entry & kRights) != 0 || index >= window_index_ || frame == nullptr) return false;
    if (!frame->is(FrameUse::kPages) || frame->place != index || frame->count == kCountMost) return false;
    ++frame->count;
    return true;
}

/// Counts what `entry` at `index` of `table` reaches. False: it may not stand there.
inline bool DirectTables::take(const Frame& table, u32 index, u32 entry) {
    if (!is_valid(entry)) return true;
    if (table.is(FrameUse::kPages)) return take_page(entry);
    // Whatever a guest's own copy of a root says there: it is overwritten.
    return index == window_index_ || take_table(index, entry);
}

/// The reverse, for an entry that has been taken.
inline void DirectTables::release(const Frame& table, u32 index, u32 entry) {
    if (!is_valid(entry)) return;
    if (table.is(FrameUse::kRoot)) {
        if (index != window_index_) --frame_of(entry)->count;
        return;
    }
    if ((entry & AR_PTE_W) == 0) return;
    --frame_of(entry)->count;
    // Where D is clear nobody has written through this entry: the TLB cannot hold it as one to write through.
    if ((entry & AR_PTE_D) != 0) tlb_flush_page_everywhere(table.place << 22 | index << 12);
}

bool DirectTables::write(GuestMemory& memory, u32 address, u32 entry) {
    const Frame* const table = frame_of(address);
    if (table == nullptr || table->is(FrameUse::kOrdinary)) return false;
    const u32 index = address / sizeof(u32) % kEntries;
    // What is invalid is taken anywhere, but the window's entry is not the guest's to change at all.
    if (table->is(FrameUse::kRoot) && index >= window_index_) return false;
    if (!take(*table, index, entry)) return false;
    volatile u32* const place = memory.word(address);
    const u32 old = *place;
    *place = entry;
    release(*table, index, old);
    return true;
}

bool DirectTables::pin(GuestMemory& memory, u32 address, u32 what) {
    Frame* const frame = frame_of(address);
    if (frame == nullptr || address % kPageBytes != 0 || !frame->is(FrameUse::kOrdinary) || frame->count != 0) return false;
    const bool is_root = what == AR_PIN_ROOT;
    if (!is_root && (what % (kEntries * kPageBytes) != 0 || what >> 22 >= window_index_)) return false;
    // From here on it counts as what it is to be, so that a table which maps itself is refused like any other.
    frame->use = static_cast<u32>(is_root ? FrameUse::kRoot : FrameUse::kPages);
    frame->place = what >> 22;
    volatile u32* const entries = memory.word(address);
    for (u32 begin = 0; begin < kEntries; begin += kAtOnce) {
        if (all_zero(entries + begin)) continue;
#pragma clang loop unroll(disable)
        for (u32 index = begin; index < begin + kAtOnce; ++index) {
            if (take(*frame, index, entries[index])) continue;
            while (index-- > 0) release(*frame, index, entries[index]);
            *frame = Frame{};
            return false;
        }
    }
    if (is_root) entries[window_index_] = window_entry_;
    return true;
}

bool DirectTables::unpin(GuestMemory& memory, u32 address) {
    Frame* const frame = frame_of(address);
    if (frame == nullptr || address % kPageBytes != 0 || frame->is(FrameUse::kOrdinary) || frame->count != 0 || address == root_)
        return false;
    volatile u32* const entries = memory.word(address);
    for (u32 begin = 0; begin < kEntries; begin += kAtOnce) {
        if (all_zero(entries + begin)) continue;
#pragma clang loop unroll(disable)
        for (u32 index = begin; index < begin + kAtOnce; ++index) release(*frame, index, entries[index]);
    }
    if (frame->is(FrameUse::kRoot)) entries[window_index_] = 0;
    *frame = Frame{};
    return true;
}

bool DirectTables::adopt(GuestMemory& memory, u32 root) {
    bool fits = root / kPageBytes < frame_count_ && root % kPageBytes == 0;
    for (u32 index = 0; fits && index < window_index_; ++index) {
        const u32 entry = *memory.word(root + index * sizeof(u32));
        if (!is_valid(entry)) continue;
        const Frame* const table = frame_of(entry);
        fits = table != nullptr && (entry & kRights) == 0;
        // The same table in two places is pinned for the first, and refused when the root names it in the second.
        if (fits && table->is(FrameUse::kOrdinary)) fits = pin(memory, entry & AR_PTE_FRAME, index << 22);
    }
    if (fits && pin(memory, root, AR_PIN_ROOT)) return true;
    forget(memory);
    return false;
}

bool DirectTables::walk_from(u32 root) {
    const Frame* const frame = frame_of(root);
    if (frame == nullptr || !frame->is(FrameUse::kRoot)) return false;
    root_ = root & AR_PTE_FRAME;
    csr_write<AR_CSR_ROOT>((root & AR_WRITABLE_ROOT) | AR_ROOT_ON);
    return true;
}

void DirectTables::forget(GuestMemory& memory) {
    for (u32 frame = 0; frame < frame_count_; ++frame) {
        if (frames_[frame].is(FrameUse::kRoot)) memory.word(frame * kPageBytes)[window_index_] = 0;
        frames_[frame] = Frame{};
    }
    root_ = 0;
}

}  // namespace anel::monitor
