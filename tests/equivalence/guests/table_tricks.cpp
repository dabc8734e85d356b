// Page tables used as a clever kernel might: pages and tables with several names, tables that map themselves, spaces that share tables,
// entries changed through every one of these ways. After each step what is seen, and what A and D have become.
#include "guests/digest.hpp"

namespace {

alignas(4096) u32 first[1024], second[1024], shared[1024], own[1024];

constexpr u32 kFrames = 0x00300000;  ///< eight pages, each with its number in it
constexpr u32 kOne = 0x40000000, kTwo = 0x40400000, kSelf = 0x80000000;
constexpr u32 kLeaf = AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_X | kForRing3;

u32 frame(u32 n) { return kFrames + n * 4096; }
void fill_frames() {
    for (u32 n = 0; n < 8; ++n) word_at(frame(n)) = 0x1000 + n;
}
volatile u32& entry(u32* table, u32 index) { return table[index]; }

/// From ring 0 and from ring 3, reads and then writes; what the entries of interest are like.
void look(const char* what, u32 va, u32* table, u32 index) {
    Digest digest;
    constexpr u32 kRings[] = {0, 3, 1};
    constexpr Kind kReadsAndWrite[] = {Kind::kRead, Kind::kWrite, Kind::kRead};
    for (const u32 ring : kRings)
        for (const Kind kind : kReadsAndWrite) {
            touch(ring, kind, va).add_to(digest);
            digest.add(entry(table, index));
        }
    say(what, digest.value());
}

/// Two entries of one table, and one table under two entries, lead to one page.
void aliases() {
    fill_frames();
    own[0] = frame(0) | kLeaf;
    own[1] = frame(0) | (kLeaf & ~AR_PTE_W);
    first[kOne >> 22] = address_of(own) | AR_PTE_V;
    first[kTwo >> 22] = address_of(own) | AR_PTE_V;
    flush_all();
    look("one name", kOne, own, 0);
    look("other name, read only", kOne + 4096, own, 1);
    look("other table entry", kTwo, own, 0);
    own[0] = frame(1) | kLeaf;
    flush_page(kOne);
    flush_page(kTwo);
    look("changed under both", kOne, own, 0);
    look("changed under the other", kTwo, own, 0);
    own[1] = frame(2) | kLeaf;
    flush_all();
    look("now writable", kTwo + 4096, own, 1);
}

/// The level-1 table is its own level-2 table at kSelf.
void self_map() {
    fill_frames();
    first[kSelf >> 22] = address_of(first) | AR_PTE_V;
    flush_all();
    // A pointer is no leaf, so tables cannot be read that way; the superpages of the identity map can, as pages.
    look("a superpage seen as a page", kSelf + (1U << 12), first, 1);
    const u32 entries_of_own = kSelf + ((kOne >> 22) << 12);
    look("a table seen through itself", entries_of_own, first, kOne >> 22);
    first[kOne >> 22] = address_of(own) | AR_PTE_V | AR_PTE_R | AR_PTE_W;
    look("after an entry became a leaf", kOne, first, kOne >> 22);
    flush_all();
    look("and was flushed", kOne, first, kOne >> 22);
    first[kOne >> 22] = address_of(own) | AR_PTE_V;
    first[kSelf >> 22] = 0;
    flush_all();
    look("a pointer again", kOne, own, 0);
}

/// An entry changed by a store through a mapping of its table, from ring 3, which is then flushed by ring 0.
void table_as_data() {
    fill_frames();
    const u32 window = 0x40800000;
    shared[0] = address_of(own) | kLeaf;
    first[window >> 22] = address_of(shared) | AR_PTE_V;
    own[0] = frame(3) | kLeaf;
    flush_all();
    look("before", kOne, own, 0);
    // What touch writes leads nowhere.
    touch(3, Kind::kWrite, window);
    flush_page(kOne);
    look("overwritten by ring 3", kOne, own, 0);
    say("the window's entry", entry(shared, 0) & kUsed);
    word_at(window) = frame(4) | kLeaf;
    flush_page(kOne);
    look("mended through the window", kOne, own, 0);
}

/// Two spaces share a table; entries are changed while the other space runs, and each space flushes for itself.
void two_spaces() {
    fill_frames();
    identity_map(second);
    shared[0] = frame(5) | kLeaf;
    shared[1] = frame(6) | kLeaf | AR_PTE_G;
    first[kOne >> 22] = second[kOne >> 22] = address_of(shared) | AR_PTE_V;
    own[0] = frame(1) | kLeaf;
    first[kTwo >> 22] = address_of(own) | AR_PTE_V;
    flush_all();
    for (u32 round = 0; round < 6; ++round) {
        const bool other = (round & 1U) != 0;
        csr_write<AR_CSR_ROOT>(address_of(other ? second : first) | (other ? 9U : 8U) << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
        look("shared", kOne, shared, 0);
        look("shared, global", kOne + 4096, shared, 1);
        look("one space's own", kTwo, own, 0);
        shared[0] = frame(round) | kLeaf;
        flush_page_in(kOne, 8);
        flush_page_in(kOne, 9);
        look("changed, flushed in both", kOne, shared, 0);
        shared[1] = frame(7 - round) | kLeaf | AR_PTE_G;
        flush_page(kOne + 4096);
        look("global, flushed everywhere", kOne + 4096, shared, 1);
    }
    use_tables(first, 8);
}

/// A superpage is flushed by any address in it; then it becomes a table, and a superpage again.
void superpages() {
    fill_frames();
    first[kOne >> 22] = 0x00400000 | kLeaf;
    flush_all();
    word_at(0x00400000) = 0xa;
    word_at(0x00800000) = 0xb;
    word_at(0x007ff000) = 0xc;
    look("a superpage", kOne, first, kOne >> 22);
    look("its last page", kOne + 0x3ff000, first, kOne >> 22);
    first[kOne >> 22] = 0x00800000 | kLeaf;
    flush_page(kOne + 0x123000);
    look("another one", kOne, first, kOne >> 22);
    own[0] = frame(2) | kLeaf;
    first[kOne >> 22] = address_of(own) | AR_PTE_V;
    flush_page(kOne);
    look("a table", kOne, own, 0);
    first[kOne >> 22] = 0x00400000 | kLeaf;
    flush_page(kOne);
    flush_page(kOne + 0x3ff000);
    look("a superpage again", kOne + 0x3ff000, first, kOne >> 22);
}

/// A and D taken away again by the guest, and flushed: they come back with the next use, and not before.
void used_bits() {
    fill_frames();
    own[3] = frame(3) | kLeaf;
    first[kOne >> 22] = address_of(own) | AR_PTE_V;
    flush_all();
    Digest digest;
    for (u32 round = 0; round < 8; ++round) {
        constexpr Kind kReadAndWrite[] = {Kind::kRead, Kind::kWrite};
        for (const Kind kind : kReadAndWrite) {
            touch(round % 4, kind, kOne + 3 * 4096).add_to(digest);
            digest.add(entry(own, 3));
        }
        own[3] = own[3] & ~((round & 1U) != 0 ? kUsed : AR_PTE_D);
        flush_page(kOne + 3 * 4096);
        digest.add(entry(own, 3));
    }
    say("A and D", digest.value());
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    quiet = true;
    identity_map(first);
    use_tables(first, 8);
    aliases();
    self_map();
    table_as_data();
    two_spaces();
    superpages();
    used_bits();
    power_off(9);
}
