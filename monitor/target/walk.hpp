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
};

/// Walks `root` for an access by `ring` that needs all of `rights` (R, W, X as in an entry). With `touch` it sets A, and D
/// on a write, as an access does; without, it only looks. A walk that does not end in kDone changes nothing. kAccessFault:
/// a table lies outside guest RAM; that the page itself may lie there is the caller's to find out.
Walk walk(GuestMemory& memory, u32 root, u32 va, u32 rights, u32 ring, bool touch);

/// The causes of a failed access of this kind.
u32 page_fault_cause(Access access);
u32 access_fault_cause(Access access);

}  // namespace anel::monitor
