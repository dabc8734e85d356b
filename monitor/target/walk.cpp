#include "walk.hpp"

namespace anel::monitor {

namespace {

constexpr u32 kRights = AR_PTE_R | AR_PTE_W | AR_PTE_X;

bool is_valid_leaf(u32 entry) { return (entry & AR_PTE_W) == 0 || (entry & AR_PTE_R) != 0; }

}  // namespace

Walk walk(GuestMemory& memory, u32 root, u32 va, u32 rights, u32 ring, bool touch) {
    Walk out{WalkResult::kPageFault, 0, 0, false, 0, kNothingMarked};
    u32 at = (root & AR_PTE_FRAME) | (va >> 22) * 4;
    volatile u32* place = memory.word(at);
    if (place == nullptr) {
        out.result = WalkResult::kAccessFault;
        return out;
    }
    u32 entry = *place;
    if ((entry & AR_PTE_V) == 0) return out;
    if ((entry & kRights) == 0) {
        out.table = entry & AR_PTE_FRAME;
        at = out.table | ((va >> 12) % kEntries) * 4;
        place = memory.word(at);
        if (place == nullptr) {
            out.result = WalkResult::kAccessFault;
            return out;
        }
        entry = *place;
        if ((entry & AR_PTE_V) == 0 || (entry & kRights) == 0) return out;
        out.frame = entry & AR_PTE_FRAME;
    } else {
        if ((entry & AR_PTE_SUPERPAGE_OFFSET) != 0) return out;
        out.superpage = true;
        out.frame = (entry & AR_PTE_FRAME) | (va & AR_PTE_SUPERPAGE_OFFSET);
    }
    if (!is_valid_leaf(entry)) return out;
    if ((entry & rights) != rights || ring > ((entry >> AR_PTE_RING_SHIFT) & 3U)) return out;
    if (touch) {
        const u32 touched = entry | AR_PTE_A | ((rights & AR_PTE_W) != 0 ? AR_PTE_D : 0U);
        if (touched != entry) {
            *place = touched;
            out.marked = at;
        }
        entry = touched;
    }
    out.leaf = entry;
    out.result = WalkResult::kDone;
    return out;
}

u32 page_fault_cause(Access access) {
    if (access == Access::kRead) return AR_CAUSE_LOAD_PAGE;
    return access == Access::kWrite ? AR_CAUSE_STORE_PAGE : AR_CAUSE_FETCH_PAGE;
}

u32 access_fault_cause(Access access) {
    if (access == Access::kRead) return AR_CAUSE_LOAD_ACCESS;
    return access == Access::kWrite ? AR_CAUSE_STORE_ACCESS : AR_CAUSE_FETCH_ACCESS;
}

}  // namespace anel::monitor
