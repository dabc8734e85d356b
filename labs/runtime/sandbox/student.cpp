#include "labs/runtime/sandbox/student.hpp"

#include <cstdio>
#include <cstring>

#include "isa/base/invariant.hpp"
#include "labs/runtime/sandbox/student_library.hpp"

namespace anel::labs {
namespace {

constexpr int kCallsMost = 10'000;  ///< within calls: long before Lua's own limit, which takes more memory than a submission has

// Called by Lua behind every so many instructions, wherever they are executed.
void tick(lua_State* lua, lua_Debug*) {
    Student& student = Student::of(lua);
    student.meter.tick(Meter::kInstructionsPerTick);
    if (student.each_tick) student.each_tick();
    lua_Debug ignored;
    if (lua_getstack(lua, kCallsMost, &ignored) != 0) luaL_error(lua, "stack overflow: more than %d calls within calls; does a function call itself without end?", kCallsMost);
}

struct Library {
    const char* name;
    lua_CFunction open;
    lua_CFunction make;
};

// A copy of the table on top, which is taken away, becomes a field of another.
void copy_table(lua_State* lua, int into, const char* name) {
    const int from = lua_gettop(lua);
    lua_newtable(lua);
    for (lua_pushnil(lua); lua_next(lua, from) != 0; lua_pop(lua, 1)) {
        lua_pushvalue(lua, -2);
        lua_pushvalue(lua, -2);
        lua_rawset(lua, from + 1);
    }
    lua_setfield(lua, into, name);
    lua_settop(lua, from - 1);
}

int open_all(lua_State* lua) {
    static constexpr Library libraries[] = {{"_G", luaopen_base, make_basic},           {"string", luaopen_string, make_string}, {"table", luaopen_table, make_table},
                                            {"math", luaopen_math, make_math},          {"utf8", luaopen_utf8, make_utf8},       {"coroutine", luaopen_coroutine, make_coroutine}};
    lua_newtable(lua);
    const int globals = lua_gettop(lua);
    for (const Library& library : libraries) {
        const bool basic = library.make == make_basic;
        lua_pushcfunction(lua, library.make);
        lua_pushcfunction(lua, library.open);
        lua_pushstring(lua, library.name);
        lua_call(lua, 1, 1);
        if (basic) lua_pushvalue(lua, globals);
        lua_call(lua, basic ? 2 : 1, 1);
        if (basic)
            lua_pop(lua, 1);
        else
            lua_setfield(lua, globals, library.name);
    }
    lua_pushvalue(lua, globals);
    lua_setfield(lua, globals, "_G");
    lua_pushliteral(lua, LUA_VERSION);
    lua_setfield(lua, globals, "_VERSION");
    lua_rawseti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);

    // Of strings: their functions are the student's, and nobody gets at the table that says so.
    lua_pushliteral(lua, "");
    lua_getmetatable(lua, -1);
    const int strings = lua_gettop(lua);
    lua_newtable(lua);
    for (const char* name : {"__add", "__sub", "__mul", "__mod", "__pow", "__div", "__idiv", "__unm"}) {
        lua_getfield(lua, strings, name);
        lua_pushcclosure(lua, call_charged, 1);
        lua_setfield(lua, strings + 1, name);
    }
    lua_getglobal(lua, "string");
    lua_setfield(lua, strings + 1, "__index");
    lua_pushboolean(lua, 0);
    lua_setfield(lua, strings + 1, "__metatable");
    lua_setmetatable(lua, strings - 1);

    // Where Lua looks for a function's name when it is called with a wrong argument: a copy that a student cannot make long.
    lua_newtable(lua);
    const int named = lua_gettop(lua);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    const int all = lua_gettop(lua);
    lua_pushvalue(lua, all);
    copy_table(lua, named, "_G");
    for (const Library& library : libraries)
        if (library.make != make_basic && lua_getfield(lua, all, library.name) == LUA_TTABLE) copy_table(lua, named, library.name);
    lua_settop(lua, named);
    lua_setfield(lua, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    return 0;
}

}  // namespace

void Student::print(std::string_view line) {
    if (printed.size() >= kLogLinesMost) {
        if (printed.size() == kLogLinesMost) printed.emplace_back("(more was printed)");
        return;
    }
    printed.emplace_back(line.substr(0, kLogLineBytesMost));
    if (line.size() > kLogLineBytesMost) printed.back() += "...";
}

const char* text_of(lua_State* lua, int index, std::size_t& bytes) {
    index = lua_absindex(lua, index);
    if (luaL_callmeta(lua, index, "__tostring") != 0) {
        if (lua_isstring(lua, -1) == 0) luaL_error(lua, "'__tostring' must return a string");
        return lua_tolstring(lua, -1, &bytes);
    }
    const int type = lua_type(lua, index);
    if (type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER || type == LUA_TSTRING) return luaL_tolstring(lua, index, &bytes);
    const char* kind = luaL_typename(lua, index);
    if (luaL_getmetafield(lua, index, "__name") == LUA_TSTRING) kind = lua_tostring(lua, -1);  // it stays on the stack, beneath the result
    const Arena& arena = Student::of(lua).arena;
    const void* const address = lua_topointer(lua, index);
    if (arena.holds(address)) {
        // As wide as Lua's own addresses look.
        char text[32];
        std::snprintf(text, sizeof text, "0x%012zx", arena.place(address));
        lua_pushfstring(lua, "%s: %s", kind, text);
    } else {
        lua_pushfstring(lua, "%s: builtin", kind);
    }
    return lua_tolstring(lua, -1, &bytes);
}

int call_charged(lua_State* lua) {
    Meter& meter = meter_of(lua);
    meter.charge(1);
    for (int i = lua_gettop(lua); i > 0; --i)
        if (lua_type(lua, i) == LUA_TSTRING) meter.charge_bytes(lua_rawlen(lua, i));
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

void copy_functions(lua_State* lua, int from, const char* const* names, bool charged) {
    for (; *names != nullptr; ++names) {
        if (lua_getfield(lua, from, *names) != LUA_TFUNCTION) {
            lua_pop(lua, 1);
            continue;
        }
        if (charged) lua_pushcclosure(lua, call_charged, 1);
        lua_setfield(lua, -2, *names);
    }
}

void open_student(lua::State& state, Student& student) {
    state.context = static_cast<Surroundings*>(&student);
    student.arena.adopt(state.raw());
    lua_gc(state.raw(), LUA_GCSTOP);
    invariant(lua::protect(state.raw(), open_all, nullptr, 0), "there is memory for the student's libraries");
    state.count_hook(tick, Meter::kInstructionsPerTick);
}

void begin_student(lua::State& state) {
    lua_gc(state.raw(), LUA_GCCOLLECT);
    lua_gc(state.raw(), LUA_GCRESTART);
}

}  // namespace anel::labs
