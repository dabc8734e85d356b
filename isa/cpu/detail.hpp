// What a CPU counts when it is asked to count in detail, as plain values: by VM and ring, instructions by class, cycles by reason, and the
// uses of caches, TLB and predictor.
//
// Of each VM and ring the cycles of all reasons sum to what the ledger has booked to it meanwhile: this is the CPI stack, not a model of it.
// Waits that overlap are told apart by one rule: **what would have been waited for anyway belongs to the earlier cause; a later one has what it
// adds.** Earlier to later these are: what the instruction before left behind (jump, indirect, mispredict, refetch; the flush of a crossing,
// which the crossing has booked), the fetch (drain, fetch-walk, icache), the operand (load-use). So a jump's bubble hides its part of the
// drain, and a fetch stall as much of a load's wait as it lasts. After those nothing overlaps.
// What an instruction finds left behind is its own time, as in the ledger, whichever ring the one that left it was in.
// Not here: cycles by activity (ledger.hpp), traps by cause (counters.hpp), the rules of time themselves (timing.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/cpu/ledger.hpp"
#include "isa/spec/insn_class.hpp"

namespace anel::cpu {

/// What a cycle went for. Earlier causes of a wait come first.
enum class Reason : std::uint8_t {
    kBase, kTrapped, kJump, kIndirect, kMispredict, kRefetch, kDrain, kFetchWalk, kIcache, kLoadUse, kMul, kDiv, kDataWalk, kDcache,
    kFlush, kMicrocode, kSerialize, kWaiting,
};
inline constexpr std::size_t kReasonCount = 18;

struct ReasonRow {
    Reason id;
    std::string_view name;  ///< as in tables and JSON
    char letter;            ///< in bars made of text; no two are the same
    std::string_view meaning;
};
inline constexpr ReasonRow kReasons[] = {
    {Reason::kBase, "base", '=', "one for each instruction"},
    {Reason::kTrapped, "trapped", '!', "one for each instruction that trapped instead"},
    {Reason::kJump, "jump", 'j', "behind jal, and behind branches rightly predicted taken"},
    {Reason::kIndirect, "indirect", 'i', "behind jalr"},
    {Reason::kMispredict, "mispredict", 'p', "behind branches predicted wrongly"},
    {Reason::kRefetch, "refetch", 'r', "behind what changes how later instructions execute"},
    {Reason::kDrain, "drain", 'd', "a fetch that stalls waits for older instructions"},
    {Reason::kFetchWalk, "fetch-walk", 'w', "page-table walks of fetches, with the data-cache misses of their references"},
    {Reason::kIcache, "icache", 'I', "instruction-cache misses"},
    {Reason::kLoadUse, "load-use", 'u', "for what the load just before loads"},
    {Reason::kMul, "mul", 'm', "multiplications, beyond their first cycle"},
    {Reason::kDiv, "div", '/', "divisions, beyond their first cycle"},
    {Reason::kDataWalk, "data-walk", 'W', "page-table walks of loads, stores and probes, likewise"},
    {Reason::kDcache, "dcache", 'D', "data-cache misses of loads and stores"},
    {Reason::kFlush, "flush", 'f', "ring crossings: emptying the pipeline"},
    {Reason::kMicrocode, "microcode", 'c', "ring crossings: moving words of state, with their data-cache misses"},
    {Reason::kSerialize, "serialize", 's', "ring crossings: the extra stall that some profiles set"},
    {Reason::kWaiting, "waiting", '.', "wfi, until something is due"},
};

/// What is used, and may not have what is asked of it.
enum class Unit : std::uint8_t { kIcache, kDcache, kDcacheWalks, kDcacheMicrocode, kFetchTlb, kDataTlb, kPredictor };
inline constexpr std::size_t kUnitCount = 7;

struct UnitRow {
    Unit id;
    std::string_view name;
    std::string_view meaning;
};
inline constexpr UnitRow kUnits[] = {
    {Unit::kIcache, "icache", "instruction cache: fetches"},
    {Unit::kDcache, "dcache", "data cache: loads and stores"},
    {Unit::kDcacheWalks, "dcache-walks", "data cache: references to page-table entries, reads and A/D writes"},
    {Unit::kDcacheMicrocode, "dcache-microcode", "data cache: words between CPU and control block"},
    {Unit::kFetchTlb, "tlb-fetch", "TLB: translations for fetches; a miss is a walk"},
    {Unit::kDataTlb, "tlb-data", "TLB: translations for loads and stores; a miss is a walk"},
    {Unit::kPredictor, "predictor", "branch predictor; a miss is a wrong guess"},
};

class DetailedCounters {
public:
    struct Uses {
        std::uint64_t accesses = 0;
        std::uint64_t misses = 0;
        bool operator==(const Uses&) const = default;
    };
    struct Cell {
        std::array<std::uint64_t, spec::kInsnClassCount> instructions{};  ///< committed
        std::array<Cycles, kReasonCount> cycles{};
        std::array<Uses, kUnitCount> uses{};
        bool operator==(const Cell&) const = default;

