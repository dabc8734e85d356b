#include "guests/guest.hpp"

bool quiet;
bool zeros_are_lost;
u32 trap_count;
Frame last_trap;
void (*on_each_trap)(const Frame& frame);
void (*on_interrupt)(u32 line);

void say(const char* text) {
    for (; *text != 0; ++text) port_out(AR_PORT_CONSOLE_DATA, static_cast<unsigned char>(*text));
}
void say_hex(u32 value) {
    for (int shift = 28; shift >= 0; shift -= 4) {
        const u32 digit = (value >> shift) & 15U;
        port_out(AR_PORT_CONSOLE_DATA, digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
}
void say(const char* text, u32 value) {
    say(text);
    say(" ");
    say_hex(value);
    say("\n");
}
void power_off(u32 code) {
    port_out(AR_PORT_POWER, code);
    for (;;) {}
}

extern "C" void* memcpy(void* to, const void* from, unsigned long bytes) {
    unsigned long done = 0;
    if (((address_of(to) | address_of(from)) & 3U) == 0)
        for (; bytes - done >= 4; done += 4) word_at(address_of(to) + done) = word_at(address_of(from) + done);
    for (; done < bytes; ++done) static_cast<volatile char*>(to)[done] = static_cast<const char*>(from)[done];
    return to;
}

extern "C" void on_trap(Frame* frame) {
    const bool comes_back = frame->cause == AR_CAUSE_ECALL && frame->x[17] == 99;
    if (!comes_back) {
        last_trap = *frame;
        ++trap_count;
        if (on_each_trap != nullptr) on_each_trap(*frame);
    }
    if ((frame->cause & AR_CAUSE_INTERRUPT) != 0) {
        on_interrupt(frame->cause & ~AR_CAUSE_INTERRUPT);
        return;
    }
    if (comes_back) {
        frame->epc = address_of(reinterpret_cast<void*>(&back_in_ring_0));
        frame->status &= ~(3U << AR_STATUS_PRING_SHIFT);
        return;
    }
    if (!quiet) {
        say("trap bank ");
        say_hex(frame->bank);
        say(" cause ");
        say_hex(frame->cause);
        say(" value ");
        say_hex(frame->value);
        say(" epc ");
        say_hex(frame->epc);
        say(" status ");
        say_hex(frame->status);
        say("\n");
    }
    const bool zeros = zeros_are_lost && frame->cause == AR_CAUSE_ILLEGAL && frame->value == 0;
    const bool lost = zeros || frame->cause == AR_CAUSE_FETCH_ACCESS || frame->cause == AR_CAUSE_FETCH_PAGE;
    frame->epc = lost ? frame->x[1] : frame->epc + 4;
}

void set_up_traps() {
    csr_write<AR_CSR_VECTOR0>(address_of(reinterpret_cast<void*>(&trap_entry0)));
    csr_write<AR_CSR_SCRATCH0>(address_of(trap_stack_top0));
}
