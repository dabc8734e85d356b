// One translation look-aside buffer for fetches and data: fully associative, true LRU, tagged with the address space.
// It holds successful translations only. Not here: the walk that fills it (mmu.cpp).
#pragma once

#include <cstdint>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/spec/platform.hpp"

namespace anel::cpu {

struct TlbEntry {
    std::uint32_t page = 0;   ///< virtual address of the (super)page
    std::uint32_t pte = 0;    ///< the leaf as it was when walked, A and D included
    std::uint8_t asid = 0;
    bool valid = false;
    bool superpage = false;
    std::uint64_t used = 0;

    bool global() const { return (pte & spec::pte::kGlobal) != 0; }
    bool covers(std::uint32_t address) const {
        return superpage ? (address & ~(kSuperpageBytes - 1)) == page : (address & ~(kPageBytes - 1)) == page;
    }
    std::uint32_t physical(std::uint32_t address) const {
        const std::uint32_t offset_mask = superpage ? kSuperpageBytes - 1 : kPageBytes - 1;
        return (pte & ~offset_mask) | (address & offset_mask);
    }
    bool operator==(const TlbEntry&) const = default;
};

class Tlb {
public:
    static constexpr int kMiss = -1;

    Tlb() = default;
    explicit Tlb(std::uint32_t entries) : entries_(entries) {}

    /// Slot that translates `address` in `asid`, or kMiss. Does not count as use.
    int find(std::uint32_t address, std::uint8_t asid) const {
        for (std::size_t slot = 0; slot < entries_.size(); ++slot) {
            const TlbEntry& entry = entries_[slot];
            if (entry.valid && (entry.global() || entry.asid == asid) && entry.covers(address))
                return static_cast<int>(slot);
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

    /// tlbflush: all addresses unless `one_address`; all spaces, global entries too, unless `one_space`.
    void flush(bool one_address, std::uint32_t address, bool one_space, std::uint8_t asid) {
        for (TlbEntry& entry : entries_) {
            if (one_address && !entry.covers(address)) continue;
            if (one_space && (entry.global() || entry.asid != asid)) continue;
            entry.valid = false;
        }
    }

    bool operator==(const Tlb&) const = default;

private:
    std::uint64_t clock_ = 0;
    std::vector<TlbEntry> entries_;
};

}  // namespace anel::cpu
