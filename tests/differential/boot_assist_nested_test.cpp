// Anelix as a guest of ring -1, on nested tables.
#include "tests/differential/boots.hpp"
#include "tests/unit/catch.hpp"

TEST_CASE("a monitor in ring -1 with nested tables runs Anelix, cycle for cycle alike on both models") {
    anel::differential::compare_boot(anel::control::Mode::kAssistNested, anel::differential::kShortLife);
}
