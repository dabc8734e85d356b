// One translation look-aside buffer for fetches and data: fully associative, true LRU, tagged with the address space and the VM.
// It holds successful translations only; with nested paging an entry is the whole way, from the guest's address to memory.
// Not here: the walk that fills it (mmu.cpp).
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "isa/cpu/engine/stamps.hpp"
#include "isa/cpu/tlb_entry.hpp"

namespace anel::cpu {

class Tlb {
public:
    static constexpr int kMiss = -1;

    explicit Tlb(std::uint32_t entries) : entries_(entries), used_(entries + 1) {}

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
    void touch(int slot, Stamp stamp) { used_[static_cast<std::size_t>(slot)] = stamp; }
    /// By slot: when last used. One more place at the end is for accesses that need no translation.
    Stamp* stamps() { return used_.data(); }
    int no_slot() const { return static_cast<int>(entries_.size()); }

    /// Puts a translation in the place of an invalid entry, else of the least recently used one.
    int insert(TlbEntry entry, Stamp stamp) {
        std::size_t place = 0;
        bool room = false;
        for (std::size_t slot = 0; slot < entries_.size(); ++slot) {
            if (!entries_[slot].valid) {
                if (!room) place = slot;
                room = true;
                continue;
            }
            if (!room && used_[slot] < used_[place]) place = slot;
            // Both may translate an address; which one does is for find to say, from now on.
            if (overlap(entries_[slot], entry)) changed_.push_back(static_cast<int>(slot));
        }
        if (!room) changed_.push_back(static_cast<int>(place));
        entry.valid = true;
        used_[place] = stamp;
        entries_[place] = entry;
        return static_cast<int>(place);
    }
    void drop(int slot) {
        entries_[static_cast<std::size_t>(slot)].valid = false;
        changed_.push_back(slot);
    }

    /// tlbflush, within the tag of `key`: all addresses unless `one_address`; all spaces, global entries too, unless `one_space`.
    void flush(bool one_address, std::uint32_t address, bool one_space, TlbKey key) {
        for (std::size_t slot = 0; slot < entries_.size(); ++slot) {
            const TlbEntry& entry = entries_[slot];
            if (!entry.valid || entry.key.tag != key.tag) continue;
            if (one_address && !entry.is_part_of_page_at(address)) continue;
            if (one_space && (entry.global() || entry.key.asid != key.asid)) continue;
            drop(static_cast<int>(slot));
        }
    }
    /// vmflush: guests' entries that lead to a guest-physical address (all unless `one_address`), of one tag or of all.
    void flush_guests(bool one_address, std::uint32_t guest_physical, bool one_tag, std::uint8_t tag) {
        for (std::size_t slot = 0; slot < entries_.size(); ++slot) {
            const TlbEntry& entry = entries_[slot];
            if (!entry.valid || entry.key.tag == 0 || (one_tag && entry.key.tag != tag)) continue;
            // A nested superpage may lie under smaller pages of the guest: then whatever is within its reach goes.
            const std::uint32_t reach = TlbEntry::offset_mask(entry.superpage || entry.superpage_nested);
            if (one_address && ((entry.guest_frame ^ guest_physical) & ~reach) != 0) continue;
            drop(static_cast<int>(slot));
        }
    }

    /// Slots of which what they translate has changed since the last call; who remembers a translation by its slot must forget it.
    bool has_changed() const { return !changed_.empty(); }
    std::vector<int>& changed() { return changed_; }

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
    static bool overlap(const TlbEntry& a, const TlbEntry& b) {
        const bool one_space = a.key.asid == b.key.asid || a.global() || b.global();
        return one_space && a.key.tag == b.key.tag && ((a.page ^ b.page) & ~TlbEntry::offset_mask(a.superpage || b.superpage)) == 0;
    }

    std::vector<TlbEntry> entries_;
    std::vector<Stamp> used_;
    std::vector<int> changed_;
};

}  // namespace anel::cpu
