#include "interrupts.hpp"

#include "disk.hpp"
#include "inject.hpp"
#include "vm_state.hpp"

namespace anel::monitor {

namespace {

u32 lowest(u32 lines) {
    u32 line = 0;
    while (((lines >> line) & 1U) == 0) ++line;
    return line;
}

bool bank_exists(const Vcpu& vcpu, u32 bank) { return bank == 0 || vcpu.is_granted(bank); }

bool takes(Vcpu& vcpu, u32 bank) {
    return vcpu.ring > bank || (vcpu.ring == bank && (vcpu.reg(bank, kStatus) & AR_STATUS_IE) != 0);
}

}  // namespace

void listen(const Monitor& monitor, u32 lines) {
    if (monitor.assisted()) csr_write<AR_CSR_IMASKM>(lines | kMailboxBit);
    else csr_write<AR_CSR_IMASK0>(lines | kMailboxBit);
}

void listen_as_usual(const Monitor& monitor) {
    listen(monitor, monitor.console_masked != 0 ? kDeviceLines & ~kConsoleBit : kDeviceLines);
}

u32 update_lines(Monitor& monitor) {
    const u32 real = real_lines(monitor);
    if ((real & kTimerBit) != 0) {
        // The guest's line stays up by itself until the guest arms its timer anew; the real one has done its work.
        port_out(AR_PORT_TIMER, 0);
        monitor.vcpu.timer_line = kTimerBit;
    }
    if (monitor.console_masked != 0 && (real & kConsoleBit) == 0) {
        monitor.console_masked = 0;
        listen_as_usual(monitor);
    }
    if ((real & kDiskBit) != 0) real_disk_done(monitor);
    return (real & kConsoleBit) | monitor.vcpu.timer_line | monitor.vcpu.disk_line;
}

u32 lines_aimed_at(Vcpu& vcpu, u32 bank, u32 lines) {
    // What each granted ring delegates moves on to the next granted one.
    u32 aimed = lines;
    u32 holder = 0;
    for (u32 ring = 1; ring < kBanks; ++ring) {
        if (!vcpu.is_granted(ring)) continue;
        const u32 onwards = aimed & (vcpu.reg(holder, kDelegate) >> 16);
        if (holder == bank) return aimed & ~onwards;
        aimed = onwards;
        holder = ring;
    }
    return holder == bank ? aimed : 0;
}

u32 waiting_for_kernel(Monitor& monitor) {
    Vcpu& vcpu = monitor.vcpu;
    const u32 software = vcpu.reg(0, kPending);
    if ((real_lines(monitor) | software | vcpu.timer_line | vcpu.disk_line) == 0) return 0;
    return (lines_aimed_at(vcpu, 0, update_lines(monitor)) | software) & vcpu.reg(0, kImask);
}

u32 take_what_is_up(Monitor& monitor) {
    Vcpu& vcpu = monitor.vcpu;
    const u32 lines = update_lines(monitor);
    if ((vcpu.grant & kGrantRings) == 0) {
        const u32 ready = (lines | vcpu.reg(0, kPending)) & vcpu.reg(0, kImask);
        if (ready == 0 || !takes(vcpu, 0)) return ready;
        deliver_interrupt(monitor, 0, lowest(ready));
        return 0;
    }
    for (u32 bank = 0; bank < kBanks; ++bank) {
        if (!bank_exists(vcpu, bank)) continue;
        const u32 ready = (lines_aimed_at(vcpu, bank, lines) | vcpu.reg(bank, kPending)) & vcpu.reg(bank, kImask);
        if (ready == 0 || !takes(vcpu, bank)) continue;
        deliver_interrupt(monitor, bank, lowest(ready));
        break;
    }
    return 0;
}

void real_interrupt(Monitor& monitor, u32 line) {
    if (line == AR_LINE_MAILBOX) return serve_mailbox(monitor);
    if (line != AR_LINE_CONSOLE) return;  // the others' are picked up by update_lines
    // A level-triggered line that the guest does not take at once would come back for ever.
    monitor.console_masked = 1;
    listen_as_usual(monitor);
}

void wait_for_guest_interrupt(Monitor& monitor) {
    Vcpu& vcpu = monitor.vcpu;
    for (;;) {
        const u32 lines = update_lines(monitor);
        u32 listened = 0;
        for (u32 bank = 0; bank < kBanks; ++bank) {
            const u32 aimed = lines_aimed_at(vcpu, bank, lines);
            if (((aimed | vcpu.reg(bank, kPending)) & vcpu.reg(bank, kImask)) != 0) return;
            listened |= lines_aimed_at(vcpu, bank, kDeviceLines) & vcpu.reg(bank, kImask);
        }
        // The real disk does one request at a time; the next of a ring is begun whether the guest listens or not.
        listen(monitor, listened | kDiskBit);
        mark<AR_MARK_IDLE>();
        wait_for_interrupt();
        mark<AR_MARK_EMULATE>();
        listen_as_usual(monitor);
        // The guest still stands before its wfi, which it comes back to wherever it goes on.
        if ((real_lines(monitor) & kMailboxBit) != 0) serve_mailbox(monitor);
    }
}

}  // namespace anel::monitor
