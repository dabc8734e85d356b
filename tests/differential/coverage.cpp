#include "tests/differential/coverage.hpp"

#include <algorithm>
#include <sstream>

#include "isa/cpu/decode.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "tests/differential/compare.hpp"
#include "tests/differential/models.hpp"

namespace anel::differential {

namespace {

template <class List>
void add_each(List& sums, const List& more) {
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
}

/// Calls trap always: that is their execution.
bool is_call(spec::InsnId id) { return id == spec::InsnId::kEcall || id == spec::InsnId::kEbreak || id == spec::InsnId::kHcall; }

}  // namespace

void Coverage::add(const cpu::Counters& more) {
    counters.instructions += more.instructions;
    add_each(counters.exceptions, more.exceptions);
    add_each(counters.interrupts, more.interrupts);
    add_each(counters.exits, more.exits);
    add_each(counters.exit_interrupts, more.exit_interrupts);
    counters.entries += more.entries;
    add_each(counters.by_lane, more.by_lane);
    counters.icache_misses += more.icache_misses;
    counters.dcache_misses += more.dcache_misses;
    counters.mispredicts += more.mispredicts;
}

void watch(const Scenario& scenario, Coverage& coverage) {
    Rig<Engine> rig(scenario);
    Cycles cap = 0;
    for (const Quantum& quantum : scenario.quanta) cap += quantum.cycles;
    std::vector<bool> executed(scenario.ram_bytes / 4);
    auto event = scenario.bus.events.begin();
    while (rig.cpu.cycle() < cap) {
        const cpu::CpuState state = rig.cpu.state();
        const auto where = physical_address(rig.ram, state, state.pc);
        const auto word = word_at(rig.ram, state, state.pc);
        const std::uint64_t instructions = rig.cpu.counters().instructions;
        const cpu::DecodedOp op = cpu::decode(word.value_or(0));
        for (; event != scenario.bus.events.end() && event->at <= rig.cpu.cycle(); ++event)
            if (event->kind == BusEvent::Kind::kWrite && executed[event->written.address / 4]) ++coverage.dma_into_code;
        const cpu::Stop stop = step_or_wait(rig.cpu);
        const bool committed = rig.cpu.counters().instructions != instructions;
        if (op.id != spec::InsnId::kIllegal && (committed || (is_call(op.id) && rig.cpu.state().pc != state.pc))) ++coverage.committed[static_cast<std::size_t>(op.id)];
        if (committed && where) {
            executed[*where / 4] = true;
            coverage.paged_instructions += state.paging();
            coverage.nested_instructions += state.in_guest() && state.assist.nested();
            if (spec::row(op.id).timing == spec::Timing::kStore)
                if (const auto to = physical_address(rig.ram, state, state.x[op.rs1] + op.imm); to && executed[*to / 4]) ++coverage.stores_into_code;
        }
        if (stop != cpu::Stop::kCycleReached) break;
    }
}

std::string Coverage::text() const {
    std::ostringstream out;
    out << programs << " programs, " << cycles << " cycles, " << counters.instructions << " instructions, by lane";
    for (const auto count : counters.by_lane) out << ' ' << count;
    out << "\nstops (cap, off, triple fault, idle):";
    for (const auto count : stops) out << ' ' << count;
    out << "\nexceptions:";
    for (const spec::CauseRow& row : spec::kCauses) out << ' ' << row.name << ' ' << counters.exceptions[static_cast<std::size_t>(row.cause)];
    out << "\ninterrupts:";
    for (const auto count : counters.interrupts) out << ' ' << count;
    out << "\nentries " << counters.entries << ", exits:";
    for (std::size_t reason = 0; reason < counters.exits.size(); ++reason)
        if (counters.exits[reason] != 0) out << ' ' << reason << ": " << counters.exits[reason];
    out << "\nevents (trap, return, exit, entry, injection, vmon, vmoff, mark, VM):";
    for (const auto count : events) out << ' ' << count;
    out << "\nI-misses " << counters.icache_misses << ", D-misses " << counters.dcache_misses << ", mispredicts " << counters.mispredicts << ", walks " << walks;
    out << "\nof those watched: stores into code " << stores_into_code << ", DMA into code " << dma_into_code << ", paged instructions " << paged_instructions
        << ", nested " << nested_instructions << "\n";
    for (std::size_t id = 0; id < spec::kInsnCount; ++id)
        if (committed[id] != 0) out << spec::kInsns[id].mnemonic << ' ' << committed[id] << ' ';
    return out.str() + "\n";
}

}  // namespace anel::differential
