// Page tables that are changed in every way in which memory can be changed: by their owner and through other names, by ring 3; that become data and
// tables again; and more address spaces than anybody keeps. The guest flushes as it must. After each change: what is seen from each ring, and what A and D
// have become.
// Not here: writes that are no plain stores of words (table_writers.cpp).
#include "guests/table_watch.hpp"

alignas(4096) u32 first[1024], own[1024], other[1024], doors[1024];

namespace {

constexpr u32 kSpaces = 40;
alignas(4096) u32 second[1024], shared[1024];
alignas(4096) u32 root_of[kSpaces][1024], table_of[kSpaces][1024];

constexpr u32 kSuperFrame = 0x00800000, kOtherSuperFrame = 0x00c00000, kSelf = 0x80000000;

void fill_frames() {
    for (u32 n = 0; n < 16; ++n) word_at(frame(n)) = 0x1000 + n;
}

}  // namespace

void look(Digest& digest, u32 va, u32* table, u32 index) {
    constexpr u32 kRings[] = {0, 3, 1, 2};
    constexpr Kind kReadsAndWrite[] = {Kind::kRead, Kind::kWrite, Kind::kRead};
    for (const u32 ring : kRings)
        for (const Kind kind : kReadsAndWrite) {
            touch(ring, kind, va).add_to(digest);
            digest.add(get(table, index));
        }
}
void look(const char* what, u32 va, u32* table, u32 index) {
    Digest digest;
    look(digest, va, table, index);
    say(what, digest.value());
}

void set_up() {
    fill_frames();
    identity_map(first);
    for (u32 i = 0; i < 1024; ++i) own[i] = other[i] = doors[i] = 0;
    first[kOne >> 22] = address_of(own) | AR_PTE_V;
    first[kDoor >> 22] = address_of(doors) | AR_PTE_V;
    doors[0] = address_of(own) | kLeaf;
    doors[1] = address_of(own) | (kLeaf & ~AR_PTE_W);
    doors[2] = address_of(first) | kLeaf;
    use_tables(first, 8);
}

