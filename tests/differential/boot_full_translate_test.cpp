// Anelix under a monitor in ring 0 that translates its kernel: code that is written while it runs.
#include "tests/differential/boots.hpp"
#include "tests/unit/catch.hpp"

TEST_CASE("a monitor that translates Anelix runs it to its end, cycle for cycle alike on both models") {
    anel::differential::compare_boot(anel::control::Mode::kFullTranslate, anel::differential::kShortLife);
}
