#include "page_faults.hpp"

#include "inject.hpp"

namespace anel::monitor {

namespace {

/// The real entry for a guest leaf. A page is writable only once the guest's D is set, so that the first store comes here.
u32 shadow_entry(u32 host_frame, u32 leaf, bool own_rings) {
    u32 outermost = (leaf >> AR_PTE_RING_SHIFT) & 3U;
    if (!own_rings) outermost = real_ring(outermost);
    u32 rights = leaf & (AR_PTE_R | AR_PTE_W | AR_PTE_X);
    if ((leaf & AR_PTE_D) == 0) rights &= ~static_cast<u32>(AR_PTE_W);
    // A and D set: the real hardware has nothing to note down in a shadow.
    return host_frame | rights | outermost << AR_PTE_RING_SHIFT | AR_PTE_V | AR_PTE_A | AR_PTE_D;
}

}  // namespace

void page_fault(Monitor& monitor, Access access, u32 va) {
    mark<AR_MARK_SHADOW_FILL>();
    Vcpu& vcpu = monitor.vcpu;
    Walk found{WalkResult::kDone, va & AR_PTE_FRAME, 0, false};
    if ((vcpu.root & AR_ROOT_ON) != 0) {
        found = walk(monitor.memory, vcpu.root, va, static_cast<u32>(access), vcpu.ring, true);
    } else {
        found.leaf = AR_PTE_R | AR_PTE_W | AR_PTE_X | AR_PTE_D | 3U << AR_PTE_RING_SHIFT;
    }
    if (found.result == WalkResult::kPageFault) return deliver(monitor, page_fault_cause(access), va);
    // The window is a hole in the platform: what a guest maps there is as if it mapped no memory.
    const bool in_window = !monitor.assisted() && va >= monitor.window_base;
    const bool no_memory = in_window || !monitor.memory.holds(found.frame);
    if (found.result == WalkResult::kAccessFault || no_memory)
        return deliver(monitor, access_fault_cause(access), va);
    u32 entry = shadow_entry(monitor.memory.host_physical(found.frame), found.leaf, monitor.assisted());
    if (monitor.translates()) {
        entry = guard_code(monitor, va, found.frame, entry, access == Access::kWrite);
        if (entry == 0) return;
    }
    monitor.shadow.fill(va, entry, found.superpage);
}

}  // namespace anel::monitor
