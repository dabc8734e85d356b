// Hypercalls: what a paravirtual guest's kernel asks for, by number. The contract is the table in isa/spec/hypercalls.hpp.
// Whatever a guest hands over is copied once, then checked, then used.
#pragma once

#include "monitor.hpp"

namespace anel::monitor {

/// The guest's kernel has called: a7 says for what, a0 to a5 with what, and a0 gets the answer. Ends with the pc after it.
void hypercall(Monitor& monitor);

}  // namespace anel::monitor
