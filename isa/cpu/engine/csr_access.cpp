// CSR instructions: who may touch which register, what a read gives, what a write does.
// Not here: numbers, names and rights by default (isa/spec/csrs.hpp).
#include <array>

#include "isa/cpu/bank_register.hpp"
#include "isa/cpu/engine/cpu.hpp"

namespace anel::cpu {

using spec::CsrKind;

namespace {

constexpr std::uint8_t kNoCsr = 0xff;
constexpr std::array<std::uint8_t, 4096> index_by_number() {
    std::array<std::uint8_t, 4096> result{};
    for (auto& entry : result) entry = kNoCsr;
    for (std::size_t i = 0; i < spec::kCsrCount; ++i) result[spec::kCsrs[i].number] = static_cast<std::uint8_t>(i);
    return result;
}
constexpr auto kIndexByNumber = index_by_number();

}  // namespace

bool Cpu::exists(const spec::Csr& csr) const { return csr.owner != spec::CsrOwner::kInner || state_.ring == Ring::kMinus1; }

bool Cpu::owns(const spec::Csr& csr) const {
    if (number(state_.ring) <= 0) return true;
    switch (csr.owner) {
        case spec::CsrOwner::kBank: return state_.has_bank(state_.ring) && index(state_.ring) <= csr.bank;
        case spec::CsrOwner::kZero: return false;
        case spec::CsrOwner::kTime: return state_.may_read_time(state_.ring);
        case spec::CsrOwner::kAny:
        case spec::CsrOwner::kInner: break;
    }
    return true;
}

std::uint32_t Cpu::read_csr(const spec::Csr& csr) const {
    if (csr.bank != spec::kNoBank) {
        const std::uint32_t value = state_.bank[csr.bank].*bank_register(csr.kind);
        return csr.kind == CsrKind::kPending ? value | lines_aimed_at(csr.bank) : value;
    }
    switch (csr.kind) {
        case CsrKind::kRoot: return state_.root;
        case CsrKind::kGrant: return state_.grant;
        case CsrKind::kRing: return static_cast<std::uint32_t>(number(state_.ring));
        case CsrKind::kTimeLow: return static_cast<std::uint32_t>(time_now());
        case CsrKind::kTimeHigh: return static_cast<std::uint32_t>(time_now() >> 32);
        case CsrKind::kInnerRoot: return state_.assist.root;
        case CsrKind::kAssist:
            if (!assist_.present || state_.in_guest()) return 0;
            return spec::kAssistPresent | (state_.assist.locked ? spec::kAssistLocked : 0);
        default: return 0;
    }
}

void Cpu::write_csr(const spec::Csr& csr, std::uint32_t value) {
    value &= csr.writable_bits;
    if (csr.bank != spec::kNoBank) {
        state_.bank[csr.bank].*bank_register(csr.kind) = value;
    } else if (csr.kind == CsrKind::kRoot || csr.kind == CsrKind::kInnerRoot) {
        (csr.kind == CsrKind::kRoot ? state_.root : state_.assist.root) = value;
        settle_space();
    } else if (csr.kind == CsrKind::kAssist) {
        if (assist_.present && !state_.in_guest() && value != 0) state_.assist.locked = true;
    } else if (csr.kind == CsrKind::kGrant) {
        state_.grant = value;
    } else if (csr.kind == CsrKind::kMark || csr.kind == CsrKind::kVmid) {
        // The instruction that says what comes next still belongs to what came before.
        cycle_ += cost_;
        book();
        cycle_ -= cost_;
        booked_ = cycle_ + cost_;
        if (events_.watched()) {
            const EventKind kind = csr.kind == CsrKind::kMark ? EventKind::kMark : EventKind::kVm;
            events_.record({own_commit(), state_.pc, value, 0, kind, state_.ring, state_.ring, state_.vmid, 0});
        }
        if (csr.kind == CsrKind::kMark) state_.mark[lane(state_.ring)] = static_cast<spec::Activity>(value);
        else state_.vmid = static_cast<std::uint8_t>(value);
    }
    if (csr.refetch) {
        bubble_ = timing_.refetch;
        refresh_attention();
    }
}

void Cpu::execute_csr(const DecodedOp& op) {
    const std::uint8_t row = kIndexByNumber[op.imm];
    const bool immediate = op.id >= spec::InsnId::kCsrrwi;
    const bool plain_write = op.id == spec::InsnId::kCsrrw || op.id == spec::InsnId::kCsrrwi;
    const bool reads = !plain_write || op.rd != 0;
    const bool writes = plain_write || op.rs1 != 0;
    if (row == kNoCsr || !exists(spec::kCsrs[row]) || (writes && spec::kCsrs[row].access == spec::CsrAccess::kReadOnly))
        return raise(spec::TrapCause::kIllegal, op.word);
    const spec::Csr& csr = spec::kCsrs[row];

    bool may_read = reads;
    bool may_write = writes;
    if (!owns(csr)) {
        const spec::Outside reading = behaviours_.csr_read[row];
        const spec::Outside writing = behaviours_.csr_write[row];
        if ((reads && reading == spec::Outside::kTrap) || (writes && writing == spec::Outside::kTrap))
            return raise(spec::TrapCause::kPrivileged, op.word);
        may_read = reads && reading == spec::Outside::kAllow;
        may_write = writes && writing == spec::Outside::kAllow;
    }
    if (state_.in_guest() && intercepted_csr(row, may_read, may_write, op)) return;
    const std::uint32_t old_value = may_read ? read_csr(csr) : 0;
    if (may_write) {
        const std::uint32_t operand = immediate ? op.rs1 : state_.x[op.rs1];
        // Device lines show in a read of `pending`, but to set or clear bits is to change the software's own.
        const std::uint32_t base = csr.kind == CsrKind::kPending ? state_.bank[csr.bank].pending : read_csr(csr);
        const bool sets = op.id == spec::InsnId::kCsrrs || op.id == spec::InsnId::kCsrrsi;
        write_csr(csr, plain_write ? operand : sets ? base | operand : base & ~operand);
    }
    if (reads) write(op.rd, old_value);
}

}  // namespace anel::cpu
