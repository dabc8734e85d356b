// Seeds: the same on every machine, and unlike for whatever is unlike.
#include <set>

#include "labs/grader/seeds.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;

TEST_CASE("a case's seed depends on the key, the lab, the student, the test and the case, and on nothing else") {
    const std::uint64_t seed = labs::case_seed("visible", "04-emulate", "ana", "csr", 1);
    CHECK(seed == labs::case_seed("visible", "04-emulate", "ana", "csr", 1));
    const std::set<std::uint64_t> seeds = {seed,
                                           labs::case_seed("hidden", "04-emulate", "ana", "csr", 1),
                                           labs::case_seed("visible", "05-reflect", "ana", "csr", 1),
                                           labs::case_seed("visible", "04-emulate", "bia", "csr", 1),
                                           labs::case_seed("visible", "04-emulate", "ana", "wfi", 1),
                                           labs::case_seed("visible", "04-emulate", "ana", "csr", 2)};
    CHECK(seeds.size() == 6);
}

TEST_CASE("a field that ends where another begins makes another seed") {
    CHECK(labs::case_seed("k", "lab", "an", "atest", 1) != labs::case_seed("k", "lab", "ana", "test", 1));
    CHECK(labs::case_seed("k", "lab", "a1:b", "c", 1) != labs::case_seed("k", "lab", "a", "b1:c", 1));
    CHECK(labs::case_seed("k", "l", "s", "t1", 1) != labs::case_seed("k", "l", "s", "t", 11));
}

TEST_CASE("a case's seed is the beginning of SHA-256 over the fields, each behind its length") {
    // printf '7:visible10:04-emulate3:ana3:csr1:1' | sha256sum
    CHECK(labs::case_seed("visible", "04-emulate", "ana", "csr", 1) == 0xa6ce0d876c1149bdULL);
    CHECK(labs::student_seed("04-emulate", "ana").size() == 16);
}
