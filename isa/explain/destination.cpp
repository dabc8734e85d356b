// Where a trap went: the way from the innermost ring outward, one delegation mask after another. And why an interrupt was taken at all,
// which is the same question.
#include "isa/explain/reasons.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::explain {

using cpu::EventKind;

namespace {

constexpr unsigned kLineShift = 16;  ///< where the lines begin in a delegation mask

bool is_interrupt(const TrapFacts& facts) { return (facts.event.cause & spec::kInterruptBit) != 0; }
std::uint32_t line_of(const TrapFacts& facts) { return facts.event.cause & ~spec::kInterruptBit; }

unsigned mask_bit(const TrapFacts& facts) { return is_interrupt(facts) ? kLineShift + line_of(facts) : facts.event.cause; }

/// Outermost ring that this trap may go to.
unsigned limit_of(const TrapFacts& facts) {
    const bool waits_for_its_ring = is_interrupt(facts) && facts.event.kind == EventKind::kTrap;
    return waits_for_its_ring ? spec::kBankCount - 1 : std::min(index(facts.event.from), spec::kBankCount - 1);
}

/// From ring 0 outward: where it stops, and why there.
struct Way {
    unsigned target = 0;
    Sentence because;
};

Way way_from(const TrapFacts& facts, unsigned bank) {
    const std::string here = std::to_string(bank);
    const unsigned limit = limit_of(facts);
    const unsigned from = index(facts.event.from);
    const bool delegates = ((facts.state.bank[bank].delegate >> mask_bit(facts)) & 1U) != 0;
    if (bank == from && (!is_interrupt(facts) || facts.event.kind == EventKind::kInject)) return {bank, say<Text::kNotPast>()};
    if (bank + 1 == spec::kBankCount) return {bank, say<Text::kOutermost>("bank"_is = here)};
    if (!delegates) return {bank, say<Text::kNotDelegated>("bank"_is = here)};
    for (unsigned ring = bank + 1; ring <= limit; ++ring) {
        if (!facts.state.has_bank(ring_from(ring))) continue;
        Way rest = way_from(facts, ring);
        return {rest.target, say<Text::kDelegates>("bank"_is = here, "ring"_is = std::to_string(ring), "rest"_is = std::move(rest.because))};
    }
    if (limit <= bank + 1) return {bank, say<Text::kNoGranted>("bank"_is = here, "ring"_is = std::to_string(bank + 1))};
    return {bank, say<Text::kNoneGranted>("bank"_is = here, "first"_is = std::to_string(bank + 1), "last"_is = std::to_string(limit))};
}

Sentence why_ring_minus_1(const TrapFacts& facts) {
    if (facts.event.kind != EventKind::kExit) return say<Text::kInnerOwn>();
    if (is_interrupt(facts)) return say<Text::kLineKept>("line"_is = line_text(line_of(facts)));
    if (facts.event.cause < spec::kCauseCount) return say<Text::kKept>("cause"_is = name_of_cause(facts.event.cause));
    return say<Text::kExitStored>("block"_is = hex(facts.state.assist.block));
}

/// Whether the line was high for bank `target` (0 to 2) by the devices, or by what ring −1 tells its guest.
bool from_devices(const TrapFacts& facts, bool exit) {
    const std::uint32_t line = line_of(facts);
    const bool high = ((facts.lines >> line) & 1U) != 0;
    if (!facts.state.assist.on) return high;
    const bool passed_on = ((facts.state.bank_of(Ring::kMinus1).delegate >> (kLineShift + line)) & 1U) != 0;
    return high && passed_on != exit;
}

}  // namespace

Sentence why_interrupt(const TrapFacts& facts) {
    const cpu::Event& event = facts.event;
    const bool inner = event.to == Ring::kMinus1;
    const unsigned bank = inner ? unsigned{spec::kInnerBank} : index(event.to);
    const std::string suffix = inner ? "m" : std::to_string(bank);
    const std::string line = line_text(line_of(facts));
    Sentence enabled = event.kind == EventKind::kExit ? say<Text::kGuestHasNoSay>()
                       : event.from == event.to       ? say<Text::kEnabledRing>("ring"_is = ring_text(event.from))
                                                      : say<Text::kOutsideRing>("ring"_is = ring_text(event.from), "target"_is = ring_text(event.to));
    const std::string imask = "imask" + suffix;
    // A line is aimed at one bank; at another, only software can have set the bit.
    const bool aimed = inner || way_from(facts, 0).target == bank;
    if (aimed && from_devices(facts, inner))
        return say<Text::kLineHigh>("line"_is = line, "imask"_is = imask, "enabled"_is = std::move(enabled));
    const bool for_guest = aimed && !inner && facts.state.assist.guest && ((facts.state.assist.lines >> line_of(facts)) & 1U) != 0;
    if (for_guest) return say<Text::kLineForGuest>("line"_is = line, "imask"_is = imask, "enabled"_is = std::move(enabled));
    return say<Text::kLinePending>("line"_is = line, "pending"_is = "pending" + suffix, "imask"_is = imask, "enabled"_is = std::move(enabled));
}

Sentence where(const TrapFacts& facts) {
    const cpu::Event& event = facts.event;
    if (facts.triple_fault) return say<Text::kStopsMachine>();
    const auto goes = [&](Sentence because) { return say<Text::kGoesTo>("ring"_is = ring_text(event.to), "because"_is = std::move(because)); };
    if (event.to == Ring::kMinus1) return goes(why_ring_minus_1(facts));

    Way way = way_from(facts, 0);
    if (way.target != index(event.to)) {
        // The way by the masks is not the way it went: for one of two reasons.
        way.because = is_interrupt(facts) ? say<Text::kPendingItself>() : say<Text::kOwnHandler>("ring"_is = std::to_string(way.target));
    }
    const bool left = of_guest(facts) && event.kind == EventKind::kTrap;
    return goes(left ? say<Text::kLeftToGuest>("rest"_is = std::move(way.because)) : std::move(way.because));
}

}  // namespace anel::explain
