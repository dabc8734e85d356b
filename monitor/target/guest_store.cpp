#include "guest_store.hpp"

#include "decode.hpp"
#include "inject.hpp"
#include "page_faults.hpp"

namespace anel::monitor {

namespace {

u32 width_of(u32 store) { return 1U << (funct3_of(store) & 3U); }
u32 address_of(const Vcpu& vcpu, u32 store) { return vcpu.x[rs1_of(store)] + s_immediate(store); }

/// The guest's word at its pc, which it has just executed: the current shadow mostly knows where.
u32 instruction_at_pc(Monitor& monitor) {
    const u32 pc = monitor.vcpu.pc;
    const u32 entry = monitor.shadow.entry_of(pc);
    const u32 frame = (entry & AR_PTE_X) != 0 ? monitor.memory.guest_physical(entry & AR_PTE_FRAME) : guest_walk(monitor, Access::kExecute, pc, false).frame;
    const volatile u32* const word = monitor.memory.word(frame | pc % kPageBytes);
    return word != nullptr ? *word : 0;
}

}  // namespace

u32 stored_to(const Monitor& monitor, u32 va, u32 rights) {
    const u32 entry = monitor.shadow.entry_of(va);
    const u32 ring = monitor.assisted() ? monitor.vcpu.ring : real_ring(monitor.vcpu.ring);
    if ((entry & rights) == 0 || ring > ((entry >> AR_PTE_RING_SHIFT) & 3U)) return kNowhere;
    return monitor.memory.guest_physical(entry & AR_PTE_FRAME) | va % kPageBytes;
}

bool is_done_in_place(Monitor& monitor, u32 guest_physical) {
    if (monitor.shadow.is_table(guest_physical)) return monitor.shadow.stays_watched(guest_physical);
    return monitor.translates() && stays_protected(monitor.translator, guest_physical & AR_PTE_FRAME);
}

void store_in_place(Monitor& monitor, u32 store, u32 guest_physical) {
    if (monitor.translates()) code_written(monitor, guest_physical);
    volatile u32* const place = monitor.memory.word(guest_physical);
    const u32 bits = width_of(store) * 8;
    const u32 shift = guest_physical % sizeof(u32) * 8;
    const u32 mask = (bits >= 32 ? 0xffffffffU : (1U << bits) - 1) << shift;
    *place = (*place & ~mask) | ((monitor.vcpu.x[rs2_of(store)] << shift) & mask);
    monitor.shadow.written(guest_physical);
    monitor.vcpu.pc += 4;
}

void store_at_fault(Monitor& monitor, u32 store, u32 guest_physical) {
    if (monitor.translates()) note_faulter(monitor);
    store_in_place(monitor, store != 0 ? store : instruction_at_pc(monitor), guest_physical);
}

bool store_at_once(Monitor& monitor, u32 store) {
    mark<AR_MARK_SHADOW_SYNC>();
    const u32 va = address_of(monitor.vcpu, store);
    if (va % width_of(store) != 0) return false;
    const u32 at = stored_to(monitor, va, AR_PTE_W | kWithheld);
    if (at == kNowhere) return false;
    if (stored_to(monitor, va, AR_PTE_W) != kNowhere) {
        note_needless(monitor);
    } else if (is_done_in_place(monitor, at)) {
        note_needed(monitor);
    } else {
        return false;
    }
    store_in_place(monitor, store, at);
    return true;
}

void emulate_store(Monitor& monitor, u32 store) {
    Vcpu& vcpu = monitor.vcpu;
    const u32 va = address_of(vcpu, store);
    if (va % width_of(store) != 0) return deliver(monitor, AR_CAUSE_STORE_MISALIGNED, va);
    const u32 pc = vcpu.pc;
    const u32 ring = vcpu.ring;
    // As the hardware would: a fault, which is the guest's, or ends with the store, or makes it possible.
    while (vcpu.pc == pc && vcpu.ring == ring && !store_at_once(monitor, store)) page_fault(monitor, Access::kWrite, va, store);
}

void written_by_device(Monitor& monitor, u32 guest_physical, u32 bytes) {
    if (monitor.translates()) forget_code(monitor, guest_physical, bytes);
    if (monitor.shadows()) monitor.shadow.written_by_device(guest_physical, bytes);
}

}  // namespace anel::monitor
