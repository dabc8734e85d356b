// The translation cache: code that the guest runs and only the monitor writes, and for each of its words what the guest would be told if
// it were stopped there. A word belongs to one guest instruction. Most instructions are one word, the copy of themselves; an
// instruction that is a sequence of words has a boundary before the first of them, and none inside.
// A word that calls the monitor is an `ecall`; what it calls for stands beside it.
// Not here: what is written (translate.cpp), who jumps where (units.hpp, lookup.hpp).
#pragma once

#include "decode.hpp"
#include "encode.hpp"
#include "hardware.hpp"

namespace anel::monitor {

/// What a word that calls the monitor wants. Below kOperations: 1 plus the Op of a guest instruction that the monitor does.
enum class Callout : u32 {
    kNone = 0,
    kOperations = 1 + static_cast<u32>(Op::kUnknown),
    kChain = kOperations,  ///< a jump within the page is to be made
    kFarChain,             ///< a jump to another page
    kIndirect,             ///< the lookup did not find the guest address that t0 holds
    kJalr,                 ///< an indirect jump to an odd address
    kEvents,               ///< interrupts are on, and one has waited for that
    kReturn,               ///< the guest's ring 0 returns from a trap
    // What is answered at once.
    kStore,                ///< a store that kept faulting
    kRoot,                 ///< the guest's ring 0 sets its root, and reads nothing
    kFlush,                ///< and flushes
    kMisaligned,           ///< a jump or branch to an address that is no instruction's
    kEnd,
};
inline constexpr u32 kCalloutShift = 3;
static_assert(static_cast<u32>(Callout::kEnd) <= 32);
inline constexpr bool is_answered_at_once(Callout what) { return what >= Callout::kStore && what <= Callout::kFlush; }
inline constexpr Callout callout_for(Op op) { return static_cast<Callout>(1 + static_cast<u32>(op)); }

/// Of a chain: the page that the jump comes from, and the branch that may lead there by itself (0: none).
inline constexpr u32 chain_info(u32 page, u32 branch) { return page << 16 | branch; }
inline constexpr u32 page_of_chain(u32 info) { return info >> 16; }
inline constexpr u32 branch_of_chain(u32 info) { return info & 0xffffU; }
inline constexpr u32 kCacheWordsMost = 0x10000;

inline constexpr u32 kNoWord = 0xffffffff;

struct TranslationCache {
    u32* code;       ///< as the monitor writes it
    u32* pc_map;     ///< the guest's pc, and AR_GUEST_BOUNDARY
    u8* state_map;   ///< AR_DISPLACED_…; above them the Callout
    u32* info;       ///< of a word that calls: the guest instruction, or what the callout says
    u32 va;          ///< as the guest runs it
    u32 capacity;    ///< words
    u32 first_free;  ///< behind the routines that are always there
    u32 used;        ///< words

    u32 va_of(u32 word) const { return va + word * sizeof(u32); }
    /// The word at a virtual address, kNoWord outside of what is in use.
    u32 word_at(u32 address) const {
        const u32 word = (address - va) / sizeof(u32);
        return address >= va && word < used ? word : kNoWord;
    }
    u32 pc_of(u32 word) const { return pc_map[word] & ~static_cast<u32>(AR_GUEST_BOUNDARY); }
    bool is_boundary(u32 word) const { return (pc_map[word] & AR_GUEST_BOUNDARY) != 0; }
    u32 displaced(u32 word) const { return state_map[word] & ((1U << kCalloutShift) - 1); }
    Callout callout(u32 word) const { return static_cast<Callout>(state_map[word] >> kCalloutShift); }

    void put(u32 insn, u32 pc_and_boundary, u32 displaced_now, Callout calls, u32 about) {
        code[used] = insn;
        pc_map[used] = pc_and_boundary;
        state_map[used] = static_cast<u8>(displaced_now | static_cast<u32>(calls) << kCalloutShift);
        info[used] = about;
        ++used;
    }
    /// A word that called now does something by itself.
    void settle(u32 word, u32 insn) {
        code[word] = insn;
        state_map[word] = static_cast<u8>(displaced(word));
    }
    /// And calls again.
    void unsettle(u32 word, Callout calls) {
        code[word] = AR_WORD_ECALL;
        state_map[word] = static_cast<u8>(displaced(word) | static_cast<u32>(calls) << kCalloutShift);
    }
    u32 distance(u32 from, u32 to) const { return (to - from) * sizeof(u32); }
};

}  // namespace anel::monitor
