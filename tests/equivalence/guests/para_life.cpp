// A paravirtual guest that lives in ring 1: calls from ring 3, interrupts in every ring, its interrupt flag, and the way in and out of it,
// again and again.
#include "guests/para_guest.hpp"

namespace {

u32 ticks;
u32 ticks_to_come;
void tick(u32 line) {
    ++ticks;
    expect("the line", line, AR_LINE_TIMER);
    asm volatile("csrc %0, %1" : : "i"(AR_CSR_PENDING1), "r"(1U << AR_LINE_TIMER) : "memory");
    if (ticks < ticks_to_come) call(AR_HYPERCALL_TIMER, 3000);
}

void leave_at_once() { leave_ring(); }
void call_monitor() {
    asm volatile(".word %0" : : "i"(AR_WORD_HCALL) : "memory");
    leave_ring();
}
void privileged() {
    asm volatile(".word %0" : : "i"(AR_WORD_WFI) : "memory");
    leave_ring();
}
void spin() {
    const volatile u32& seen = ticks;
    while (seen < ticks_to_come) {}
    leave_ring();
}

void rings() {
    expect("the ring", call(AR_HYPERCALL_RING), 1);
    for (u32 ring = 2; ring < 4; ++ring) {
        run_outside(ring, leave_at_once);
        const u32 before = trap_count;
        run_outside(ring, call_monitor);
        expect("one trap", trap_count - before, 1);
        expect("an hcall from outside", last_trap.cause, AR_CAUSE_HCALL);
        expect("in bank 1", last_trap.bank, 1);
        expect("from its ring", last_trap.status >> AR_STATUS_PRING_SHIFT, ring);
        run_outside(ring, privileged);
        expect("a privileged instruction from outside", last_trap.cause, AR_CAUSE_PRIVILEGED);
    }
    const u32 before = csr_read<AR_CSR_CYCLE>();
    expect("time goes on", csr_read<AR_CSR_CYCLE>() > before, 1);
}

void interrupts() {
    on_interrupt = tick;
    csr_write<AR_CSR_IMASK1>(1U << AR_LINE_TIMER);
    for (u32 i = 0; i < 2000; ++i) {
        enable();
        disable();
    }
    ticks = 0;
    ticks_to_come = 3;
    call(AR_HYPERCALL_TIMER, 3000);
    call(AR_HYPERCALL_WAIT);
    expect("woken with the bit set", csr_read<AR_CSR_PENDING1>(), 1U << AR_LINE_TIMER);
    call(AR_HYPERCALL_WAIT);  // what has arrived is not slept through
    expect("not taken with interrupts off", ticks, 0);
    enable();
    const volatile u32& seen = ticks;
    while (seen < ticks_to_come) {}
    disable();
    ticks = 0;
    call(AR_HYPERCALL_TIMER, 3000);
    run_outside(3, spin);
    expect("taken in ring 3", ticks, ticks_to_come);
}

/// In and out: what was in bank 0 comes into bank 1, and back.
void round(u32 number) {
    constexpr u32 kSpace = kRoot | 1U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON;
    // The same tables in trap-and-emulate first, so that its shadows know them as they are now.
    csr_write<AR_CSR_ROOT>(kSpace);
    flush_all();
    word_at(kSpare) = 0;
    expect("enter", enter(), 0);
    expect("the ring in", call(AR_HYPERCALL_RING), 1);
    expect("a table cannot be written to", store(kRoot, 0), AR_CAUSE_STORE_PAGE);
    expect("but by operations", write_entry(entry_of(kSpare), (kSpare + 4096) | kPage), 1);
    update(kSpare | AR_TABLE_FLUSH, AR_FLUSH_EVERY_SPACE);
    word_at(kSpare) = number;
    csr_write<AR_CSR_EPC1>(number * 4);
    csr_write<AR_CSR_IMASK1>(number & 0xffff);
    csr_write<AR_CSR_PENDING1>(1U << 9);
    expect("leave", leave(kSpace), 0);
    expect("the root", csr_read<AR_CSR_ROOT>(), kSpace);
    expect("with the tables as they are now", word_at(kSpare), number);
    csr_write<AR_CSR_ROOT>(0);
    expect("the ring out", csr_read<AR_CSR_RING>(), 0);
    expect("epc", csr_read<AR_CSR_EPC0>(), number * 4);
    expect("imask", csr_read<AR_CSR_IMASK0>(), number & 0xffff);
    expect("pending", csr_read<AR_CSR_PENDING0>(), 1U << 9);
    expect("grant", csr_read<AR_CSR_GRANT>(), 0);
    expect("what was written", word_at(kSpare + 4096), number);
    csr_write<AR_CSR_PENDING0>(0);
    csr_write<AR_CSR_IMASK0>(0);
    word_at(kRoot + 4 * 5) = number;  // tables are plain memory again
    build_tables();
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    build_tables();
    for (u32 number = 1; number <= 20; ++number) round(number);
    expect("enter", enter(), 0);
    rings();
    interrupts();
    finish();
}
