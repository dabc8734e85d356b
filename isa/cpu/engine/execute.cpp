// One instruction: fetch, execute, commit. The compiler refuses this file if a row of the table has no executor.
// Not here: memory, CSR and system instructions' insides, which have files of their own.
#include <algorithm>
#include <utility>

#include "isa/cpu/engine/arithmetic.hpp"
#include "isa/cpu/engine/cpu.hpp"
#include "isa/cpu/engine/memory_access.hpp"
#include "isa/cpu/engine/threaded.hpp"

namespace anel::cpu {

using spec::InsnId;

Cpu::Cpu(const TimingParams& timing, const Behaviours& behaviours, std::span<std::uint8_t> ram, DeviceBus& bus,
         std::size_t event_capacity, const AssistParams& assist)
    : timing_(timing.in_force()), behaviours_(behaviours), ram_(ram), bus_(bus), assist_(assist), icache_(timing.icache, timing.timed),
      data_(timing, timing.tlb_entries), code_(ram.size(), icache_.slots(), timing.tlb_entries + 1, Threaded::refused()),
      predictor_(timing.predictor, timing.predictor_entries, timing.timed), pages_(ram.size()),
      mmu_(ram, data_, code_, pages_, clock_, timing_), events_(event_capacity), slot_generations_(timing.tlb_entries + 1, 1), decoded_(kDecodedSlots) {
    memory_ = ram.data();
    line_stamps_ = data_.cache().stamps();
    page_stamps_ = mmu_.tlb().stamps();
    predictions_ = predictor_.counters().data();
    for (std::uint8_t counter = 0; counter < lessons_.size() / 2; ++counter)
        for (const bool taken : {false, true}) {
            const bool wrong = Predictor::guess(counter) != taken;
            const std::uint32_t front = wrong ? timing_.mispredict : taken ? timing_.jump : 0;
            lessons_[counter * 2U + (taken ? 1U : 0U)] = {front, Predictor::learned(counter, taken), static_cast<std::uint8_t>(wrong ? 1 : 0)};
        }
    settle_blocks();
    state_.assist.locked = assist.locked;
    settle_space();
}

void Cpu::set_state(const CpuState& state) {
    code_.forget_all();
    set_registers(state);
}

void Cpu::set_registers(const CpuState& state) {
    state_ = state;
    state_.assist.locked |= assist_.locked;
    link_ = nullptr;
    settle_space();
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
    const Cache::Touch touch = icache_.access(physical, clock_.tick());
    fetched_from_ = physical;
    fetched_line_ = touch.slot;
    fetched_page_ = static_cast<std::uint32_t>(translated_by_);
    if (!touch.hit) {
        code_.line_left(touch.slot);
        ++counters_.icache_misses;
        cost_ += timing_.icache.miss;
    }
    std::uint32_t word = 0;
    std::memcpy(&word, &ram_[physical], sizeof word);
    DecodedOp& seen = decoded_[(physical >> 2) % kDecodedSlots];
    // Compared by word: a store to code needs no bookkeeping to be seen.
    if (seen.word != word) [[unlikely]] seen = decode(word);
    op = seen;
    return std::nullopt;
}

/// From here to the next thing that is not a block's, or one plain instruction. Nothing, in front of a breakpoint.
void Cpu::advance() {
    if (!breakpoints_.empty()) [[unlikely]] {
        const bool stops = is_breakpoint(state_.pc);
        if (stops && !at_start_of_run_) {
            at_breakpoint_ = true;
            attention_ = 0;
            return;
        }
        at_start_of_run_ = false;
        link_ = nullptr;
        if (stops) return execute_one();
    }
    Edge* const link = std::exchange(link_, nullptr);
    if (!blocks_usable_) return execute_one();
    Block* block = code_.find(space_, state_.pc);
    if (block != nullptr && block->armed) {
        const std::uint32_t hazard = (block->sources & loaded_) != 0 ? timing_.load_use : 0;
        const std::uint32_t front = std::max(bubble_, hazard) - paid_;
        if (!fits(*block, front)) return execute_one();
        connect(link, *block);
        return Threaded::run(*this, *block, front);
    }
    DecodedOp op;
    if (!begin(op)) return;
    // The fetch is done, so this instruction is executed now, be it alone.
    const auto front = static_cast<std::uint32_t>(cost_ - 1);
    const std::uint64_t epoch = code_.epoch();
    block = block_here();
    if (block->count == 0 || !fits(*block, front)) return execute(op);
    if (code_.epoch() == epoch) connect(link, *block);
    Threaded::run(*this, *block, front);
}

void Cpu::execute_one() {
    if (detail_ != nullptr) [[unlikely]] return execute_counted();
    DecodedOp op;
    if (begin(op)) execute(op);
}

/// The fetch, and what was in its way. False: it has trapped.
bool Cpu::begin(DecodedOp& op) {
    trapped_ = false;
    cost_ = 0;
    const std::optional<spec::TrapCause> fault = fetch(op);
    const std::uint32_t hazard = (op.sources & loaded_) != 0 ? timing_.load_use : 0;
    const Cycles stalled = cost_ != 0 ? Cycles{std::max(bubble_, timing_.drain)} + cost_ : Cycles{bubble_};
    cost_ = 1 + std::max<Cycles>(stalled, hazard) - paid_;
    bubble_ = paid_ = loaded_ = 0;
    if (!fault) [[likely]] return true;
    raise_access(*fault, state_.pc);
    return false;
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

void Cpu::execute(const DecodedOp& op) {
    using namespace arithmetic;
    const std::uint32_t a = state_.x[op.rs1];
    const std::uint32_t b = state_.x[op.rs2];
    switch (op.id) {
        case InsnId::kLui: write(op.rd, op.imm); break;
        case InsnId::kAuipc: write(op.rd, state_.pc + op.imm); break;
        case InsnId::kJal: return jump(state_.pc + op.imm, op.rd, timing_.jump);
        case InsnId::kJalr: return jump((a + op.imm) & ~1U, op.rd, timing_.indirect);
        case InsnId::kBeq: return branch(op, equal(a, b));
        case InsnId::kBne: return branch(op, unequal(a, b));
        case InsnId::kBlt: return branch(op, less(a, b));
        case InsnId::kBge: return branch(op, at_least(a, b));
        case InsnId::kBltu: return branch(op, below(a, b));
        case InsnId::kBgeu: return branch(op, not_below(a, b));
        case InsnId::kLb: load<std::int8_t>(op); break;
        case InsnId::kLh: load<std::int16_t>(op); break;
        case InsnId::kLw: load<std::uint32_t>(op); break;
        case InsnId::kLbu: load<std::uint8_t>(op); break;
        case InsnId::kLhu: load<std::uint16_t>(op); break;
        case InsnId::kSb: store<std::uint8_t>(op); break;
        case InsnId::kSh: store<std::uint16_t>(op); break;
        case InsnId::kSw: store<std::uint32_t>(op); break;
        case InsnId::kAddi: write(op.rd, add(a, op.imm)); break;
        case InsnId::kSlti: write(op.rd, slt(a, op.imm)); break;
        case InsnId::kSltiu: write(op.rd, sltu(a, op.imm)); break;
        case InsnId::kXori: write(op.rd, exclusive_or(a, op.imm)); break;
        case InsnId::kOri: write(op.rd, inclusive_or(a, op.imm)); break;
        case InsnId::kAndi: write(op.rd, conjunction(a, op.imm)); break;
        case InsnId::kSlli: write(op.rd, sll(a, op.imm)); break;
        case InsnId::kSrli: write(op.rd, srl(a, op.imm)); break;
        case InsnId::kSrai: write(op.rd, sra(a, op.imm)); break;
        case InsnId::kAdd: write(op.rd, add(a, b)); break;
        case InsnId::kSub: write(op.rd, sub(a, b)); break;
        case InsnId::kSll: write(op.rd, sll(a, b)); break;
        case InsnId::kSlt: write(op.rd, slt(a, b)); break;
        case InsnId::kSltu: write(op.rd, sltu(a, b)); break;
        case InsnId::kXor: write(op.rd, exclusive_or(a, b)); break;
        case InsnId::kSrl: write(op.rd, srl(a, b)); break;
        case InsnId::kSra: write(op.rd, sra(a, b)); break;
        case InsnId::kOr: write(op.rd, inclusive_or(a, b)); break;
        case InsnId::kAnd: write(op.rd, conjunction(a, b)); break;
        case InsnId::kMul: cost_ += timing_.mul - 1; write(op.rd, mul(a, b)); break;
        case InsnId::kMulh:
            cost_ += timing_.mul - 1;
            write(op.rd, mulh(a, b));
            break;
        case InsnId::kMulhsu:
            cost_ += timing_.mul - 1;
            write(op.rd, mulhsu(a, b));
            break;
        case InsnId::kMulhu:
            cost_ += timing_.mul - 1;
            write(op.rd, mulhu(a, b));
            break;
        case InsnId::kDiv: cost_ += timing_.div - 1; write(op.rd, div(a, b)); break;
        case InsnId::kDivu: cost_ += timing_.div - 1; write(op.rd, divu(a, b)); break;
        case InsnId::kRem: cost_ += timing_.div - 1; write(op.rd, rem(a, b)); break;
        case InsnId::kRemu: cost_ += timing_.div - 1; write(op.rd, remu(a, b)); break;
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
