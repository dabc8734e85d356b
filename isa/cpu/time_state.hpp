// What caches, TLB and predictor hold, as values, whatever a model keeps it in: two models of the machine agree when these are equal.
// Not here: what a miss costs (timing.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "isa/cpu/tlb_entry.hpp"

namespace anel::cpu {

struct TimeState {
    /// Line numbers (address / line_bytes), most recently used first.
    using Set = std::vector<std::uint32_t>;

    std::vector<Set> icache;  ///< by set
    std::vector<Set> dcache;
    std::vector<TlbEntry> tlb;             ///< by slot; an invalid one is TlbEntry{}
    std::vector<std::uint32_t> tlb_order;  ///< the valid slots, most recently used first
    std::vector<std::uint8_t> predictor;   ///< two-bit counters; of a static predictor, which learns nothing, all at their first value
    std::uint64_t walks = 0;               ///< page-table walks so far
    std::uint64_t references = 0;          ///< to page-table entries, reads and A/D writes, of both kinds of tables
    bool operator==(const TimeState&) const = default;
};

}  // namespace anel::cpu
