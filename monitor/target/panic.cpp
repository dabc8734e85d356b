#include "panic.hpp"

namespace anel::monitor {

void log_text(const char* text) {
    for (; *text != 0; ++text) port_out(AR_PORT_LOG, static_cast<unsigned char>(*text));
}

void log_hex(u32 value) {
    log_text("0x");
    for (int shift = 28; shift >= 0; shift -= 4) {
        const u32 digit = (value >> shift) & 0xf;
        port_out(AR_PORT_LOG, digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
}

void stop_machine() {
    // The last page is mapped neither in the window nor, with paging off, by any RAM. So the trap's own handler cannot be
    // fetched, and the machine reports the triple fault it would have reported for the guest alone.
    csr_write<AR_CSR_VECTOR0>(0xfffff000);
    asm volatile("ebreak");
    __builtin_unreachable();
}

void panic(const char* text, u32 value) {
    log_text("monitor: ");
    log_text(text);
    log_text(": ");
    log_hex(value);
    log_text("\n");
    stop_machine();
}

}  // namespace anel::monitor
