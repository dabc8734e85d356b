// A paravirtual guest that never takes an interrupt, though the timer is due and somebody types.
#include "guests/para_guest.hpp"

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    build_tables();
    expect("enter", enter(), 0);
    csr_write<AR_CSR_IMASK1>(0xffff);
    call(AR_HYPERCALL_PORT_OUT, AR_PORT_CONSOLE_IRQ, 1);
    call(AR_HYPERCALL_TIMER, 1000);
    const u32 begin = csr_read<AR_CSR_CYCLE>();
    while (csr_read<AR_CSR_CYCLE>() - begin < 1000000) {}
    expect("they wait", csr_read<AR_CSR_PENDING1>(), 1U << AR_LINE_TIMER | 1U << AR_LINE_CONSOLE);
    expect("and nothing was taken", trap_count, 0);
    finish();
}
