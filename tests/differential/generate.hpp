// Makes a scenario out of choices. The parts are in files of their own: knobs, tables, handlers, programs.
// Not here: what becomes of it (compare.hpp).
#pragma once

#include "tests/differential/choices.hpp"
#include "tests/differential/scenario.hpp"

namespace anel::differential {

Scenario generate(Choices& choices);
Scenario scenario_of_seed(std::uint64_t seed);

}  // namespace anel::differential
