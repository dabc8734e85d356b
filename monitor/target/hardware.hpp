// The instructions of the real machine that C++ has no words for, each as one inline function.
// Not here: anything about the guest.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "anel_target.h"

namespace anel::monitor {

using u8 = unsigned char;
using u16 = unsigned short;
using u32 = uint32_t;

inline constexpr u32 kPageBytes = 4096;
inline constexpr u32 kEntries = 1024;  ///< of a page table

template <u32 kNumber>
inline u32 csr_read() {
    u32 value;
    asm volatile("csrr %0, %1" : "=r"(value) : "i"(kNumber) : "memory");
    return value;
}
template <u32 kNumber>
inline void csr_write(u32 value) {
    asm volatile("csrw %0, %1" : : "i"(kNumber), "rK"(value) : "memory");
}
template <u32 kNumber>
inline void csr_set(u32 bits) {
    asm volatile("csrs %0, %1" : : "i"(kNumber), "rK"(bits) : "memory");
}
template <u32 kNumber>
inline void csr_clear(u32 bits) {
    asm volatile("csrc %0, %1" : : "i"(kNumber), "rK"(bits) : "memory");
}

/// From here on, what ring 0 does is booked to this activity.
template <u32 kActivity>
inline void mark() {
    asm volatile("csrwi %0, %1" : : "i"(AR_CSR_MARK), "i"(kActivity) : "memory");
}

inline u32 port_in(u32 port) {
    u32 value;
    asm volatile(".insn i 0x0b, 2, %0, 0(%1)" : "=r"(value) : "r"(port) : "memory");
    return value;
}
inline void port_out(u32 port, u32 value) { asm volatile(".insn s 0x0b, 3, %0, 0(%1)" : : "r"(value), "r"(port) : "memory"); }

inline void wait_for_interrupt() { asm volatile(".word %0" : : "i"(AR_WORD_WFI) : "memory"); }

/// Forgets `va` in every space. The operand must not be register zero, which means all addresses.
inline void tlb_flush_page_everywhere(u32 va) {
    asm volatile("" : "+r"(va));
    asm volatile(".insn r 0x0b, 1, 0, x0, %0, x0" : : "r"(va) : "memory");
}
inline void tlb_flush_page(u32 va, u32 asid) {
    asm volatile("" : "+r"(va), "+r"(asid));
    asm volatile(".insn r 0x0b, 1, 0, x0, %0, %1" : : "r"(va), "r"(asid) : "memory");
}
/// Of guests under ring −1, what leads to the page at `frame`; of one VM.
inline void guest_tlb_flush_frame(u32 frame, u32 tag) {
    asm volatile("" : "+r"(frame), "+r"(tag));
    asm volatile(".insn r 0x0b, 6, 0, x0, %0, %1" : : "r"(frame), "r"(tag) : "memory");
}
inline void guest_tlb_flush(u32 tag) {
    asm volatile("" : "+r"(tag));
    asm volatile(".insn r 0x0b, 6, 0, x0, x0, %0" : : "r"(tag) : "memory");
}
inline void tlb_flush_everything() { asm volatile(".insn r 0x0b, 1, 0, x0, x0, x0" : : : "memory"); }
inline void tlb_flush_space(u32 asid) {
    asm volatile("" : "+r"(asid));
    asm volatile(".insn r 0x0b, 1, 0, x0, x0, %0" : : "r"(asid) : "memory");
}

}  // namespace anel::monitor
