#include "emulate.hpp"

#include "decode.hpp"
#include "devices.hpp"
#include "inject.hpp"
#include "interrupts.hpp"
#include "walk.hpp"

namespace anel::monitor {

namespace {

/// What the guest's own hardware would have said.
void refuse(Monitor& monitor, u32 word) { deliver(monitor, AR_CAUSE_PRIVILEGED, word); }

/// An instruction without a right to it, on hardware that does not trap on that. True: it is to be done all the same; otherwise it is done with.
bool allowed_outside(Monitor& monitor, u32 word, Outside outside) {
    if (outside == Outside::kAllow) return true;
    if (outside == Outside::kTrap) {
        refuse(monitor, word);
        return false;
    }
    monitor.vcpu.set_x(rd_of(word), 0);
    monitor.vcpu.pc += 4;
    return false;
}

[[gnu::noinline]] bool csr_allowed_outside(Monitor& monitor, u32 word, bool writes) {
    return allowed_outside(monitor, word, writes ? Outside::kTrap : monitor.translator.outside.reading(csr_of(word)));
}

constexpr u32 kWritable[kBankStride] = {
    AR_WRITABLE_VECTOR0, AR_WRITABLE_EPC0,      AR_WRITABLE_CAUSE0, AR_WRITABLE_VALUE0,  AR_WRITABLE_STATUS0,
    AR_WRITABLE_SCRATCH0, AR_WRITABLE_DELEGATE0, AR_WRITABLE_IMASK0, AR_WRITABLE_PENDING0,
};
static_assert(kVector == 0 && kEpc == 1 && kCause == 2 && kValue == 3 && kStatus == 4 && kScratch == 5 && kDelegate == 6 &&
              kImask == 7 && kPending == 8);

/// funct3 1 to 3 and 5 to 7: write, set, clear.
u32 combine(u32 funct3, u32 old, u32 operand) {
    const u32 kind = funct3 & 3U;
    if (kind == 1) return operand;
    return kind == 2 ? old | operand : old & ~operand;
}

void emulate_csr(Monitor& monitor, u32 word, bool allowed) {
    Vcpu& vcpu = monitor.vcpu;
    const u32 csr = csr_of(word);
    const u32 funct3 = funct3_of(word);
    const u32 source = rs1_of(word);
    const u32 operand = (funct3 & 4U) != 0 ? source : vcpu.x[source];
    const bool writes = (funct3 & 3U) == 1 || source != 0;
    u32 seen = 0;

    const u32 place = csr - kFirstBankCsr;
    if (place < kBankWords) {
        const u32 bank = place / kBankStride;
        if (vcpu.ring != 0 && !(vcpu.has_bank() && bank >= vcpu.ring) && !csr_allowed_outside(monitor, word, writes)) return;
        u32& target = vcpu.bank[place];
        seen = target;
        if (writes) target = combine(funct3, target, operand) & kWritable[place % kBankStride];
        if (place % kBankStride == kPending) seen |= lines_aimed_at(vcpu, bank, update_lines(monitor));
    } else if (csr == AR_CSR_CYCLE || csr == AR_CSR_TIME || csr == AR_CSR_CYCLEH || csr == AR_CSR_TIMEH) {
        if (vcpu.ring > ((vcpu.grant >> AR_GRANT_TIME_SHIFT) & 3U)) return refuse(monitor, word);
        seen = csr == AR_CSR_CYCLE || csr == AR_CSR_TIME ? csr_read<AR_CSR_CYCLE>() : csr_read<AR_CSR_CYCLEH>();
    } else {
        if (!allowed && !csr_allowed_outside(monitor, word, writes)) return;
        if (csr == AR_CSR_ROOT) {
            seen = vcpu.root;
            if (writes) {
                vcpu.root = combine(funct3, vcpu.root, operand) & AR_WRITABLE_ROOT;
                monitor.shadow.select(vcpu.root, view_of(vcpu.ring));
            }
        } else if (csr == AR_CSR_GRANT) {
            seen = vcpu.grant;
            if (writes) vcpu.grant = combine(funct3, vcpu.grant, operand) & AR_WRITABLE_GRANT;
        } else if (csr == AR_CSR_RING) {
            seen = vcpu.ring;
        }
        // vmid is a mark: it reads 0, and what this machine books to whom is the monitor's business.
    }
    vcpu.set_x(rd_of(word), seen);
    vcpu.pc += 4;
}

void emulate_tret(Monitor& monitor, u32 word) {
    Vcpu& vcpu = monitor.vcpu;
    const u32 ring = vcpu.ring;
    if (!vcpu.has_bank()) return refuse(monitor, word);
    u32& status = vcpu.reg(ring, kStatus);
    const u32 previous = (status >> AR_STATUS_PRING_SHIFT) & 3U;
    status = (status & ~AR_STATUS_IE) | ((status & AR_STATUS_PIE) != 0 ? AR_STATUS_IE : 0U);
    vcpu.ring = previous > ring ? previous : ring;
    vcpu.pc = vcpu.reg(ring, kEpc);
}

void emulate_probe(Monitor& monitor, u32 word) {
    Vcpu& vcpu = monitor.vcpu;
    u32 allowed = 1;
    if ((vcpu.root & AR_ROOT_ON) != 0) {
        const u32 va = vcpu.x[rs1_of(word)];
        const u32 what = vcpu.x[rs2_of(word)];
        const u32 asked = (what >> 4) & 3U;
        const u32 ring = asked > vcpu.ring ? asked : vcpu.ring;
        // R, W and X stand in the operand in the order that they have in an entry.
        const u32 rights = (what & 7U) * AR_PTE_R;
        if (walk(monitor.memory, vcpu.root, va, rights, ring, false).result != WalkResult::kDone) allowed = 0;
    }
    vcpu.set_x(rd_of(word), allowed);
    vcpu.pc += 4;
}
static_assert(AR_PTE_W == AR_PTE_R << 1 && AR_PTE_X == AR_PTE_R << 2);

/// `allowed`: the guest's ring may do what only ring 0 may.
void emulate(Monitor& monitor, Op op, u32 word, bool allowed) {
    Vcpu& vcpu = monitor.vcpu;
    mark<AR_MARK_EMULATE>();
    switch (op) {
        case Op::kCSRRW: case Op::kCSRRS: case Op::kCSRRC: case Op::kCSRRWI: case Op::kCSRRSI: case Op::kCSRRCI:
            return emulate_csr(monitor, word, allowed);
        case Op::kTRET:
            return emulate_tret(monitor, word);
        case Op::kEI: case Op::kDI:
            if (!vcpu.has_bank() && !allowed_outside(monitor, word, monitor.translator.outside.flag)) return;
            if (op == Op::kEI) vcpu.reg(vcpu.ring, kStatus) |= AR_STATUS_IE;
            else vcpu.reg(vcpu.ring, kStatus) &= ~static_cast<u32>(AR_STATUS_IE);
            vcpu.pc += 4;
            return;
        default:
            break;
    }
    if (op == Op::kPROBE && !allowed && allowed_outside(monitor, word, monitor.translator.outside.probe)) return emulate_probe(monitor, word);
    if (op == Op::kPROBE && !allowed) return;
    if (!allowed) return refuse(monitor, word);
    switch (op) {
        case Op::kIN:
            vcpu.set_x(rd_of(word), device_in(monitor, (vcpu.x[rs1_of(word)] + i_immediate(word)) & 0xffff));
            vcpu.pc += 4;
            return;
        case Op::kOUT:
            device_out(monitor, (vcpu.x[rs1_of(word)] + s_immediate(word)) & 0xffff, vcpu.x[rs2_of(word)]);
            vcpu.pc += 4;
            return;
        case Op::kTLBFLUSH:
            monitor.shadow.flushed();
            vcpu.pc += 4;
            return;
        case Op::kWFI:
            wait_for_guest_interrupt(monitor);
            vcpu.pc += 4;
            return;
        case Op::kPROBE:
            return emulate_probe(monitor, word);
        case Op::kVMON: case Op::kVMOFF: case Op::kVMENTER: case Op::kVMFLUSH:
            // A guest's machine has no hardware assist: in its ring 0 these do not exist. Outside they are privileged like any other.
            return deliver(monitor, AR_CAUSE_ILLEGAL, word);
        default:
            return refuse(monitor, word);
    }
}

}  // namespace

void emulate(Monitor& monitor, u32 word) { emulate(monitor, decode(word), word); }

void emulate(Monitor& monitor, Op op, u32 word) { emulate(monitor, op, word, monitor.vcpu.ring == 0); }

void emulate_allowed(Monitor& monitor, u32 word) { emulate(monitor, decode(word), word, true); }

}  // namespace anel::monitor
