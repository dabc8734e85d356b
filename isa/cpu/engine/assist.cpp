// Ring −1: vmon and vmoff, entering a guest by its control block, exits, intercepts, injection.
// Not here: the block's layout (isa/spec/control_block.hpp), nested walks (mmu.cpp), which exceptions exit (traps.cpp).
#include <algorithm>
#include <cstring>
#include <iterator>

#include "isa/base/invariant.hpp"
#include "isa/cpu/engine/cpu.hpp"

namespace anel::cpu {

namespace block = spec::block;
using spec::BlockPart;
using spec::InsnId;

namespace {

static_assert(spec::kCsrCount <= 64, "the intercepts of CSRs are two words of bits");

/// Banks lie in the block as their CSR numbers do.
constexpr std::uint32_t Bank::*kBankOrder[] = {&Bank::vector,  &Bank::epc,      &Bank::cause, &Bank::value,  &Bank::status,
                                               &Bank::scratch, &Bank::delegate, &Bank::imask, &Bank::pending};

/// Calls move(word of the state, offset in the block, bits that exist) for the guest's part.
template <class State, class Move>
void for_each_guest_word(State& state, Move&& move) {
    move(state.pc, block::kPc, spec::kAligned);
    move(state.root, block::kRoot, spec::find_csr("root")->writable_bits);
    move(state.grant, block::kGrant, spec::find_csr("grant")->writable_bits);
    constexpr std::uint32_t kBanks[spec::kBankCount] = {block::kBank0, block::kBank1, block::kBank2};
    for (unsigned bank = 0; bank < spec::kBankCount; ++bank)
        for (std::uint32_t i = 0; i < std::size(kBankOrder); ++i) {
            // Rows of the CSR table come bank by bank, in this very order.
            const spec::Csr& row = spec::kCsrs[bank * std::size(kBankOrder) + i];
            move(state.bank[bank].*kBankOrder[i], kBanks[bank] + i * 4, row.writable_bits);
        }
}

bool is_exception(std::uint32_t cause) {
    return std::ranges::any_of(spec::kCauses, [cause](const spec::CauseRow& row) { return static_cast<std::uint32_t>(row.cause) == cause; });
}

bool is_loaded(BlockPart part) { return part == BlockPart::kGuest || part == BlockPart::kControl || part == BlockPart::kBoth; }
bool is_stored(BlockPart part) { return part == BlockPart::kGuest || part == BlockPart::kExit || part == BlockPart::kBoth; }

}  // namespace

std::uint32_t Cpu::block_word(std::uint32_t at, std::uint32_t offset) const {
    std::uint32_t value = 0;
    std::memcpy(&value, &ram_[at + offset], sizeof value);
    return value;
}

/// One micro-operation of the microcode: a word between the CPU and memory, past the TLB.
Cycles Cpu::move_word(std::uint32_t physical) {
    if (data_.touch(physical, clock_.tick()).hit) return timing_.crossing_word;
    ++counters_.dcache_misses;
    return timing_.crossing_word + timing_.dcache.miss;
}

spec::Refusal Cpu::why_refused(std::uint32_t at) const {
    using spec::Refusal;
    if (at % kPageBytes != 0) return Refusal::kMisaligned;
    if (at > ram_.size() - kPageBytes) return Refusal::kOutsideMemory;
    if (block_word(at, block::kMagic) != spec::kBlockMagic) return Refusal::kMagic;
    if (block_word(at, block::kRing) >= kRingCount) return Refusal::kRing;
    if (const std::uint32_t tag = block_word(at, block::kTag); tag == 0 || tag > spec::kTagMost) return Refusal::kTag;
    const std::uint32_t root = block_word(at, block::kNestedRoot);
    if ((root & ~(spec::kRootTable | spec::kRootOn)) != 0) return Refusal::kNestedRoot;
    if ((root & spec::kRootOn) != 0) {
        const std::uint32_t table = root & spec::kRootTable;
        if (table > ram_.size() - kPageBytes) return Refusal::kNestedRoot;
        if (table == at) return Refusal::kInsideItself;
    }
    if (const std::uint32_t inject = block_word(at, block::kInject); (inject & spec::kInjectValid) != 0) {
        const std::uint32_t cause = inject & ~(spec::kInjectValid | spec::kInterruptBit);
        const bool interrupt = (inject & spec::kInterruptBit) != 0;
        if (interrupt ? cause >= spec::kLineCount : !is_exception(cause)) return Refusal::kInjection;
    }
    return Refusal::kNone;
}

/// The guest's part and the controls, in the table's order.
Cycles Cpu::load_block(std::uint32_t at) {
    Cycles moved = 0;
    for (const spec::BlockField& field : spec::kBlockFields)
        if (is_loaded(field.part))
            for (std::uint32_t i = 0; i < field.words; ++i) moved += move_word(at + field.offset + i * 4);
    const auto pair = [&](std::uint32_t offset) {
        return block_word(at, offset) | static_cast<std::uint64_t>(block_word(at, offset + 4)) << 32;
    };
    for_each_guest_word(state_, [&](std::uint32_t& word, std::uint32_t offset, std::uint32_t bits) { word = block_word(at, offset) & bits; });
    state_.ring = ring_from(block_word(at, block::kRing));
    AssistState& assist = state_.assist;
    assist.guest = true;
    assist.block = at;
    assist.tag = block_word(at, block::kTag);
    assist.nested_root = block_word(at, block::kNestedRoot);
    assist.intercepts = block_word(at, block::kIntercepts);
    assist.csr_reads = pair(block::kCsrReads);
    assist.csr_writes = pair(block::kCsrWrites);
    assist.time_offset = pair(block::kTimeOffset);
    assist.lines = block_word(at, block::kLines) & spec::kLineBits;
    for (std::uint32_t i = 0; i < assist.port_map.size(); ++i) assist.port_map[i] = block_word(at, block::kPortMap + i * 4);
    return moved;
}

Cycles Cpu::store_block() {
    const std::uint32_t at = state_.assist.block;
    const auto put = [&](std::uint32_t offset, std::uint32_t word) { put_word(at + offset, word); };
    Cycles moved = 0;
    for (const spec::BlockField& field : spec::kBlockFields)
        if (is_stored(field.part))
            for (std::uint32_t i = 0; i < field.words; ++i) moved += move_word(at + field.offset + i * 4);
    for_each_guest_word(state_, [&](const std::uint32_t& word, std::uint32_t offset, std::uint32_t) { put(offset, word); });
    put(block::kRing, index(state_.ring));
    const std::optional<Cycles>& until = state_.assist.preempt_at;
    put(block::kPreempt, until && *until > cycle_ ? static_cast<std::uint32_t>(*until - cycle_) : 0);
    return moved;
}

void Cpu::enter_guest(const DecodedOp& op) {
    const std::uint32_t at = state_.x[op.rs1] + op.imm;
    if (const spec::Refusal why = why_refused(at); why != spec::Refusal::kNone) return write(op.rd, static_cast<std::uint32_t>(why));
    cycle_ += cost_;
    cost_ = 0;
    trapped_ = true;  // the next pc comes from the block
    ++counters_.instructions;
    ++counters_.entries;
    book();
    const std::uint32_t pc = state_.pc;
    // Where ring −1 goes on by itself, should it ever ask: behind this instruction.
    state_.bank_of(Ring::kMinus1).epc = pc + 4;
    const Stamp first_word = clock_.now;
    const std::uint64_t missed = counters_.dcache_misses;
    Cycles moved = load_block(at);
    // The one register that software cannot load by itself, for it holds the block's address to the end.
    if (op.rs1 != 0) {
        const std::uint32_t offset = block::kX + op.rs1 * 4U;
        moved += move_word(at + offset);
        write(op.rs1, block_word(at, offset));
    }
    // Each word has ticked the clock once.
    if (detail_ != nullptr) [[unlikely]] count_moved_words(clock_.now - first_word, counters_.dcache_misses - missed);
    const Cycles took = cross(moved, Ring::kMinus1);
    const std::uint32_t preempt = block_word(at, block::kPreempt);
    state_.assist.preempt_at = preempt == 0 ? std::nullopt : std::optional<Cycles>(cycle_ + preempt);
    if (events_.watched()) events_.record({cycle_, pc, 0, 0, EventKind::kEntry, Ring::kMinus1, state_.ring, state_.vmid, took});
    inject();
}

/// The trap that the block asks for takes the place of the guest's next instruction. Ring −1 does not intercept it.
void Cpu::inject() {
    const std::uint32_t at = state_.assist.block;
    const std::uint32_t asked = block_word(at, block::kInject);
    if ((asked & spec::kInjectValid) == 0) return;
    put_word(at + block::kInject, 0);
    const std::uint32_t cause = asked & ~spec::kInjectValid;
    const std::uint32_t value = block_word(at, block::kInjectValue);
    const bool interrupt = (cause & spec::kInterruptBit) != 0;
    const Ring from = state_.ring;
    const std::uint32_t pc = state_.pc;
    unsigned target = 0;
    if (interrupt) {
        const std::uint32_t line = cause & ~spec::kInterruptBit;
        // An interrupt that nobody forces waits until its ring is reached; this one stops where the guest is.
        target = interrupt_target(line, index(from));
    } else {
        target = exception_target(cause);
        if (target == 0 && from == Ring::k0 && pc == state_.bank[0].vector)
            return exit_guest({static_cast<std::uint32_t>(spec::ExitReason::kTripleFault), value, 0, cause, 0});
    }
    deliver(target, cause, value, EventKind::kInject);
}

/// A guest's trap to ring −1: its state into the block, and on at ring −1's vector.
void Cpu::exit_guest(const Exit& why) {
    book();
    trapped_ = true;
    const Ring from = state_.ring;
    const std::uint32_t pc = state_.pc;
    const bool interrupt = (why.reason & spec::kInterruptBit) != 0;
    ++(interrupt ? counters_.exit_interrupts[why.reason & ~spec::kInterruptBit] : counters_.exits[why.reason]);
    const Stamp first_word = clock_.now;
    const std::uint64_t missed = counters_.dcache_misses;
    const Cycles moved = store_block();
    if (detail_ != nullptr) [[unlikely]] count_moved_words(clock_.now - first_word, counters_.dcache_misses - missed);
    const std::uint32_t words[] = {why.reason, why.qualification, why.guest_physical, why.instruction, why.guest_virtual};
    for (std::uint32_t i = 0; i < std::size(words); ++i) put_word(state_.assist.block + block::kReason + i * 4, words[i]);
    state_.assist.guest = false;
    state_.assist.preempt_at.reset();
    state_.ring = Ring::kMinus1;
    Bank& bank = state_.bank_of(Ring::kMinus1);
    bank.status = ((bank.status & spec::kStatusIe) != 0 ? spec::kStatusPie : 0) | spec::kStatusGuest;
    state_.pc = bank.vector;
    const Cycles took = cross(moved, Ring::kMinus1);
    if (events_.watched())
        events_.record({cycle_, pc, why.reason, why.qualification, EventKind::kExit, from, Ring::kMinus1, state_.vmid, took});
}

void Cpu::exit_from_instruction(const Exit& why) {
    cycle_ += cost_;
    cost_ = 0;
    exit_guest(why);
}

void Cpu::enter_ring_minus_1() {
    state_.assist.on = true;
    state_.assist.root = state_.root;
    state_.bank_of(Ring::kMinus1) = {};
    state_.mark[lane(Ring::kMinus1)] = state_.mark[lane(Ring::k0)];
}

void Cpu::leave_ring_minus_1() {
    state_.root = state_.assist.root;
    const bool locked = state_.assist.locked;
    state_.assist = {};
    state_.assist.locked = locked;
}

void Cpu::execute_assist(const DecodedOp& op) {
    // The tables have settled rings 1 to 3. A guest's ring 0 is not asked whether it may: its monitor hears of it.
    if (state_.in_guest()) return exit_from_instruction({static_cast<std::uint32_t>(spec::ExitReason::kExtension), 0, 0, op.word, 0});
    const bool allowed = op.id == InsnId::kVmon ? state_.ring == Ring::k0 && assist_.present && !state_.assist.locked
                                                : state_.ring == Ring::kMinus1;
    if (!allowed) return raise(spec::TrapCause::kIllegal, op.word);
    switch (op.id) {
        case InsnId::kVmenter: return enter_guest(op);
        case InsnId::kVmflush:
            mmu_.tlb().flush_guests(op.rs1 != 0, state_.x[op.rs1], op.rs2 != 0, static_cast<std::uint8_t>(state_.x[op.rs2]));
            settle_tlb();
            bubble_ = timing_.refetch;
            return;
        default: break;
    }
    const bool on = op.id == InsnId::kVmon;
    const Ring from = state_.ring;
    const std::uint32_t pc = state_.pc;
    cycle_ += cost_;
    cost_ = 0;
    ++counters_.instructions;
    book();
    if (on) enter_ring_minus_1();
    else leave_ring_minus_1();
    state_.ring = on ? Ring::kMinus1 : Ring::k0;
    state_.pc = pc + 4;
    trapped_ = true;  // the next pc is already in place
    const Cycles took = cross(words(1), Ring::kMinus1);
    if (events_.watched()) events_.record({cycle_, pc, 0, 0, on ? EventKind::kVmon : EventKind::kVmoff, from, state_.ring, state_.vmid, took});
}

/// True where the guest's instruction, which its ring allows, exits instead.
bool Cpu::intercepted(const DecodedOp& op) {
    const auto listed = [this](spec::Intercept bit) { return ((state_.assist.intercepts >> static_cast<unsigned>(bit)) & 1U) != 0; };
    spec::Intercept bit{};
    switch (op.id) {
        case InsnId::kWfi: bit = spec::Intercept::kWfi; break;
        case InsnId::kTlbflush: bit = spec::Intercept::kTlbflush; break;
        case InsnId::kProbe: bit = spec::Intercept::kProbe; break;
        case InsnId::kTret: bit = spec::Intercept::kTret; break;
        case InsnId::kEi:
        case InsnId::kDi: bit = spec::Intercept::kFlag; break;
        case InsnId::kIn:
        case InsnId::kOut: {
            const std::uint32_t port = (state_.x[op.rs1] + op.imm) & 0xffff;
            const bool mapped = port > 255 || ((state_.assist.port_map[port / 32] >> (port % 32)) & 1U) != 0;
            if (!mapped && !listed(spec::Intercept::kPort)) return false;
            exit_from_instruction({static_cast<std::uint32_t>(spec::ExitReason::kPort), port, 0, op.word, 0});
            return true;
        }
        default: return false;
    }
    if (!listed(bit)) return false;
    exit_from_instruction({static_cast<std::uint32_t>(spec::ExitReason::kInstruction), 0, 0, op.word, 0});
    return true;
}

bool Cpu::intercepted_csr(std::size_t row, bool reads, bool writes, const DecodedOp& op) {
    const bool exits = (reads && ((state_.assist.csr_reads >> row) & 1U) != 0) || (writes && ((state_.assist.csr_writes >> row) & 1U) != 0);
    if (exits) exit_from_instruction({static_cast<std::uint32_t>(spec::ExitReason::kCsr), spec::kCsrs[row].number, 0, op.word, 0});
    return exits;
}

}  // namespace anel::cpu
