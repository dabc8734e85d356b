#include "labs/grader/random.hpp"

#include <lua.hpp>

#include <limits>
#include <new>
#include <type_traits>

namespace anel::labs {

namespace {

constexpr const char* kKind = "anel.random";
static_assert(std::is_trivially_destructible_v<Random>, "Lua forgets it without a word");

Random& self(lua_State* lua) { return *static_cast<Random*>(luaL_checkudata(lua, 1, kKind)); }

int number(lua_State* lua) {
    const lua_Integer low = luaL_checkinteger(lua, 2);
    const lua_Integer high = luaL_checkinteger(lua, 3);
    luaL_argcheck(lua, low <= high, 3, "the second number must not be smaller than the first");
    lua_pushinteger(lua, self(lua).number(low, high));
    return 1;
}

int word(lua_State* lua) {
    lua_pushinteger(lua, static_cast<lua_Integer>(self(lua).bits() >> 32));
    return 1;
}

int pick(lua_State* lua) {
    luaL_checktype(lua, 2, LUA_TTABLE);
    const lua_Integer count = luaL_len(lua, 2);
    luaL_argcheck(lua, count > 0, 2, "nothing to pick from: the list is empty");
    lua_geti(lua, 2, self(lua).number(1, count));
    return 1;
}

int shuffle(lua_State* lua) {
    luaL_checktype(lua, 2, LUA_TTABLE);
    for (lua_Integer i = luaL_len(lua, 2); i > 1; --i) {
        const lua_Integer j = self(lua).number(1, i);
        lua_geti(lua, 2, i);
        lua_geti(lua, 2, j);
        lua_seti(lua, 2, i);
        lua_seti(lua, 2, j);
    }
    lua_settop(lua, 2);
    return 1;
}

int chance(lua_State* lua) {
    const lua_Integer n = luaL_checkinteger(lua, 2);
    luaL_argcheck(lua, n >= 1, 2, "expected at least 1: one in n");
    lua_pushboolean(lua, self(lua).number(1, n) == 1);
    return 1;
}

}  // namespace

std::int64_t Random::number(std::int64_t low, std::int64_t high) {
    const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    if (span == 0) return static_cast<std::int64_t>(bits());
    // What is left over behind the last whole span would favour small numbers.
    const std::uint64_t whole = std::numeric_limits<std::uint64_t>::max() / span * span;
    std::uint64_t drawn = bits();
    while (drawn >= whole) drawn = bits();
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + drawn % span);
}

void push_random(lua_State* lua, std::uint64_t seed) {
    new (lua_newuserdatauv(lua, sizeof(Random), 0)) Random(seed);
    if (luaL_newmetatable(lua, kKind) != 0) {
        const luaL_Reg methods[] = {{"number", number}, {"word", word}, {"pick", pick}, {"shuffle", shuffle}, {"chance", chance}, {nullptr, nullptr}};
        luaL_newlib(lua, methods);
        lua_setfield(lua, -2, "__index");
    }
    lua_setmetatable(lua, -2);
}

}  // namespace anel::labs
