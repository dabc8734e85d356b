// The paravirtual half of a VM's life: into it, out of it, and the few traps that still come here while it lasts. The guest's kernel
// then runs in ring 1 with bank 1 its own; system calls, faults and returns pass between ring 3 and ring 1 without the monitor.
// Not here: the numbers a guest calls by (hypercalls.hpp), and what it may map (direct_tables.hpp).
#pragma once

#include "monitor.hpp"

namespace anel::monitor {

/// The guest's kernel is to go on in ring 1, on the tables that `root` names. 0, or an error, and nothing has changed.
int para_enter(Monitor& monitor, u32 root);
/// And back to trap-and-emulate, with `root` in the virtual root register.
int para_leave(Monitor& monitor, u32 root);

/// A trap while entered.
void para_trap(Monitor& monitor, u32 cause);
/// Makes the real machine's return lead on in the guest. Comes last.
void para_return(Monitor& monitor);

/// The guest has dealt with a device: lines that were masked may come in again.
void para_listen_again(Monitor& monitor);
/// Waits in the real wfi until an interrupt that bank 1 listens to is pending.
void para_wait(Monitor& monitor);

}  // namespace anel::monitor
