// The student's tables: what goes through one charges for every step, as a table may claim any length, and answer by functions.
// Not here: pairs and next (student_traversal.cpp), sort (student_sort.cpp).
#include <climits>

#include "labs/runtime/sandbox/student_library.hpp"

namespace anel::labs {
namespace {

// A table, or what behaves as one in the ways asked for: "__index", "__newindex", "__len".
void check_table(lua_State* lua, int index, bool read, bool written, bool measured) {
    if (lua_type(lua, index) == LUA_TTABLE) return;
    const auto has = [&](const char* name) {
        if (luaL_getmetafield(lua, index, name) == LUA_TNIL) return false;
        lua_pop(lua, 1);
        return true;
    };
    if ((read && !has("__index")) || (written && !has("__newindex")) || (measured && !has("__len"))) luaL_checktype(lua, index, LUA_TTABLE);
}

// How many there are from `first` to `last`, which is not before it.
lua_Unsigned steps(lua_Integer first, lua_Integer last) { return static_cast<lua_Unsigned>(last) - static_cast<lua_Unsigned>(first); }

int insert(lua_State* lua) {
    check_table(lua, 1, true, true, true);
    const lua_Integer end = static_cast<lua_Integer>(static_cast<lua_Unsigned>(luaL_len(lua, 1)) + 1);
    meter_of(lua).charge(1);
    if (lua_gettop(lua) == 2) {
        lua_seti(lua, 1, end);
        return 0;
    }
    if (lua_gettop(lua) != 3) return luaL_error(lua, "wrong number of arguments to 'insert'");
    const lua_Integer at = luaL_checkinteger(lua, 2);
    luaL_argcheck(lua, static_cast<lua_Unsigned>(at) - 1 < static_cast<lua_Unsigned>(end), 2, "position out of bounds");
    for (lua_Integer i = end; i > at; --i) {
        meter_of(lua).charge(1);
        lua_geti(lua, 1, i - 1);
        lua_seti(lua, 1, i);
    }
    lua_seti(lua, 1, at);
    return 0;
}

int remove(lua_State* lua) {
    check_table(lua, 1, true, true, true);
    const lua_Integer size = luaL_len(lua, 1);
    lua_Integer at = luaL_optinteger(lua, 2, size);
    luaL_argcheck(lua, at == size || static_cast<lua_Unsigned>(at) - 1 <= static_cast<lua_Unsigned>(size), 2, "position out of bounds");
    meter_of(lua).charge(1);
    lua_geti(lua, 1, at);
    for (; at < size; ++at) {
        meter_of(lua).charge(1);
        lua_geti(lua, 1, at + 1);
        lua_seti(lua, 1, at);
    }
    lua_pushnil(lua);
    lua_seti(lua, 1, at);
    return 1;
}

int move(lua_State* lua) {
    const lua_Integer from = luaL_checkinteger(lua, 2), end = luaL_checkinteger(lua, 3), to = luaL_checkinteger(lua, 4);
    const int target = lua_isnoneornil(lua, 5) ? 1 : 5;
    check_table(lua, 1, true, false, false);
    check_table(lua, target, false, true, false);
    if (end >= from) {
        luaL_argcheck(lua, from > 0 || end < LLONG_MAX + from, 3, "too many elements to move");
        const lua_Integer count = end - from + 1;
        luaL_argcheck(lua, to <= LLONG_MAX - count + 1, 4, "destination wrap around");
        // Backwards where the other way would read what it has written.
        const bool backwards = to > from && to <= end && (target == 1 || lua_compare(lua, 1, target, LUA_OPEQ) != 0);
        for (lua_Integer i = 0; i < count; ++i) {
            meter_of(lua).charge(1);
            const lua_Integer step = backwards ? count - 1 - i : i;
            lua_geti(lua, 1, from + step);
            lua_seti(lua, target, to + step);
        }
    }
    lua_pushvalue(lua, target);
    return 1;
}

int concat(lua_State* lua) {
    check_table(lua, 1, true, false, lua_isnoneornil(lua, 4) != 0);
    std::size_t between = 0;
    const char* const separator = luaL_optlstring(lua, 2, "", &between);
    const lua_Integer first = luaL_optinteger(lua, 3, 1);
    const lua_Integer last = lua_isnoneornil(lua, 4) ? luaL_len(lua, 1) : luaL_checkinteger(lua, 4);
    luaL_Buffer buffer;
    luaL_buffinit(lua, &buffer);
    for (lua_Integer i = first; i <= last; ++i) {
        meter_of(lua).charge(1);
        lua_geti(lua, 1, i);
        if (lua_isstring(lua, -1) == 0) return luaL_error(lua, "invalid value (%s) at index %I in table for 'concat'", luaL_typename(lua, -1), static_cast<LUAI_UACINT>(i));
        if (lua_type(lua, -1) == LUA_TSTRING) meter_of(lua).charge_bytes(lua_rawlen(lua, -1) + between);
        luaL_addvalue(&buffer);
        if (i == last) break;
        luaL_addlstring(&buffer, separator, between);
    }
    luaL_pushresult(&buffer);
    return 1;
}

int pack(lua_State* lua) {
    meter_of(lua).charge(1 + static_cast<std::uint64_t>(lua_gettop(lua)) / 4);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

int unpack(lua_State* lua) {
    const lua_Integer first = luaL_optinteger(lua, 2, 1);
    const lua_Integer last = lua_isnoneornil(lua, 3) ? luaL_len(lua, 1) : luaL_checkinteger(lua, 3);
    if (first > last) return 0;
    const lua_Unsigned more = steps(first, last);
    if (more >= kResultsMost || lua_checkstack(lua, static_cast<int>(more) + 1) == 0) return luaL_error(lua, "too many results to unpack");
    for (lua_Unsigned i = 0; i <= more; ++i) {
        meter_of(lua).charge(1);
        lua_geti(lua, 1, static_cast<lua_Integer>(static_cast<lua_Unsigned>(first) + i));
    }
    return static_cast<int>(more) + 1;
}

}  // namespace

int make_table(lua_State* lua) {
    static constexpr luaL_Reg own[] = {{"concat", concat}, {"insert", insert}, {"move", move}, {"remove", remove}, {"sort", sort}, {"unpack", unpack}, {nullptr, nullptr}};
    lua_settop(lua, 1);
    lua_newtable(lua);
    luaL_setfuncs(lua, own, 0);
    lua_getfield(lua, 1, "pack");
    lua_pushcclosure(lua, pack, 1);
    lua_setfield(lua, 2, "pack");
    return 1;
}

}  // namespace anel::labs
