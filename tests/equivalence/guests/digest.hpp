// What the conformance guests share: a digest of what was seen, said step by step, and page tables of their own.
// Not here: traps, rings and CSRs (guest.hpp).
#pragma once

#include "guests/guest.hpp"

/// In the manner of FNV-1a, a word at a time.
class Digest {
  public:
    void add(u32 word) {
        state_ = (state_ ^ word) * 16777619U;
        state_ ^= state_ >> 15;
    }
    u32 value() const { return state_; }

  private:
    u32 state_ = 2166136261U;
};

/// A level-1 table whose first 16 MiB are themselves, by superpages that every ring may use; the rest is the guest's to fill.
inline constexpr u32 kAllRights = AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_X;
inline constexpr u32 kUsed = AR_PTE_A | AR_PTE_D;
inline constexpr u32 kForRing3 = 3U << AR_PTE_RING_SHIFT;
inline constexpr u32 kSuperpage = 4U << 20;
inline constexpr u32 kOneMapped = 4;  ///< superpages

inline void identity_map(u32* level1) {
    for (u32 i = 0; i < 1024; ++i) level1[i] = i < kOneMapped ? i * kSuperpage | kAllRights | kUsed | kForRing3 : 0;
}
inline void use_tables(const u32* level1, u32 asid) {
    csr_write<AR_CSR_ROOT>(address_of(level1) | asid << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
    flush_all();
}

/// What an access came to: what trapped and with what value, if it did, and what a load gave.
struct Seen {
    u32 traps = 0, cause = 0, value = 0, loaded = 0;
    void add_to(Digest& digest) const {
        digest.add(traps);
        digest.add(cause);
        digest.add(value);
        digest.add(loaded);
    }
};
enum class Kind : u32 { kRead, kWrite, kFetch };
inline constexpr Kind kKinds[] = {Kind::kRead, Kind::kWrite, Kind::kFetch};

/// One access from a ring. A page that is fetched from holds `ret` where it is entered; a page that is written loses the word there.
Seen touch(u32 ring, Kind kind, u32 address);