namespace {

/// One table with three names: its owner's, a page that every ring may write to, and one that nobody may.
void aliases() {
    set_up();
    const u32 door = entry_in(kDoor, 3);
    Digest digest;
    for (u32 round = 0; round < 12; ++round) {
        const u32 entry = frame(round) | (round % 3 == 2 ? kLeaf & ~AR_PTE_W : kLeaf);
        if (round % 2 == 0) word_at(door) = entry;
        else put(own, 3, entry);
        flush_page(kOne + 3 * kPage);
        look(digest, kOne + 3 * kPage, own, 3);
        touch(round % 4, Kind::kWrite, entry_in(kDoor + kPage, 3)).add_to(digest);
        digest.add(word_at(door));
    }
    say("one table, three names", digest.value());
    // Names that are for inner rings only: what one may do, another may not.
    for (u32 outermost = 0; outermost < 4; ++outermost) {
        put(doors, 8 + outermost, address_of(own) | AR_PTE_V | AR_PTE_R | AR_PTE_W | outermost << AR_PTE_RING_SHIFT);
        look(digest, entry_in(kDoor + (8 + outermost) * kPage, 600), doors, 8 + outermost);
        digest.add(get(own, 600));
        put(own, 600, 0);
        look(digest, entry_in(kDoor + (8 + outermost) * kPage, 600), doors, 8 + outermost);
    }
    say("names for inner rings", digest.value());
    // By ring 3: what it writes is no entry that leads anywhere.
    look("ring 3 has found the door", entry_in(kDoor, 3), doors, 0);
    flush_page(kOne + 3 * kPage);
    look("and closed another", kOne + 3 * kPage, own, 3);
}

/// The root is its own table of pages at kSelf, and has a leaf that leads to itself: through that it is written.
void recursion() {
    set_up();
    constexpr u32 kSlot = 0x55;
    first[kSelf >> 22] = address_of(first) | AR_PTE_V;
    // No superpage, for its frame is not aligned; but a page, where the root stands for a table of pages.
    first[kSlot] = address_of(first) | kLeaf;
    own[0] = frame(1) | kLeaf;
    other[0] = frame(2) | kLeaf;
    flush_all();
    const u32 itself = kSelf + kSlot * kPage;
    Digest digest;
    for (u32 round = 0; round < 8; ++round) {
        word_at(entry_in(itself, kOne >> 22)) = address_of(round % 2 == 0 ? other : own) | AR_PTE_V;
        flush_all();
        look(digest, kOne, round % 2 == 0 ? other : own, 0);
        digest.add(word_at(entry_in(itself, kSlot)));
        // A superpage of the identity map, seen as a page.
        look(digest, kSelf + 2 * kPage, first, 2);
        digest.add(get(first, 2));
    }
    say("a root written through itself", digest.value());
    touch(0, Kind::kRead, kSlot << 22).add_to(digest);
    word_at(entry_in(itself, kSlot)) = 0;
    flush_all();
    touch(0, Kind::kRead, itself).add_to(digest);
    look(digest, kOne, own, 0);
    say("the way to itself is gone", digest.value());
}

/// A table that is data for a while, with and without being taken out of its root before.
void table_and_data() {
    set_up();
    Digest digest;
    for (u32 round = 0; round < 6; ++round) {
        for (u32 i = 0; i < 16; ++i) put(own, i * 8, frame((i + round) % 16) | kLeaf);
        flush_all();
        for (u32 i = 0; i < 16; i += 3) look(digest, kOne + i * 8 * kPage, own, i * 8);
        if (round % 2 == 0) {
            put(first, kOne >> 22, 0);
            flush_all();
        }
        // Even numbers are no entries.
        for (u32 i = 0; i < 1024; ++i) put(own, i, (i * 0x01234568U + round) & ~AR_PTE_V);
        flush_all();
        u32 sum = 0;
        for (u32 i = 0; i < 1024; ++i) sum = sum * 31 + get(own, i);
        digest.add(sum);
        look(digest, kOne, own, 0);
        put(first, kOne >> 22, address_of(own) | AR_PTE_V);
        for (u32 i = 0; i < 1024; ++i) put(own, i, 0);
        flush_all();
    }
    say("a table, data, a table", digest.value());
    // Many entries at once that are in use, and one flush behind them.
    for (u32 i = 0; i < 64; ++i) put(own, i, frame(i % 16) | kLeaf);
    for (u32 i = 0; i < 64; ++i) touch(3, Kind::kWrite, kOne + i * kPage).add_to(digest);
    for (u32 i = 0; i < 64; ++i) put(own, i, get(own, i) & ~(i % 2 == 0 ? kUsed : AR_PTE_W));
    flush_all();
    for (u32 i = 0; i < 64; i += 7) look(digest, kOne + i * kPage, own, i);
    say("many entries, one flush", digest.value());
}

/// Two roots with one table, at different places; it is changed while either of them runs.
void two_roots() {
    set_up();
    identity_map(second);
    first[kTwo >> 22] = address_of(shared) | AR_PTE_V;
    second[kOne >> 22] = address_of(shared) | AR_PTE_V;
    flush_all();
    Digest digest;
    for (u32 round = 0; round < 10; ++round) {
        const bool turn = round % 2 == 1;
        csr_write<AR_CSR_ROOT>(address_of(turn ? second : first) | (turn ? 9U : 8U) << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
        look(digest, turn ? kOne : kTwo, shared, 0);
        put(shared, 0, frame(round) | (round % 3 == 0 ? kLeaf & ~AR_PTE_W : kLeaf));
        flush_page_in(kTwo, 8);
        flush_page_in(kOne, 9);
        look(digest, turn ? kOne : kTwo, shared, 0);
        if (round == 6) {
            // The one that does not run loses it.
            put(second, kOne >> 22, 0);
            flush_page_in(kOne, 9);
        }
    }
    say("one table, two roots", digest.value());
    // One table twice in one root; then it is torn down, and another is made.
    use_tables(first, 8);
    first[kOne >> 22] = address_of(shared) | AR_PTE_V;
    put(shared, 9, frame(3) | kLeaf);
    flush_all();
    look(digest, kOne + 9 * kPage, shared, 9);
    look(digest, kTwo + 9 * kPage, shared, 9);
    for (u32 i = 0; i < 1024; ++i) put(shared, i, 0);
    flush_all();
    first[kSelf >> 22] = address_of(other) | AR_PTE_V;
    put(other, 9, frame(4) | kLeaf);
    look(digest, kSelf + 9 * kPage, other, 9);
    look(digest, kOne + 9 * kPage, shared, 9);
    look(digest, kTwo + 9 * kPage, shared, 9);
    say("one table twice, and torn down", digest.value());
    use_tables(first, 8);
}

/// A table in the place of a superpage, and a superpage in the place of a table.
void superpages() {
    set_up();
    for (u32 i = 0; i < 8; ++i) put(own, i * 100, frame(i) | kLeaf);
    word_at(kSuperFrame + 100 * kPage) = 0xa;
    word_at(kOtherSuperFrame + 100 * kPage) = 0xb;
    flush_all();
    Digest digest;
    for (u32 round = 0; round < 9; ++round) {
        const u32 entries[] = {address_of(own) | AR_PTE_V, kSuperFrame | kLeaf, kOtherSuperFrame | (kLeaf & ~AR_PTE_W)};
        put(first, kOne >> 22, entries[round % 3]);
        flush_page(kOne + round * kPage);
        flush_page(kOne + 100 * kPage);
        for (u32 i = 0; i < 8; ++i) flush_page(kOne + i * 100 * kPage);
        look(digest, kOne + 100 * kPage, round % 3 == 0 ? own : first, round % 3 == 0 ? 100 : kOne >> 22);
        look(digest, kOne + 700 * kPage, round % 3 == 0 ? own : first, round % 3 == 0 ? 700 : kOne >> 22);
    }
    say("tables and superpages", digest.value());
}

void use_space(u32 n) { csr_write<AR_CSR_ROOT>(address_of(root_of[n]) | (n + 16) << AR_ROOT_ASID_SHIFT | AR_ROOT_ON); }

/// Many spaces: each has a table of its own and one that all share. While one runs, others are changed.
void many_spaces() {
    set_up();
    for (u32 n = 0; n < kSpaces; ++n) {
        identity_map(root_of[n]);
        root_of[n][kOne >> 22] = address_of(table_of[n]) | AR_PTE_V;
        root_of[n][kTwo >> 22] = address_of(shared) | AR_PTE_V;
        for (u32 i = 0; i < 1024; ++i) table_of[n][i] = 0;
        table_of[n][n] = frame(n % 16) | kLeaf;
    }
    put(shared, 7, frame(7) | kLeaf);
    flush_all();
    Digest digest;
    for (u32 round = 0; round < 3; ++round) {
        for (u32 step = 0; step < kSpaces; ++step) {
            const u32 n = step * 7 % kSpaces;
            use_space(n);
            look(digest, kOne + n * kPage, table_of[n], n);
            look(digest, kTwo + 7 * kPage, shared, 7);
            const u32 changed = (n + round * 5 + 1) % kSpaces;
            put(table_of[changed], changed, frame((n + round) % 16) | (step % 3 == 0 ? kLeaf & ~AR_PTE_W : kLeaf));
            flush_page_in(kOne + changed * kPage, changed + 16);
            if (step % 8 == 0) {
                put(shared, 7, frame(step % 16) | kLeaf);
                flush_page(kTwo + 7 * kPage);
            }
        }
    }
    say("many spaces", digest.value());
    // The last ones' roots are memory like any other.
    use_tables(first, 8);
    for (u32 i = 0; i < 1024; ++i) put(root_of[kSpaces - 1], i, i);
    u32 sum = 0;
    for (u32 i = 0; i < 1024; ++i) sum = sum * 31 + get(root_of[kSpaces - 1], i);
    say("a root that is none", sum);
}

/// More 4 MiB of more spaces in use than anybody has real tables for; the tables in between are changed, and seen to have changed.
void no_room() {
    set_up();
    constexpr u32 kRegions = 40;
    for (u32 n = 0; n < kSpaces; ++n) {
        identity_map(root_of[n]);
        for (u32 i = 0; i < kRegions; ++i) root_of[n][(kTwo >> 22) + i] = (i % 2 == 0 ? kSuperFrame : kOtherSuperFrame) | kLeaf;
        root_of[n][kOne >> 22] = address_of(table_of[n]) | AR_PTE_V;
        for (u32 i = 0; i < 1024; ++i) table_of[n][i] = 0;
    }
    flush_all();
    Digest digest;
    for (u32 n = 0; n < kSpaces; ++n) {
        use_space(n);
        put(table_of[n], 1, frame(n % 16) | kLeaf);
        flush_page_in(kOne + kPage, n + 16);
        for (u32 i = 0; i < kRegions; ++i) {
            word_at(kTwo + i * kSuperpage + n * kPage) = n * 100 + i;
            digest.add(word_at(kOne + kPage));
            if (i % 10 != 9) continue;
            put(table_of[n], 1, frame((n + i) % 16) | kLeaf);
            flush_page_in(kOne + kPage, n + 16);
        }
        digest.add(get(table_of[n], 1));
        digest.add(get(root_of[n], kTwo >> 22));
    }
    for (u32 n = 0; n < kSpaces; n += 9) {
        use_space(n);
        look(digest, kOne + kPage, table_of[n], 1);
        look(digest, kTwo + n * kPage, root_of[n], kTwo >> 22);
    }
    say("more than there is room for", digest.value());
    use_tables(first, 8);
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    quiet = true;
    aliases();
    recursion();
    table_and_data();
    two_roots();
    superpages();
    many_spaces();
    no_room();
    try_writers();
    power_off(11);
}
