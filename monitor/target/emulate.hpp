// Emulation: does to the virtual CPU what a privileged instruction asked of the real one.
#pragma once

#include "decode.hpp"
#include "monitor.hpp"

namespace anel::monitor {

/// `word` trapped as privileged at the guest's pc. Ends with the pc after it, or with a trap in the guest when its virtual
/// ring has no right to it either.
void emulate(Monitor& monitor, u32 word);

/// The same for a word that has been decoded before.
void emulate(Monitor& monitor, Op op, u32 word);

/// The same where the hardware has found already that the guest's ring may do it.
void emulate_allowed(Monitor& monitor, u32 word);

}  // namespace anel::monitor
