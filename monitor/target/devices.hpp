// The guest's devices but for its disk, which is a file of its own. Console, log and power are passed through to the real ones; the timer is the guest's alone, so its
// deadline is the real timer's, and only its line is virtual. A port that the platform does not have reads all ones.
#pragma once

#include "monitor.hpp"

namespace anel::monitor {

u32 device_in(Monitor& monitor, u32 port);
void device_out(Monitor& monitor, u32 port, u32 value);

}  // namespace anel::monitor
