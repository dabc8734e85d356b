// The student's strings, without patterns (student_pattern.cpp).
#include <algorithm>
#include <string_view>

#include "labs/runtime/sandbox/student_library.hpp"

namespace anel::labs {
namespace {

int repeat(lua_State* lua) {
    std::size_t bytes = 0, between = 0;
    luaL_checklstring(lua, 1, &bytes);
    const lua_Integer count = luaL_checkinteger(lua, 2);
    luaL_optlstring(lua, 3, "", &between);
    // Nothing, however often: Lua's own would count.
    if (bytes + between == 0 || count <= 0) {
        lua_pushliteral(lua, "");
        return 1;
    }
    meter_of(lua).charge(1 + std::min(static_cast<std::uint64_t>(count), std::uint64_t{1} << 23) / 4);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

int bytes_of(lua_State* lua) {
    std::size_t bytes = 0;
    luaL_checklstring(lua, 1, &bytes);
    if (lua_gettop(lua) > 2) {
        const lua_Integer first = luaL_optinteger(lua, 2, 1), last = luaL_optinteger(lua, 3, first), size = static_cast<lua_Integer>(bytes);
        const lua_Integer from = first < 0 ? std::max<lua_Integer>(first + size, 0) : first, to = last < 0 ? last + size + 1 : std::min(last, size);
        if (to - std::min(from, to) > kResultsMost) return luaL_error(lua, "string slice too long");
        meter_of(lua).charge_bytes(bytes);
    }
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

int char_of(lua_State* lua) {
    meter_of(lua).charge(1 + static_cast<std::uint64_t>(lua_gettop(lua)) / 4);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

// %s takes any value: what it is as text is our business, as addresses are in it.
int format(lua_State* lua) {
    std::size_t bytes = 0;
    const char* const text = luaL_checklstring(lua, 1, &bytes);
    const std::string_view specification(text, bytes);
    const int count = lua_gettop(lua);
    std::size_t whole = bytes;
    int argument = 1;
    for (std::size_t i = 0; i + 1 < bytes; ++i) {
        if (specification[i] != '%') continue;
        if (specification[++i] == '%') continue;
        i = std::min(specification.find_first_not_of("-+ #0123456789.", i), bytes - 1);
        if (++argument > count) break;
        if (specification[i] == 'p') return luaL_error(lua, "'%%p' is not given here: addresses are not for a submission to see");
        whole += 100;
        if (specification[i] != 's' && specification[i] != 'q') continue;
        if (specification[i] == 's' && lua_type(lua, argument) != LUA_TSTRING) {
            const int top = lua_gettop(lua);
            std::size_t ignored = 0;
            luaL_checkstack(lua, 4, "too many arguments");
            text_of(lua, argument, ignored);
            lua_replace(lua, argument);
            lua_settop(lua, top);
        }
        if (lua_type(lua, argument) == LUA_TSTRING) whole += lua_rawlen(lua, argument);
    }
    meter_of(lua).charge_bytes(whole);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

// Sizes may stand in the format; bytes are gone through one by one.
int packed(lua_State* lua) {
    std::size_t bytes = 0;
    const char* const text = luaL_checklstring(lua, 1, &bytes);
    std::uint64_t whole = bytes, number = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        number = digit ? std::min<std::uint64_t>(number * 10 + static_cast<std::uint64_t>(text[i] - '0'), std::uint64_t{1} << 40) : 0;
        whole += number;
    }
    meter_of(lua).charge(1 + whole / 4);
    return call_charged(lua);
}

}  // namespace

int make_string(lua_State* lua) {
    static constexpr const char* plain[] = {"len", "sub", nullptr};
    static constexpr const char* paid[] = {"lower", "reverse", "upper", nullptr};
    static constexpr luaL_Reg own[] = {{"find", find}, {"gmatch", gmatch}, {"gsub", gsub}, {"match", match}, {nullptr, nullptr}};
    // Each on top of Lua's own of that name.
    static constexpr luaL_Reg around[] = {{"byte", bytes_of}, {"char", char_of}, {"format", format}, {"pack", packed}, {"packsize", packed}, {"rep", repeat}, {"unpack", packed}};
    lua_settop(lua, 1);
    lua_newtable(lua);
    copy_functions(lua, 1, plain, false);
    copy_functions(lua, 1, paid, true);
    luaL_setfuncs(lua, own, 0);
    for (const luaL_Reg& function : around) {
        lua_getfield(lua, 1, function.name);
        lua_pushcclosure(lua, function.func, 1);
        lua_setfield(lua, 2, function.name);
    }
    return 1;
}

}  // namespace anel::labs
