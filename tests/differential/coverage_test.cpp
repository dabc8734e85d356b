// The generator's programs do what they are for. Each number below is far under what is found today, and far over nothing.
#include <iostream>

#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "tests/differential/generate.hpp"
#include "tests/differential/verdict.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::differential;

TEST_CASE("over a few hundred seeds everything happens that can happen to the machine") {
    Coverage coverage;
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        CHECK(verdict_of_seed(seed, &coverage) == "");
        watch(scenario_of_seed(seed), coverage);
    }
    std::cout << coverage.text();
}
