// What the files of this library know of each other: one function for each kind of trap.
// Not here: what the library offers (explain.hpp).
#pragma once

#include "isa/explain/explain.hpp"
#include "isa/explain/table_walk.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"

namespace anel::explain {

/// Whether rings 0 to 3 were a guest's when it happened.
inline bool of_guest(const TrapFacts& facts) {
    return facts.event.from != Ring::kMinus1 && (facts.event.kind == cpu::EventKind::kExit || facts.state.assist.guest);
}
inline Space space_before(const TrapFacts& facts) { return space_of(facts.state, facts.event.from, of_guest(facts)); }
/// Of the control block of the guest that runs, or has just exited.
inline std::uint32_t block_word(const TrapFacts& facts, std::uint32_t offset) {
    return paging::read_physical_word(facts.memory, facts.state.assist.block + offset).value_or(0);
}

/// As a gap: "-1" to "3".
inline std::string ring_text(Ring ring) { return std::to_string(number(ring)); }
/// "0 (TIMER)", or the number alone.
std::string line_text(std::uint32_t line);
Sentence access_text(Access access, std::uint32_t address, Ring ring);

// memory_reasons.cpp
Sentence why_page_fault(const TrapFacts& facts, Access access);
Sentence why_access_fault(const TrapFacts& facts, Access access);
Sentence why_misaligned(const TrapFacts& facts, Access access);
Sentence why_misaligned_target(const TrapFacts& facts);
Sentence why_nested_fault(const TrapFacts& facts);
// instruction_reasons.cpp
Sentence why_illegal(const TrapFacts& facts);
Sentence why_privileged(const TrapFacts& facts);
// exit_reasons.cpp
Sentence why_exit(const TrapFacts& facts);
// destination.cpp
Sentence why_interrupt(const TrapFacts& facts);
Sentence where(const TrapFacts& facts);

}  // namespace anel::explain
