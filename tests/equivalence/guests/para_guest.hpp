// What the paravirtual test guests share: hypercalls, page tables of their own, checks that are told on the console.
// They map all memory one to one for every ring, and their page tables read-only.
#pragma once

#include "guests/guest.hpp"

extern "C" void run_outside(u32 ring, void (*function)());

inline constexpr u32 kRam = 0x01000000;  ///< where the guest's memory ends, and the monitor's begins
inline constexpr u32 kRoot = 0x00200000;
inline constexpr u32 kTables = 0x00201000;  ///< four tables of pages, for 4 MiB each
inline constexpr u32 kTableCount = 4;
inline constexpr u32 kSpare = 0x00400000;  ///< pages from here on have no use yet
inline constexpr u32 kNowhere = 0x70000000;
inline constexpr u32 kPage = AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_X | 3U << AR_PTE_RING_SHIFT;
inline constexpr u32 kReadOnly = kPage & ~static_cast<u32>(AR_PTE_W);

inline constexpr u32 kNoSuchCall = AR_HYPERCALL_NO_SUCH_CALL, kRefused = AR_HYPERCALL_REFUSED, kBadAddress = AR_HYPERCALL_BAD_ADDRESS,
                     kTooMany = AR_HYPERCALL_TOO_MANY, kNotNow = AR_HYPERCALL_NOT_NOW;

u32 call(u32 number, u32 a = 0, u32 b = 0);

/// Physical address of the entry that maps `address` in this guest's tables.
inline u32 entry_of(u32 address) { return kTables + (address >> 22) * 4096 + (address >> 12 & 1023) * 4; }

/// With paging off or its own tables out of use: makes them.
void build_tables();
/// ENTER, then a trap handler for bank 1 that counts and says nothing.
u32 enter();
/// LEAVE, to this root and bank 0.
u32 leave(u32 root);

/// One operation by itself: 1 done, 0 refused.
u32 update(u32 first, u32 second);
inline u32 write_entry(u32 place, u32 entry) { return update(place | AR_TABLE_WRITE, entry); }
inline u32 pin(u32 frame, u32 what) { return update(frame | AR_TABLE_PIN, what); }
inline u32 unpin(u32 frame) { return update(frame | AR_TABLE_UNPIN, 0); }
/// The direct mapping of a page becomes read-only, or writable again.
inline u32 protect(u32 page) { return write_entry(entry_of(page), page | kReadOnly); }
inline u32 release(u32 page) {
    const u32 done = write_entry(entry_of(page), page | kPage);
    update(page | AR_TABLE_FLUSH, AR_FLUSH_EVERY_SPACE);
    return done;
}

/// The cause of the trap that an access ends in, or 0.
u32 store(u32 address, u32 value);
u32 load(u32 address);
u32 fetch(u32 address);

/// Tells what is not as expected.
void expect(const char* what, u32 seen, u32 wanted);
/// Tells how many checks there were, and goes off with code 42 if all held. By hypercall when entered.
[[noreturn]] void finish();
