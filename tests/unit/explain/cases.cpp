#include "tests/unit/explain/cases.hpp"

#include "tests/unit/catch.hpp"

namespace anel::tests {

explain::TrapFacts facts_of(Bench& bench, const std::vector<cpu::TlbEntry>& tlb, spec::Policy policy, bool has_assist) {
    explain::TrapFacts facts;
    if (!bench.cpu.events().events().empty()) facts.event = bench.cpu.events().events().back();
    facts.state = bench.cpu.state();
    facts.memory = bench.ram;
    facts.tlb = tlb;
    facts.lines = bench.bus.lines_high;
    facts.behaviours = cpu::Behaviours::of(policy);
    facts.policy = policy;
    facts.has_assist = has_assist;
    return facts;
}

Happened run_to_trap(Bench& bench, spec::Policy policy, bool has_assist) {
    bench.cpu.events().clear();
    const auto came = [&bench] {
        for (const cpu::Event& event : bench.cpu.events().events())
            if (event.kind == cpu::EventKind::kTrap || event.kind == cpu::EventKind::kExit || event.kind == cpu::EventKind::kInject) return true;
        return false;
    };
    cpu::Stop stop = cpu::Stop::kCycleReached;
    for (int steps = 0; steps < 1000 && stop == cpu::Stop::kCycleReached && !came(); ++steps) stop = bench.cpu.step();
    const std::vector<cpu::TlbEntry> tlb = bench.cpu.mmu().tlb().contents();
    explain::TrapFacts facts = facts_of(bench, tlb, policy, has_assist);
    if (stop == cpu::Stop::kTripleFault) {
        const cpu::TripleFault& fault = bench.cpu.triple_fault();
        facts.triple_fault = true;
        facts.event = {bench.cpu.cycle(), fault.pc, fault.cause, fault.value, cpu::EventKind::kTrap, facts.state.ring, facts.state.ring, 0};
    } else {
        REQUIRE(came());
    }
    return {facts.event, facts.triple_fault, explain::explain(facts)};
}

}  // namespace anel::tests
