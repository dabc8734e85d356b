// Instructions that are not copied: the system half, and jumps to an address in a register.
// In the guest's ring 0 what touches nothing but a few words of the virtual CPU is done on its page. The virtual CPU owns everything there, so
// no rights are to be asked. Everything else, and all of the kind in the guest's other rings, calls the monitor.
#include "translate/emitter.hpp"

namespace anel::monitor {

using namespace code;

namespace {

constexpr u32 kCsrMark = AR_CSR_MARK;

bool exists(u32 csr) {
#define ANEL_CSR(NAME, number, bank, offset) \
    if (csr == (number)) return (bank) != 3 && (number) != AR_CSR_ROOTM;
    AR_CSRS(ANEL_CSR)
#undef ANEL_CSR
    return false;
}
bool is_time(u32 csr) { return csr == AR_CSR_CYCLE || csr == AR_CSR_TIME || csr == AR_CSR_CYCLEH || csr == AR_CSR_TIMEH; }

struct CsrAccess {
    u32 csr, rd, rs1;
    bool reads, writes, plain, immediate;
};
CsrAccess csr_access(u32 word) {
    const u32 funct3 = funct3_of(word);
    const bool plain = (funct3 & 3U) == 1;
    return {csr_of(word), rd_of(word), rs1_of(word), !plain || rd_of(word) != 0, plain || rs1_of(word) != 0, plain, (funct3 & 4U) != 0};
}

/// The place of what can be read with one load; 0 for the others.
int loaded_from(u32 csr) {
    switch (csr) {
        case AR_CSR_VECTOR0: return ANEL_SHARED(vector);
        case AR_CSR_EPC0: return ANEL_SHARED(epc);
        case AR_CSR_CAUSE0: return ANEL_SHARED(cause);
        case AR_CSR_VALUE0: return ANEL_SHARED(value);
        case AR_CSR_SCRATCH0: return ANEL_SHARED(scratch);
        case AR_CSR_DELEGATE0: return ANEL_SHARED(delegate);
        case AR_CSR_IMASK0: return ANEL_SHARED(imask);
        case AR_CSR_ROOT: return ANEL_SHARED(root);
        case AR_CSR_GRANT: return ANEL_SHARED(grant);
        default: return 0;
    }
}

bool emit_read(Emitter& emitter, const CsrAccess& access) {
    const u32 rd = access.rd;
    if (access.csr == AR_CSR_RING || rd == 0) return emitter.emit(addi(rd, kZero, 0)), true;
    if (const int place = loaded_from(access.csr); place != 0) return emitter.emit(lw(rd, place, kZero)), true;
    if (access.csr != AR_CSR_STATUS0) return false;
    const u32 help = other_than(rd, rd);
    emitter.displace(help);
    emitter.emit(lw(rd, ANEL_SHARED(status_rest), kZero));
    emitter.emit(lw(help, ANEL_SHARED(enabled), kZero));
    emitter.emit(or_(rd, rd, help));
    emitter.reload(help);
    return true;
}

void emit_scratch(Emitter& emitter, u32 rd, u32 rs1) {
    constexpr int kPlace = ANEL_SHARED(scratch);
    if (rd == 0) return emitter.emit(sw(rs1, kPlace, kZero));
    if (rd != rs1) {
        emitter.emit(lw(rd, kPlace, kZero));
        return emitter.emit(sw(rs1, kPlace, kZero));
    }
    const u32 help = other_than(rd, rd);
    emitter.displace(help);
    emitter.emit(addi(help, rs1, 0));
    emitter.emit(lw(rd, kPlace, kZero));
    emitter.emit(sw(help, kPlace, kZero));
    emitter.reload(help);
}

void emit_epc(Emitter& emitter, u32 rs1) {
    const u32 help = other_than(rs1, rs1);
    emitter.displace(help);
    emitter.emit(andi(help, rs1, -4));
    emitter.emit(sw(help, ANEL_SHARED(epc), kZero));
    emitter.reload(help);
}
static_assert(AR_WRITABLE_EPC0 == 0xfffffffc && AR_WRITABLE_SCRATCH0 == 0xffffffff);

/// Turning interrupts on is the monitor's, for one may be waiting.
void emit_status(Emitter& emitter, u32 rs1, u32 word) {
    const u32 help = other_than(rs1, rs1);
    const u32 pc = emitter.pc();
    emitter.displace(help);
    emitter.emit(andi(help, rs1, AR_STATUS_IE));
    // Four words come between the branch and the next instruction.
    emitter.branch_to_stub(bne(help, kZero, 0), {Stub::Kind::kCall, 0, pc, word, Emitter::bit_of(help), callout_for(Op::kCSRRW), emitter.next_word() + 5});
    emitter.emit(andi(help, rs1, AR_WRITABLE_STATUS0 & ~AR_STATUS_IE));
    emitter.emit(sw(help, ANEL_SHARED(status_rest), kZero));
    emitter.emit(sw(kZero, ANEL_SHARED(enabled), kZero));
    emitter.reload(help);
}
static_assert(AR_STATUS_IE == 1);

bool emit_write(Emitter& emitter, const CsrAccess& access, u32 word) {
    if (!access.plain || access.immediate) return false;
    if (access.csr == AR_CSR_SCRATCH0) return emit_scratch(emitter, access.rd, access.rs1), true;
    if (access.rd != 0) return false;
    if (access.csr == AR_CSR_EPC0) return emit_epc(emitter, access.rs1), true;
    if (access.csr == AR_CSR_STATUS0) return emit_status(emitter, access.rs1, word), true;
    if (access.csr == AR_CSR_ROOT) return emitter.call(Callout::kRoot, word), true;
    return false;
}

void emit_csr(Emitter& emitter, Op op, u32 word) {
    const CsrAccess access = csr_access(word);
    const bool read_only = access.csr == AR_CSR_RING || is_time(access.csr);
    // A mark is every ring's own. What does not exist, the real machine refuses in every ring as the guest's would.
    if (access.csr == kCsrMark || !exists(access.csr) || (read_only && access.writes)) return emitter.emit(word);
    if (emitter.realm() == Realm::kKernel) {
        // The real grant lets ring 1 read the time.
        if (is_time(access.csr)) return emitter.emit(word);
        if (!access.writes && emit_read(emitter, access)) return;
        if (access.writes && emit_write(emitter, access, word)) return;
    }
    emitter.call(callout_for(op), word);
}

void emit_ei(Emitter& emitter) {
    const u32 pc = emitter.pc();
    emitter.displace(kT0);
    emitter.emit(addi(kT0, kZero, AR_STATUS_IE));
    emitter.emit(sw(kT0, ANEL_SHARED(enabled), kZero));
    emitter.emit(lw(kT0, ANEL_SHARED(event), kZero));
    emitter.branch_to_stub(bne(kT0, kZero, 0), {Stub::Kind::kCall, 0, pc, 0, AR_DISPLACED_T0, Callout::kEvents, emitter.next_word() + 2});
    emitter.reload(kT0);
}

Op op_of(u32 word) {
    u32 row = 0;
#pragma clang loop unroll(disable)
    for (; row < static_cast<u32>(Op::kUnknown); ++row)
        if ((word & kOpRows[row].mask) == kOpRows[row].match) break;
    return static_cast<Op>(row);
}

}  // namespace

bool emit_system(Emitter& emitter, u32 word) {
    const Op op = op_of(word);
    switch (op) {
        case Op::kUnknown:
            emitter.emit(word);
            return false;
        case Op::kCSRRW: case Op::kCSRRS: case Op::kCSRRC: case Op::kCSRRWI: case Op::kCSRRSI: case Op::kCSRRCI:
            emit_csr(emitter, op, word);
            return false;
        case Op::kEI: case Op::kDI:
            if (emitter.realm() != Realm::kKernel) break;
            if (op == Op::kEI) emit_ei(emitter);
            else emitter.emit(sw(kZero, ANEL_SHARED(enabled), kZero));
            return false;
        default:
            break;
    }
    if (op == Op::kTRET && emitter.realm() == Realm::kKernel) emitter.call(Callout::kReturn, word);
    else if (op == Op::kTLBFLUSH && emitter.realm() == Realm::kKernel) emitter.call(Callout::kFlush, word);
    else emitter.call(callout_for(op), word);
    return op == Op::kTRET || op == Op::kECALL || op == Op::kEBREAK || op == Op::kHCALL;
}

void emit_indirect(Emitter& emitter, u32 word) {
    const u32 pc = emitter.pc();
    const u32 rd = rd_of(word);
    constexpr u32 kBoth = AR_DISPLACED_T0 | AR_DISPLACED_T1;
    emitter.displace(kT0);
    emitter.displace(kT1);
    // Where rs1 is t0 or t1, it still holds its value: what is displaced has been copied, not changed.
    emitter.emit(addi(kT0, rs1_of(word), static_cast<int>(i_immediate(word))));
    emitter.emit(andi(kT1, kT0, 3));
    emitter.branch_to_stub(bne(kT1, kZero, 0), {Stub::Kind::kCall, 0, pc, word, kBoth, Callout::kJalr, kNoWord});
    if (rd == kT0 || rd == kT1) {
        emitter.constant(kT1, pc + 4);
        emitter.emit(sw(kT1, Emitter::slot_of(rd), kZero));
    } else if (rd != 0) {
        emitter.constant(rd, pc + 4);
    }
    LookupTable& table = emitter.translator().table_of(emitter.realm() == Realm::kKernel ? 0 : 1);
    emitter.emit(jal(kZero, emitter.translator().cache.distance(emitter.next_word(), table.routine())));
}

}  // namespace anel::monitor
