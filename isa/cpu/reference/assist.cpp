// Ring -1: turning it on and off, entering a guest by its control block, the trap that an entry may inject, leaving the guest.
// Not here: the block's layout (isa/spec/control_block.hpp), what makes a guest exit (access.cpp, csr.cpp, system.cpp, traps.cpp, interrupts.cpp).
#include <algorithm>
#include <iterator>

#include "isa/cpu/reference/reference.hpp"

namespace anel::cpu {

namespace block = spec::block;
using reference::Ending;
using spec::BlockPart;
using spec::InsnId;
using spec::Refusal;

namespace {

constexpr std::uint32_t Bank::*kBankWords[] = {&Bank::vector,  &Bank::epc,      &Bank::cause, &Bank::value,  &Bank::status,
                                               &Bank::scratch, &Bank::delegate, &Bank::imask, &Bank::pending};

/// The guest's registers that the block holds, each with its place there and the bits that it has: handle(register, offset, bits).
template <class Handle>
void for_guest_registers(CpuState& state, Handle&& handle) {
    handle(state.pc, block::kPc, spec::kAligned);
    handle(state.root, block::kRoot, spec::find_csr("root")->writable_bits);
    handle(state.grant, block::kGrant, spec::find_csr("grant")->writable_bits);
    for (unsigned bank = 0; bank < spec::kBankCount; ++bank)
        for (std::uint32_t word = 0; word < std::size(kBankWords); ++word) {
            // Banks lie in the block as their CSRs are numbered.
            const spec::Csr* const csr = spec::find_csr(0x5c0 + bank * 0x10 + word);
            handle(state.bank[bank].*kBankWords[word], block::kBank0 + bank * 0x40 + word * 4, csr->writable_bits);
        }
}

}  // namespace

void Reference::act_assist(InFlight& instruction) {
    const DecodedOp& op = instruction.op;
    // Rings 1 to 3 have been told already that they may not. A guest's ring 0 is not told: its monitor is.
    if (state_.in_guest()) return instruction.leave_guest({static_cast<std::uint32_t>(spec::ExitReason::kExtension), 0, 0, op.word, 0});
    const bool may_turn_on = state_.ring == Ring::k0 && assist_.present && !state_.assist.locked;
    if (op.id == InsnId::kVmon ? !may_turn_on : state_.ring != Ring::kMinus1) return instruction.trap(spec::TrapCause::kIllegal, op.word);
    switch (op.id) {
        case InsnId::kVmon: instruction.ending = Ending::kTurnsOn; break;
        case InsnId::kVmoff: instruction.ending = Ending::kTurnsOff; break;
        case InsnId::kVmenter:
            instruction.result = static_cast<std::uint32_t>(why_refused(instruction.a + op.imm));
            if (instruction.result == 0) instruction.ending = Ending::kEnters;
            break;
        default: {  // vmflush: guests' translations, by where they lead
            const auto tag = static_cast<std::uint8_t>(instruction.b);
            memory_.tlb().drop_where([&](const TlbEntry& entry) {
                // Of a nested superpage a smaller entry is a part, which the monitor does not know.
                const std::uint32_t offset = TlbEntry::offset_mask(entry.superpage || entry.superpage_nested);
                const bool leads_there = op.rs1 == 0 || ((entry.guest_frame ^ instruction.a) & ~offset) == 0;
                return entry.key.tag != 0 && leads_there && (op.rs2 == 0 || entry.key.tag == tag);
            });
            instruction.refetches = true;
        }
    }
}

/// vmon and vmoff. The page-table root is handed over: it is the one word that moves.
void Reference::turn_assist(bool on) {
    const Ring from = state_.ring;
    const std::uint32_t pc = state_.pc;
    count_instruction();
    if (on) {
        state_.assist.on = true;
        state_.assist.root = state_.root;
        state_.bank_of(Ring::kMinus1) = {};
        state_.mark[lane(Ring::kMinus1)] = state_.mark[lane(Ring::k0)];
    } else {
        state_.root = state_.assist.root;
        const bool locked = state_.assist.locked;
        state_.assist = {};
        state_.assist.locked = locked;
    }
    state_.ring = on ? Ring::kMinus1 : Ring::k0;
    state_.pc = pc + 4;
    cross(timing_.crossing_word, Ring::kMinus1);
    record(on ? EventKind::kVmon : EventKind::kVmoff, pc, from);
}

std::uint32_t Reference::block_word(std::uint32_t offset) const { return memory_.read<std::uint32_t>(state_.assist.block + offset); }

/// The checks of vmenter, in the order of their numbers.
Refusal Reference::why_refused(std::uint32_t at) const {
    const auto word = [&](std::uint32_t offset) { return memory_.read<std::uint32_t>(at + offset); };
    if (at % kPageBytes != 0) return Refusal::kMisaligned;
    if (!memory_.holds(at, kPageBytes)) return Refusal::kOutsideMemory;
    if (word(block::kMagic) != spec::kBlockMagic) return Refusal::kMagic;
    if (word(block::kRing) > 3) return Refusal::kRing;
    if (word(block::kTag) < 1 || word(block::kTag) > spec::kTagMost) return Refusal::kTag;
    const std::uint32_t root = word(block::kNestedRoot);
    const std::uint32_t table = root & spec::kRootTable;
    if ((root & ~(spec::kRootTable | spec::kRootOn)) != 0) return Refusal::kNestedRoot;
    if ((root & spec::kRootOn) != 0) {
        if (!memory_.holds(table, kPageBytes)) return Refusal::kNestedRoot;
        if (table == at) return Refusal::kInsideItself;
    }
    const std::uint32_t inject = word(block::kInject);
    if ((inject & spec::kInjectValid) == 0) return Refusal::kNone;
    const std::uint32_t cause = inject & ~(spec::kInjectValid | spec::kInterruptBit);
    const bool known = std::ranges::any_of(spec::kCauses, [cause](const spec::CauseRow& row) { return static_cast<std::uint32_t>(row.cause) == cause; });
    const bool there = (inject & spec::kInterruptBit) != 0 ? cause < spec::kLineCount : known;
    return there ? Refusal::kNone : Refusal::kInjection;
}

/// One word of microcode: physical, past the TLB.
Cycles Reference::move_word(std::uint32_t physical) {
    if (memory_.move_word(physical)) return timing_.crossing_word;
    ++counters_.dcache_misses;
    return timing_.crossing_word + timing_.dcache.miss;
}

/// The cycles of all words that an entry loads, or an exit stores, in the table's order.
Cycles Reference::move_block(bool into_cpu, std::uint32_t at) {
    Cycles cycles = 0;
    for (const spec::BlockField& field : spec::kBlockFields) {
        const bool both = field.part == BlockPart::kGuest || field.part == BlockPart::kBoth;
        if (!both && field.part != (into_cpu ? BlockPart::kControl : BlockPart::kExit)) continue;
        for (std::uint32_t word = 0; word < field.words; ++word) cycles += move_word(at + field.offset + word * 4);
    }
    return cycles;
}

void Reference::enter_guest(const DecodedOp& op) {
    const std::uint32_t pc = state_.pc;
    count_instruction();
    ++counters_.entries;
    AssistState& assist = state_.assist;
    assist.block = state_.x[op.rs1] + op.imm;
    state_.bank_of(Ring::kMinus1).epc = pc + 4;  // where ring -1 goes on, should it return as if from a call
    Cycles cycles = move_block(true, assist.block);
    for_guest_registers(state_, [this](std::uint32_t& reg, std::uint32_t offset, std::uint32_t bits) { reg = block_word(offset) & bits; });
    const auto pair = [this](std::uint32_t offset) { return std::uint64_t{block_word(offset + 4)} << 32 | block_word(offset); };
    state_.ring = ring_from(block_word(block::kRing));
    assist.guest = true;
    assist.tag = block_word(block::kTag);
    assist.nested_root = block_word(block::kNestedRoot);
    assist.intercepts = block_word(block::kIntercepts);
    assist.csr_reads = pair(block::kCsrReads);
    assist.csr_writes = pair(block::kCsrWrites);
    assist.time_offset = pair(block::kTimeOffset);
    assist.lines = block_word(block::kLines) & spec::kLineBits;
    for (std::uint32_t i = 0; i < assist.port_map.size(); ++i) assist.port_map[i] = block_word(block::kPortMap + i * 4);
    // Last, the register that held the block's address: no software could load that.
    if (op.rs1 != 0) {
        const std::uint32_t offset = block::kX + op.rs1 * 4U;
        cycles += move_word(assist.block + offset);
        state_.x[op.rs1] = block_word(offset);
    }
    cross(cycles, Ring::kMinus1);
    const std::uint32_t preempt = block_word(block::kPreempt);
    assist.preempt_at = preempt != 0 ? std::optional<Cycles>(crossing_end_ + preempt) : std::nullopt;
    record(EventKind::kEntry, pc, Ring::kMinus1);
    inject();
}

/// A trap in place of the guest's next instruction, if the block asks for one. It goes outward as far as the guest delegates, and no further than
/// the guest's ring: an interrupt, too, that nobody has asked for stops where the guest is.
void Reference::inject() {
    const std::uint32_t asked = block_word(block::kInject);
    if ((asked & spec::kInjectValid) == 0) return;
    memory_.write<std::uint32_t>(state_.assist.block + block::kInject, 0);
    const std::uint32_t cause = asked & ~spec::kInjectValid;
    const std::uint32_t value = block_word(block::kInjectValue);
    if ((cause & spec::kInterruptBit) != 0) {
        const std::uint32_t line = cause & ~spec::kInterruptBit;
        return deliver(delegated(kLineShift + line, index(state_.ring)), cause, value, EventKind::kInject);
    }
    const unsigned target = exception_target(cause);
    if (target == 0 && state_.ring == Ring::k0 && state_.pc == state_.bank[0].vector)
        return exit_guest({.reason = static_cast<std::uint32_t>(spec::ExitReason::kTripleFault), .qualification = value, .instruction = cause});
    deliver(target, cause, value, EventKind::kInject);
}

/// A guest's trap to ring -1. Its state goes into the block; its banks stay where they are, for ring -1 has its own.
void Reference::exit_guest(const ExitWords& why) {
    const Ring from = state_.ring;
    const std::uint32_t pc = state_.pc;
    if ((why.reason & spec::kInterruptBit) != 0) ++counters_.exit_interrupts[why.reason & ~spec::kInterruptBit];
    else ++counters_.exits[why.reason];

    AssistState& assist = state_.assist;
    const auto put = [&](std::uint32_t offset, std::uint32_t word) { memory_.write(assist.block + offset, word); };
    const Cycles cycles = move_block(false, assist.block);
    for_guest_registers(state_, [&](const std::uint32_t& reg, std::uint32_t offset, std::uint32_t) { put(offset, reg); });
    put(block::kRing, index(from));
    const Cycles preempt_at = assist.preempt_at.value_or(0);
    put(block::kPreempt, preempt_at > crossing_end_ ? static_cast<std::uint32_t>(preempt_at - crossing_end_) : 0);
    put(block::kReason, why.reason);
    put(block::kQualification, why.qualification);
    put(block::kGuestPhysical, why.guest_physical);
    put(block::kInstruction, why.instruction);
    put(block::kGuestVirtual, why.guest_virtual);

    assist.guest = false;
    assist.preempt_at.reset();
    Bank& bank = state_.bank_of(Ring::kMinus1);
    bank.status = ((bank.status & spec::kStatusIe) != 0 ? spec::kStatusPie : 0) | spec::kStatusGuest;
    state_.ring = Ring::kMinus1;
    state_.pc = bank.vector;
    cross(cycles, Ring::kMinus1);
    record(EventKind::kExit, pc, from, why.reason, why.qualification);
}

}  // namespace anel::cpu
