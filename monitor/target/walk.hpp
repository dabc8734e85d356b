// A walk of the guest's own page tables, as its hardware would do it.
#pragma once

#include "guest_memory.hpp"

namespace anel::monitor {

/// The kinds of access, each the permission bit that it needs.
enum class Access : u32 { kRead = AR_PTE_R, kWrite = AR_PTE_W, kExecute = AR_PTE_X };

enum class WalkResult : u32 { kDone, kPageFault, kAccessFault };

struct Walk {
    WalkResult result;
    u32 frame;       ///< guest-physical page of the access (a superpage is given by the 4 KiB of it that are asked for)
    u32 leaf;        ///< the guest's entry, with A and D as the walk left them
    bool superpage;
    u32 table;       ///< guest-physical page of the table that a small page's leaf stands in
    u32 marked;      ///< guest-physical address of the entry in which A or D was set; kNothingMarked
};
inline constexpr u32 kNothingMarked = 1;

/// Walks `root` for an access by `ring` that needs all of `rights` (R, W, X as in an entry). With `touch` it sets A, and D
/// on a write, as an access does; without, it only looks. A walk that does not end in kDone changes nothing. kAccessFault:
/// a table lies outside guest RAM; that the page itself may lie there is the caller's to find out.
Walk walk(GuestMemory& memory, u32 root, u32 va, u32 rights, u32 ring, bool touch);

/// Without paging everything may be used, as it is.
inline Walk without_paging(u32 va) {
    return {WalkResult::kDone, va & AR_PTE_FRAME, AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_X | AR_PTE_D | 3U << AR_PTE_RING_SHIFT, false, 0, kNothingMarked};
}

/// The causes of a failed access of this kind.
u32 page_fault_cause(Access access);
u32 access_fault_cause(Access access);

}  // namespace anel::monitor
