// What the test guests share: words on the console, a trap handler that says what came in, CSR access.
#pragma once

#include <stdint.h>

#include "anel_target.h"

using u32 = uint32_t;

struct Frame {
    u32 x[32];
    u32 epc, cause, value, status, bank;
};

extern "C" {
void run_in_ring(u32 ring, void (*function)());
void run_in_ring_by_status(u32 status, void (*function)());
void leave_ring();
void back_in_ring_0();
void trap_entry0();
void trap_entry1();
void trap_entry2();
extern char trap_stack_top0[];
extern char trap_stack_top1[];
extern char trap_stack_top2[];
}

template <u32 kNumber>
inline u32 csr_read() {
    u32 value;
    asm volatile("csrr %0, %1" : "=r"(value) : "i"(kNumber) : "memory");
    return value;
}
template <u32 kNumber>
inline void csr_write(u32 value) {
    asm volatile("csrw %0, %1" : : "i"(kNumber), "r"(value) : "memory");
}
inline u32 port_in(u32 port) {
    u32 value;
    asm volatile(".insn i 0x0b, 2, %0, 0(%1)" : "=r"(value) : "r"(port) : "memory");
    return value;
}
inline void port_out(u32 port, u32 value) { asm volatile(".insn s 0x0b, 3, %0, 0(%1)" : : "r"(value), "r"(port) : "memory"); }
inline void flush_all() { asm volatile(".insn r 0x0b, 1, 0, x0, x0, x0" : : : "memory"); }
inline void flush_page(u32 va) { asm volatile(".insn r 0x0b, 1, 0, x0, %0, x0" : : "r"(va) : "memory"); }
inline void flush_page_in(u32 va, u32 asid) { asm volatile(".insn r 0x0b, 1, 0, x0, %0, %1" : : "r"(va), "r"(asid) : "memory"); }
inline u32 probe(u32 va, u32 what) {
    u32 value;
    asm volatile(".insn r 0x0b, 4, 0, %0, %1, %2" : "=r"(value) : "r"(va), "r"(what) : "memory");
    return value;
}
inline void wait() { asm volatile(".word %0" : : "i"(AR_WORD_WFI) : "memory"); }
inline void enable() { asm volatile(".word %0" : : "i"(AR_WORD_EI) : "memory"); }
inline void disable() { asm volatile(".word %0" : : "i"(AR_WORD_DI) : "memory"); }
inline volatile u32& word_at(u32 address) { return *reinterpret_cast<volatile u32*>(address); }
inline u32 address_of(const volatile void* pointer) { return static_cast<u32>(reinterpret_cast<uintptr_t>(pointer)); }

void say(const char* text);
void say_hex(u32 value);
void say(const char* text, u32 value);
[[noreturn]] void power_off(u32 code);

/// While true, traps are only counted and kept in last_trap. A delegated bank's handler has no right to the console.
extern bool quiet;
/// Whoever jumps to where only zeros are comes back to where it jumped from, instead of stepping through them.
extern bool zeros_are_lost;
extern u32 trap_count;
extern Frame last_trap;
/// The compiler does not know that a load can end in the trap handler: between one and a look at what the handler left.
inline void after_possible_trap() { asm volatile("" : : : "memory"); }
/// Called, if set, for every trap but the way back, before anything else is done about it.
extern void (*on_each_trap)(const Frame& frame);
/// Called for interrupts, with the line.
extern void (*on_interrupt)(u32 line);
void set_up_traps();
