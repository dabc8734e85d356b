// A set-associative cache of tags with true LRU. It holds no data: memory is always current, only time is cached.
// Not here: what a miss costs (timing.hpp).
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "isa/cpu/engine/stamps.hpp"
#include "isa/cpu/timing.hpp"

namespace anel::cpu {

class Cache {
public:
    static constexpr std::uint32_t kNowhere = 0xffffffff;
    /// Where a line is now, and whether it was there before.
    struct Touch {
        std::uint32_t slot = 0;
        bool hit = false;
    };

    Cache() = default;
    /// `params`: sizes are powers of two, size = sets x ways x line (the configuration checks it).
    /// Not `modelled`: every access hits slot 0, and nothing changes.
    explicit Cache(const CacheParams& params, bool modelled = true)
        : modelled_(modelled), ways_(params.ways), set_mask_(params.size_bytes / (params.line_bytes * params.ways) - 1) {
        while ((1U << line_shift_) < params.line_bytes) ++line_shift_;
        tags_.resize(static_cast<std::size_t>(set_mask_ + 1) * ways_, kNoLine);
        used_.resize(tags_.size());
    }

    std::uint32_t slots() const { return static_cast<std::uint32_t>(tags_.size()); }
    std::uint32_t line_of(std::uint32_t address) const { return address >> line_shift_; }

    /// Uses the line at `stamp`. A miss puts it into the place of the least recently used one of its set.
    Touch access(std::uint32_t address, Stamp stamp) {
        if (!modelled_) return {0, true};
        const std::uint32_t slot = use<kAnyWays>(address, stamp);
        if (slot != kNowhere) return {slot, true};
        return {replace<kAnyWays>(address, stamp), false};
    }

    /// The same in two steps, of a cache that is modelled and has so many ways, known to the compiler: no loop's end must be guessed.
    static constexpr std::uint32_t kAnyWays = 0;
    bool has_ways(std::uint32_t ways) const { return modelled_ && ways_ == ways; }
    /// The slot that holds the line, which is then used at `stamp`, or kNowhere.
    template <std::uint32_t kWays>
    [[gnu::always_inline]] std::uint32_t use(std::uint32_t address, Stamp stamp) {
        const std::uint32_t ways = kWays == kAnyWays ? ways_ : kWays;
        const std::uint32_t line = line_of(address);
        const std::uint32_t first = (line & set_mask_) * ways;
        const std::uint32_t* const tags = &tags_[first];
        std::uint32_t found = kNowhere;
#pragma GCC unroll 4
        for (std::uint32_t way = 0; way < ways; ++way) found = tags[way] == line ? first + way : found;
        if (found != kNowhere) used_[found] = stamp;
        return found;
    }
    /// Puts a line that is not there into the place of the least recently used one; gives the slot.
    template <std::uint32_t kWays>
    [[gnu::always_inline]] std::uint32_t replace(std::uint32_t address, Stamp stamp) {
        const std::uint32_t ways = kWays == kAnyWays ? ways_ : kWays;
        const std::uint32_t line = line_of(address);
        const std::uint32_t first = (line & set_mask_) * ways;
        const Stamp* const used = &used_[first];
        std::uint32_t oldest = 0;
        Stamp least = used[0];
#pragma GCC unroll 4
        for (std::uint32_t way = 1; way < ways; ++way) {
            oldest = used[way] < least ? way : oldest;
            least = std::min(least, used[way]);
        }
        tags_[first + oldest] = line;
        used_[first + oldest] = stamp;
        return first + oldest;
    }

    /// The slot that holds the line, or kNowhere; not a use.
    std::uint32_t find(std::uint32_t address) const {
        const std::uint32_t line = line_of(address);
        const std::uint32_t first = (line & set_mask_) * ways_;
        for (std::uint32_t slot = first; slot < first + ways_; ++slot)
            if (tags_[slot] == line) return slot;
        return kNowhere;
    }

    /// By slot: when last used. For code that knows that its line is there.
    Stamp* stamps() { return used_.data(); }

    /// By set: the lines in it, most recently used first.
    std::vector<std::vector<std::uint32_t>> contents() const {
        std::vector<std::vector<std::uint32_t>> sets;
        for (std::uint32_t first = 0; first < slots(); first += ways_) {
            std::vector<std::uint32_t> order;
            for (std::uint32_t slot = first; slot < first + ways_; ++slot)
                if (tags_[slot] != kNoLine) order.push_back(slot);
            std::ranges::sort(order, [this](std::uint32_t a, std::uint32_t b) { return used_[a] > used_[b]; });
            std::vector<std::uint32_t>& lines = sets.emplace_back();
            for (const std::uint32_t slot : order) lines.push_back(tags_[slot]);
        }
        return sets;
    }
    /// Holds exactly these lines from now on, used in this order: what contents() gave. Stamps come from `clock`.
    void restore(const std::vector<std::vector<std::uint32_t>>& sets, StampClock& clock) {
        std::ranges::fill(tags_, kNoLine);
        std::ranges::fill(used_, Stamp{0});
        for (std::size_t set = 0; set < sets.size(); ++set)
            for (std::size_t back = sets[set].size(); back > 0; --back) {
                const std::size_t slot = set * ways_ + back - 1;
                tags_[slot] = sets[set][back - 1];
                used_[slot] = clock.tick();
            }
    }

private:
    static constexpr std::uint32_t kNoLine = 0xffffffff;

    bool modelled_ = true;
    std::uint32_t ways_ = 0;
    std::uint32_t set_mask_ = 0;
    std::uint32_t line_shift_ = 0;
    std::vector<std::uint32_t> tags_;
    std::vector<Stamp> used_;  ///< 0: never
};

}  // namespace anel::cpu
