// What the random hostile guest chooses from: numbers, addresses, page-table entries, registers. Each choice keeps the guest's own way home
// intact and asks for nothing that takes a different time, or goes another way, on another honest machine.
#pragma once

#include "guests/hostile.hpp"

// Physical memory. The guest itself lies below the roots.
inline constexpr u32 kRoots = 0x00200000, kRootCount = 4;
inline constexpr u32 kArena = 0x00400000, kArenaPages = 16;  ///< data and tables of pages: the only memory that stores may reach
inline constexpr u32 kLanding = 0x00800000;                  ///< returns, nothing else
// Level-1 entries that are scribbled over, and one through which a root is a table of pages.
inline constexpr u32 kFirstRegion = 16, kRegions = 6, kSelfRegion = 24;

void start_random(u32 seed);
u32 random_word();
inline u32 random_below(u32 limit) { return (random_word() >> 8) % limit; }
template <u32 kCount>
u32 one_of(const u32 (&list)[kCount]) {
    return list[random_below(kCount)];
}

/// An address to load from, store to or jump to.
u32 random_address();
/// Where `tret` may lead.
u32 random_target();
/// Entries whose writable pages are the arena's or nobody's, and whose executable ones hold returns or are nobody's.
u32 random_entry();
u32 random_upper_entry();
/// A root under which the guest goes on, or none.
u32 random_root();

struct Instruction {
    u32 word;
    u32 a0, a1;
    bool tells_time;  ///< its result is nobody's business
};
Instruction random_csr();
Instruction random_port();
Instruction random_system();
