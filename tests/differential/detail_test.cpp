// Counting in detail, over random programs: it changes nothing of the machine, and its reasons sum to the ledger, of each VM and ring.
// Not here: what each reason is (tests/unit/cpu/detail_test.cpp).
#include "isa/cpu/detail.hpp"
#include "tests/differential/compare.hpp"
#include "tests/differential/generate.hpp"
#include "tests/differential/models.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::differential;

namespace {

/// Adds to `all` what was counted.
std::string fault_of(const Scenario& scenario, cpu::DetailedCounters::Cell& all) {
    Rig<Engine> counted(scenario), usual(scenario);
    counted.cpu.count_in_detail(true);
    Cycles until = 0;
    for (const Quantum& quantum : scenario.quanta) {
        until += quantum.cycles;
        const cpu::Stop stop = run_in_parts(counted.cpu, until, quantum.parts);
        const cpu::Stop usual_stop = usual.cpu.run(until);
        if (const std::string text = differences(usual, usual_stop, counted, stop); !text.empty()) return "usual | counted:\n" + text;
        if (!cpu::sums_to(*counted.cpu.detail(), counted.cpu.ledger())) return "the reasons do not sum to the ledger by cycle " + std::to_string(until);
        for (unsigned place = 0; place < kLaneCount; ++place) {
            std::uint64_t instructions = 0;
            for (std::uint8_t vm = 0; vm < cpu::kVmLimit; ++vm) instructions += counted.cpu.detail()->at(vm, ring_of_lane(place)).all_instructions();
            if (instructions != counted.cpu.counters().by_lane[place]) return "instructions of lane " + std::to_string(place) + " are not those of the classes";
        }
        const cpu::DetailedCounters::Cell sum = counted.cpu.detail()->total();
        if (sum.of(cpu::Reason::kBase) != sum.all_instructions()) return "base cycles are not a cycle for each instruction";
        if (sum.of(cpu::Unit::kIcache).misses != counted.cpu.counters().icache_misses) return "I-cache misses differ";
        if (sum.of(cpu::Unit::kDcache).misses + sum.of(cpu::Unit::kDcacheMicrocode).misses != counted.cpu.counters().dcache_misses) return "D-cache misses differ";
        if (sum.of(cpu::Unit::kPredictor).misses != counted.cpu.counters().mispredicts) return "wrong guesses differ";
        if (sum.of(cpu::Unit::kDcacheWalks).accesses != counted.cpu.mmu().references()) return "references of walks differ";
        if (stop != cpu::Stop::kCycleReached) break;
        for (Rig<Engine>* rig : {&counted, &usual}) {
            rig->cpu.events().clear();
            if (quantum.renewed) rig->cpu.set_state(rig->cpu.state());
        }
    }
    all += counted.cpu.detail()->total();
    return "";
}

}  // namespace

TEST_CASE("over random programs counting in detail changes nothing, and every cycle, instruction and miss is counted once") {
    cpu::DetailedCounters::Cell all;
    unsigned failures = 0;
    for (std::uint64_t seed = 1; seed <= 700 && failures < 3; ++seed) {
        const std::string said = fault_of(scenario_of_seed(seed), all);
        INFO("seed " << seed << ": " << said);
        CHECK(said.empty());
        failures += !said.empty();
    }
    for (const cpu::ReasonRow& row : cpu::kReasons) {
        INFO(row.name);
        CHECK(all.of(row.id) != 0);
    }
    for (const spec::InsnClassRow& row : spec::kInsnClasses) {
        INFO(row.name);
        CHECK(all.of(row.id) != 0);
    }
    for (const cpu::UnitRow& row : cpu::kUnits) {
        INFO(row.name);
        CHECK((all.of(row.id).misses != 0 && all.of(row.id).misses < all.of(row.id).accesses));
    }
}
