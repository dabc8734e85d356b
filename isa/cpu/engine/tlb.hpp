// One translation look-aside buffer for fetches and data: fully associative, true LRU, tagged with the address space and the VM.
// It holds successful translations only; with nested paging an entry is the whole way, from the guest's address to memory.
// Not here: the walk that fills it (mmu.cpp).
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "isa/cpu/tlb_entry.hpp"

namespace anel::cpu {

class Tlb {
public:
    static constexpr int kMiss = -1;

    Tlb() = default;
    explicit Tlb(std::uint32_t entries) : entries_(entries), used_(entries) {}

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
    void touch(int slot) { used_[static_cast<std::size_t>(slot)] = ++clock_; }

    /// Puts a translation in the place of an invalid entry, else of the least recently used one.
    int insert(TlbEntry entry) {
        std::size_t place = 0;
        for (std::size_t slot = 0; slot < entries_.size(); ++slot) {
            if (!entries_[slot].valid) {
                place = slot;
                break;
            }
            if (used_[slot] < used_[place]) place = slot;
        }
        entry.valid = true;
        used_[place] = ++clock_;
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

    /// By slot; an invalid one is TlbEntry{}.
    std::vector<TlbEntry> contents() const {
        std::vector<TlbEntry> result = entries_;
        for (TlbEntry& entry : result)
            if (!entry.valid) entry = {};
        return result;
    }
    /// The valid slots, most recently used first.
    std::vector<std::uint32_t> order() const {
        std::vector<std::uint32_t> slots;
        for (std::uint32_t slot = 0; slot < entries_.size(); ++slot)
            if (entries_[slot].valid) slots.push_back(slot);
        std::ranges::sort(slots, [this](std::uint32_t a, std::uint32_t b) { return used_[a] > used_[b]; });
        return slots;
    }

private:
    std::uint64_t clock_ = 0;
    std::vector<TlbEntry> entries_;
    std::vector<std::uint64_t> used_;  ///< by slot: when last
};

}  // namespace anel::cpu
