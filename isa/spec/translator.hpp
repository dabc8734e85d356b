// What a monitor that translates its guest says about its translator: words in the mailbox page, behind the VM's state. Counts for whoever
// wants to know what translation costs, and where the maps lie by which a host finds the guest's state in the middle of translated code.
// Not here: how the code is translated (monitor/target/translate), nor who reads the words (monitor/control/translator.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "isa/spec/mailbox.hpp"

namespace anel::spec {

inline constexpr std::uint32_t kTranslatorMagic = 0x4e525441;  ///< "ATRN"; anything else: nothing is translated

/// A word of the state map: which of the guest's registers lie in their slots of the virtual CPU page before this word of the cache.
namespace displaced {
inline constexpr std::uint32_t kT0 = 1U << 0, kT1 = 1U << 1, kT2 = 1U << 2;
inline constexpr std::uint32_t kAll = kT0 | kT1 | kT2;
}  // namespace displaced
/// In a word of the pc map: here the guest is between two of its instructions, all its registers where they belong. A jump that leaves no link has
/// no word of its own: where it is next, the map says already where it leads.
inline constexpr std::uint32_t kGuestBoundary = 1U << 0;

namespace translator {
inline constexpr std::uint32_t kAt = 0x400;  ///< bytes, from the mailbox page's begin
inline constexpr std::uint32_t kMagic = 0, kUnits = 4, kUnitsMade = 8, kInstructions = 12, kBytesUsed = 16, kBytesCapacity = 20;
inline constexpr std::uint32_t kChains = 24, kEvictions = 28, kAdaptations = 32, kInvalidated = 36, kLookupMisses = 40, kCallouts = 44;
inline constexpr std::uint32_t kRolledForward = 48, kCacheBegin = 52, kPcMap = 56, kStateMap = 60, kKernelPage = 64, kUserPage = 68;
inline constexpr std::uint32_t kSlotT0 = 72, kBytesPeak = 76, kBytes = 80;
}  // namespace translator
static_assert(vm_state::kBytes <= translator::kAt && translator::kAt + translator::kBytes <= 4096);

struct TranslatorField {
    std::string_view name;    ///< in JSON; empty: not for people
    std::string_view symbol;  ///< as in target code, after AR_TRANSLATOR_
    std::uint32_t offset;     ///< bytes, from translator::kAt
    std::string_view meaning;
};
// clang-format off
inline constexpr TranslatorField kTranslatorFields[] = {
    {"",               "MAGIC",          translator::kMagic,         "kTranslatorMagic"},
    {"units",          "UNITS",          translator::kUnits,         "translated blocks in the cache now"},
    {"units_made",     "UNITS_MADE",     translator::kUnitsMade,     "blocks translated since the start"},
    {"instructions",   "INSTRUCTIONS",   translator::kInstructions,  "guest instructions translated since the start"},
    {"bytes_used",     "BYTES_USED",     translator::kBytesUsed,     "bytes of the cache in use now"},
    {"bytes_peak",     "BYTES_PEAK",     translator::kBytesPeak,     "bytes of the cache in use when it was fullest"},
    {"bytes_capacity", "BYTES_CAPACITY", translator::kBytesCapacity, "bytes of the cache"},
    {"chains",         "CHAINS",         translator::kChains,        "jumps made to lead from block to block since the start"},
    {"evictions",      "EVICTIONS",      translator::kEvictions,     "times that the cache was full and was emptied"},
    {"adaptations",    "ADAPTATIONS",    translator::kAdaptations,   "instructions translated anew because they kept faulting"},
    {"invalidated",    "INVALIDATED",    translator::kInvalidated,   "blocks given up because the guest's code was written"},
    {"lookup_misses",  "LOOKUP_MISSES",  translator::kLookupMisses,  "indirect jumps that the cache could not follow by itself"},
    {"callouts",       "CALLOUTS",       translator::kCallouts,      "times that translated code called the monitor"},
    {"rolled_forward", "ROLLED_FORWARD", translator::kRolledForward, "interrupts in the middle of a guest instruction"},
    {"",               "CACHE_BEGIN",    translator::kCacheBegin,    "virtual address of the cache's first word"},
    {"",               "PC_MAP",         translator::kPcMap,         "physical address of a word for each word of the cache: guest pc, kGuestBoundary"},
    {"",               "STATE_MAP",      translator::kStateMap,      "physical address of a byte for each word of the cache: registers displaced, in bits 2 to 0"},
    {"",               "KERNEL_PAGE",    translator::kKernelPage,    "physical address of the virtual CPU page of the guest's rings 0 to 2"},
    {"",               "USER_PAGE",      translator::kUserPage,      "likewise of its ring 3"},
    {"",               "SLOT_T0",        translator::kSlotT0,        "offset in that page of the slots of t0, t1 and t2, a word each"},
};
// clang-format on

}  // namespace anel::spec
