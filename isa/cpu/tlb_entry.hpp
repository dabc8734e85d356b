// One entry of the TLB, as a value: what it translates, for whom, and by which rights.
// Not here: which entry is looked at first and which one goes (engine/tlb.hpp, reference/).
#pragma once

#include <cstdint>
#include <optional>

#include "isa/base/types.hpp"
#include "isa/spec/platform.hpp"

namespace anel::cpu {

/// Whose addresses: the host's own have tag 0. `asid` is kUntranslated for a guest whose own paging is off.
struct TlbKey {
    std::uint16_t asid = 0;
    std::uint8_t tag = 0;
    bool operator==(const TlbKey&) const = default;
};
inline constexpr std::uint16_t kUntranslated = 0x100;
/// In the place of a nested entry where there is none: it forbids nothing.
inline constexpr std::uint32_t kNoNestedEntry = 0xffffffff;

struct TlbEntry {
    std::uint32_t page = 0;   ///< virtual address of the (super)page
    std::uint32_t frame = 0;  ///< physical address of the same
    std::uint32_t pte = 0;    ///< the leaf as it was when walked, A and D included
    std::uint32_t nested = kNoNestedEntry;  ///< the nested tables' leaf, likewise
    std::uint32_t guest_frame = 0;          ///< guest-physical address of the (super)page
    TlbKey key;
    bool valid = false;
    bool superpage = false;       ///< as far as this entry translates
    bool superpage_leaf = false;  ///< `pte` is a superpage's, of which this entry may be a part
    bool superpage_nested = false;  ///< `nested` is

    bool global() const { return (pte & spec::pte::kGlobal) != 0; }
    static std::uint32_t offset_mask(bool super) { return (super ? kSuperpageBytes : kPageBytes) - 1; }
    bool covers(std::uint32_t address) const { return (address & ~offset_mask(superpage)) == page; }
    /// Whether a flush of this address means it: the software knows the superpage, not its parts.
    bool is_part_of_page_at(std::uint32_t address) const {
        return ((address ^ page) & ~offset_mask(superpage || superpage_leaf)) == 0;
    }
    std::uint32_t physical(std::uint32_t address) const { return frame | (address & offset_mask(superpage)); }
    std::uint32_t guest_physical(std::uint32_t address) const { return guest_frame | (address & offset_mask(superpage)); }
    bool operator==(const TlbEntry&) const = default;
};

/// What to forget, as the operands of tlbflush, or of vmflush, say.
struct TlbFlush {
    bool guests = false;                    ///< vmflush: guests' translations, by guest-physical address and tag
    std::optional<std::uint32_t> address;   ///< none: all of them
    std::optional<std::uint8_t> space;      ///< address space, or tag; none: every one
    bool operator==(const TlbFlush&) const = default;
};

}  // namespace anel::cpu
