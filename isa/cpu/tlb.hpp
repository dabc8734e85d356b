// One translation look-aside buffer for fetches and data: fully associative, true LRU, tagged with the address space and the VM.
// It holds successful translations only; with nested paging an entry is the whole way, from the guest's address to memory.
// Not here: the walk that fills it (mmu.cpp).
#pragma once

#include <cstdint>
#include <vector>

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
    std::uint64_t used = 0;

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

class Tlb {
public:
    static constexpr int kMiss = -1;

    Tlb() = default;
    explicit Tlb(std::uint32_t entries) : entries_(entries) {}

    /// Slot that translates `address` for `key`, or kMiss. Does not count as use.
    int find(std::uint32_t address, TlbKey key) const {
        for (std::size_t slot = 0; slot < entries_.size(); ++slot) {
            const TlbEntry& entry = entries_[slot];
            // Global means every address space, and untranslated addresses are not one.
            const bool same_space = entry.key.asid == key.asid || (entry.global() && key.asid != kUntranslated);
            if (entry.valid && entry.key.tag == key.tag && same_space && entry.covers(address)) return static_cast<int>(slot);
        }
        return kMiss;
    }
    const TlbEntry& at(int slot) const { return entries_[static_cast<std::size_t>(slot)]; }
    void touch(int slot) { entries_[static_cast<std::size_t>(slot)].used = ++clock_; }

    /// Puts a translation in the place of an invalid entry, else of the least recently used one.
    int insert(TlbEntry entry) {
        std::size_t place = 0;
        for (std::size_t slot = 0; slot < entries_.size(); ++slot) {
            if (!entries_[slot].valid) {
                place = slot;
                break;
            }
            if (entries_[slot].used < entries_[place].used) place = slot;
        }
        entry.valid = true;
        entry.used = ++clock_;
        entries_[place] = entry;
        return static_cast<int>(place);
    }
    void drop(int slot) { entries_[static_cast<std::size_t>(slot)].valid = false; }

    /// tlbflush, within the tag of `key`: all addresses unless `one_address`; all spaces, global entries too, unless `one_space`.
    void flush(bool one_address, std::uint32_t address, bool one_space, TlbKey key) {
        for (TlbEntry& entry : entries_) {
            if (entry.key.tag != key.tag) continue;
            if (one_address && !entry.is_part_of_page_at(address)) continue;
            if (one_space && (entry.global() || entry.key.asid != key.asid)) continue;
            entry.valid = false;
        }
    }
    /// vmflush: guests' entries that lead to a guest-physical address (all unless `one_address`), of one tag or of all.
    void flush_guests(bool one_address, std::uint32_t guest_physical, bool one_tag, std::uint8_t tag) {
        for (TlbEntry& entry : entries_) {
            if (entry.key.tag == 0 || (one_tag && entry.key.tag != tag)) continue;
            // A nested superpage may lie under smaller pages of the guest: then whatever is within its reach goes.
            const std::uint32_t reach = TlbEntry::offset_mask(entry.superpage || entry.superpage_nested);
            if (one_address && ((entry.guest_frame ^ guest_physical) & ~reach) != 0) continue;
            entry.valid = false;
        }
    }

    bool operator==(const Tlb&) const = default;

private:
    std::uint64_t clock_ = 0;
    std::vector<TlbEntry> entries_;
};

}  // namespace anel::cpu
