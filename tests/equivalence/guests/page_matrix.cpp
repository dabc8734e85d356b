// Every page-table entry that matters (present, read, write, execute, ring, A, D, superpage or not), read, written and fetched from in every
// ring, twice: what traps, what comes of it, and what the entry is like afterwards. One line for each entry.
#include "guests/digest.hpp"

namespace {

alignas(4096) u32 level1[1024];
alignas(4096) u32 level2[1024];

constexpr u32 kSmallAt = 0x40000000, kSuperAt = 0x40400000;
constexpr u32 kSmallFrame = 0x00300000, kSuperFrame = 0x00800000;
constexpr u32 kOffset = 0x120;
constexpr u32 kRet = 0x00008067;

void try_entry(u32 bits, bool super) {
    const u32 va = super ? kSuperAt : kSmallAt;
    u32& entry = super ? level1[kSuperAt >> 22] : level2[0];
    const u32 frame = super ? kSuperFrame : kSmallFrame;
    Digest digest;
    for (u32 ring = 0; ring < 4; ++ring)
        for (const Kind kind : kKinds) {
            word_at(frame + kOffset) = kRet;
            entry = frame | bits;
            flush_page(va);
            for (u32 time = 0; time < 2; ++time) {
                touch(ring, kind, va + kOffset).add_to(digest);
                digest.add(static_cast<volatile u32&>(entry));
                digest.add(word_at(frame + kOffset));
                if (kind == Kind::kWrite) word_at(frame + kOffset) = kRet;
            }
        }
    // One ring after the other, inward and outward, with nothing forgotten between them: what one may, another may not.
    for (const Kind kind : kKinds) {
        word_at(frame + kOffset) = kRet;
        entry = frame | bits;
        flush_page(va);
        constexpr u32 kOrder[] = {0, 1, 2, 3, 2, 1, 0};
        for (const u32 ring : kOrder) {
            touch(ring, kind, va + kOffset).add_to(digest);
            digest.add(static_cast<volatile u32&>(entry));
        }
    }
    say_hex(bits);
    say(super ? " super" : " small");
    say("", digest.value());
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    quiet = true;
    identity_map(level1);
    level1[kSmallAt >> 22] = address_of(level2) | AR_PTE_V;
    use_tables(level1, 5);
    for (u32 size = 0; size < 2; ++size) {
        const bool super = size == 1;
        try_entry(0, super);
        try_entry(kAllRights & ~AR_PTE_V, super);
        // A leaf has at least one right; without, it is a pointer, or in the second level nothing.
        for (u32 rights = 1; rights < 8; ++rights)
            for (u32 ring = 0; ring < 4; ++ring)
                for (u32 used = 0; used <= kUsed; used += AR_PTE_A)
                    try_entry(AR_PTE_V | rights << 1 | ring << AR_PTE_RING_SHIFT | used, super);
    }
    // A pointer where a leaf must stand, and a superpage that is not aligned.
    try_entry(AR_PTE_V, false);
    try_entry(0x1000 | kAllRights | kUsed | kForRing3, true);
    // Nowhere in memory: a leaf's frame, and a pointer's table.
    try_entry(0x70000000 | kAllRights | kUsed | kForRing3, false);
    level1[kSmallAt >> 22] = 0x70000000 | AR_PTE_V;
    flush_all();
    touch(0, Kind::kRead, kSmallAt);
    say("table outside memory", last_trap.cause);
    power_off(7);
}
