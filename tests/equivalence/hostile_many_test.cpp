// The random guest of hostile_random_test, many lives of it.
#include "tests/equivalence/hostile_runs.hpp"
#include "tests/unit/catch.hpp"

TEST_CASE("hundreds of guests at random find what they find on the bare machine") { anel::tests::random_guests(1000, 400); }
