// Why a trap was raised and where it went, in a sentence each: exceptions, interrupts, exits of a guest, injected traps and triple faults.
// Everything that is said follows from the facts; what they do not show is left out.
// Not here: what was done about the trap (monitor/control/story.hpp).
#pragma once

#include <optional>

#include "isa/explain/facts.hpp"
#include "isa/explain/sentence.hpp"

namespace anel::explain {

struct Explanation {
    Sentence why;
    Sentence where;
};

/// `facts.event` is a trap, an exit or an injection.
Explanation explain(const TrapFacts& facts);

/// Both in one text, `why; where`: what a tooltip or a line of a log shows.
std::string explain(const TrapFacts& facts, Language language);

/// The word of the instruction that trapped, or before which an interrupt was taken; nothing where its fetch is what failed.
std::optional<std::uint32_t> instruction_of(const TrapFacts& facts);

/// That instruction, disassembled; "?" where there is none.
std::string insn_text(const TrapFacts& facts);

/// A cause as it stands in tables: "store-page", "interrupt 0 (TIMER)"; of an exit its reason.
std::string name_of_cause(std::uint32_t cause, bool exit = false);

}  // namespace anel::explain
