// Seeds and what is drawn from them: the same on every machine, and unlike for whatever is unlike.
#include <lua.hpp>

#include <map>
#include <set>

#include "labs/grader/random.hpp"
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

TEST_CASE("random numbers are those that the standard's engine gives, each in its span") {
    labs::Random random(5489);
    CHECK(random.bits() == 14514284786278117030ULL);  // the first of mt19937_64 by its default seed
    std::map<std::int64_t, int> seen;
    for (int i = 0; i < 6000; ++i) ++seen[random.number(-1, 4)];
    CHECK(seen.size() == 6);
    for (const auto& [number, count] : seen) {
        CHECK(number >= -1);
        CHECK(number <= 4);
        CHECK(count > 850);
        CHECK(count < 1150);
    }
    CHECK(random.number(7, 7) == 7);
    (void)random.number(INT64_MIN, INT64_MAX);
}

TEST_CASE("a test's random draws by name, and refuses what cannot be drawn") {
    lua_State* const lua = luaL_newstate();
    luaL_openlibs(lua);
    labs::push_random(lua, 1);
    lua_setglobal(lua, "random");
    const char* const script = R"(
        local list = random:shuffle{1, 2, 3, 4, 5, 6, 7, 8, 9}
        local sum, moved = 0, false
        for i, v in ipairs(list) do sum = sum + v; moved = moved or v ~= i end
        assert(sum == 45 and moved)
        assert(math.type(random:word()) == "integer" and random:word() >= 0 and random:word() < 1 << 32)
        local yes = 0
        for _ = 1, 3000 do if random:chance(3) then yes = yes + 1 end end
        assert(yes > 850 and yes < 1150, yes)
        assert(random:pick{"a"} == "a")
        assert(not pcall(random.pick, random, {}))
        assert(not pcall(random.number, random, 2, 1))
        assert(not pcall(random.number, {}, 1, 2))
    )";
    const bool failed = luaL_dostring(lua, script);
    INFO((failed ? lua_tostring(lua, -1) : ""));
    CHECK_FALSE(failed);
    lua_close(lua);
}
