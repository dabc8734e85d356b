// What the guests that look at traps share: a digest of all that came, and trap banks set up for every ring.
#pragma once

#include "guests/digest.hpp"

inline constexpr u32 kGrant1 = 1U << 1, kGrant2 = 1U << 2;

inline Digest digest;
inline u32 notes;
inline void note(const Frame& frame) {
    digest.add(frame.bank);
    digest.add(frame.cause);
    digest.add(frame.value);
    digest.add(frame.epc);
    digest.add(frame.status);
    ++notes;
}
inline void begin() {
    digest = {};
    notes = 0;
}
inline void end(const char* what) {
    digest.add(notes);
    say(what, digest.value());
}

inline void set_up_banks(u32 grant, u32 delegate0, u32 delegate1) {
    set_up_traps();
    csr_write<AR_CSR_GRANT>(grant);
    csr_write<AR_CSR_DELEGATE0>(delegate0);
    csr_write<AR_CSR_DELEGATE1>(delegate1);
    csr_write<AR_CSR_VECTOR1>(address_of(reinterpret_cast<void*>(&trap_entry1)));
    csr_write<AR_CSR_SCRATCH1>(address_of(trap_stack_top1));
    csr_write<AR_CSR_VECTOR2>(address_of(reinterpret_cast<void*>(&trap_entry2)));
    csr_write<AR_CSR_SCRATCH2>(address_of(trap_stack_top2));
    csr_write<AR_CSR_STATUS1>(AR_STATUS_IE | 2U << AR_STATUS_PRING_SHIFT);
    csr_write<AR_CSR_STATUS2>(AR_STATUS_PIE);
}
