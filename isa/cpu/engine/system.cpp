// The system instructions: calls, returns, interrupt flag, ports, TLB flush, probe.
// Not here: CSR instructions (csr_access.cpp), delivery of traps (traps.cpp).
#include <algorithm>

#include "isa/base/invariant.hpp"
#include "isa/cpu/engine/cpu.hpp"

namespace anel::cpu {

using spec::InsnId;

/// True where the instruction is to be executed; otherwise it has trapped, or has been ignored and is done.
bool Cpu::allowed_outside(const DecodedOp& op) {
    const spec::Insn& row = spec::row(op.id);
    const bool at_home = row.home == spec::Home::kAny || number(state_.ring) <= 0 ||
                         (row.home == spec::Home::kOwnBank && state_.has_bank(state_.ring));
    if (at_home) return true;
    switch (behaviours_.insn[static_cast<std::size_t>(op.id)]) {
        case spec::Outside::kTrap: raise(spec::TrapCause::kPrivileged, op.word); return false;
        case spec::Outside::kIgnore: write(op.rd, 0); return false;
        case spec::Outside::kAllow: break;
    }
    return true;
}

/// Whether hcall has nobody to call: a bare ring 0, ring −1, and a guest's ring 0 whose monitor leaves hcall to it.
bool Cpu::lies_inside_nobody() const {
    if (state_.ring == Ring::kMinus1) return true;
    if (state_.ring != Ring::k0) return false;
    const auto bit = static_cast<unsigned>(spec::TrapCause::kHcall);
    return !state_.in_guest() || ((state_.bank_of(Ring::kMinus1).delegate >> bit) & 1U) != 0;
}

void Cpu::probe(const DecodedOp& op) {
    const std::uint32_t asked = state_.x[op.rs2];
    if (!state_.paging()) return write(op.rd, 1);
    const Ring ring = std::max(state_.ring, ring_from(asked >> 4));
    const std::uint32_t rights = (asked & 7U) << 1;  // R W X of the operand, as bits 1 to 3 of a PTE
    const Mmu::Probe result = mmu_.probe({state_.x[op.rs1]}, rights, space_of(ring));
    cost_ += result.cycles;
    if (result.nested_fault) {
        nested_fault_ = result.nested_fault;
        return raise_access(spec::TrapCause::kLoadPage, state_.x[op.rs1], op.word);
    }
    write(op.rd, result.allowed ? 1 : 0);
}

void Cpu::execute_system(const DecodedOp& op) {
    switch (op.id) {
        case InsnId::kEcall: return raise(spec::TrapCause::kEcall, 0);
        case InsnId::kEbreak: return raise(spec::TrapCause::kBreakpoint, state_.pc);
        case InsnId::kHcall:
            if (lies_inside_nobody()) return raise(spec::TrapCause::kIllegal, op.word);
            return raise(spec::TrapCause::kHcall, 0);
        default: break;
    }
    if (!allowed_outside(op) || (state_.in_guest() && intercepted(op))) return;
    const std::uint32_t port = state_.x[op.rs1] + op.imm;
    switch (op.id) {
        case InsnId::kTret: return return_from_trap();
        case InsnId::kEi:
        case InsnId::kDi: {
            // Where a machine's overrides let ring 3 come so far, it still has no bank whose enable it could move.
            if (state_.ring == Ring::k3) return;
            std::uint32_t& status = state_.bank_of(state_.ring).status;
            status = op.id == InsnId::kEi ? status | spec::kStatusIe : status & ~spec::kStatusIe;
            return refresh_attention();
        }
        case InsnId::kWfi:
            state_.waiting = true;
            return refresh_attention();
        case InsnId::kTlbflush:
            mmu_.tlb().flush(op.rs1 != 0, state_.x[op.rs1], op.rs2 != 0,
                             {static_cast<std::uint8_t>(state_.x[op.rs2]), space_of(state_.ring).tag});
            settle_tlb();
            bubble_ = timing_.refetch;
            return;
        case InsnId::kIn: return write(op.rd, bus_.read_port(static_cast<std::uint16_t>(port), own_commit()));
        case InsnId::kOut:
            bus_.write_port(static_cast<std::uint16_t>(port), state_.x[op.rs2], own_commit());
            return refresh_attention();
        case InsnId::kProbe: return probe(op);
        case InsnId::kVmon:
        case InsnId::kVmoff:
        case InsnId::kVmenter:
        case InsnId::kVmflush: return execute_assist(op);
        default: invariant(false, "every system instruction has an executor");
    }
}

}  // namespace anel::cpu
