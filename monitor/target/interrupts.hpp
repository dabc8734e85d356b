// Virtual interrupt lines: where they stand, whom they are aimed at, and when the guest takes them.
#pragma once

#include "monitor.hpp"

namespace anel::monitor {

/// The lines of the real machine's devices that are high.
inline u32 real_lines(const Monitor& monitor) {
    return monitor.assisted() ? csr_read<AR_CSR_PENDINGM>() : csr_read<AR_CSR_PENDING0>();
}

/// Lets these lines of the real machine in, and always the host's.
void listen(const Monitor& monitor, u32 lines);
/// All that the guest's devices need.
void listen_as_usual(const Monitor& monitor);

/// The lines as the guest's devices drive them, brought up to date from the real ones.
u32 update_lines(Monitor& monitor);

/// Of `lines`, those aimed at this bank. Software bits are not among them.
u32 lines_aimed_at(Vcpu& vcpu, u32 bank, u32 lines);

/// Delivers an interrupt if the guest's enables and masks let one in. Otherwise the lines that the guest's ring 0 would take if its interrupts
/// were on, where it has granted nobody a bank; 0 after a delivery.
u32 take_what_is_up(Monitor& monitor);

/// Comes before every return to the guest, and mostly finds that nothing is up: that much is kept short.
inline void take_interrupts(Monitor& monitor) {
    Vcpu& vcpu = monitor.vcpu;
    const u32 software = vcpu.reg(0, kPending) | vcpu.reg(1, kPending) | vcpu.reg(2, kPending);
    const u32 others = vcpu.timer_line | vcpu.disk_line | monitor.console_masked;
    if ((real_lines(monitor) | software | others) != 0) take_what_is_up(monitor);
}

/// Lines that the guest's ring 0 would take, if its interrupts were on.
u32 waiting_for_kernel(Monitor& monitor);

/// What a real interrupt means here: a real line is up while the guest runs.
void real_interrupt(Monitor& monitor, u32 line);

/// The guest's wfi: waits in the real one until something that the guest listens to is up.
void wait_for_guest_interrupt(Monitor& monitor);

}  // namespace anel::monitor
