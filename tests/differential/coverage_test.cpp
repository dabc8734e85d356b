// The generator's programs do what they are for. Each number below is well under what is found today, and well over nothing.
#include <iostream>

#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "tests/differential/generate.hpp"
#include "tests/differential/verdict.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::differential;

TEST_CASE("over a thousand seeds everything happens that can happen to the machine, and both models agree on it") {
    Coverage coverage;
    // A sanitized build checks the same in fewer programs.
    const Seeds seeds = seeds_to_run({1, 1000});
    for (std::uint64_t seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
        CHECK(verdict_of_seed(seed, &coverage) == "");
        watch(scenario_of_seed(seed), coverage);
    }
    std::cout << coverage.text();
    if (seeds.count < 1000) return;
    for (const spec::Insn& row : spec::kInsns) {
        INFO(row.mnemonic);
        CHECK(coverage.committed[static_cast<std::size_t>(row.id)] >= 15);
    }
    for (const spec::CauseRow& row : spec::kCauses) {
        INFO(row.name);
        CHECK(coverage.counters.exceptions[static_cast<std::size_t>(row.cause)] >= 60);
        // A guest's hcall in ring 0 exits as the illegal instruction that it is there.
        CHECK(coverage.counters.exits[static_cast<std::size_t>(row.cause)] >= 1);
    }
    for (const spec::ExitReasonRow& row : spec::kExitReasons) {
        INFO(row.name);
        CHECK(coverage.counters.exits[static_cast<std::size_t>(row.id)] >= 2);
    }
    for (const std::uint64_t taken : coverage.counters.interrupts) CHECK(taken >= 50);
    for (const std::uint64_t recorded : coverage.events) CHECK(recorded >= 50);
    for (const std::uint64_t instructions : coverage.counters.by_lane) CHECK(instructions >= 50'000);
    for (const std::uint64_t ended : coverage.stops) CHECK(ended >= 2);
    CHECK(coverage.counters.instructions >= 1'500'000);
    CHECK(coverage.counters.icache_misses >= 40'000);
    CHECK(coverage.counters.dcache_misses >= 15'000);
    CHECK(coverage.counters.mispredicts >= 15'000);
    CHECK(coverage.walks >= 10'000);
    CHECK(coverage.stores_into_code >= 2'000);
    CHECK(coverage.dma_into_code >= 20);
    CHECK(coverage.paged_instructions >= 500'000);
    CHECK(coverage.nested_instructions >= 10'000);
    CHECK(coverage.untimed_programs >= 20);
}
