// A machine that stands right behind a trap, asked for what an explanation of it is made from.
// Not here: what is said (isa/explain), what was done about the trap (story.hpp).
#pragma once

#include <string>
#include <vector>

#include "isa/explain/explain.hpp"
#include "isa/machine/machine.hpp"

namespace anel::control {

/// `tlb`: what the machine's holds, kept by the caller for as long as the facts are used, as the machine is.
explain::TrapFacts facts_of(const machine::Machine& machine, const machine::MachineConfig& config, const cpu::Event& event, bool triple_fault,
                            const std::vector<cpu::TlbEntry>& tlb);

/// Why, and where it went, in one text. `event` is a trap, an exit or an injection, and the last thing that happened.
std::string explain_trap(const machine::Machine& machine, const machine::MachineConfig& config, const cpu::Event& event, explain::Language language);

}  // namespace anel::control
