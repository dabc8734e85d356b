// Delivery of traps into the virtual CPU, by the rules of the hardware.
#pragma once

#include "monitor.hpp"

namespace anel::monitor {

/// An exception raised by the guest at its pc. A triple fault of the guest ends the machine.
void deliver(Monitor& monitor, u32 cause, u32 value);

/// An interrupt, at the instruction the guest would have run next. `bank` must be one that takes it.
void deliver_interrupt(Monitor& monitor, u32 bank, u32 line);

/// The guest cannot take its own trap any more, and is at the vector that was to handle it.
[[noreturn]] void triple_fault(const Vcpu& vcpu, u32 cause, u32 value);

}  // namespace anel::monitor
