// Traps, interrupts and returns: which ring takes them, what they move, what they cost.
// Not here: what raises them (the executors and the MMU).
#include <algorithm>
#include <iterator>

#include "isa/cpu/engine/cpu.hpp"
#include "isa/spec/crossing.hpp"

namespace anel::cpu {

namespace {

/// The smallest granted ring in (inner, outermost], or kBankCount where there is none.
unsigned next_granted(const CpuState& state, unsigned inner, unsigned outermost) {
    for (unsigned ring = inner + 1; ring < spec::kBankCount && ring <= outermost; ++ring)
        if (state.has_bank(ring_from(ring))) return ring;
    return spec::kBankCount;
}

/// Moves outward from ring 0 while the delegation masks let it.
unsigned delegated(const CpuState& state, unsigned mask_bit, unsigned outermost) {
    unsigned target = 0;
    while (((state.bank[target].delegate >> mask_bit) & 1U) != 0) {
        const unsigned next = next_granted(state, target, outermost);
        if (next == spec::kBankCount) break;
        target = next;
    }
    return target;
}

constexpr unsigned kLineShift = 16;  ///< where the lines begin in a delegation mask

}  // namespace

void Cpu::book() {
    counters_.by_lane[lane(state_.ring)] += counters_.instructions - counted_;
    counted_ = counters_.instructions;
    if (cycle_ > booked_) {
        ledger_.book(state_.vmid, state_.ring, state_.mark[lane(state_.ring)], cycle_ - booked_);
        booked_ = cycle_;
    }
}

void Cpu::declare(Cycles cycles) {
    book();
    cycle_ += cycles;
    booked_ = cycle_;
    ledger_.book(state_.vmid, state_.ring, spec::Activity::kDeclared, cycles);
    link_ = nullptr;
    refresh_attention();
}

void Cpu::flush_tlb(const TlbFlush& what) {
    const std::uint32_t address = what.address.value_or(0);
    const std::uint8_t space = what.space.value_or(0);
    if (what.guests) mmu_.tlb().flush_guests(what.address.has_value(), address, what.space.has_value(), space);
    else mmu_.tlb().flush(what.address.has_value(), address, what.space.has_value(), {space, space_of(state_.ring).tag});
    settle_tlb();
    link_ = nullptr;
}

/// `moved`: cycles of the micro-operations. Booked to the ring whose bank they move. Gives the cycles of it all.
Cycles Cpu::cross(Cycles moved, Ring bank_ring) {
    const Cycles cycles = timing_.crossing_flush + moved + timing_.crossing_serialize;
    cycle_ += cycles;
    booked_ = cycle_;
    ledger_.book(state_.vmid, bank_ring, spec::Activity::kCrossing, cycles);
    if (detail_ != nullptr) [[unlikely]] count_crossing(moved, bank_ring);
    bubble_ = paid_ = timing_.crossing_flush;
    loaded_ = 0;
    link_ = nullptr;
    crossed_ = true;
    settle_space();
    refresh_attention();
    return cycles;
}

unsigned Cpu::interrupt_target(unsigned line, unsigned outermost) const { return delegated(state_, kLineShift + line, outermost); }

/// Among rings 0 to 2.
unsigned Cpu::exception_target(unsigned cause) const {
    const unsigned from = index(state_.ring);
    const unsigned target = delegated(state_, cause, from);
    // The handler's own first instruction cannot be handled by that handler.
    return target == from && state_.pc == state_.bank[target].vector ? 0 : target;
}

void Cpu::raise(spec::TrapCause cause, std::uint32_t value) {
    trapped_ = true;
    cycle_ += cost_;
    cost_ = 0;
    const auto number = static_cast<std::uint32_t>(cause);
    const bool at_start = state_.pc == state_.bank_of(state_.ring).vector;
    if (state_.in_guest() && ((state_.bank_of(Ring::kMinus1).delegate >> number) & 1U) == 0) {
        const bool word = cause == spec::TrapCause::kIllegal || cause == spec::TrapCause::kPrivileged;
        return exit_guest({number, value, 0, word ? value : 0, 0});
    }
    ++counters_.exceptions[number];
    if (state_.ring == Ring::kMinus1 && !at_start) return deliver(spec::kInnerBank, number, value);
    const unsigned target = state_.ring == Ring::kMinus1 ? 0 : exception_target(number);
    if (at_start && target == 0 && state_.ring <= Ring::k0) {
        if (state_.in_guest()) return exit_guest({static_cast<std::uint32_t>(spec::ExitReason::kTripleFault), value, 0, number, 0});
        triple_fault_ = {number, value, state_.pc};
        triple_faulted_ = true;
        attention_ = 0;
        return;
    }
    if (target == 0 && state_.ring > Ring::k0) ++counters_.inward_exceptions[number];
    deliver(target, number, value);
}

/// `target`: 0 to 2, or kInnerBank.
void Cpu::deliver(unsigned target, std::uint32_t cause, std::uint32_t value, EventKind kind) {
    book();
    const Ring from = state_.ring;
    const std::uint32_t pc = state_.pc;
    Bank& bank = state_.bank[target];
    bank.epc = pc;
    bank.cause = cause;
    bank.value = value;
    bank.status = (bank.status & spec::kStatusIe) != 0 ? spec::kStatusPie : 0;
    if (from != Ring::kMinus1) bank.status |= index(from) << spec::kStatusPringShift;
    state_.ring = target == spec::kInnerBank ? Ring::kMinus1 : ring_from(target);
    state_.pc = bank.vector;
    const Cycles took = cross(words(std::size(spec::kTrapWords)), state_.ring);
    if (events_.watched())
        events_.record({cycle_, pc, cause, value, kind, from, state_.ring, state_.vmid, took});
}

void Cpu::return_from_trap() {
    const Ring from = state_.ring;
    Bank& bank = state_.bank_of(from);
    const std::uint32_t pc = state_.pc;
    cycle_ += cost_;
    cost_ = 0;
    ++counters_.instructions;
    book();
    const Ring previous = ring_from((bank.status & spec::kStatusPring) >> spec::kStatusPringShift);
    bank.status = (bank.status & ~spec::kStatusIe) | ((bank.status & spec::kStatusPie) != 0 ? spec::kStatusIe : 0);
    // Ring −1 goes to a guest by vmenter alone.
    state_.ring = from == Ring::kMinus1 ? from : std::max(previous, from);
    state_.pc = bank.epc;
    trapped_ = true;  // the next pc is already in place
    const Cycles took = cross(words(std::size(spec::kReturnWords)), from);
    if (events_.watched()) events_.record({cycle_, pc, 0, 0, EventKind::kReturn, from, state_.ring, state_.vmid, took});
}

std::uint32_t Cpu::lines_aimed_at(unsigned bank) const {
    std::uint32_t high = bus_.lines();
    if (state_.assist.on) {
        // What ring −1 does not delegate is its own; a guest also has the lines that its monitor drives.
        const std::uint32_t passed_on = state_.bank[spec::kInnerBank].delegate >> kLineShift;
        if (bank == spec::kInnerBank) return high & ~passed_on;
        high = (high & passed_on) | (state_.assist.guest ? state_.assist.lines : 0);
    } else if (bank == spec::kInnerBank) {
        return 0;
    }
    std::uint32_t aimed = 0;
    for (unsigned line = 0; line < spec::kLineCount; ++line)
        if (((high >> line) & 1U) != 0 && interrupt_target(line) == bank) aimed |= 1U << line;
    return aimed;
}

bool Cpu::wake_up() const {
    // Ring −1 waits for what is its own; everybody else also for what would take the CPU away from him.
    const unsigned first = state_.ring == Ring::kMinus1 ? spec::kInnerBank : 0;
    const unsigned last = state_.assist.on ? spec::kInnerBank : spec::kBankCount - 1;
    for (unsigned bank = first; bank <= last; ++bank)
        if (((lines_aimed_at(bank) | state_.bank[bank].pending) & state_.bank[bank].imask) != 0) return true;
    return false;
}

bool Cpu::raise_interrupt(unsigned bank, std::uint32_t ready) {
    unsigned line = 0;
    while (((ready >> line) & 1U) == 0) ++line;
    if (bank == spec::kInnerBank && state_.in_guest()) {
        exit_guest({spec::kInterruptBit | line, 0, 0, 0, 0});
        return true;
    }
    ++counters_.interrupts[line];
    if (bank == 0 && state_.ring > Ring::k0) ++counters_.inward_interrupts[line];
    deliver(bank, spec::kInterruptBit | line, 0);
    return true;
}

bool Cpu::take_interrupt() {
    const auto ready_for = [this](unsigned bank) {
        return (lines_aimed_at(bank) | state_.bank[bank].pending) & state_.bank[bank].imask;
    };
    if (state_.assist.on) {
        const bool enabled = state_.in_guest() || (state_.bank[spec::kInnerBank].status & spec::kStatusIe) != 0;
        const std::uint32_t ready = enabled ? ready_for(spec::kInnerBank) : 0;
        if (ready != 0) return raise_interrupt(spec::kInnerBank, ready);
        if (!state_.in_guest()) return false;
    }
    for (unsigned target = 0; target < spec::kBankCount; ++target) {
        const bool enabled = index(state_.ring) > target ||
                             (index(state_.ring) == target && (state_.bank[target].status & spec::kStatusIe) != 0);
        if (!enabled || !state_.has_bank(ring_from(target))) continue;
        if (const std::uint32_t ready = ready_for(target); ready != 0) return raise_interrupt(target, ready);
    }
    return false;
}

void Cpu::refresh_attention() { attention_ = 0; }

/// Lets due events happen, then samples interrupts. False: run on; true: `stop` says why not.
bool Cpu::attend(Stop& stop) {
    for (;;) {
        if (triple_faulted_) return stop = Stop::kTripleFault, true;
        if (at_breakpoint_) return stop = Stop::kBreakpoint, true;
        // What is off does nothing any more, due or not.
        if (!bus_.powered_off() && bus_.next_due() <= cycle_) {
            bus_.run_due(cycle_);
            for (const MemoryRange& range : bus_.take_written()) written(range.address, range.bytes);
        }
        if (bus_.powered_off()) return stop = Stop::kPoweredOff, true;
        if (crossed_ && stops_at_crossing_) return stop = Stop::kCrossed, true;
        if (cycle_ >= limit_) return stop = Stop::kCycleReached, true;
        if (!state_.waiting) break;
        if (wake_up()) {
            state_.waiting = false;
            break;
        }
        if (preempt_at() <= cycle_) break;
        const Cycles due = std::min(bus_.next_due(), preempt_at());
        if (due == kNever) return stop = Stop::kIdle, true;
        // Round again: what a device does at that very cycle comes before the preemption timer, waiting or not.
        const Cycles woken = std::min(due, limit_);
        if (detail_ != nullptr) count_waiting(woken - cycle_);
        cycle_ = woken;
    }
    attention_ = std::min({limit_, bus_.next_due(), preempt_at()});
    // Taking one asks for attention again: delivery may open the way to another.
    interrupted_ = take_interrupt();
    if (interrupted_) at_start_of_run_ = false;
    if (!interrupted_ && preempt_at() <= cycle_) {
        interrupted_ = true;
        state_.waiting = false;
        exit_guest({static_cast<std::uint32_t>(spec::ExitReason::kPreempted), 0, 0, 0, 0});
    }
    return false;
}

Stop Cpu::run(Cycles until, bool goes_on) {
    limit_ = until;
    at_start_of_run_ = !goes_on;
    at_breakpoint_ = false;
    refresh_attention();
    Stop stop = Stop::kCycleReached;
    for (;;) {
        while (cycle_ >= attention_)
            if (attend(stop)) {
                book();
                return stop;
            }
        advance();
    }
}

Stop Cpu::run_to_crossing(Cycles until, bool goes_on) {
    crossed_ = false;
    stops_at_crossing_ = true;
    const Stop stop = run(until, goes_on);
    stops_at_crossing_ = false;
    return stop;
}

Stop Cpu::step(Cycles wait_until) {
    limit_ = wait_until;
    at_breakpoint_ = false;
    link_ = nullptr;
    refresh_attention();
    Stop stop = Stop::kCycleReached;
    const Cycles before = cycle_;
    // A crossing may take no time at all, and is a step all the same.
    if (!attend(stop) && !interrupted_ && cycle_ == before) execute_one();
    book();
    return triple_faulted_ ? Stop::kTripleFault : bus_.powered_off() ? Stop::kPoweredOff : stop;
}

}  // namespace anel::cpu
