// The student's math, utf8 and coroutines.
#include "labs/runtime/sandbox/student_library.hpp"

namespace anel::labs {
namespace {

// Without arguments Lua takes the time of day.
int seed(lua_State* lua) {
    if (lua_isnone(lua, 1)) lua_pushinteger(lua, static_cast<lua_Integer>(Student::of(lua).seed));
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_insert(lua, 1);
    lua_call(lua, lua_gettop(lua) - 1, 0);
    return 0;
}

// A coroutine's own instructions are counted by the tick, and what is left over is lost with it; so it costs a tick to make one.
int make_one(lua_State* lua) {
    meter_of(lua).charge(Meter::kInstructionsPerTick);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

}  // namespace

int make_math(lua_State* lua) {
    static constexpr const char* plain[] = {"abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "log", "modf", "rad", "random", "sin", "sqrt",
                                            "tan", "tointeger", "type", "ult", nullptr};
    static constexpr const char* paid[] = {"max", "min", nullptr};
    static constexpr const char* numbers[] = {"huge", "maxinteger", "mininteger", "pi"};
    lua_settop(lua, 1);
    lua_newtable(lua);
    copy_functions(lua, 1, plain, false);
    copy_functions(lua, 1, paid, true);
    for (const char* name : numbers) {
        lua_getfield(lua, 1, name);
        lua_setfield(lua, 2, name);
    }
    lua_getfield(lua, 1, "randomseed");
    lua_pushcclosure(lua, seed, 1);
    lua_pushvalue(lua, -1);
    lua_setfield(lua, 2, "randomseed");
    lua_call(lua, 0, 0);
    return 1;
}

int make_utf8(lua_State* lua) {
    static constexpr const char* paid[] = {"char", "codepoint", "codes", "len", "offset", nullptr};
    lua_settop(lua, 1);
    lua_newtable(lua);
    copy_functions(lua, 1, paid, true);
    lua_getfield(lua, 1, "charpattern");
    lua_setfield(lua, 2, "charpattern");
    return 1;
}

int make_coroutine(lua_State* lua) {
    static constexpr const char* plain[] = {"close", "isyieldable", "resume", "running", "status", "yield", nullptr};
    lua_settop(lua, 1);
    lua_newtable(lua);
    copy_functions(lua, 1, plain, false);
    for (const char* name : {"create", "wrap"}) {
        lua_getfield(lua, 1, name);
        lua_pushcclosure(lua, make_one, 1);
        lua_setfield(lua, 2, name);
    }
    return 1;
}

}  // namespace anel::labs
