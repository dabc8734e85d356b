#include "page_faults.hpp"

#include "guest_store.hpp"
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

/// A store that only the monitor keeps from being done. True: that was all that was the matter.
bool answer_withheld(Monitor& monitor, u32 va, u32 store) {
    const u32 at = stored_to(monitor, va, kWithheld);
    if (at == kNowhere) return false;
    mark<AR_MARK_SHADOW_SYNC>();
    const bool was_table = monitor.shadow.is_table(at);
    if (is_done_in_place(monitor, at)) {
        store_at_fault(monitor, store, at);
        return true;
    }
    if (!was_table || (monitor.translates() && holds_code(monitor.translator, at))) return false;
    monitor.shadow.admit_writes(va);
    return true;
}

}  // namespace

Walk guest_walk(Monitor& monitor, Access access, u32 va, bool touch) {
    const Vcpu& vcpu = monitor.vcpu;
    if ((vcpu.root & AR_ROOT_ON) == 0) return without_paging(va);
    const Walk found = walk(monitor.memory, vcpu.root, va, static_cast<u32>(access), vcpu.ring, touch);
    if (found.marked != kNothingMarked && monitor.translates()) code_written(monitor, found.marked);
    return found;
}

void page_fault(Monitor& monitor, Access access, u32 va, u32 store) {
    mark<AR_MARK_SHADOW_FILL>();
    if (access == Access::kWrite && answer_withheld(monitor, va, store)) return;
    const Walk found = guest_walk(monitor, access, va, true);
    if (found.result == WalkResult::kPageFault) return deliver(monitor, page_fault_cause(access), va);
    // The window is a hole in the platform: what a guest maps there is as if it mapped no memory.
    const bool in_window = !monitor.assisted() && va >= monitor.window_base;
    const bool no_memory = in_window || !monitor.memory.holds(found.frame);
    if (found.result == WalkResult::kAccessFault || no_memory)
        return deliver(monitor, access_fault_cause(access), va);
    const u32 at = found.frame | va % kPageBytes;
    const bool is_write = access == Access::kWrite;
    u32 entry = shadow_entry(monitor.memory.host_physical(found.frame), found.leaf, monitor.assisted());
    if (is_write && monitor.shadow.is_table(at) && monitor.shadow.stays_watched(at)) entry = withheld(entry);
    else if (monitor.translates()) entry = guard_code(monitor, found.frame, entry, is_write);
    monitor.shadow.fill(va, entry, found);
    if (is_write && (entry & AR_PTE_W) == 0) store_at_fault(monitor, store, at);
}

}  // namespace anel::monitor
