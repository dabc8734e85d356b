// Ring crossings: which ring takes an exception, what a trap and a return move, what a crossing costs.
// A crossing empties the pipeline, then microcode moves the words of state, and then the pipeline fills again.
// Not here: interrupts (interrupts.cpp), entries and exits of ring -1 (assist.cpp).
#include <algorithm>
#include <iterator>

#include "isa/cpu/reference/reference.hpp"
#include "isa/spec/crossing.hpp"

namespace anel::cpu {

/// `moved`: cycles of microcode. Booked to the ring whose bank it moves. It may follow right upon another.
void Reference::cross(Cycles moved, Ring bank_ring) {
    const Cycles cycles = timing_.crossing_flush + moved + timing_.crossing_serialize;
    ledger_.book(state_.vmid, bank_ring, spec::Activity::kCrossing, cycles);
    crossing_end_ += cycles;
    crossing_took_ = cycles;
    booked_ = crossing_end_;
    between_ = crossing_end_ == cycle_;
    // The flush is the bubble of the next instruction: the time in which the pipeline fills. It is in the crossing's cycles.
    left_ = {.bubble = timing_.crossing_flush, .paid = timing_.crossing_flush, .loaded = 0};
    restart(state_.pc, crossing_end_ - cycle_);
}

void Reference::record(EventKind kind, std::uint32_t pc, Ring from, std::uint32_t cause, std::uint32_t value) {
    if (events_.watched()) events_.record({crossing_end_, pc, cause, value, kind, from, state_.ring, state_.vmid, crossing_took_});
}

/// From ring 0 outward, from one granted ring to the next, as long as the ring reached delegates; at most to `outermost`.
unsigned Reference::delegated(unsigned mask_bit, unsigned outermost) const {
    unsigned target = 0;
    for (unsigned ring = 1; ring < spec::kBankCount && ring <= outermost; ++ring) {
        if (((state_.bank[target].delegate >> mask_bit) & 1U) == 0) break;
        if (state_.has_bank(ring_from(ring))) target = ring;
    }
    return target;
}

/// Among rings 0 to 2. Whoever traps at the very start of his own handler is not asked to handle that.
unsigned Reference::exception_target(std::uint32_t cause) const {
    const unsigned from = index(state_.ring);
    const unsigned target = delegated(cause, from);
    return target == from && state_.pc == state_.bank[target].vector ? 0 : target;
}

void Reference::take_exception(spec::TrapCause cause, std::uint32_t value) {
    const auto cause_number = static_cast<std::uint32_t>(cause);
    if (state_.in_guest() && ((state_.bank_of(Ring::kMinus1).delegate >> cause_number) & 1U) == 0) {
        const bool of_a_word = cause == spec::TrapCause::kIllegal || cause == spec::TrapCause::kPrivileged;
        return exit_guest({.reason = cause_number, .qualification = value, .instruction = of_a_word ? value : 0});
    }
    ++counters_.exceptions[cause_number];
    const bool inner = state_.ring <= Ring::k0;
    const bool at_vector = inner && state_.pc == state_.bank_of(state_.ring).vector;
    if (state_.ring == Ring::kMinus1 && !at_vector) return deliver(spec::kInnerBank, cause_number, value, EventKind::kTrap);
    const unsigned target = inner ? 0 : exception_target(cause_number);
    if (at_vector) {
        if (state_.in_guest())
            return exit_guest({.reason = static_cast<std::uint32_t>(spec::ExitReason::kTripleFault), .qualification = value, .instruction = cause_number});
        triple_fault_ = {cause_number, value, state_.pc};
        triple_faulted_ = true;
        return;
    }
    if (target == 0 && !inner) ++counters_.inward_exceptions[cause_number];
    deliver(target, cause_number, value, EventKind::kTrap);
}

void Reference::deliver(unsigned target, std::uint32_t cause, std::uint32_t value, EventKind kind) {
    const Ring from = state_.ring;
    const std::uint32_t pc = state_.pc;
    Bank& bank = state_.bank[target];
    bank.epc = pc;
    bank.cause = cause;
    bank.value = value;
    const bool enabled = (bank.status & spec::kStatusIe) != 0;
    const std::uint32_t previous = from == Ring::kMinus1 ? 0 : index(from) << spec::kStatusPringShift;
    bank.status = (enabled ? spec::kStatusPie : 0) | previous;
    state_.ring = target == spec::kInnerBank ? Ring::kMinus1 : ring_from(target);
    state_.pc = bank.vector;
    cross(timing_.crossing_word * Cycles{std::size(spec::kTrapWords)}, state_.ring);
    record(kind, pc, from, cause, value);
}

void Reference::return_from_trap() {
    const Ring from = state_.ring;
    const std::uint32_t pc = state_.pc;
    count_instruction();
    Bank& bank = state_.bank_of(from);
    const bool was_enabled = (bank.status & spec::kStatusPie) != 0;
    bank.status = (bank.status & ~spec::kStatusIe) | (was_enabled ? spec::kStatusIe : 0);
    // Never inward. Ring -1 stays where it is: to its guest it goes by vmenter.
    const Ring previous = ring_from((bank.status & spec::kStatusPring) >> spec::kStatusPringShift);
    if (from != Ring::kMinus1) state_.ring = std::max(previous, from);
    state_.pc = bank.epc;
    cross(timing_.crossing_word * Cycles{std::size(spec::kReturnWords)}, from);
    record(EventKind::kReturn, pc, from);
}

}  // namespace anel::cpu
