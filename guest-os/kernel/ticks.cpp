// Arms the timer anew at each tick.
#include "kernel/ticks.hpp"

#include "anel_target.h"
#include "kernel/privileged.hpp"

namespace anelix {

namespace {
unsigned period = 0;
}  // namespace

void start_ticks(unsigned cycles_per_tick) {
    period = cycles_per_tick;
    tick();
}

void tick() { ops->port_out(AR_PORT_TIMER, period); }

}  // namespace anelix
