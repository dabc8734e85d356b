// Binary translation: how a guest's kernel runs in ring 1 on a machine where some privileged instructions do not trap.
//
// The guest's own code never runs there. Block by block it is translated into the cache, and that runs. Nearly all instructions are
// copied as they are. Those that a kernel must not do to the real machine, trapping or not, become something else: a few instructions
// on the virtual CPU page where that is enough (`di` is one store), or a call to the monitor, which does it to the virtual CPU.
// The guest's registers stay its own, and hold guest addresses: after a call, ra says where the guest believes it was called from.
// Programs (ring 3) run directly; `translate=all` puts them through the cache, too.
//
// A walk through the files: translate.cpp makes a unit out of guest code, with sequences.cpp for what is not copied; lookup.cpp finds
// units from within the cache, resolve.cpp from the monitor; translated_traps.cpp is where traps come in, callouts.cpp does what the
// translated code calls for, roll_forward.cpp ends an instruction that an interrupt has stopped halfway; code_pages.cpp notices
// when the guest writes code, and adaptation.cpp what to do about stores that keep faulting.
#pragma once

#include "translate/cache.hpp"
#include "translate/lookup.hpp"
#include "translate/shared_page.hpp"
#include "translate/trial.hpp"
#include "translate/units.hpp"

namespace anel::monitor {

struct Monitor;

/// Counts for whoever wants to know; they lie in the mailbox page, by isa/spec/translator.hpp.
struct TranslatorWords {
    u32 magic, units, units_made, instructions, bytes_used, bytes_capacity, chains, evictions, adaptations, invalidated, lookup_misses;
    u32 callouts, rolled_forward, cache_begin, pc_map, state_map, kernel_page, user_page, slot_t0, bytes_peak;
};
static_assert(sizeof(TranslatorWords) == AR_TRANSLATOR_BYTES && __builtin_offsetof(TranslatorWords, rolled_forward) == AR_TRANSLATOR_ROLLED_FORWARD &&
              __builtin_offsetof(TranslatorWords, bytes_peak) == AR_TRANSLATOR_BYTES_PEAK);

struct TranslatorOptions {
    u32 translates_user;
    u32 adapts;
    u32 cache_bytes;  ///< at most; 0: as many as there are
};

/// A word of the cache that is a store, and how often it has been done in the guest's place; or that is a call, and how much too often it was.
struct Faulter {
    u32 word;
    u32 count;
};

/// When the code of a frame was last given up because it was written.
struct Written {
    u32 frame;
    u32 cycle;
};

struct Translator {
    static constexpr u32 kFaulters = 64, kWritten = 64;

    TranslatorOptions options;
    u32 epoch;         ///< changes whenever something that was translated is no longer to be run
    u32 outer_ring;    ///< of rings 1 to 3 the one whose entries the second table holds
    u32 page_in_sight; ///< the ring, 1 or 3, whose virtual CPU page is mapped
    u32 page_is_doubtful;  ///< 1: the guest's ring 1 or 2 may have written to ring 0's page
    u32* window_table;
    SharedPage* kernel_page;
    SharedPage* user_page;
    u32 regions[32];   ///< a bit for each 4 MiB of addresses of which something is translated
    u8* frame_state;   ///< a byte for each page of guest memory: kHoldsCode, and how often running its code was written at once
    TranslatorWords* words;
    TranslationCache cache;
    Units units;
    LookupTable kernel_table, outer_table;
    OutsideTable outside;
    Faulter* faulter;
    Written* written;

    bool translates(u32 ring) const { return ring != 3 || options.translates_user != 0; }
    LookupTable& table_of(u32 ring) { return ring == 0 ? kernel_table : outer_table; }
    SharedPage& page_of(u32 ring) { return ring == 3 ? *user_page : *kernel_page; }
};

inline constexpr u8 kHoldsCode = 1, kOneWrite = 2, kWritesMost = 4;
/// Something is, or was, translated of this page, and no shadow lets the guest write to it.
inline bool holds_code(const Translator& translator, u32 guest_physical) { return (translator.frame_state[guest_physical / kPageBytes] & kHoldsCode) != 0; }

// Boot.
/// Takes its memory out of the pool, and its pages of the window. Ends with an empty cache.
void start_translator(Monitor& monitor, u32& pool, u32* window_table);

// Making and finding.
/// Translates from `pc` on. The unit, or kNone where the cache had to be emptied to make room: then ask again from the page on.
u16 translate(Monitor& monitor, u32 pc, u16 page);
/// The unit at the guest's pc, by a walk of its tables; enters it in the table. kNone: ask again; the cache was emptied, or the guest has taken a
/// trap and is at its vector.
u16 find_unit(Monitor& monitor);
/// The real address to go on at: in the cache for a ring that is translated, else the guest's own. Delivers what a fetch there raises.
u32 resolve(Monitor& monitor);
/// The unit for an address in a page that is known; kNone as above.
u16 unit_at(Monitor& monitor, u32 pc, u16 page);
/// Forgets all that is translated.
void empty_cache(Translator& translator);
/// The same because there is no room.
inline void evict(Translator& translator) {
    empty_cache(translator);
    ++translator.words->evictions;
}

// What the guest does to its address spaces.
void space_changed(Translator& translator, u32 old_root, u32 new_root);
void guest_flushed(Translator& translator, bool all_addresses, u32 va, bool all_spaces);
void undo_far_chains(Translator& translator);
/// The second table is for one ring at a time.
void claim_outer_table(Translator& translator, u32 ring);

// Code that is written.
/// Before units are made of a frame: from now on its writes come to the monitor.
void protect_code(Monitor& monitor, u32 frame);
/// For a real entry that leads to a guest's frame: the entry to use. Where it has no W and the access is a store, that is done in the guest's place.
u32 guard_code(Monitor& monitor, u32 frame, u32 entry, bool is_write);
/// It holds code and data, so that stores to it are done in the guest's place.
bool stays_protected(const Translator& translator, u32 frame);
/// The word at this address has changed, or is about to.
void code_written(Monitor& monitor, u32 guest_physical);
/// The same for a device, and much at once.
void forget_code(Monitor& monitor, u32 guest_physical, u32 bytes);
void give_up_frame(Translator& translator, u32 frame);

// Adaptation.
/// The store that has just faulted is about to be done in the guest's place. It may be a call from now on.
void note_faulter(Monitor& monitor);
/// The store that has just called leads, or does not lead, to where the guest may not write by itself.
void note_needed(Monitor& monitor);
void note_needless(Monitor& monitor);

// Traps.
/// A callout: what the guest is to do next. The word of the cache to go on at, or kNoWord where that is to be found.
u32 call_out(Monitor& monitor, u32 word);
/// Ends the instruction that was stopped before `word`. The boundary's word, or kNoWord where the pc alone says where the guest is.
u32 roll_forward(Monitor& monitor, u32 word);
/// The guest's pc and registers where nothing can be ended: before that instruction.
void stand_before(Monitor& monitor, u32 word);
/// The guest has written a CSR: its page shows that, and the real machine lets rings 1 and 3 read time as they may.
void csrs_changed(Monitor& monitor);
/// The first return to the guest.
void enter_translated(Monitor& monitor);

}  // namespace anel::monitor
