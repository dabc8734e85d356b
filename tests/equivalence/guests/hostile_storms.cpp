// A guest that leaves for its monitor as often as it can, in tight loops of what costs it least; then one that never listens while every
// line is up. Afterwards the timer must still come, and everything must still work.
#include "guests/hostile.hpp"

namespace {

constexpr u32 kRoot = 0x00200000;
constexpr u32 kTimes = 700;
constexpr u32 kLines = 1U << AR_LINE_TIMER | 1U << AR_LINE_CONSOLE | 1U << AR_LINE_DISK;

u32 interrupts;
void tick(u32 line) {
    ++interrupts;
    mix(line);
    port_out(AR_PORT_TIMER, 0);
    csr_write<AR_CSR_PENDING0>(0);
}

/// The machine does its work as ever: the timer interrupts a loop and a wait, a fault is a fault.
void still_works() {
    on_interrupt = tick;
    csr_write<AR_CSR_IMASK0>(1U << AR_LINE_TIMER);
    interrupts = 0;
    port_out(AR_PORT_TIMER, 20000);
    enable();
    const volatile u32& seen = interrupts;
    while (seen == 0) {}
    disable();
    port_out(AR_PORT_TIMER, 20000);
    wait();
    mix(csr_read<AR_CSR_PENDING0>() & kLines);
    enable();
    disable();
    mix(interrupts);
    csr_write<AR_CSR_IMASK0>(0);
    attempt_all(0x70000000);
}

/// The same with each line up and nobody listening; returns by itself.
void storm(const char* name, void (*step)()) {
    for (u32 i = 0; i < kTimes; ++i) step();
    still_works();
    report(name);
}

void ports() { mix(port_in(AR_PORT_CONSOLE_IRQ)); }
void absent_ports() { port_out(0x99, 1); }
void awake() {
    csr_write<AR_CSR_PENDING0>(1U << 9);
    csr_write<AR_CSR_IMASK0>(1U << 9);
    wait();
    csr_write<AR_CSR_PENDING0>(0);
}
void flush() { flush_page(0x00300000); }
void calls() { asm volatile("li a7, 1\n ecall" : : : "a7", "memory"); }
void never_mapped() { attempt(kLoad, 0x40000000); }
void everywhere_else() {
    static u32 at = 0x10000000;
    attempt(kStore, at);
    at += 0x00401000;
    if (at > 0xf0000000) at = 0x10000000;
}
void roots() {
    static u32 space;
    csr_write<AR_CSR_ROOT>(kRoot | (++space & 0xff) << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
}
void flags() {
    enable();
    disable();
}
void calls_outside() {
    for (u32 i = 0; i < kTimes; ++i) calls();
    leave_ring();
}

void deaf() {
    csr_write<AR_CSR_IMASK0>(0);
    port_out(AR_PORT_CONSOLE_IRQ, 1);
    port_out(AR_PORT_DISK_COMMAND, 99);  // cannot be done: its line is up at once
    port_out(AR_PORT_TIMER, 1);
    for (volatile u32 i = 0; i < 20; i = i + 1) {}
    say("lines", csr_read<AR_CSR_PENDING0>());
    enable();
    const u32 before = trap_count;
    for (volatile u32 i = 0; i < 100000; i = i + 1) {}
    disable();
    say("taken", trap_count - before);
    storm("ports, deaf", ports);
    port_out(AR_PORT_TIMER, 1);
    storm("calls, deaf", calls);
    say("lines", csr_read<AR_CSR_PENDING0>());
    port_out(AR_PORT_CONSOLE_IRQ, 0);
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    say("quiet", csr_read<AR_CSR_PENDING0>());
}

}  // namespace

extern "C" void guest_main(u32, u32 block) {
    begin(block);
    identity_root(kRoot, ram_bytes);
    walk_from(kRoot | AR_ROOT_ON);
    storm("ports", ports);
    storm("ports that do not exist", absent_ports);
    storm("waiting for what is there", awake);
    storm("flushes", flush);
    storm("calls", calls);
    storm("faults on a page that is never mapped", never_mapped);
    storm("faults everywhere", everywhere_else);
    storm("roots", roots);
    storm("flags", flags);
    run_in_ring(3, calls_outside);
    still_works();
    report("calls from ring 3");
    deaf();
    power_off(42);
}
