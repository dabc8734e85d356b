// Interrupts: at which ring a line is aimed, whether that ring takes it now, and what ends a wait.
// Not here: when they are sampled (run.cpp), what taking one does (traps.cpp, assist.cpp).
#include <bit>

#include "isa/cpu/reference/reference.hpp"

namespace anel::cpu {

/// When the preemption timer of the guest that runs is up.
Cycles Reference::preempt_at() const { return state_.in_guest() ? state_.assist.preempt_at.value_or(kNever) : kNever; }

/// Of the lines that are high: those that end at this bank.
std::uint32_t Reference::lines_aimed_at(unsigned bank) const {
    const AssistState& assist = state_.assist;
    std::uint32_t high = bus_.lines();
    if (bank == spec::kInnerBank && !assist.on) return 0;
    if (assist.on) {
        // Ring -1 is asked first; what it delegates goes on, and a guest has besides the lines that its monitor drives.
        const std::uint32_t passed_on = state_.bank[spec::kInnerBank].delegate >> kLineShift;
        if (bank == spec::kInnerBank) return high & ~passed_on;
        high &= passed_on;
        if (assist.guest) high |= assist.lines;
    }
    std::uint32_t aimed = 0;
    for (unsigned line = 0; line < spec::kLineCount; ++line)
        if (((high >> line) & 1U) != 0 && delegated(kLineShift + line, spec::kBankCount) == bank) aimed |= 1U << line;
    return aimed;
}

std::uint32_t Reference::ready_for(unsigned bank) const {
    const std::uint32_t unmasked = state_.bank[bank].imask;
    return unmasked == 0 ? 0 : (lines_aimed_at(bank) | state_.bank[bank].pending) & unmasked;
}

/// wfi ends when something unmasked is there, enabled or not: for ring -1 if it is its own, for the others whosever it is.
bool Reference::wakes_up() const {
    if (state_.assist.on && ready_for(spec::kInnerBank) != 0) return true;
    if (state_.ring == Ring::kMinus1) return false;
    for (unsigned bank = 0; bank < spec::kBankCount; ++bank)
        if (ready_for(bank) != 0) return true;
    return false;
}

bool Reference::take_interrupt() {
    if (state_.assist.on) {
        const bool enabled = state_.in_guest() || (state_.bank[spec::kInnerBank].status & spec::kStatusIe) != 0;
        if (const std::uint32_t ready = ready_for(spec::kInnerBank); enabled && ready != 0) return interrupt(spec::kInnerBank, ready), true;
        if (!state_.in_guest()) return false;
    }
    const unsigned ring = index(state_.ring);
    for (unsigned bank = 0; bank < spec::kBankCount && bank <= ring; ++bank) {
        // A ring outside cannot hold it off; the ring itself can.
        if (bank == ring && (state_.bank[bank].status & spec::kStatusIe) == 0) continue;
        if (!state_.has_bank(ring_from(bank))) continue;
        if (const std::uint32_t ready = ready_for(bank); ready != 0) return interrupt(bank, ready), true;
    }
    return false;
}

/// The line with the lowest number comes first.
void Reference::interrupt(unsigned bank, std::uint32_t ready) {
    const auto line = static_cast<unsigned>(std::countr_zero(ready));
    const std::uint32_t cause = spec::kInterruptBit | line;
    if (bank == spec::kInnerBank && state_.in_guest()) return exit_guest({.reason = cause});
    ++counters_.interrupts[line];
    if (bank == 0 && state_.ring > Ring::k0) ++counters_.inward_interrupts[line];
    deliver(bank, cause, 0, EventKind::kTrap);
}

}  // namespace anel::cpu
