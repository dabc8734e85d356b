// Thousands of random programs on both models. ctest runs this file several times, each with seeds of its own (ANEL_SEEDS).
#include <iostream>

#include "tests/differential/verdict.hpp"
#include "tests/unit/catch.hpp"

using namespace anel::differential;

TEST_CASE("on random programs the engine and the reference agree on every cycle, register, event and byte") {
    const Seeds seeds = seeds_to_run({1, 2500});
    Coverage coverage;
    unsigned failures = 0;
    for (std::uint64_t seed = seeds.first; seed < seeds.first + seeds.count && failures < 3; ++seed) {
        const std::string said = verdict_of_seed(seed, &coverage);
        INFO(said);
        CHECK(said.empty());
        failures += !said.empty();
        if (coverage.programs % 50'000 == 0) std::cout << "up to seed " << seed << ": " << failures << " disagree" << std::endl;
    }
    std::cout << "seeds " << seeds.first << " to " << seeds.first + seeds.count - 1 << "\n" << coverage.text();
}
