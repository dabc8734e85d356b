// Page tables that the real machine walks and that belong to a paravirtual guest. The guest reads them; every change comes as an
// operation that is checked here first, so that through them it never reaches more than its own memory, and never a page table.
// Not here: who asks (hypercalls.hpp), nor tables that the monitor makes itself (shadow.hpp).
//
// What holds, always, whatever a guest does:
//   - a frame is ordinary memory, a table of pages, or a root, and only one of these;
//   - a valid entry of a table of pages maps 4 KiB of the guest's own memory, for ring 1 or outwards, and writable only if ordinary;
//   - a valid entry of a root names a table of pages which was pinned for just that place; the window's entry is the monitor's;
//   - the TLB holds no way to write that these counts do not know of. So an entry through which a page has been written is
//     forgotten by the TLB as soon as it changes, even if its guest does not ask for that.
#pragma once

#include "guest_memory.hpp"

namespace anel::monitor {

enum class FrameUse : u32 { kOrdinary = 0, kPages = 1, kRoot = 2 };

/// One word for each frame, because there are many.
struct Frame {
    u32 use : 2;
    u32 place : 10;  ///< of a table of pages: the index at which it stands in any root
    u32 count : 20;  ///< of ordinary memory: entries that may write to it; of a table of pages: roots' entries that name it
    bool is(FrameUse what) const { return use == static_cast<u32>(what); }
};
static_assert(sizeof(Frame) == 4);

class DirectTables {
  public:
    DirectTables() = default;

    /// `frames`: zero, one for each page of guest memory. `window_entry` is what the monitor needs in every root.
    void init(Frame* frames, u32 frame_count, u32 window_base, u32 window_entry) {
        frames_ = frames;
        frame_count_ = frame_count;
        window_index_ = window_base >> 22;
        window_entry_ = window_entry;
    }

    // Each of these does all that it says, or returns false and has done nothing.
    /// Pins `root` and every table that it names.
    bool adopt(GuestMemory& memory, u32 root);
    bool write(GuestMemory& memory, u32 address, u32 entry);
    bool pin(GuestMemory& memory, u32 frame, u32 what);
    bool unpin(GuestMemory& memory, u32 frame);
    /// The machine walks `root` from now on; its address-space id and switch come with it.
    bool walk_from(u32 root);

    /// All of the guest's memory is ordinary again.
    void forget(GuestMemory& memory);

    /// Whether somebody who acts for the guest (a device, say) may write to this page of guest memory.
    bool is_ordinary(u32 address) const { return frames_[address / kPageBytes].is(FrameUse::kOrdinary); }

  private:
    Frame* frame_of(u32 entry) { return entry / kPageBytes < frame_count_ ? &frames_[entry / kPageBytes] : nullptr; }
    bool take(const Frame& table, u32 index, u32 entry);
    void release(const Frame& table, u32 index, u32 entry);
    bool take_page(u32 entry);
    bool take_table(u32 index, u32 entry);

    Frame* frames_;
    u32 frame_count_;
    u32 window_index_;
    u32 window_entry_;
    u32 root_;  ///< frame of the tables in use; it cannot be unpinned
};

}  // namespace anel::monitor
