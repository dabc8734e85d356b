// CSR instructions: whether the register is there, whether this ring may touch it, whether a guest's monitor wants to hear of it; then the old
// value is read, and the new one written.
// Not here: numbers, owners and bits (isa/spec/csrs.hpp).
#include "isa/cpu/reference/reference.hpp"

namespace anel::cpu {

using spec::CsrKind;
using spec::InsnId;

namespace {

std::uint32_t Bank::*bank_register(CsrKind kind) {
    static constexpr std::uint32_t Bank::*kRegisters[] = {&Bank::vector,  &Bank::epc,      &Bank::cause, &Bank::value,  &Bank::status,
                                                          &Bank::scratch, &Bank::delegate, &Bank::imask, &Bank::pending};
    return kRegisters[static_cast<std::size_t>(kind)];
}

}  // namespace

void Reference::act_csr(InFlight& instruction) {
    const DecodedOp& op = instruction.op;
    const bool replaces = op.id == InsnId::kCsrrw || op.id == InsnId::kCsrrwi;
    const bool sets = op.id == InsnId::kCsrrs || op.id == InsnId::kCsrrsi;
    const bool immediate = op.id == InsnId::kCsrrwi || op.id == InsnId::kCsrrsi || op.id == InsnId::kCsrrci;
    bool reads = !replaces || op.rd != 0;
    bool writes = replaces || op.rs1 != 0;  // rs1 = x0, or 0: there is nothing to set or clear

    const spec::Csr* const csr = spec::find_csr(op.imm);
    const bool exists = csr != nullptr && (csr->owner != spec::CsrOwner::kInner || state_.ring == Ring::kMinus1);
    if (!exists || (writes && csr->access == spec::CsrAccess::kReadOnly)) return instruction.trap(spec::TrapCause::kIllegal, op.word);

    const auto row = static_cast<std::size_t>(csr - spec::kCsrs);
    if (!owns(*csr)) {
        const spec::Outside reading = behaviours_.csr_read[row];
        const spec::Outside writing = behaviours_.csr_write[row];
        if ((reads && reading == spec::Outside::kTrap) || (writes && writing == spec::Outside::kTrap))
            return instruction.trap(spec::TrapCause::kPrivileged, op.word);
        reads = reads && reading == spec::Outside::kAllow;
        writes = writes && writing == spec::Outside::kAllow;
    }
    if (state_.in_guest()) {
        const auto listed = [row](std::uint64_t intercepts) { return ((intercepts >> row) & 1U) != 0; };
        if ((reads && listed(state_.assist.csr_reads)) || (writes && listed(state_.assist.csr_writes)))
            return instruction.leave_guest({static_cast<std::uint32_t>(spec::ExitReason::kCsr), csr->number, 0, op.word, 0});
    }

    const std::uint32_t old = read_csr(*csr);
    instruction.result = reads ? old : 0;
    if (!writes) return;
    const std::uint32_t operand = immediate ? op.rs1 : instruction.a;
    // Device lines show in `pending`, but bits are set and cleared among the software's own.
    const std::uint32_t base = csr->kind == CsrKind::kPending ? state_.bank[csr->bank].pending : old;
    write_csr(*csr, replaces ? operand : sets ? base | operand : base & ~operand);
    instruction.refetches = csr->refetch;
}

/// Whether the current ring may touch it without asking the policy.
bool Reference::owns(const spec::Csr& csr) const {
    if (state_.ring <= Ring::k0) return true;
    switch (csr.owner) {
        case spec::CsrOwner::kBank: return state_.has_bank(state_.ring) && index(state_.ring) <= csr.bank;
        case spec::CsrOwner::kZero: return false;
        case spec::CsrOwner::kTime: return state_.may_read_time(state_.ring);
        case spec::CsrOwner::kAny:
        case spec::CsrOwner::kInner: break;
    }
    return true;
}

/// The cycle that the instruction in MEM commits in, and what a guest's monitor adds to it.
Cycles Reference::time_now() const { return cycle_ + 1 + (state_.in_guest() ? state_.assist.time_offset : 0); }

std::uint32_t Reference::read_csr(const spec::Csr& csr) const {
    switch (csr.kind) {
        case CsrKind::kPending: return state_.bank[csr.bank].pending | lines_aimed_at(csr.bank);
        case CsrKind::kRoot: return state_.root;
        case CsrKind::kInnerRoot: return state_.assist.root;
        case CsrKind::kGrant: return state_.grant;
        case CsrKind::kRing: return static_cast<std::uint32_t>(number(state_.ring));
        case CsrKind::kTimeLow: return static_cast<std::uint32_t>(time_now());
        case CsrKind::kTimeHigh: return static_cast<std::uint32_t>(time_now() >> 32);
        case CsrKind::kMark:
        case CsrKind::kVmid: return 0;
        case CsrKind::kAssist: {
            const bool seen = assist_.present && !state_.in_guest();
            return seen ? spec::kAssistPresent | (state_.assist.locked ? spec::kAssistLocked : 0) : 0;
        }
        default: return state_.bank[csr.bank].*bank_register(csr.kind);
    }
}

/// Of the instruction in MEM, which commits at the end of this cycle.
void Reference::record_mark(EventKind kind, std::uint32_t value) {
    if (events_.watched()) events_.record({cycle_ + 1, state_.pc, value, 0, kind, state_.ring, state_.ring, state_.vmid, 0});
}

void Reference::write_csr(const spec::Csr& csr, std::uint32_t value) {
    value &= csr.writable_bits;
    switch (csr.kind) {
        case CsrKind::kRoot: state_.root = value; break;
        case CsrKind::kInnerRoot: state_.assist.root = value; break;
        case CsrKind::kGrant: state_.grant = value; break;
        case CsrKind::kMark:
            // Whoever says what comes next still belongs to what came before.
            book_until(cycle_ + 1);
            record_mark(EventKind::kMark, value);
            state_.mark[lane(state_.ring)] = static_cast<spec::Activity>(value);
            break;
        case CsrKind::kVmid:
            book_until(cycle_ + 1);
            record_mark(EventKind::kVm, value);
            state_.vmid = static_cast<std::uint8_t>(value);
            break;
        case CsrKind::kAssist:
            if (assist_.present && !state_.in_guest() && value != 0) state_.assist.locked = true;
            break;
        case CsrKind::kRing:
        case CsrKind::kTimeLow:
        case CsrKind::kTimeHigh: break;
        default: state_.bank[csr.bank].*bank_register(csr.kind) = value; break;
    }
}

}  // namespace anel::cpu
