// The heartbeat that takes the CPU away from whoever computes too long.
#pragma once

namespace anelix {

/// `cycles_per_tick`: 0 for no ticks at all.
void start_ticks(unsigned cycles_per_tick);
void tick();

}  // namespace anelix
