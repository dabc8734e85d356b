// The order in which caches and TLB were used: every use has a stamp, a later one a greater stamp. Only their order means anything.
// Not here: who is the least recently used of what (cache.hpp, tlb.hpp).
#pragma once

#include <cstdint>

namespace anel::cpu {

using Stamp = std::uint64_t;

/// Gives stamps out. The threaded code reserves two for each instruction of a block, one for its fetch and one for its data, and moves `now`
/// itself; everybody else ticks.
struct StampClock {
    Stamp now = 0;
    Stamp tick() { return ++now; }
};

}  // namespace anel::cpu
