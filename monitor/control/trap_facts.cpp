// The facts are the machine's own; nothing is remembered from before the trap.
#include "monitor/control/trap_facts.hpp"

namespace anel::control {

explain::TrapFacts facts_of(const machine::Machine& machine, const machine::MachineConfig& config, const cpu::Event& event, bool triple_fault,
                            const std::vector<cpu::TlbEntry>& tlb) {
    explain::TrapFacts facts;
    facts.event = event;
    facts.state = machine.cpu().state();
    facts.memory = machine.memory();
    facts.tlb = tlb;
    facts.lines = machine.devices().lines();
    facts.behaviours = config.behaviours;
    facts.policy = config.policy;
    facts.has_assist = config.assist.present;
    facts.triple_fault = triple_fault;
    return facts;
}

std::string explain_trap(const machine::Machine& machine, const machine::MachineConfig& config, const cpu::Event& event, explain::Language language) {
    const std::vector<cpu::TlbEntry> tlb = machine.cpu().mmu().tlb().contents();
    return explain::explain(facts_of(machine, config, event, false, tlb), language);
}

}  // namespace anel::control
