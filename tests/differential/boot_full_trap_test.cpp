// Anelix under a monitor in ring 0 that takes every trap.
#include "tests/differential/boots.hpp"
#include "tests/unit/catch.hpp"

TEST_CASE("a monitor that takes every trap runs Anelix to its end, cycle for cycle alike on both models") {
    anel::differential::compare_boot(anel::control::Mode::kFullTrap, anel::differential::kShortLife);
}
