// Traps, interrupts and returns: which ring takes them, what they move, what they cost.
// Not here: what raises them (the executors and the MMU).
#include <algorithm>
#include <iterator>

#include "isa/cpu/cpu.hpp"
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
    if (cycle_ > booked_) {
        ledger_.book(state_.vmid, state_.ring, state_.mark[index(state_.ring)], cycle_ - booked_);
        booked_ = cycle_;
    }
}

void Cpu::cross(std::size_t words, unsigned bank_ring) {
    const Cycles cycles = timing_.crossing_flush + timing_.crossing_word * words + timing_.crossing_serialize;
    cycle_ += cycles;
    booked_ = cycle_;
    ledger_.book(state_.vmid, ring_from(bank_ring), spec::Activity::kCrossing, cycles);
    bubble_ = paid_ = timing_.crossing_flush;
    loaded_ = 0;
    ++generation_;
    refresh_attention();
}

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
    ++counters_.exceptions[number];
    const unsigned target = exception_target(number);
    if (target == 0 && state_.ring == Ring::k0 && state_.pc == state_.bank[0].vector) {
        triple_fault_ = {number, value, state_.pc};
        triple_faulted_ = true;
        attention_ = 0;
        return;
    }
    deliver(target, number, value);
}

void Cpu::deliver(unsigned target, std::uint32_t cause, std::uint32_t value) {
    book();
    const Ring from = state_.ring;
    const std::uint32_t pc = state_.pc;
    Bank& bank = state_.bank[target];
    bank.epc = pc;
    bank.cause = cause;
    bank.value = value;
    bank.status = ((bank.status & spec::kStatusIe) != 0 ? spec::kStatusPie : 0) | index(from) << spec::kStatusPringShift;
    state_.ring = ring_from(target);
    state_.pc = bank.vector;
    cross(std::size(spec::kTrapWords), target);
    if (events_.watched())
        events_.record({cycle_, pc, cause, value, EventKind::kTrap, from, state_.ring, state_.vmid});
}

void Cpu::return_from_trap() {
    const Ring from = state_.ring;
    Bank& bank = state_.bank[index(from)];
    const std::uint32_t pc = state_.pc;
    cycle_ += cost_;
    cost_ = 0;
    book();
    const unsigned previous = (bank.status & spec::kStatusPring) >> spec::kStatusPringShift;
    bank.status = (bank.status & ~spec::kStatusIe) | ((bank.status & spec::kStatusPie) != 0 ? spec::kStatusIe : 0);
    state_.ring = ring_from(std::max(previous, index(from)));
    state_.pc = bank.epc;
    trapped_ = true;  // the next pc is already in place
    ++counters_.instructions;
    cross(std::size(spec::kReturnWords), index(from));
    if (events_.watched()) events_.record({cycle_, pc, 0, 0, EventKind::kReturn, from, state_.ring, state_.vmid});
}

std::uint32_t Cpu::lines_aimed_at(unsigned bank) const {
    std::uint32_t aimed = 0;
    const std::uint32_t high = bus_.lines();
    for (unsigned line = 0; line < spec::kLineCount; ++line)
        if (((high >> line) & 1U) != 0 && delegated(state_, kLineShift + line, spec::kBankCount) == bank) aimed |= 1U << line;
    return aimed;
}

bool Cpu::wake_up() const {
    for (unsigned bank = 0; bank < spec::kBankCount; ++bank)
        if (((lines_aimed_at(bank) | state_.bank[bank].pending) & state_.bank[bank].imask) != 0) return true;
    return false;
}

bool Cpu::take_interrupt() {
    for (unsigned target = 0; target < spec::kBankCount; ++target) {
        const Bank& bank = state_.bank[target];
        const bool enabled = index(state_.ring) > target ||
                             (index(state_.ring) == target && (bank.status & spec::kStatusIe) != 0);
        if (!enabled || !state_.has_bank(ring_from(target))) continue;
        const std::uint32_t ready = (lines_aimed_at(target) | bank.pending) & bank.imask;
        if (ready == 0) continue;
        unsigned line = 0;
        while (((ready >> line) & 1U) == 0) ++line;
        ++counters_.interrupts[line];
        deliver(target, spec::kInterruptBit | line, 0);
        return true;
    }
    return false;
}

void Cpu::refresh_attention() { attention_ = 0; }

/// Lets due events happen, then samples interrupts. False: run on; true: `stop` says why not.
bool Cpu::attend(Stop& stop) {
    for (;;) {
        if (triple_faulted_) return stop = Stop::kTripleFault, true;
        if (bus_.next_due() <= cycle_) bus_.run_due(cycle_);
        if (bus_.powered_off()) return stop = Stop::kPoweredOff, true;
        if (cycle_ >= limit_) return stop = Stop::kCycleReached, true;
        if (!state_.waiting) break;
        if (wake_up()) {
            state_.waiting = false;
            break;
        }
        const Cycles due = bus_.next_due();
        if (due == kNever) return stop = Stop::kIdle, true;
        cycle_ = std::min(due, limit_);
    }
    attention_ = std::min(limit_, bus_.next_due());
    // Taking one asks for attention again: delivery may open the way to another.
    take_interrupt();
    return false;
}

Stop Cpu::run(Cycles until) {
    limit_ = until;
    refresh_attention();
    Stop stop = Stop::kCycleReached;
    for (;;) {
        while (cycle_ >= attention_)
            if (attend(stop)) {
                book();
                return stop;
            }
        execute_one();
    }
}

Stop Cpu::step() {
    limit_ = kNever;
    refresh_attention();
    Stop stop = Stop::kCycleReached;
    const Cycles before = cycle_;
    if (!attend(stop) && cycle_ == before) execute_one();
    book();
    return triple_faulted_ ? Stop::kTripleFault : bus_.powered_off() ? Stop::kPoweredOff : stop;
}

}  // namespace anel::cpu
