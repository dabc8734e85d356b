// The heartbeat that takes the CPU away from whoever computes too long. It beats only while some program runs: a machine
// that waits for its keyboard is not woken to find that there is nothing to do.
#pragma once

namespace anelix {

/// `cycles_per_tick`: 0 for no ticks at all.
void start_ticks(unsigned cycles_per_tick);
/// The timer's interrupt.
void tick();
void pause_ticks();
void resume_ticks();

}  // namespace anelix
