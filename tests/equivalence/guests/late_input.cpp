// A guest that lets a console interrupt wait, serves the console without it, and only then asks for interrupts: the next byte
// typed must still interrupt it, while it computes and does not wait.
#include "guests/guest.hpp"

namespace {

u32 got;
void typed(u32) {
    got = port_in(AR_PORT_CONSOLE_DATA);
    port_out(AR_PORT_CONSOLE_IRQ, 0);
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    on_interrupt = typed;
    port_out(AR_PORT_CONSOLE_IRQ, 1);
    say("up, and not listened to", csr_read<AR_CSR_PENDING0>());
    say("read", port_in(AR_PORT_CONSOLE_DATA));
    say("down", csr_read<AR_CSR_PENDING0>());
    csr_write<AR_CSR_IMASK0>(1U << AR_LINE_CONSOLE);
    enable();
    const volatile u32& seen = got;
    while (seen == 0) {}
    say("typed", got);
    power_off(7);
}
