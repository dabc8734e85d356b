// One seed's verdict, and what a person is told of a seed on which the models disagree: the seed, how to run it again, a program made
// as small as it will go, and the first step that differs.
// Not here: which seeds (the tests).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tests/differential/coverage.hpp"
#include "tests/differential/scenario.hpp"

namespace anel::differential {

/// Empty where the models agree. Adds to `coverage` what happened.
std::string verdict(const Scenario& scenario, const std::string& name, Coverage* coverage = nullptr);
std::string verdict_of_seed(std::uint64_t seed, Coverage* coverage = nullptr);

struct Seeds {
    std::uint64_t first = 1;
    std::uint64_t count = 0;
};
/// ANEL_SEED=n: that one alone. ANEL_SEEDS=first:count. Else what is given.
Seeds seeds_to_run(Seeds usual);

}  // namespace anel::differential
