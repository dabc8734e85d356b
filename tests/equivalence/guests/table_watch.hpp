// What the two halves of the guest with changing page tables share: its tables, and how it looks at what they say.
#pragma once

#include "guests/digest.hpp"

/// `first` is the root in use, with `own` at kOne, and `doors` at kDoor.
extern u32 first[1024], own[1024], other[1024], doors[1024];

inline constexpr u32 kOne = 0x40000000, kTwo = 0x40400000, kDoor = 0x40800000;
inline constexpr u32 kPage = 4096;
inline constexpr u32 kLeaf = AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_X | kForRing3;

/// One of sixteen pages, each with its number in it.
inline u32 frame(u32 n) { return 0x00380000 + n * kPage; }
inline void put(u32* table, u32 index, u32 entry) { static_cast<volatile u32&>(table[index]) = entry; }
inline u32 get(u32* table, u32 index) { return static_cast<volatile u32&>(table[index]); }
/// Where a mapping of a table, which begins at this address, has its entry.
inline u32 entry_in(u32 va, u32 index) { return va + index * sizeof(u32); }

/// Reads and a write from every ring: what came of them, and what the entry is like behind each.
void look(Digest& digest, u32 va, u32* table, u32 index);
void look(const char* what, u32 va, u32* table, u32 index);

/// All as in the beginning: `first` in use, and pages that lead to tables at kDoor.
void set_up();

/// Who writes to tables: stores of every width, a store that changes its own way, the disk, and the machine itself, to a table that is code.
void try_writers();
