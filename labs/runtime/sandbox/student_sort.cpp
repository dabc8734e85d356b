// table.sort of the student's: a merge sort over a copy, which ends whatever the order function says, in the same number of steps everywhere.
#include <algorithm>
#include <climits>

#include "labs/runtime/sandbox/student_library.hpp"

namespace anel::labs {
namespace {

// Whether the value on top belongs before the one beneath it.
bool belongs_before(lua_State* lua) {
    meter_of(lua).charge(1);
    if (lua_isnil(lua, 2)) {
        if (lua_type(lua, -1) == LUA_TSTRING && lua_type(lua, -2) == LUA_TSTRING) meter_of(lua).charge_bytes(std::min(lua_rawlen(lua, -1), lua_rawlen(lua, -2)));
        return lua_compare(lua, -1, -2, LUA_OPLT) != 0;
    }
    lua_pushvalue(lua, 2);
    lua_pushvalue(lua, -2);
    lua_pushvalue(lua, -4);
    lua_call(lua, 2, 1);
    const bool before = lua_toboolean(lua, -1) != 0;
    lua_pop(lua, 1);
    return before;
}

// Two neighbouring runs of the list at `from`, [left, middle) and [middle, end), into the one at `to`. What is equal stays in its order.
void merge(lua_State* lua, int from, int to, lua_Integer left, lua_Integer middle, lua_Integer end) {
    lua_Integer right = middle;
    for (lua_Integer at = left, taken = left; at < end; ++at) {
        meter_of(lua).charge(1);
        bool take_right = taken == middle;
        if (!take_right && right < end) {
            lua_rawgeti(lua, from, taken);
            lua_rawgeti(lua, from, right);
            take_right = belongs_before(lua);
            lua_pop(lua, 2);
        }
        lua_rawgeti(lua, from, take_right ? right++ : taken++);
        lua_rawseti(lua, to, at);
    }
}

}  // namespace

int sort(lua_State* lua) {
    luaL_checktype(lua, 1, LUA_TTABLE);
    const lua_Integer count = luaL_len(lua, 1);
    if (count < 2) return 0;
    luaL_argcheck(lua, count < INT_MAX, 1, "array too big");
    if (!lua_isnoneornil(lua, 2)) luaL_checktype(lua, 2, LUA_TFUNCTION);
    lua_settop(lua, 2);
    lua_newtable(lua);
    lua_newtable(lua);
    for (lua_Integer i = 1; i <= count; ++i) {
        meter_of(lua).charge(1);
        lua_geti(lua, 1, i);
        lua_pushvalue(lua, -1);
        lua_rawseti(lua, 3, i);
        lua_rawseti(lua, 4, i);
    }
    int from = 3, to = 4;
    for (lua_Integer width = 1; width < count; width *= 2) {
        for (lua_Integer left = 1; left <= count; left += 2 * width) merge(lua, from, to, left, std::min(left + width, count + 1), std::min(left + 2 * width, count + 1));
        std::swap(from, to);
    }
    for (lua_Integer i = 1; i <= count; ++i) {
        meter_of(lua).charge(1);
        lua_rawgeti(lua, from, i);
        lua_seti(lua, 1, i);
    }
    return 0;
}

}  // namespace anel::labs
