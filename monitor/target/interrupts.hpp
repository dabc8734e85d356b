// Virtual interrupt lines: where they stand, whom they are aimed at, and when the guest takes them.
#pragma once

#include "monitor.hpp"

namespace anel::monitor {

/// The lines as the guest's devices drive them, brought up to date from the real ones.
u32 update_lines(Monitor& monitor);

/// Of `lines`, those aimed at this bank. Software bits are not among them.
u32 lines_aimed_at(Vcpu& vcpu, u32 bank, u32 lines);

/// Delivers an interrupt if the guest's enables and masks let one in. Comes before every return to the guest.
void take_interrupts(Monitor& monitor);

/// What a real interrupt means here: a real line is up while the guest runs.
void real_interrupt(Monitor& monitor, u32 line);

/// The guest's wfi: waits in the real one until something that the guest listens to is up.
void wait_for_guest_interrupt(Monitor& monitor);

}  // namespace anel::monitor
