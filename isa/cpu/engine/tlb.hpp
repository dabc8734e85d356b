// One translation look-aside buffer for fetches and data: fully associative, true LRU, tagged with the address space and the VM.
// It holds successful translations only; with nested paging an entry is the whole way, from the guest's address to memory.
// Not here: the walk that fills it (mmu.cpp).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "isa/cpu/engine/stamps.hpp"
#include "isa/cpu/tlb_entry.hpp"

namespace anel::cpu {

class Tlb {
public:
    static constexpr int kMiss = -1;

    explicit Tlb(std::uint32_t entries)
        : no_slot_(static_cast<int>(entries)), entries_(entries), used_(entries + 1), next_(entries, kMiss) {
        chains_.fill(kMiss);
    }

    /// Slot that translates `address` for `key`, or kMiss; of several, the first. Does not count as use.
    int find(std::uint32_t address, TlbKey key) const {
        int found = kMiss;
        const auto consider = [&](int slot) {
            const TlbEntry& entry = at(slot);
            // Global means every address space, and untranslated addresses are not one.
            const bool same_space = entry.key.asid == key.asid || (entry.global() && key.asid != kUntranslated);
            const bool earlier = found == kMiss || slot < found;
            if (earlier && entry.key.tag == key.tag && same_space && entry.covers(address)) found = slot;
        };
        for (int slot = chains_[chain_of(address)]; slot != kMiss; slot = next_[static_cast<std::size_t>(slot)]) consider(slot);
        for (const int slot : superpages_) consider(slot);
        return found;
    }
    const TlbEntry& at(int slot) const { return entries_[static_cast<std::size_t>(slot)]; }
    void touch(int slot, Stamp stamp) { used_[static_cast<std::size_t>(slot)] = stamp; }
    /// By slot: when last used. One more place at the end is for accesses that need no translation.
    Stamp* stamps() { return used_.data(); }
    int no_slot() const { return no_slot_; }

    /// Puts a translation in the place of an invalid entry, else of the least recently used one.
    int insert(const TlbEntry& entry, Stamp stamp) {
        // Two entries may translate an address; which one does is for find to say, from now on.
        if (entry.superpage) {
            for (int slot = 0; slot < no_slot(); ++slot) note_overlap(slot, entry);
        } else {
            for (int slot = chains_[chain_of(entry.page)]; slot != kMiss; slot = next_[static_cast<std::size_t>(slot)]) note_overlap(slot, entry);
            for (const int slot : superpages_) note_overlap(slot, entry);
        }
        int slot = 0;
        if (valid_ < entries_.size()) {
            while (at(slot).valid) ++slot;
        } else {
            slot = least_recently_used();
            drop(slot);
        }
        entries_[static_cast<std::size_t>(slot)] = entry;
        entries_[static_cast<std::size_t>(slot)].valid = true;
        used_[static_cast<std::size_t>(slot)] = stamp;
        ++valid_;
        link(slot);
        return slot;
    }
    void drop(int slot) {
        TlbEntry& entry = entries_[static_cast<std::size_t>(slot)];
        if (entry.superpage) {
            std::erase(superpages_, slot);
        } else {
            int* link = &chains_[chain_of(entry.page)];
            while (*link != slot) link = &next_[static_cast<std::size_t>(*link)];
            *link = next_[static_cast<std::size_t>(slot)];
        }
        entry.valid = false;
        --valid_;
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
    /// Holds exactly these from now on, used in this order: what contents() and order() gave. Whoever remembers a slot must have forgotten it.
    void restore(const std::vector<TlbEntry>& entries, const std::vector<std::uint32_t>& order, StampClock& clock) {
        std::ranges::fill(used_, Stamp{0});
        entries_ = entries;
        superpages_.clear();
        chains_.fill(kMiss);
        valid_ = order.size();
        for (std::size_t slot = 0; slot < entries_.size(); ++slot)
            if (entries_[slot].valid) link(static_cast<int>(slot));
        for (std::size_t back = order.size(); back > 0; --back) used_[order[back - 1]] = clock.tick();
        candidates_ = first_candidate_ = 0;
        changed_.clear();
    }

private:
    static constexpr std::size_t kChains = 256;
    static std::size_t chain_of(std::uint32_t address) { return (address >> 12) % kChains; }

    /// Makes a valid entry known to find.
    void link(int slot) {
        const TlbEntry& entry = at(slot);
        if (entry.superpage) {
            superpages_.push_back(slot);
        } else {
            next_[static_cast<std::size_t>(slot)] = chains_[chain_of(entry.page)];
            chains_[chain_of(entry.page)] = slot;
        }
    }

    void note_overlap(int slot, const TlbEntry& entry) {
        const TlbEntry& other = at(slot);
        const bool one_space = other.key.asid == entry.key.asid || other.global() || entry.global();
        const std::uint32_t reach = TlbEntry::offset_mask(other.superpage || entry.superpage);
        if (other.valid && one_space && other.key.tag == entry.key.tag && ((other.page ^ entry.page) & ~reach) == 0) changed_.push_back(slot);
    }

    /// Looks for the few least recently used at once. As long as one of them has not been used since, no other entry is older.
    int least_recently_used() {
        while (first_candidate_ < candidates_) {
            const Candidate& candidate = candidate_[first_candidate_++];
            if (used_[static_cast<std::size_t>(candidate.slot)] == candidate.used) return candidate.slot;
        }
        candidates_ = first_candidate_ = 0;
        for (int slot = 0; slot < no_slot(); ++slot) {
            const Stamp used = used_[static_cast<std::size_t>(slot)];
            if (candidates_ == kCandidates && used > candidate_[kCandidates - 1].used) continue;
            std::size_t place = candidates_ < kCandidates ? candidates_++ : kCandidates - 1;
            for (; place > 0 && candidate_[place - 1].used > used; --place) candidate_[place] = candidate_[place - 1];
            candidate_[place] = {slot, used};
        }
        return candidate_[first_candidate_++].slot;
    }

    int no_slot_;
    std::vector<TlbEntry> entries_;
    std::vector<Stamp> used_;
    std::vector<int> changed_;
    std::size_t valid_ = 0;
    // The valid entries, for find: those of small pages by a hash of their page, the others in a list.
    std::array<int, kChains> chains_{};
    std::vector<int> next_;
    std::vector<int> superpages_;

    struct Candidate {
        int slot = 0;
        Stamp used = 0;
    };
    static constexpr std::size_t kCandidates = 16;
    std::array<Candidate, kCandidates> candidate_;
    std::size_t candidates_ = 0;
    std::size_t first_candidate_ = 0;
};

}  // namespace anel::cpu
