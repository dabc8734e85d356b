// What a CPU counts besides cycles, as plain values.
// Not here: cycles (ledger.hpp), crossings one by one (event.hpp).
#pragma once

#include <array>
#include <cstdint>

#include "isa/base/types.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "isa/spec/platform.hpp"

namespace anel::cpu {

struct Counters {
    std::uint64_t instructions = 0;  ///< committed
    std::array<std::uint64_t, spec::kCauseCount> exceptions{};
    std::array<std::uint64_t, spec::kLineCount> interrupts{};
    /// Of these, what bank 0 took from rings 1 to 3: where a monitor runs in ring 0, how often its guest came to it.
    std::array<std::uint64_t, spec::kCauseCount> inward_exceptions{};
    std::array<std::uint64_t, spec::kLineCount> inward_interrupts{};
    /// Guests' traps to ring −1, which are not among the above: by exit reason below kExitReasonLimit (exceptions by their cause), and by line.
    std::array<std::uint64_t, spec::kExitReasonLimit> exits{};
    std::array<std::uint64_t, spec::kLineCount> exit_interrupts{};
    std::uint64_t entries = 0;
    std::array<std::uint64_t, kLaneCount> by_lane{};  ///< instructions of each ring; complete between runs
    std::uint64_t icache_misses = 0;
    std::uint64_t dcache_misses = 0;
    std::uint64_t mispredicts = 0;
    bool operator==(const Counters&) const = default;
};

}  // namespace anel::cpu
