// What is translated: units, each a run of guest instructions from one address on, and the pages of guest code that they come from.
// A unit never leaves its page, so what a page's mapping says holds for all of it: jumps within the page are chained for good, jumps
// to another page only from global page to global page, and are undone when the guest flushes one of them.
// Not here: the translated words (cache.hpp).
#pragma once

#include "cache.hpp"

namespace anel::monitor {

inline constexpr u16 kNone = 0xffff;

/// For whom code is translated: what an instruction means depends on the ring.
enum class Realm : u32 { kKernel, kOuter, kUser };
inline Realm realm_of(u32 ring) { return ring == 0 ? Realm::kKernel : ring == 3 ? Realm::kUser : Realm::kOuter; }

struct Unit {
    u32 pc;
    u32 entry;        ///< word of the cache: reloads t0 and t1; the guest's first instruction is behind that
    u16 instructions;
    u16 page;
    u16 next_of_page;
    u16 next_of_bucket;
};
inline constexpr u32 kEntryWords = 2;

struct CodePage {
    u32 va;
    u32 frame;  ///< guest-physical
    Realm realm;
    bool global;
    u16 first_unit;
    u16 next_of_bucket;
};

/// A jump from one page's code to another's that is made directly.
struct FarChain {
    u32 word;
    u16 from, to;  ///< pages
};

struct Units {
    static constexpr u32 kUnits = 6144, kPages = 512, kFarChains = 1024;
    static constexpr u32 kUnitBuckets = 2048, kPageBuckets = 256;

    Unit* unit;
    CodePage* page;
    FarChain* far_chain;
    u16* unit_bucket;
    u16* page_bucket;
    u32 unit_count, page_count, far_chain_count;
    u32 live;  ///< units that have not been given up

    void reset();
    bool is_full() const { return unit_count == kUnits || page_count == kPages; }

    u16 find(u32 pc, u16 of_page) const {
        u16 at = unit_bucket[pc / 4 % kUnitBuckets];
        while (at != kNone && (unit[at].pc != pc || unit[at].page != of_page)) at = unit[at].next_of_bucket;
        return at;
    }
    /// Precondition: not full.
    u16 add(u32 pc, u16 of_page, u32 entry, u32 instructions);
    void give_up_all_of(CodePage& of);
    /// Precondition: not full.
    u16 find_or_add_page(u32 va, u32 frame, Realm realm, bool global);
    u16 first_page_of(u32 frame) const { return page_bucket[frame / kPageBytes % kPageBuckets]; }
};

}  // namespace anel::monitor
