// A set-associative cache of tags with true LRU. It holds no data: memory is always current, only time is cached.
// Not here: what a miss costs (timing.hpp).
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "isa/cpu/timing.hpp"

namespace anel::cpu {

class Cache {
public:
    Cache() = default;
    /// `params`: sizes are powers of two, size = sets x ways x line (the configuration checks it).
    /// Not `modelled`: every access hits, and nothing changes.
    explicit Cache(const CacheParams& params, bool modelled = true)
        : modelled_(modelled), ways_(params.ways), set_mask_(params.size_bytes / (params.line_bytes * params.ways) - 1) {
        while ((1U << line_shift_) < params.line_bytes) ++line_shift_;
        lines_.resize(static_cast<std::size_t>(set_mask_ + 1) * ways_);
    }

    std::uint32_t line_of(std::uint32_t address) const { return address >> line_shift_; }

    /// Touches the line; true where it was there already.
    bool access(std::uint32_t address) {
        if (!modelled_) return true;
        const std::uint32_t line = line_of(address);
        Line* const set = &lines_[static_cast<std::size_t>(line & set_mask_) * ways_];
        ++clock_;
        for (std::uint32_t way = 0; way < ways_; ++way)
            if (set[way].tag == line) {
                set[way].used = clock_;
                return true;
            }
        Line* oldest = set;
        for (std::uint32_t way = 1; way < ways_; ++way)
            if (set[way].used < oldest->used) oldest = &set[way];
        *oldest = {line, clock_};
        return false;
    }

    /// By set: the lines in it, most recently used first.
    std::vector<std::vector<std::uint32_t>> contents() const {
        std::vector<std::vector<std::uint32_t>> sets;
        for (std::size_t first = 0; first < lines_.size(); first += ways_) {
            std::vector<Line> set(&lines_[first], &lines_[first] + ways_);
            std::erase_if(set, [](const Line& line) { return line.used == 0; });
            std::ranges::sort(set, [](const Line& a, const Line& b) { return a.used > b.used; });
            std::vector<std::uint32_t>& tags = sets.emplace_back();
            for (const Line& line : set) tags.push_back(line.tag);
        }
        return sets;
    }

private:
    struct Line {
        std::uint32_t tag = kNoLine;
        std::uint64_t used = 0;  ///< 0: never
    };
    static constexpr std::uint32_t kNoLine = 0xffffffff;

    bool modelled_ = true;
    std::uint32_t ways_ = 0;
    std::uint32_t set_mask_ = 0;
    std::uint32_t line_shift_ = 0;
    std::uint64_t clock_ = 0;
    std::vector<Line> lines_;
};

}  // namespace anel::cpu