        Cycles& of(Reason reason) { return cycles[static_cast<std::size_t>(reason)]; }
        Cycles of(Reason reason) const { return cycles[static_cast<std::size_t>(reason)]; }
        std::uint64_t& of(spec::InsnClass kind) { return instructions[static_cast<std::size_t>(kind)]; }
        std::uint64_t of(spec::InsnClass kind) const { return instructions[static_cast<std::size_t>(kind)]; }
        Uses& of(Unit unit) { return uses[static_cast<std::size_t>(unit)]; }
        const Uses& of(Unit unit) const { return uses[static_cast<std::size_t>(unit)]; }
        std::uint64_t all_instructions() const {
            std::uint64_t sum = 0;
            for (const std::uint64_t count : instructions) sum += count;
            return sum;
        }
        Cycles all_cycles() const {
            Cycles sum = 0;
            for (const Cycles count : cycles) sum += count;
            return sum;
        }
        Cell& operator+=(const Cell& other) {
            for (std::size_t i = 0; i < instructions.size(); ++i) instructions[i] += other.instructions[i];
            for (std::size_t i = 0; i < cycles.size(); ++i) cycles[i] += other.cycles[i];
            for (std::size_t i = 0; i < uses.size(); ++i) {
                uses[i].accesses += other.uses[i].accesses;
                uses[i].misses += other.uses[i].misses;
            }
            return *this;
        }
    };

    Cell& at(std::uint8_t vm, Ring ring) { return cells_[place(vm, ring)]; }
    const Cell& at(std::uint8_t vm, Ring ring) const { return cells_[place(vm, ring)]; }
    Cell total() const {
        Cell sum;
        for (const Cell& cell : cells_) sum += cell;
        return sum;
    }
    bool operator==(const DetailedCounters&) const = default;

private:
    static std::size_t place(std::uint8_t vm, Ring ring) { return static_cast<std::size_t>(vm) * kLaneCount + lane(ring); }
    std::vector<Cell> cells_ = std::vector<Cell>(kVmLimit * kLaneCount);
};

/// Whether the reasons sum to the ledger: of each VM and ring, where counting began with the machine's first cycle.
inline bool sums_to(const DetailedCounters& detail, const Ledger& ledger) {
    for (std::uint8_t vm = 0; vm < kVmLimit; ++vm)
        for (unsigned place = 0; place < kLaneCount; ++place) {
            Cycles booked = 0;
            for (std::size_t id = 0; id < spec::kActivityLimit; ++id) booked += ledger.at(vm, ring_of_lane(place), static_cast<spec::Activity>(id));
            if (detail.at(vm, ring_of_lane(place)).all_cycles() != booked) return false;
        }
    return true;
}

namespace checks {
template <class Row, std::size_t kCount>
consteval bool detail_rows_in_id_order(const Row (&rows)[kCount], std::size_t count) {
    for (std::size_t at = 0; at < kCount; ++at)
        if (static_cast<std::size_t>(rows[at].id) != at) return false;
    return kCount == count;
}
static_assert(detail_rows_in_id_order(kReasons, kReasonCount), "every Reason has exactly one row, in the order of the enumeration");
static_assert(detail_rows_in_id_order(kUnits, kUnitCount), "every Unit has exactly one row, in the order of the enumeration");
}  // namespace checks

}  // namespace anel::cpu
