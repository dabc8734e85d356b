// What caches, TLB and branch predictor remember. Each keeps its order of use as a list, most recently used first: what is at the end goes.
// They change in program order and know no time; what a miss costs is isa/cpu/timing.hpp's.
// Not here: who asks (memory.cpp, pipeline.cpp), the page-table walk (memory.cpp).
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "isa/cpu/time_state.hpp"
#include "isa/cpu/timing.hpp"
#include "isa/cpu/tlb_entry.hpp"

namespace anel::cpu::reference {

/// Moves the element at `position` to the front; those before it move back by one.
template <class List>
void use(List& list, typename List::iterator position) {
    std::rotate(list.begin(), position, position + 1);
}

/// A set-associative cache without its data: memory is always current, the cache only decides how long it takes.
class CacheTags {
 public:
    /// Of a machine without time nothing is modelled: everything hits, nothing changes.
    CacheTags(const CacheParams& params, bool modelled)
        : modelled_(modelled), ways_(params.ways), line_shift_(std::countr_zero(params.line_bytes)),
          sets_(params.size_bytes / (params.line_bytes * params.ways)) {}

    bool holds(std::uint32_t address) const {
        const TimeState::Set& set = sets_[set_of(line_of(address))];
        return !modelled_ || std::ranges::find(set, line_of(address)) != set.end();
    }
    /// Uses the line of `address`. False: it was not there, and has come in for the one used least recently.
    bool access(std::uint32_t address) {
        if (!modelled_) return true;
        const std::uint32_t line = line_of(address);
        TimeState::Set& set = sets_[set_of(line)];
        const auto found = std::ranges::find(set, line);
        if (found != set.end()) {
            use(set, found);
            return true;
        }
        if (set.size() == ways_) set.pop_back();
        set.insert(set.begin(), line);
        return false;
    }
    const std::vector<TimeState::Set>& sets() const { return sets_; }

 private:
    std::uint32_t line_of(std::uint32_t address) const { return address >> line_shift_; }
    std::size_t set_of(std::uint32_t line) const { return line & (sets_.size() - 1); }

    bool modelled_;
    std::size_t ways_;
    int line_shift_;
    std::vector<TimeState::Set> sets_;
};

/// The TLB: any entry in any slot. Of two slots that translate an address the lower one counts.
class TlbSlots {
 public:
    explicit TlbSlots(std::uint32_t entries) : slots_(entries) { order_.reserve(entries); }

    /// Does not count as use.
    std::optional<std::uint32_t> find(std::uint32_t address, TlbKey key) const {
        for (std::uint32_t slot = 0; slot < slots_.size(); ++slot) {
            const TlbEntry& entry = slots_[slot];
            if (!entry.valid || !entry.covers(address) || entry.key.tag != key.tag) continue;
            // Global entries serve every address space; the addresses of a guest without paging are none.
            if (entry.key.asid == key.asid || (entry.global() && key.asid != kUntranslated)) return slot;
        }
        return std::nullopt;
    }
    const TlbEntry& at(std::uint32_t slot) const { return slots_[slot]; }
    void touch(std::uint32_t slot) { use(order_, std::ranges::find(order_, slot)); }
    void insert(const TlbEntry& entry) {
        const auto free = std::ranges::find(slots_, false, &TlbEntry::valid);
        const std::uint32_t slot = free != slots_.end() ? static_cast<std::uint32_t>(free - slots_.begin()) : order_.back();
        if (free == slots_.end()) order_.pop_back();
        order_.insert(order_.begin(), slot);
        slots_[slot] = entry;
        slots_[slot].valid = true;
    }
    void drop(std::uint32_t slot) {
        slots_[slot] = {};
        std::erase(order_, slot);
    }
    template <class Condition>
    void drop_where(Condition&& condition) {
        for (std::uint32_t slot = 0; slot < slots_.size(); ++slot)
            if (slots_[slot].valid && condition(slots_[slot])) drop(slot);
    }
    const std::vector<TlbEntry>& slots() const { return slots_; }
    const std::vector<std::uint32_t>& order() const { return order_; }

 private:
    std::vector<TlbEntry> slots_;
    std::vector<std::uint32_t> order_;  ///< the valid slots
};

/// Guesses branches: by their direction, or by two-bit counters that saturate.
class BranchPredictor {
 public:
    BranchPredictor(PredictorKind kind, std::uint32_t entries, bool modelled) : modelled_(modelled), kind_(kind), counters_(entries, kWeaklyNotTaken) {}

    bool guess(std::uint32_t pc, bool backward) const {
        if (kind_ == PredictorKind::kBimodal) return taken_by(counters_[place(pc)]);
        return kind_ == PredictorKind::kBackwardTaken && backward;
    }
    /// The guess as it will be when the branch at `other_pc` has been learned.
    bool guess_after(std::uint32_t pc, bool backward, std::uint32_t other_pc, bool other_taken) const {
        if (kind_ != PredictorKind::kBimodal || !modelled_ || place(pc) != place(other_pc)) return guess(pc, backward);
        return taken_by(moved(counters_[place(pc)], other_taken));
    }
    void learn(std::uint32_t pc, bool taken) {
        if (modelled_ && kind_ == PredictorKind::kBimodal) counters_[place(pc)] = moved(counters_[place(pc)], taken);
    }
    /// Of a machine without time it is never wrong, so nobody counts.
    bool modelled() const { return modelled_; }
    const std::vector<std::uint8_t>& counters() const { return counters_; }

 private:
    static constexpr std::uint8_t kWeaklyNotTaken = 1;
    static constexpr std::uint8_t kStronglyTaken = 3;
    static bool taken_by(std::uint8_t counter) { return counter > kWeaklyNotTaken; }
    static std::uint8_t moved(std::uint8_t counter, bool taken) {
        if (taken) return counter == kStronglyTaken ? counter : static_cast<std::uint8_t>(counter + 1);
        return counter == 0 ? counter : static_cast<std::uint8_t>(counter - 1);
    }
    std::size_t place(std::uint32_t pc) const { return (pc >> 2) & (counters_.size() - 1); }

    bool modelled_;
    PredictorKind kind_;
    std::vector<std::uint8_t> counters_;
};

}  // namespace anel::cpu::reference
