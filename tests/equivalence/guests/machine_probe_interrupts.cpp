// What the guest that asks everything asks about interrupts: the timer, the software bits, the console.
#include "guests/machine_probe.hpp"

#include "guests/guest.hpp"

namespace {

// Nothing printed may depend on how long anything takes, so ticks are far apart.
u32 ticks;
void tick(u32 line) {
    ++ticks;
    say("interrupt on line", line);
    say("pending", csr_read<AR_CSR_PENDING0>());
    say("in ring", last_trap.status);
    port_out(AR_PORT_TIMER, ticks < 4 ? 400000 : 0);
    say("pending", csr_read<AR_CSR_PENDING0>());
}
void spin_outside() {
    const volatile u32& seen = ticks;
    while (seen < 4) {}
    leave_ring();
}
void soft(u32 line) {
    say("software interrupt", line);
    csr_write<AR_CSR_PENDING0>(0);
}

}  // namespace

void ask_about_interrupts() {
    on_interrupt = tick;
    csr_write<AR_CSR_IMASK0>(1U << AR_LINE_TIMER);
    say("timer at rest", port_in(AR_PORT_TIMER));
    ticks = 10;
    port_out(AR_PORT_TIMER, 2000);
    say("waiting");
    wait();
    say("awake", csr_read<AR_CSR_PENDING0>());
    enable();
    disable();
    port_out(AR_PORT_TIMER, 5000);
    say("due", port_in(AR_PORT_TIMER) < 5000);
    port_out(AR_PORT_TIMER, 0);
    ticks = 0;
    enable();
    port_out(AR_PORT_TIMER, 20000);
    const volatile u32& seen = ticks;
    while (seen < 2) {}
    disable();
    say("now from outside");
    run_in_ring(3, spin_outside);
    on_interrupt = soft;
    csr_write<AR_CSR_IMASK0>(0xffff);
    csr_write<AR_CSR_PENDING0>(1U << 7 | 1U << 9);
    say("pending", csr_read<AR_CSR_PENDING0>());
    wait();
    enable();
    disable();
    csr_write<AR_CSR_IMASK0>(0);
}

namespace {

bool ended;
void typed(u32 line) {
    const u32 status = port_in(AR_PORT_CONSOLE_STATUS);
    if ((status & AR_CONSOLE_READY) != 0) {
        say("typed", port_in(AR_PORT_CONSOLE_DATA) | line << 16);
    } else {
        say("end", status);
        port_out(AR_PORT_CONSOLE_IRQ, 0);
        ended = true;
    }
}

}  // namespace

void ask_about_the_console() {
    on_interrupt = typed;
    csr_write<AR_CSR_IMASK0>(1U << AR_LINE_CONSOLE);
    port_out(AR_PORT_CONSOLE_IRQ, 1);
    say("enabled", port_in(AR_PORT_CONSOLE_IRQ));
    say("pending", csr_read<AR_CSR_PENDING0>());
    enable();
    const volatile bool& seen = ended;
    while (!seen) wait();
    disable();
    say("nothing left", port_in(AR_PORT_CONSOLE_DATA));
}
