// A paravirtual guest that does, once it has entered, what no honest one would: calls and traps in tight loops, instructions of ring −1, every
// page of the window, waits that somebody else's pending bits would cut short. Its timer must still come.
#include "guests/para_guest.hpp"

namespace {

constexpr u32 kTimes = 1000;
constexpr u32 kTimerBit = 1U << AR_LINE_TIMER;

u32 ticks;
void tick(u32 line) {
    ++ticks;
    expect("the line", line, AR_LINE_TIMER);
    csr_write<AR_CSR_PENDING1>(0);
}
void still_works(const char* after) {
    on_interrupt = tick;
    csr_write<AR_CSR_IMASK1>(kTimerBit);
    ticks = 0;
    call(AR_HYPERCALL_TIMER, 20000);
    enable();
    const volatile u32& seen = ticks;
    while (seen == 0) {}
    disable();
    call(AR_HYPERCALL_TIMER, 20000);
    call(AR_HYPERCALL_WAIT);
    expect(after, csr_read<AR_CSR_PENDING1>(), kTimerBit);
    csr_write<AR_CSR_PENDING1>(0);
}

u32 cause_of(void (*function)()) {
    last_trap.cause = 0;
    function();
    after_possible_trap();
    return last_trap.cause;
}

void storms() {
    for (u32 i = 0; i < kTimes; ++i) call(AR_HYPERCALL_VERSION);
    still_works("after calls");
    for (u32 i = 0; i < kTimes; ++i) call(AR_HYPERCALL_PORT_IN, i);
    still_works("after ports");
    for (u32 i = 0; i < kTimes; ++i) load(kNowhere);
    still_works("after faults");
    for (u32 i = 0; i < kTimes; ++i) asm volatile("li a7, 1\n ecall" : : : "a7", "memory");
    still_works("after calls of its own kernel");
    csr_write<AR_CSR_PENDING1>(kTimerBit);
    for (u32 i = 0; i < kTimes; ++i) call(AR_HYPERCALL_WAIT);
    still_works("after waits for what is there");
    for (u32 i = 0; i < kTimes; ++i) update(AR_FLUSH_ALL | AR_TABLE_FLUSH, AR_FLUSH_EVERY_SPACE);
    still_works("after flushes");
    const u32 wild[] = {1, 0, 0xffffffff, 0x80000000, 1};
    for (const u32 cycles : wild) call(AR_HYPERCALL_TIMER, cycles);
    csr_write<AR_CSR_PENDING1>(0);
    still_works("after wild timers");
    call(AR_HYPERCALL_PORT_OUT, AR_PORT_CONSOLE_IRQ, 1);
    for (u32 i = 0; i < kTimes; ++i) call(AR_HYPERCALL_PORT_IN, AR_PORT_CONSOLE_STATUS);
    csr_write<AR_CSR_PENDING1>(0);
    call(AR_HYPERCALL_PORT_OUT, AR_PORT_CONSOLE_IRQ, 0);
    still_works("after a line that is always up");
}

/// Ring 1 is not the ring 0 in which these would be illegal.
void ring_minus_1() {
    expect("vmon", cause_of([] { asm volatile(".word %0" : : "i"(AR_WORD_VMON) : "memory"); }), AR_CAUSE_PRIVILEGED);
    expect("vmoff", cause_of([] { asm volatile(".word %0" : : "i"(AR_WORD_VMOFF) : "memory"); }), AR_CAUSE_PRIVILEGED);
    expect("vmenter", cause_of([] { asm volatile(".word %0" : : "i"(AR_MATCH_VMENTER) : "memory"); }), AR_CAUSE_PRIVILEGED);
    expect("vmflush", cause_of([] { asm volatile(".word %0" : : "i"(AR_MATCH_VMFLUSH) : "memory"); }), AR_CAUSE_PRIVILEGED);
    expect("its registers", cause_of([] { csr_write<AR_CSR_VECTORM>(0); }), AR_CAUSE_ILLEGAL);
    expect("the real root", cause_of([] { csr_write<AR_CSR_ROOT>(0); }), AR_CAUSE_PRIVILEGED);
    expect("the real bank 0", cause_of([] { csr_write<AR_CSR_VECTOR0>(0); }), AR_CAUSE_PRIVILEGED);
    expect("grants", cause_of([] { csr_write<AR_CSR_GRANT>(0); }), AR_CAUSE_PRIVILEGED);
    expect("whose time it is", cause_of([] { csr_write<AR_CSR_VMID>(9); }), AR_CAUSE_PRIVILEGED);
}

void window() {
    u32 strange = 0;
    for (u32 page = AR_WINDOW_BASE; page >= AR_WINDOW_BASE; page += 4096) {
        if (load(page | 0xffc) != AR_CAUSE_LOAD_PAGE) ++strange;
        if (store(page, 0) != AR_CAUSE_STORE_PAGE) ++strange;
        if (fetch(page) != AR_CAUSE_FETCH_PAGE) ++strange;
    }
    expect("doors in the window", strange, 0);
    expect("behind memory", load(kRam), AR_CAUSE_LOAD_PAGE);
}

/// Bank 2 belongs to nobody. What is pending there wakes nobody, least of all the monitor for nothing, all the time.
void bits_of_bank_2() {
    csr_write<AR_CSR_IMASK2>(0xffff);
    csr_write<AR_CSR_PENDING2>(0xffff);
    csr_write<AR_CSR_DELEGATE1>(0xffffffff);
    call(AR_HYPERCALL_TIMER, 3000000);
    call(AR_HYPERCALL_WAIT);
    expect("slept until its own came", csr_read<AR_CSR_PENDING1>(), kTimerBit);
    csr_write<AR_CSR_PENDING1>(0);
    still_works("with bits of bank 2");
    // The same for who leaves and waits as ring 0.
    csr_write<AR_CSR_IMASK2>(0xffff);
    csr_write<AR_CSR_PENDING2>(0xffff);
    expect("leave", leave(0), 0);
    csr_write<AR_CSR_IMASK0>(kTimerBit);
    port_out(AR_PORT_TIMER, 3000000);
    wait();
    expect("slept outside", csr_read<AR_CSR_PENDING0>(), kTimerBit);
    port_out(AR_PORT_TIMER, 0);
    build_tables();
    expect("enter", enter(), 0);
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    build_tables();
    expect("enter", enter(), 0);
    storms();
    ring_minus_1();
    window();
    bits_of_bank_2();
    finish();
}
