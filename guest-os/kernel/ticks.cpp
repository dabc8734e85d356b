#include "kernel/ticks.hpp"

#include "kernel/beliefs.hpp"
#include "kernel/privileged.hpp"

namespace anelix {

namespace {
unsigned period = 0;
}  // namespace

void start_ticks(unsigned cycles_per_tick) {
    period = cycles_per_tick;
    resume_ticks();
}

void tick() {
    // A good moment to look around: regular, and not so frequent that looking costs.
    believe_ring();
    resume_ticks();
}

void pause_ticks() { ops->arm_timer(0); }
void resume_ticks() { ops->arm_timer(period); }

}  // namespace anelix
