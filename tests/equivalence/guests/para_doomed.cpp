// A paravirtual guest whose trap handler cannot be fetched: nobody can help it, and the monitor says so.
#include "guests/para_guest.hpp"

extern "C" void guest_main(u32, u32) {
    build_tables();
    expect("enter", enter(), 0);
    csr_write<AR_CSR_VECTOR1>(kNowhere);
    asm volatile("ebreak");
    finish();
}
