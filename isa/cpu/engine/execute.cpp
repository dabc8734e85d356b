// One instruction: fetch, execute, commit. The compiler refuses this file if a row of the table has no executor.
// Not here: memory, CSR and system instructions' insides, which have files of their own.
#include <algorithm>
#include <limits>

#include "isa/cpu/engine/cpu.hpp"
#include "isa/cpu/engine/memory_access.hpp"

namespace anel::cpu {

using spec::InsnId;

Cpu::Cpu(const TimingParams& timing, const Behaviours& behaviours, std::span<std::uint8_t> ram, DeviceBus& bus,
         std::size_t event_capacity, const AssistParams& assist)
    : timing_(timing.in_force()), behaviours_(behaviours), ram_(ram), bus_(bus), assist_(assist), icache_(timing.icache, timing.timed), dcache_(timing.dcache, timing.timed),
      predictor_(timing.predictor, timing.predictor_entries, timing.timed), mmu_(ram, dcache_, timing_), events_(event_capacity),
      decoded_(kDecodedSlots) {
    state_.assist.locked = assist.locked;
}

void Cpu::set_state(const CpuState& state) {
    state_ = state;
    state_.assist.locked |= assist_.locked;
    ++generation_;
    refresh_attention();
}

void Cpu::write(std::uint8_t reg, std::uint32_t value) {
    state_.x[reg] = value;
    state_.x[0] = 0;
}

std::optional<spec::TrapCause> Cpu::fetch(DecodedOp& op) {
    // The translation of a fetch is asked for at each instruction, for the TLB's order of use is part of the machine's state.
    std::uint32_t physical = 0;
    if (const auto fault = translate({state_.pc}, Access::kFetch, physical)) [[unlikely]] return fault;
    if (physical > ram_.size() - 4) [[unlikely]] return spec::TrapCause::kFetchAccess;
    if (const std::uint32_t line = icache_.line_of(physical); line != fetch_line_) {
        fetch_line_ = line;
        if (!icache_.access(physical)) {
            ++counters_.icache_misses;
            cost_ += timing_.icache.miss;
        }
    }
    std::uint32_t word = 0;
    std::memcpy(&word, &ram_[physical], sizeof word);
    DecodedOp& seen = decoded_[(physical >> 2) % kDecodedSlots];
    // Compared by word: a store to code needs no bookkeeping to be seen.
    if (seen.word != word) [[unlikely]] seen = decode(word);
    op = seen;
    return std::nullopt;
}

void Cpu::execute_one() {
    DecodedOp op;
    trapped_ = false;
    cost_ = 0;
    const std::optional<spec::TrapCause> fault = fetch(op);
    const std::uint32_t hazard = (op.sources & loaded_) != 0 ? timing_.load_use : 0;
    const std::uint32_t front = cost_ != 0 ? std::max(bubble_, timing_.drain) : std::max(bubble_, hazard);
    cost_ += 1 + front - paid_;
    bubble_ = paid_ = loaded_ = 0;
    if (fault) [[unlikely]] return raise_access(*fault, state_.pc);
    execute(op);
}

void Cpu::commit(std::uint32_t next_pc) {
    cycle_ += cost_;
    state_.pc = next_pc;
    ++counters_.instructions;
}

void Cpu::branch(const DecodedOp& op, bool taken) {
    const std::uint32_t target = state_.pc + op.imm;
    if (taken && (target & 3U) != 0) return raise(spec::TrapCause::kFetchMisaligned, target);
    const bool backward = (op.imm >> 31) != 0;
    const bool predicted = predictor_.predict_and_learn(state_.pc, backward, taken);
    if (predicted != taken) {
        ++counters_.mispredicts;
        bubble_ = timing_.mispredict;
    } else if (taken) {
        bubble_ = timing_.jump;
    }
    commit(taken ? target : state_.pc + 4);
}

void Cpu::jump(std::uint32_t target, std::uint32_t link_register, std::uint32_t bubble) {
    if ((target & 3U) != 0) return raise(spec::TrapCause::kFetchMisaligned, target);
    bubble_ = bubble;
    write(static_cast<std::uint8_t>(link_register), state_.pc + 4);
    commit(target);
}

namespace {

std::int32_t as_signed(std::uint32_t value) { return static_cast<std::int32_t>(value); }
std::uint32_t high_half(std::int64_t product) { return static_cast<std::uint32_t>(static_cast<std::uint64_t>(product) >> 32); }
bool overflows(std::uint32_t a, std::uint32_t b) { return a == 0x80000000U && b == 0xffffffffU; }
std::uint32_t divide(std::uint32_t a, std::uint32_t b) {
    if (b == 0) return 0xffffffffU;
    return overflows(a, b) ? a : static_cast<std::uint32_t>(as_signed(a) / as_signed(b));
}
std::uint32_t remainder(std::uint32_t a, std::uint32_t b) {
    if (b == 0) return a;
    return overflows(a, b) ? 0 : static_cast<std::uint32_t>(as_signed(a) % as_signed(b));
}
std::uint32_t shift_right_signed(std::uint32_t a, std::uint32_t by) { return static_cast<std::uint32_t>(as_signed(a) >> by); }

}  // namespace

void Cpu::execute(const DecodedOp& op) {
    const std::uint32_t a = state_.x[op.rs1];
    const std::uint32_t b = state_.x[op.rs2];
    switch (op.id) {
        case InsnId::kLui: write(op.rd, op.imm); break;
        case InsnId::kAuipc: write(op.rd, state_.pc + op.imm); break;
        case InsnId::kJal: return jump(state_.pc + op.imm, op.rd, timing_.jump);
        case InsnId::kJalr: return jump((a + op.imm) & ~1U, op.rd, timing_.indirect);
        case InsnId::kBeq: return branch(op, a == b);
        case InsnId::kBne: return branch(op, a != b);
        case InsnId::kBlt: return branch(op, as_signed(a) < as_signed(b));
        case InsnId::kBge: return branch(op, as_signed(a) >= as_signed(b));
        case InsnId::kBltu: return branch(op, a < b);
        case InsnId::kBgeu: return branch(op, a >= b);
        case InsnId::kLb: load<std::int8_t>(op); break;
        case InsnId::kLh: load<std::int16_t>(op); break;
        case InsnId::kLw: load<std::uint32_t>(op); break;
        case InsnId::kLbu: load<std::uint8_t>(op); break;
        case InsnId::kLhu: load<std::uint16_t>(op); break;
        case InsnId::kSb: store<std::uint8_t>(op); break;
        case InsnId::kSh: store<std::uint16_t>(op); break;
        case InsnId::kSw: store<std::uint32_t>(op); break;
        case InsnId::kAddi: write(op.rd, a + op.imm); break;
        case InsnId::kSlti: write(op.rd, as_signed(a) < as_signed(op.imm)); break;
        case InsnId::kSltiu: write(op.rd, a < op.imm); break;
        case InsnId::kXori: write(op.rd, a ^ op.imm); break;
        case InsnId::kOri: write(op.rd, a | op.imm); break;
        case InsnId::kAndi: write(op.rd, a & op.imm); break;
        case InsnId::kSlli: write(op.rd, a << op.imm); break;
        case InsnId::kSrli: write(op.rd, a >> op.imm); break;
        case InsnId::kSrai: write(op.rd, shift_right_signed(a, op.imm)); break;
        case InsnId::kAdd: write(op.rd, a + b); break;
        case InsnId::kSub: write(op.rd, a - b); break;
        case InsnId::kSll: write(op.rd, a << (b & 31U)); break;
        case InsnId::kSlt: write(op.rd, as_signed(a) < as_signed(b)); break;
        case InsnId::kSltu: write(op.rd, a < b); break;
        case InsnId::kXor: write(op.rd, a ^ b); break;
        case InsnId::kSrl: write(op.rd, a >> (b & 31U)); break;
        case InsnId::kSra: write(op.rd, shift_right_signed(a, b & 31U)); break;
        case InsnId::kOr: write(op.rd, a | b); break;
        case InsnId::kAnd: write(op.rd, a & b); break;
        case InsnId::kMul: cost_ += timing_.mul - 1; write(op.rd, a * b); break;
        case InsnId::kMulh:
            cost_ += timing_.mul - 1;
            write(op.rd, high_half(std::int64_t{as_signed(a)} * as_signed(b)));
            break;
        case InsnId::kMulhsu:
            cost_ += timing_.mul - 1;
            write(op.rd, high_half(std::int64_t{as_signed(a)} * std::int64_t{b}));
            break;
        case InsnId::kMulhu:
            cost_ += timing_.mul - 1;
            write(op.rd, static_cast<std::uint32_t>((std::uint64_t{a} * b) >> 32));
            break;
        case InsnId::kDiv: cost_ += timing_.div - 1; write(op.rd, divide(a, b)); break;
        case InsnId::kDivu: cost_ += timing_.div - 1; write(op.rd, b == 0 ? 0xffffffffU : a / b); break;
        case InsnId::kRem: cost_ += timing_.div - 1; write(op.rd, remainder(a, b)); break;
        case InsnId::kRemu: cost_ += timing_.div - 1; write(op.rd, b == 0 ? a : a % b); break;
        case InsnId::kFence: break;
        case InsnId::kFenceI: bubble_ = timing_.refetch; break;
        case InsnId::kCsrrw:
        case InsnId::kCsrrs:
        case InsnId::kCsrrc:
        case InsnId::kCsrrwi:
        case InsnId::kCsrrsi:
        case InsnId::kCsrrci: execute_csr(op); break;
        case InsnId::kEcall:
        case InsnId::kEbreak:
        case InsnId::kWfi:
        case InsnId::kTret:
        case InsnId::kHcall:
        case InsnId::kEi:
        case InsnId::kDi:
        case InsnId::kTlbflush:
        case InsnId::kIn:
        case InsnId::kOut:
        case InsnId::kProbe:
        case InsnId::kVmon:
        case InsnId::kVmoff:
        case InsnId::kVmenter:
        case InsnId::kVmflush: execute_system(op); break;
        case InsnId::kIllegal: return raise(spec::TrapCause::kIllegal, op.word);
    }
    if (!trapped_) commit(state_.pc + 4);
}

}  // namespace anel::cpu
