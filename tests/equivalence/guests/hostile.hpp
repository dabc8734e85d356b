// What the hostile guests share: a digest of what they saw, accesses that may end in a trap, and the machine's size and command line.
// They print digests, so that the bare machine can say what a monitor must make them see.
#pragma once

#include "guests/guest.hpp"

inline constexpr u32 kEveryRing = 3U << AR_PTE_RING_SHIFT;
inline constexpr u32 kAllRights = AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_X | kEveryRing;
inline constexpr u32 kReturn = 0x00008067;  ///< the instruction `ret`
inline constexpr u32 kFourMib = 1U << 22;

extern u32 ram_bytes;
extern const char* command_line;
/// The command line ends with a +: the guest keeps off the pages at the top of the window that translated code shares with it.
extern bool spares_shared_pages;
inline constexpr u32 kSharedPages = 64;
/// From the boot block; traps are counted and say nothing from here on.
void begin(u32 block);

void mix(u32 value);
/// Tells the digest of all that was mixed in since the last time.
void report(const char* what);

enum Kind : u32 { kLoad, kStore, kFetch };
/// The cause of the trap that the access ends in, or 0; mixes in the cause and its value.
u32 attempt(Kind kind, u32 address);
/// All three kinds.
void attempt_all(u32 address);

/// All memory below `end` one to one for every ring, by superpages.
void identity_root(u32 root, u32 end);
inline void walk_from(u32 root) {
    csr_write<AR_CSR_ROOT>(root);
    flush_all();
}

/// One word executed in this ring with these registers: a0 and a1 in, a2 in and out. What it raises is mixed in.
u32 execute(u32 ring, u32 word, u32 a0 = 0, u32 a1 = 0, u32 a2 = 0);
