// Guest-physical memory as the monitor reaches it: through map slots, pages of its window that it points at guest frames.
// Slots are a cache by frame; a guest frame stays mapped until another one wants its slot.
#pragma once

#include "hardware.hpp"

namespace anel::monitor {

inline constexpr u32 kMapSlots = 64;

class GuestMemory {
  public:
    GuestMemory() = default;

    /// `slot_entries`: the level-0 entries of the slots, whose first address is `slots_va`.
    void init(u32 ram_bytes, u32* slot_entries, u32 slots_va) {
        ram_bytes_ = ram_bytes;
        entries_ = slot_entries;
        slots_va_ = slots_va;
    }

    u32 bytes() const { return ram_bytes_; }
    bool holds(u32 guest_physical) const { return guest_physical < ram_bytes_; }

    /// The one place that knows where guest memory lies, and back. Precondition: holds(guest_physical).
    u32 host_physical(u32 guest_physical) const { return guest_physical; }
    u32 guest_physical(u32 host_physical) const { return host_physical; }

    /// The aligned word at a guest-physical address, or null outside guest RAM. Valid until the next call but kMapSlots.
    volatile u32* word(u32 guest_physical) {
        if (!holds(guest_physical)) return nullptr;
        const u32 slot = ((guest_physical >> 12) ^ (guest_physical >> 18)) % kMapSlots;
        const u32 va = slots_va_ + slot * kPageBytes;
        const u32 entry = (host_physical(guest_physical) & AR_PTE_FRAME) | AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_A |
                          AR_PTE_D | AR_PTE_G;
        if (entries_[slot] != entry) {
            entries_[slot] = entry;
            tlb_flush_page_everywhere(va);
        }
        return reinterpret_cast<volatile u32*>(va | (guest_physical & (kPageBytes - 4)));
    }

  private:
    u32 ram_bytes_;
    u32* entries_;
    u32 slots_va_;
};

}  // namespace anel::monitor
