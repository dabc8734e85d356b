#include "para.hpp"

#include "disk.hpp"
#include "hypercalls.hpp"
#include "panic.hpp"
#include "vm_state.hpp"

namespace anel::monitor {

namespace {

constexpr u32 kEveryException = 0xffff;
constexpr u32 kGrantRing1 = 1U << 1;

u32 ring_it_came_from() { return (csr_read<AR_CSR_STATUS0>() >> AR_STATUS_PRING_SHIFT) & 3U; }

/// The guest's disk is the monitor's own work: its line can be up without any real one, and stays so until the guest acknowledges.
void show_disk(Monitor& monitor) {
    if (monitor.vcpu.disk_line != 0) csr_set<AR_CSR_PENDING1>(kDiskBit);
}

/// A real line is up. The guest hears of it as a bit, which it clears itself.
void pass_on(Monitor& monitor, u32 line) {
    if (line == AR_LINE_MAILBOX) return serve_mailbox(monitor);
    if (line == AR_LINE_TIMER) {
        port_out(AR_PORT_TIMER, 0);  // it has done its work
    } else if (line == AR_LINE_DISK) {
        // The guest's disk is not the real one: its line may stay down while the real disk goes on with a ring.
        real_disk_done(monitor);
        return show_disk(monitor);
    } else {
        // Level-triggered: it would come back for ever. It may come again when the guest has been at a device.
        monitor.para.masked |= 1U << line;
        csr_clear<AR_CSR_IMASK0>(1U << line);
    }
    csr_set<AR_CSR_PENDING1>(1U << line);
}

/// As the hardware delivers to ring 1 what is delegated. A program's hcall is its kernel's business, but no machine delegates it:
/// the kernel's own comes here.
void deliver_to_kernel(Monitor& monitor, u32 cause, u32 from) {
    mark<AR_MARK_INJECT>();
    csr_write<AR_CSR_EPC1>(monitor.vcpu.pc);
    csr_write<AR_CSR_CAUSE1>(cause);
    csr_write<AR_CSR_VALUE1>(0);
    const bool enabled = (csr_read<AR_CSR_STATUS1>() & AR_STATUS_IE) != 0;
    csr_write<AR_CSR_STATUS1>((enabled ? AR_STATUS_PIE : 0U) | from << AR_STATUS_PRING_SHIFT);
    monitor.vcpu.pc = csr_read<AR_CSR_VECTOR1>();
    csr_write<AR_CSR_STATUS0>(1U << AR_STATUS_PRING_SHIFT);
}

/// What is delegated and comes here all the same was raised by the first instruction of the guest's own handler.
[[noreturn]] void stop_vm(const Monitor& monitor, u32 cause) {
    log_text("monitor: the VM is stopped: the first instruction of its trap handler in ring 1 traps itself: cause ");
    log_hex(cause);
    log_text(", value ");
    log_hex(csr_read<AR_CSR_VALUE0>());
    log_text(", pc ");
    log_hex(monitor.vcpu.pc);
    log_text("\n");
    stop_machine();
}

void load_bank1(Vcpu& vcpu) {
    csr_write<AR_CSR_VECTOR1>(vcpu.reg(0, kVector));
    csr_write<AR_CSR_EPC1>(vcpu.reg(0, kEpc));
    csr_write<AR_CSR_CAUSE1>(vcpu.reg(0, kCause));
    csr_write<AR_CSR_VALUE1>(vcpu.reg(0, kValue));
    csr_write<AR_CSR_STATUS1>(vcpu.reg(0, kStatus));
    csr_write<AR_CSR_SCRATCH1>(vcpu.reg(0, kScratch));
    csr_write<AR_CSR_DELEGATE1>(vcpu.reg(0, kDelegate));
    csr_write<AR_CSR_IMASK1>(vcpu.reg(0, kImask));
    csr_write<AR_CSR_PENDING1>(vcpu.reg(0, kPending) | vcpu.timer_line | vcpu.disk_line);
}

void store_bank1(Vcpu& vcpu) {
    vcpu.reg(0, kVector) = csr_read<AR_CSR_VECTOR1>();
    vcpu.reg(0, kEpc) = csr_read<AR_CSR_EPC1>();
    vcpu.reg(0, kCause) = csr_read<AR_CSR_CAUSE1>();
    vcpu.reg(0, kValue) = csr_read<AR_CSR_VALUE1>();
    const u32 status = csr_read<AR_CSR_STATUS1>();
    // Ring 1 was the kernel's, and is ring 0 again.
    const bool from_kernel = ((status >> AR_STATUS_PRING_SHIFT) & 3U) == 1;
    vcpu.reg(0, kStatus) = from_kernel ? status & ~(3U << AR_STATUS_PRING_SHIFT) : status;
    vcpu.reg(0, kScratch) = csr_read<AR_CSR_SCRATCH1>();
    vcpu.reg(0, kDelegate) = csr_read<AR_CSR_DELEGATE1>();
    vcpu.reg(0, kImask) = csr_read<AR_CSR_IMASK1>();
    // What devices have pended is from here on for their lines to say.
    const u32 pending = csr_read<AR_CSR_PENDING1>();
    vcpu.reg(0, kPending) = pending & ~kDeviceLines;
    vcpu.timer_line = pending & kTimerBit;
}

}  // namespace

int para_enter(Monitor& monitor, u32 root) {
    Vcpu& vcpu = monitor.vcpu;
    // A transfer under way knows nothing of what is about to be pinned.
    const bool disk_busy = monitor.disk.status == AR_DISK_BUSY;
    if (monitor.para.entered || disk_busy || (vcpu.grant & kGrantRings) != 0) return static_cast<int>(AR_HYPERCALL_NOT_NOW);
    if ((root & AR_ROOT_ON) == 0) return static_cast<int>(AR_HYPERCALL_REFUSED);
    mark<AR_MARK_VALIDATE>();
    const bool adopted = monitor.para.tables.adopt(monitor.memory, root & AR_PTE_FRAME);
    mark<AR_MARK_HYPERCALL>();
    if (!adopted) return static_cast<int>(AR_HYPERCALL_REFUSED);
    load_bank1(vcpu);
    vcpu.timer_line = 0;
    const u32 reads_time = (vcpu.grant >> AR_GRANT_TIME_SHIFT) & 3U;
    csr_write<AR_CSR_GRANT>(kGrantRing1 | (reads_time == 0 ? 1U : reads_time) << AR_GRANT_TIME_SHIFT);
    csr_write<AR_CSR_DELEGATE0>(kEveryException & ~(1U << AR_CAUSE_HCALL));
    monitor.para.tables.walk_from(root);
    // The shadows' translations know nothing of who may write to what.
    tlb_flush_everything();
    monitor.para.masked |= monitor.console_masked != 0 ? kConsoleBit : 0U;
    monitor.console_masked = 0;
    monitor.para.entered = true;
    para_listen_again(monitor);
    return 0;
}

int para_leave(Monitor& monitor, u32 root) {
    Vcpu& vcpu = monitor.vcpu;
    if (!monitor.para.entered) return static_cast<int>(AR_HYPERCALL_NOT_NOW);
    store_bank1(vcpu);
    csr_write<AR_CSR_DELEGATE0>(0);
    csr_write<AR_CSR_GRANT>(0);
    csr_write<AR_CSR_STATUS1>(0);
    csr_write<AR_CSR_IMASK1>(0);
    csr_write<AR_CSR_PENDING1>(0);
    csr_write<AR_CSR_IMASK2>(0);
    para_listen_again(monitor);
    monitor.para.entered = false;
    monitor.returns_to = 1;  // where this call came from
    vcpu.ring = 0;
    vcpu.root = root & AR_WRITABLE_ROOT;
    // The guest's tables have changed behind the shadows' back.
    monitor.shadow.forget_everything();
    monitor.shadow.select(vcpu.root, view_of(vcpu.ring));
    tlb_flush_everything();
    mark<AR_MARK_VALIDATE>();
    monitor.para.tables.forget(monitor.memory);
    forget_what_is_lent(monitor.disk);
    mark<AR_MARK_HYPERCALL>();
    return 0;
}

void para_trap(Monitor& monitor, u32 cause) {
    if ((cause & AR_CAUSE_INTERRUPT) != 0) {
        mark<AR_MARK_INJECT>();
        return pass_on(monitor, cause & ~AR_CAUSE_INTERRUPT);
    }
    if (cause != AR_CAUSE_HCALL) stop_vm(monitor, cause);
    const u32 from = ring_it_came_from();
    if (from == 1) hypercall(monitor);
    else deliver_to_kernel(monitor, cause, from);
}

void para_return(Monitor& monitor) {
    mark<AR_MARK_SWITCH>();
    csr_write<AR_CSR_EPC0>(monitor.vcpu.pc);
}

void para_listen_again(Monitor& monitor) {
    show_disk(monitor);
    if (monitor.para.masked == 0) return;
    csr_set<AR_CSR_IMASK0>(monitor.para.masked);
    monitor.para.masked = 0;
}

void para_wait(Monitor& monitor) {
    para_listen_again(monitor);
    // Bank 2 is nobody's, but ring 1 can write to it, and what is pending there would end every sleep at once.
    csr_write<AR_CSR_IMASK2>(0);
    for (;;) {
        // What is up already is passed on before anybody sleeps; what comes up later ends the sleep.
        const u32 up = csr_read<AR_CSR_PENDING0>() & csr_read<AR_CSR_IMASK0>();
        for (u32 line = 0; up >> line != 0; ++line)
            if (((up >> line) & 1U) != 0) pass_on(monitor, line);
        if ((csr_read<AR_CSR_PENDING1>() & csr_read<AR_CSR_IMASK1>()) != 0) return;
        mark<AR_MARK_IDLE>();
        wait_for_interrupt();
        mark<AR_MARK_HYPERCALL>();
    }
}

}  // namespace anel::monitor
