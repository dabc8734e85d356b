// Anelix on the bare machine.
#include "tests/differential/boots.hpp"
#include "tests/unit/catch.hpp"

TEST_CASE("Anelix boots, works and switches off on the bare machine, cycle for cycle alike on both models") {
    anel::differential::compare_boot(anel::control::Mode::kNative, anel::differential::kShortLife);
}
