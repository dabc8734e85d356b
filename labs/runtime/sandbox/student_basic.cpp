// The student's global functions.
#include <string>

#include "labs/runtime/sandbox/student_library.hpp"

namespace anel::labs {
namespace {

int finish(lua_State* lua, int status, lua_KContext skipped) {
    if (status == LUA_ERRMEM) meter_of(lua).end(Used::kMemory);
    if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(lua) - static_cast<int>(skipped);
    lua_pushboolean(lua, 0);
    lua_pushvalue(lua, -2);
    return 2;
}

int protected_call(lua_State* lua) {
    luaL_checkany(lua, 1);
    lua_pushboolean(lua, 1);
    lua_insert(lua, 1);
    return finish(lua, lua_pcallk(lua, lua_gettop(lua) - 2, LUA_MULTRET, 0, 0, finish), 0);
}

int protected_call_with_handler(lua_State* lua) {
    const int count = lua_gettop(lua);
    luaL_checktype(lua, 2, LUA_TFUNCTION);
    lua_pushboolean(lua, 1);
    lua_pushvalue(lua, 1);
    lua_rotate(lua, 3, 2);  // function, handler, true, function, arguments
    return finish(lua, lua_pcallk(lua, count - 2, LUA_MULTRET, 2, 2, finish), 2);
}

int set_metatable(lua_State* lua) {
    const int type = lua_type(lua, 2);
    luaL_checktype(lua, 1, LUA_TTABLE);
    luaL_argexpected(lua, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
    if (luaL_getmetafield(lua, 1, "__metatable") != LUA_TNIL) return luaL_error(lua, "cannot change a protected metatable");
    if (type == LUA_TTABLE)
        for (const char* refused : {"__gc", "__mode"}) {
            lua_pushstring(lua, refused);
            if (lua_rawget(lua, 2) != LUA_TNIL)
                return luaL_error(lua, "a metatable with '%s' is not taken here: when something is collected is not for a submission to see", refused);
            lua_pop(lua, 1);
        }
    lua_settop(lua, 2);
    lua_setmetatable(lua, 1);
    return 1;
}

int to_string(lua_State* lua) {
    luaL_checkany(lua, 1);
    std::size_t bytes = 0;
    text_of(lua, 1, bytes);
    return 1;
}

int print(lua_State* lua) {
    const int count = lua_gettop(lua);
    luaL_Buffer buffer;
    luaL_buffinit(lua, &buffer);
    std::size_t whole = 0;
    for (int i = 1; i <= count; ++i) {
        if (i > 1) luaL_addchar(&buffer, '\t');
        std::size_t bytes = 0;
        lua_pushnil(lua);  // in the place of what text_of may leave beneath its result
        const int place = lua_gettop(lua);
        text_of(lua, i, bytes);
        lua_replace(lua, place);
        lua_settop(lua, place);
        luaL_addvalue(&buffer);
        whole += bytes;
    }
    luaL_pushresult(&buffer);
    meter_of(lua).charge_bytes(whole);
    std::size_t bytes = 0;
    const char* const line = lua_tolstring(lua, -1, &bytes);
    Student::of(lua).print({line, bytes});
    return 0;
}

// The text on top becomes a function, or nil and a message.
int load_top(lua_State* lua, const char* name) {
    std::size_t bytes = 0;
    const char* const text = lua_tolstring(lua, -1, &bytes);
    meter_of(lua).charge(bytes);
    const int status = luaL_loadbufferx(lua, text, bytes, name, "t");
    if (status == LUA_ERRMEM) meter_of(lua).end(Used::kMemory);
    if (status == LUA_OK) return 1;
    lua_pushnil(lua);
    lua_insert(lua, -2);
    return 2;
}

int load(lua_State* lua) {
    const bool whole = lua_type(lua, 1) == LUA_TSTRING;
    const bool has_environment = !lua_isnone(lua, 4);
    const char* const name = luaL_optstring(lua, 2, whole ? lua_tostring(lua, 1) : "=(load)");
    luaL_optstring(lua, 3, "t");  // whatever it is: text alone is loaded
    lua_settop(lua, 4);
    if (whole) {
        lua_pushvalue(lua, 1);
    } else {
        luaL_checktype(lua, 1, LUA_TFUNCTION);
        luaL_Buffer buffer;
        luaL_buffinit(lua, &buffer);
        for (;;) {
            lua_pushvalue(lua, 1);
            lua_call(lua, 0, 1);
            meter_of(lua).charge(1);
            if (lua_isnil(lua, -1)) break;
            if (lua_isstring(lua, -1) == 0) return luaL_error(lua, "reader function must return a string");
            std::size_t bytes = 0;
            lua_tolstring(lua, -1, &bytes);
            if (bytes == 0) break;
            luaL_addvalue(&buffer);
        }
        lua_pop(lua, 1);
        luaL_pushresult(&buffer);
    }
    const int results = load_top(lua, name);
    if (results == 1 && has_environment) {
        lua_pushvalue(lua, 4);
        if (lua_setupvalue(lua, -2, 1) == nullptr) lua_pop(lua, 1);
    }
    return results;
}

// Where a file of that name is: the submission's own, or one that the lab provides. It holds strings, so it raises nothing.
const std::string* file_of(lua_State* lua, const char* name, std::size_t bytes, const char*& path) {
    std::string wanted(name, bytes);
    for (char& c : wanted)
        if (c == '.') c = '/';
    const auto& files = Student::of(lua).files.files;
    auto found = files.find(wanted + ".lua");
    if (found == files.end()) found = files.find("provided/" + wanted + ".lua");
    if (found == files.end()) return nullptr;
    path = found->first.c_str();
    return &found->second;
}

// Upvalue: what has been required, by file.
int require(lua_State* lua) {
    std::size_t bytes = 0;
    const char* const name = luaL_checklstring(lua, 1, &bytes);
    luaL_argcheck(lua, bytes < 200, 1, "too long a name");
    const char* path = nullptr;
    const std::string* const content = file_of(lua, name, bytes, path);
    if (content == nullptr) return luaL_error(lua, "module '%s' not found: there is no such Lua file in the submission or in what the lab provides", name);
    lua_settop(lua, 1);
    const int kind = lua_getfield(lua, lua_upvalueindex(1), path);
    if (kind == LUA_TLIGHTUSERDATA) return luaL_error(lua, "module '%s' is required while it is being loaded: two files require each other", name);
    if (kind != LUA_TNIL) return 1;
    lua_pushlightuserdata(lua, nullptr);
    lua_setfield(lua, lua_upvalueindex(1), path);
    meter_of(lua).charge(content->size());
    lua_pushfstring(lua, "@%s", path);
    if (luaL_loadbufferx(lua, content->data(), content->size(), lua_tostring(lua, -1), "t") != LUA_OK) {
        lua_pushnil(lua);
        lua_setfield(lua, lua_upvalueindex(1), path);
        return lua_error(lua);
    }
    lua_pushvalue(lua, 1);
    if (const int status = lua_pcall(lua, 1, 1, 0); status != LUA_OK) {
        if (status == LUA_ERRMEM) meter_of(lua).end(Used::kMemory);
        lua_pushnil(lua);
        lua_setfield(lua, lua_upvalueindex(1), path);
        return lua_error(lua);
    }
    if (lua_isnil(lua, -1)) {
        lua_pushboolean(lua, 1);
        lua_replace(lua, -2);
    }
    lua_pushvalue(lua, -1);
    lua_setfield(lua, lua_upvalueindex(1), path);
    return 1;
}

int select_some(lua_State* lua) {
    meter_of(lua).charge(1 + static_cast<std::uint64_t>(lua_gettop(lua)) / 16);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

}  // namespace

// Index 2: the student's globals.
int make_basic(lua_State* lua) {
    static constexpr const char* plain[] = {"assert", "error", "getmetatable", "ipairs", "rawequal", "rawget", "rawlen", "rawset", "type", nullptr};
    static constexpr const char* paid[] = {"tonumber", nullptr};
    static constexpr luaL_Reg own[] = {{"load", load},   {"log", print},     {"next", next},         {"pairs", pairs},
                                       {"pcall", protected_call}, {"print", print}, {"setmetatable", set_metatable}, {"tostring", to_string},
                                       {"xpcall", protected_call_with_handler}, {nullptr, nullptr}};
    lua_settop(lua, 2);
    copy_functions(lua, 1, plain, false);
    copy_functions(lua, 1, paid, true);
    luaL_setfuncs(lua, own, 0);
    lua_newtable(lua);
    lua_pushcclosure(lua, require, 1);
    lua_setfield(lua, 2, "require");
    lua_getfield(lua, 1, "select");
    lua_pushcclosure(lua, select_some, 1);
    lua_setfield(lua, 2, "select");
    return 1;
}

}  // namespace anel::labs
