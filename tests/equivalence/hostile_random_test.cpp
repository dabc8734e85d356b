// A guest that does system instructions, ports, page tables and jumps at random: a few dozen lives of it.
#include "tests/equivalence/hostile_runs.hpp"
#include "tests/unit/catch.hpp"

TEST_CASE("what a guest does at random, it does to itself alone, and finds what it finds on the bare machine") {
    anel::tests::random_guests(1, 30);
}
