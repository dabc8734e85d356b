// A kernel that flushes what it must and no more: every way of `tlbflush` that is enough for what has changed, for pages, superpages and tables, global and
// not, in this space and another; and what needs no flush at all. Each page holds a function, so what is fetched is looked at as well as what is read.
// Not here: what is seen where too little is flushed, which is for no machine to say of another.
#include "guests/digest.hpp"

namespace {

alignas(4096) u32 first[1024];
alignas(4096) u32 second[1024];
alignas(4096) u32 small[1024];
alignas(4096) u32 other[1024];

constexpr u32 kFrames = 0x00300000, kLarge = 0x00800000;  ///< where pages and superpages lead to
constexpr u32 kSmall = 0x40000000, kSuper = 0x50000000;
constexpr u32 kJumpsAt = 0x60000000;  ///< global pages that jump to kSmall's
constexpr u32 kPage = 4096;
constexpr u32 kLeaf = kAllRights | kUsed | kForRing3;
constexpr u32 kAsid = 7, kOtherAsid = 9;
constexpr u32 kRet = 0x00008067;
constexpr u32 addi(u32 rd, u32 rs1, u32 value) { return value << 20 | rs1 << 15 | rd << 7 | 0x13; }

u32 frame(u32 n) { return kFrames + n * kPage; }

Digest digest;
u32 answer, where;
void ask() { answer = reinterpret_cast<u32 (*)()>(where)(); }
void ask_and_leave() {
    ask();
    leave_ring();
}
/// Fetched, read and written in a ring: the function's answer, the word, and what A and D are.
void look(u32 ring, u32 va, const u32& entry) {
    where = va;
    answer = 0;
    last_trap.cause = 0;
    if (ring == 0) ask();
    else run_in_ring(ring, ask_and_leave);
    after_possible_trap();
    digest.add(answer);
    digest.add(last_trap.cause);
    touch(ring, Kind::kRead, va + 16).add_to(digest);
    digest.add(static_cast<const volatile u32&>(entry));
    touch(ring, Kind::kWrite, va + 24).add_to(digest);
    digest.add(static_cast<const volatile u32&>(entry));
}
void look_in_all_rings(u32 va, const u32& entry) {
    for (u32 ring = 0; ring < 4; ++ring) look(ring, va, entry);
}

void flush_space(u32 asid) { asm volatile(".insn r 0x0b, 1, 0, x0, x0, %0" : : "r"(asid) : "memory"); }

enum class Flush : u32 { kAll, kAddress, kAddressInSpace, kSpace };
constexpr Flush kFlushes[] = {Flush::kAll, Flush::kAddress, Flush::kAddressInSpace, Flush::kSpace};
void flush(Flush how, u32 va, u32 asid) {
    switch (how) {
        case Flush::kAll: return flush_all();
        case Flush::kAddress: return flush_page(va);
        case Flush::kAddressInSpace: return flush_page_in(va, asid);
        case Flush::kSpace: return flush_space(asid);
    }
}
/// A global entry is of no space, and goes with all spaces alone.
bool is_enough(Flush how, bool global) { return !global || how == Flush::kAll || how == Flush::kAddress; }

void enter(const u32* root, u32 asid) { csr_write<AR_CSR_ROOT>(address_of(root) | asid << AR_ROOT_ASID_SHIFT | AR_ROOT_ON); }

void fill() {
    const auto function = [](u32 at, u32 number) {
        word_at(at) = addi(10, 0, number);
        word_at(at + 4) = kRet;
        word_at(at + 16) = number << 16;
    };
    for (u32 n = 0; n < 8; ++n) function(frame(n), n + 1);
    for (u32 n = 0; n < 2; ++n)
        for (u32 page = 0; page < 1024; page += 341) function(kLarge + n * kSuperpage + page * kPage, 100 * n + page % 100);
}

/// What an entry becomes, one after the other: other frames, fewer rights and more, other rings, unused again, none.
void changes(const char* what, u32& entry, u32 va, u32 one, u32 two, u32 global) {
    const u32 states[] = {one | kLeaf, two | kLeaf, two | (kLeaf & ~static_cast<u32>(AR_PTE_W)), two | (kLeaf & ~static_cast<u32>(AR_PTE_X)),
                          two | (kLeaf & ~static_cast<u32>(AR_PTE_R | AR_PTE_W)), one | kAllRights | kUsed, one | kAllRights | kUsed | 1U << AR_PTE_RING_SHIFT,
                          one | kAllRights | kUsed | 2U << AR_PTE_RING_SHIFT, one | kAllRights | kForRing3, two | kAllRights | kForRing3 | AR_PTE_A,
                          0, one | kLeaf, two | (kLeaf & ~static_cast<u32>(AR_PTE_V)), two | kLeaf};
    for (const Flush how : kFlushes) {
        if (!is_enough(how, global != 0)) continue;
        digest = {};
        for (const u32 state : states) {
            entry = state == 0 ? 0 : state | global;
            flush(how, va, kAsid);
            look_in_all_rings(va, entry);
        }
        say(what, digest.value());
        entry = 0;
        flush_all();
    }
}

/// What was not valid is in no TLB, so what becomes valid needs no flush; nor does the first write's D.
void without_flush() {
    for (u32 global = 0; global <= AR_PTE_G; global += AR_PTE_G) {
        digest = {};
        for (u32 page = 8; page < 24; ++page) {
            look(page % 4, kSmall + page * kPage, small[page]);
            small[page] = frame(page % 8) | kAllRights | kForRing3 | global;
            look(3 - page % 4, kSmall + page * kPage, small[page]);
            look(page % 4, kSmall + page * kPage, small[page]);
        }
        say("made valid", digest.value());
        for (u32 page = 8; page < 24; ++page) small[page] = 0;
        flush_all();
    }
    digest = {};
    // A table where there was none.
    first[kSuper >> 22] = 0;
    look(0, kSuper, first[kSuper >> 22]);
    other[0] = frame(3) | kLeaf;
    first[kSuper >> 22] = address_of(other) | AR_PTE_V;
    look(0, kSuper, other[0]);
    other[1] = 0;
    look(3, kSuper + kPage, other[1]);
    other[1] = frame(4) | kLeaf;
    look(3, kSuper + kPage, other[1]);
    say("a table made valid", digest.value());
    first[kSuper >> 22] = 0;
    flush_all();
}

/// Tables exchanged, whole and by another kind of entry.
void tables() {
    for (u32 i = 0; i < 1024; ++i) other[i] = 0;
    for (u32 page = 0; page < 4; ++page) {
        small[page] = frame(page) | kLeaf;
        other[page] = frame(7 - page) | kLeaf;
    }
    for (const Flush how : kFlushes) {
        digest = {};
        for (u32 round = 0; round < 4; ++round) {
            first[kSmall >> 22] = address_of(round % 2 != 0 ? other : small) | AR_PTE_V;
            for (u32 page = 0; page < 4; ++page)
                if (how == Flush::kAddress || how == Flush::kAddressInSpace || page == 0) flush(how, kSmall + page * kPage, kAsid);
            for (u32 page = 0; page < 4; ++page) look_in_all_rings(kSmall + page * kPage, round % 2 != 0 ? other[page] : small[page]);
        }
        say("tables", digest.value());
    }
    for (const Flush how : kFlushes) {
        digest = {};
        const u32 kinds[] = {kLarge | kLeaf, address_of(other) | AR_PTE_V, (kLarge + kSuperpage) | kLeaf, 0, kLarge | kLeaf};
        for (const u32 kind : kinds) {
            first[kSuper >> 22] = kind;
            // Any address of a superpage is one of it.
            flush(how, kSuper + 341 * kPage, kAsid);
            flush(how, kSuper, kAsid);
            look(0, kSuper, first[kSuper >> 22]);
            look(3, kSuper, first[kSuper >> 22]);
            if ((kind & AR_PTE_R) != 0) look(1, kSuper + 341 * kPage, first[kSuper >> 22]);
        }
        say("superpage or table", digest.value());
        first[kSuper >> 22] = 0;
        flush_all();
    }
    first[kSmall >> 22] = address_of(small) | AR_PTE_V;
    flush_all();
}

/// Two spaces, each with a page of its own at the same address and one that is global. Flushes name the one or the other.
void spaces() {
    identity_map(second);
    second[kSmall >> 22] = address_of(other) | AR_PTE_V;
    for (u32 i = 0; i < 1024; ++i) small[i] = other[i] = 0;
    for (u32 round = 0; round < 2; ++round) {
        digest = {};
        for (u32 step = 0; step < 12; ++step) {
            small[0] = frame(step % 5) | kLeaf;
            other[0] = frame(7 - step % 3) | kLeaf;
            small[1] = other[1] = frame(step % 8) | kLeaf | AR_PTE_G;
            switch (step % 4) {
                case 0: flush_all(); break;
                case 1: flush_page(kSmall), flush_page(kSmall + kPage); break;
                case 2: flush_page_in(kSmall, kAsid), flush_page_in(kSmall, kOtherAsid), flush_page(kSmall + kPage); break;
                default: flush_page(kSmall + kPage), flush_space(kAsid), flush_space(kOtherAsid); break;
            }
            for (u32 visit = 0; visit < 3; ++visit) {
                const bool here = (visit + round) % 2 == 0;
                enter(here ? first : second, here ? kAsid : kOtherAsid);
                look_in_all_rings(kSmall, here ? small[0] : other[0]);
                look(visit, kSmall + kPage, small[1]);
                // Its own page changes in the space that is not there, and is flushed by name.
                (here ? other : small)[0] = frame((step + visit) % 8) | kLeaf;
                flush_page_in(kSmall, here ? kOtherAsid : kAsid);
            }
        }
        enter(first, kAsid);
        say("spaces", digest.value());
    }
    // A root that takes over an address-space id, which is flushed first.
    digest = {};
    for (u32 step = 0; step < 6; ++step) {
        flush_space(kAsid);
        enter(step % 2 == 0 ? second : first, kAsid);
        look_in_all_rings(kSmall, step % 2 == 0 ? other[0] : small[0]);
    }
    say("an id with a new root", digest.value());
    enter(first, kAsid);
    flush_all();
    // Off, and on again: what was known of the space is still right.
    digest = {};
    for (u32 step = 0; step < 4; ++step) {
        csr_write<AR_CSR_ROOT>(0);
        look(step, frame(step), small[0]);
        enter(first, kAsid);
        look(step, kSmall, small[0]);
    }
    say("off and on", digest.value());
}

/// Pages of code that jump to each other, one of which is exchanged.
void jumps() {
    alignas(4096) static u32 table[1024];
    first[kJumpsAt >> 22] = second[kJumpsAt >> 22] = address_of(table) | AR_PTE_V;
    // j .+4096, three times; then a function.
    for (u32 n = 0; n < 3; ++n) word_at(kLarge + n * kPage) = 0x0000106f;
    for (u32 global = 0; global <= AR_PTE_G; global += AR_PTE_G)
        for (const Flush how : kFlushes) {
            if (!is_enough(how, global != 0)) continue;
            digest = {};
            for (u32 n = 0; n < 3; ++n) table[n] = (kLarge + n * kPage) | kLeaf | global;
            for (u32 round = 0; round < 8; ++round) {
                table[3] = frame(round) | kLeaf | global;
                if (round >= 4) {
                    table[1] = (round % 2 != 0 ? kLarge + 2 * kPage : frame(7)) | kLeaf | global;
                    flush(how, kJumpsAt + kPage, kAsid);
                }
                flush(how, kJumpsAt + 3 * kPage, kAsid);
                for (u32 ring = 0; ring < 4; ++ring) {
                    where = kJumpsAt;
                    if (ring == 0) ask();
                    else run_in_ring(ring, ask_and_leave);
                    after_possible_trap();
                    digest.add(answer);
                }
            }
            table[3] = 0;
            flush(how, kJumpsAt + 3 * kPage, kAsid);
            where = kJumpsAt;
            ask();
            after_possible_trap();
            digest.add(last_trap.cause);
            digest.add(last_trap.value);
            say("jumps", digest.value());
            flush_all();
        }
}

/// Code that takes its own page away: by another root, or by its own entry and a flush. What stands behind that instruction is the new page's.
void under_its_feet() {
    constexpr u32 kAddA0 = 0x00050513;                                    // addi a0, a0, 0
    constexpr u32 kNop = 0x00000013, kStoreEntry = 0x00b62023;            // sw a1, 0(a2)
    constexpr u32 kSetRoot = AR_CSR_ROOT << 20 | 11U << 15 | 1U << 12 | 0x73;  // csrw root, a1
    constexpr u32 kA3 = 13U << 15, kA4 = 14U << 20;
    const u32 flushes[] = {AR_MATCH_TLBFLUSH, AR_MATCH_TLBFLUSH | kA3, AR_MATCH_TLBFLUSH | kA3 | kA4, AR_MATCH_TLBFLUSH | kA4};
    const auto write = [](u32 n, u32 one, u32 two, u32 number) {
        const u32 words[] = {one, two, kAddA0 | number << 20, kAddA0 | 3U << 20, kRet};
        for (u32 i = 0; i < 5; ++i) word_at(frame(n) + 4 * i) = words[i];
    };
    const auto call = [](u32 a1, u32 a2) { return reinterpret_cast<u32 (*)(u32, u32, u32, u32, u32)>(kSmall)(0, a1, a2, kSmall, kAsid); };
    const auto look_behind = [](u32 result) {
        after_possible_trap();
        digest.add(result);
        digest.add(last_trap.cause);
        digest.add(last_trap.epc);
    };
    write(1, kNop, kNop, 0x20);
    second[kSmall >> 22] = address_of(other) | AR_PTE_V;
    const u32 states[] = {frame(1) | kLeaf, 0, frame(1) | (kLeaf & ~static_cast<u32>(AR_PTE_X)), 0x70000000 | kLeaf, frame(1) | kLeaf};
    digest = {};
    for (u32 round = 0; round < 3; ++round)
        for (const u32 state : states) {
            write(0, kNop, kSetRoot, 0x10);
            small[0] = frame(0) | kLeaf;
            other[0] = state;
            flush_all();
            look_behind(call(address_of(second) | kOtherAsid << AR_ROOT_ASID_SHIFT | AR_ROOT_ON, 0));
            enter(first, kAsid);
            look_behind(call(address_of(first) | kAsid << AR_ROOT_ASID_SHIFT | AR_ROOT_ON, 0));
        }
    say("another root", digest.value());
    for (u32 global = 0; global <= AR_PTE_G; global += AR_PTE_G)
        for (u32 how = 0; how < 4; ++how) {
            if (!is_enough(kFlushes[how], global != 0)) continue;
            digest = {};
            for (u32 round = 0; round < 3; ++round)
                for (const u32 state : states) {
                    // Between the store and the flush a machine may fetch by the old entry or the new one: both lead to the same flush.
                    if (state != states[0]) continue;
                    write(0, kStoreEntry, flushes[how], 0x10);
                    write(1, kNop, flushes[how], 0x20);
                    small[0] = frame(0) | kLeaf | global;
                    flush_all();
                    look_behind(call(state == 0 ? 0 : state | global, address_of(small)));
                }
            say("its own entry", digest.value());
        }
    small[0] = 0;
    flush_all();
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    quiet = true;
    identity_map(first);
    first[kSmall >> 22] = address_of(small) | AR_PTE_V;
    enter(first, kAsid);
    flush_all();
    fill();
    changes("page", small[5], kSmall + 5 * kPage, frame(1), frame(2), 0);
    changes("global page", small[6], kSmall + 6 * kPage, frame(3), frame(4), AR_PTE_G);
    changes("superpage", first[kSuper >> 22], kSuper + 341 * kPage, kLarge, kLarge + kSuperpage, 0);
    changes("global superpage", first[kSuper >> 22], kSuper, kLarge, kLarge + kSuperpage, AR_PTE_G);
    without_flush();
    tables();
    spaces();
    jumps();
    under_its_feet();
    power_off(14);
}
