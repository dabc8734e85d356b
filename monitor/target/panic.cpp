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
    port_out(AR_PORT_POWER, AR_POWER_GIVE_UP);
    for (;;) asm volatile("" : : : "memory");
}

void panic(const char* text, u32 value) {
    log_text("monitor: ");
    log_text(text);
    log_text(": ");
    log_hex(value);
    log_text("\n");
    stop_machine();
}

void trapped_itself(u32 cause, u32 value, u32 pc) {
    log_text("monitor: trap in the monitor itself: cause ");
    log_hex(cause);
    log_text(", value ");
    log_hex(value);
    panic(", pc", pc);
}

}  // namespace anel::monitor
