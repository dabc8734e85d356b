// Anelix as a guest of ring -1, on shadow tables.
#include "tests/differential/boots.hpp"
#include "tests/unit/catch.hpp"

TEST_CASE("a monitor in ring -1 with shadow tables runs Anelix, cycle for cycle alike on both models") {
    anel::differential::compare_boot(anel::control::Mode::kAssistShadow, anel::differential::kShortLife);
}
