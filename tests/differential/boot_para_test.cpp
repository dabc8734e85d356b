// Anelix in ring 1, calling its monitor.
#include "tests/differential/boots.hpp"
#include "tests/unit/catch.hpp"

TEST_CASE("Anelix calls its monitor, cycle for cycle alike on both models") {
    anel::differential::compare_boot(anel::control::Mode::kPara, anel::differential::kShortLife);
}
