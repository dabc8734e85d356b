// A guest whose trap handler cannot be fetched: it can never be helped.
#include "guests/guest.hpp"

extern "C" void guest_main(u32, u32) {
    say("before\n");
    csr_write<AR_CSR_VECTOR0>(0x70000000);
    asm volatile("ebreak");
    say("after\n");
    power_off(0);
}
