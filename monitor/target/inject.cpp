#include "inject.hpp"

#include "panic.hpp"

namespace anel::monitor {

namespace {

void enter_bank(Vcpu& vcpu, u32 bank, u32 cause, u32 value) {
    vcpu.reg(bank, kEpc) = vcpu.pc;
    vcpu.reg(bank, kCause) = cause;
    vcpu.reg(bank, kValue) = value;
    const bool enabled = (vcpu.reg(bank, kStatus) & AR_STATUS_IE) != 0;
    vcpu.reg(bank, kStatus) = (enabled ? AR_STATUS_PIE : 0U) | vcpu.ring << AR_STATUS_PRING_SHIFT;
    vcpu.ring = bank;
    vcpu.pc = vcpu.reg(bank, kVector);
}

/// The bank an exception goes to: from ring 0 outwards while delegated, never past the ring it came from.
u32 aim(Vcpu& vcpu, u32 cause) {
    u32 bank = 0;
    for (u32 ring = 1; ring <= vcpu.ring && ring < kBanks; ++ring) {
        if (!vcpu.is_granted(ring)) continue;
        if (((vcpu.reg(bank, kDelegate) >> cause) & 1U) == 0) break;
        bank = ring;
    }
    return bank;
}

}  // namespace

[[noreturn]] void triple_fault(const Vcpu& vcpu, u32 cause, u32 value) {
    log_text("monitor: triple fault in the VM: cause ");
    log_hex(cause);
    log_text(", value ");
    log_hex(value);
    log_text(", pc ");
    log_hex(vcpu.pc);
    log_text(", which is its trap vector\n");
    stop_machine();
}

void deliver(Monitor& monitor, u32 cause, u32 value) {
    mark<AR_MARK_INJECT>();
    Vcpu& vcpu = monitor.vcpu;
    if (monitor.assisted()) {
        // The hardware delivers it at the next entry, by the guest's own banks.
        vcpu.inject = AR_INJECT_VALID | cause;
        vcpu.inject_value = value;
        return;
    }
    u32 bank = 0;
    if ((vcpu.grant & kGrantRings) != 0) bank = aim(vcpu, cause);
    if (bank == vcpu.ring && vcpu.pc == vcpu.reg(bank, kVector)) {
        if (bank == 0) triple_fault(vcpu, cause, value);
        bank = 0;
    }
    enter_bank(vcpu, bank, cause, value);
}

void deliver_interrupt(Monitor& monitor, u32 bank, u32 line) {
    mark<AR_MARK_INJECT>();
    enter_bank(monitor.vcpu, bank, AR_CAUSE_INTERRUPT | line, 0);
}

}  // namespace anel::monitor
