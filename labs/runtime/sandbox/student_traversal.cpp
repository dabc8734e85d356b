// pairs and next of the student's. Lua goes through a table in an order that comes of addresses and of the time of day; here it is one of the keys alone:
// numbers, then text, then false and true, then whatever else there is, in the order in which it was made. So a run is like any other, and a table may be changed
// while it is gone through.
#include <algorithm>
#include <cstring>
#include <string_view>

#include "labs/runtime/sandbox/student_library.hpp"

namespace anel::labs {
namespace {

// Something that has nothing to destroy, for std::sort in a block of Lua's.
struct Key {
    enum Rank { kNumber, kText, kBoolean, kOther } rank;
    bool whole;                ///< of numbers
    lua_Integer integer;       ///< and booleans, and the place of others
    lua_Number number;
    const char* text;          ///< lives as long as the key is in some table
    std::size_t bytes;
    lua_Integer position;      ///< in the list of keys

    static bool before(const Key& a, const Key& b) {
        if (a.rank != b.rank) return a.rank < b.rank;
        if (a.rank == kText) return std::string_view(a.text, a.bytes) < std::string_view(b.text, b.bytes);
        if (a.rank != kNumber || (a.whole && b.whole)) return a.integer < b.integer;
        const auto exact = [](const Key& key) { return key.whole ? static_cast<long double>(key.integer) : static_cast<long double>(key.number); };
        return exact(a) < exact(b);
    }
};

// Of the key on top of the stack. A number stays one: nothing is converted in its place.
Key key_on_top(lua_State* lua, lua_Integer position) {
    Key key{Key::kOther, false, 0, 0, nullptr, 0, position};
    switch (lua_type(lua, -1)) {
        case LUA_TNUMBER:
            key.rank = Key::kNumber;
            key.whole = lua_isinteger(lua, -1) != 0;
            if (key.whole)
                key.integer = lua_tointegerx(lua, -1, nullptr);
            else
                key.number = lua_tonumberx(lua, -1, nullptr);
            break;
        case LUA_TSTRING:
            key.rank = Key::kText;
            key.text = lua_tolstring(lua, -1, &key.bytes);
            break;
        case LUA_TBOOLEAN:
            key.rank = Key::kBoolean;
            key.integer = lua_toboolean(lua, -1);
            break;
        default: {
            const Arena& arena = Student::of(lua).arena;
            const void* const address = lua_topointer(lua, -1);
            // Functions of the libraries lie elsewhere, wherever a library was put; their order is always that of the libraries and in them.
            key.integer = static_cast<lua_Integer>(arena.holds(address) ? arena.place(address) : reinterpret_cast<std::uintptr_t>(address));
        }
    }
    return key;
}

// Upvalues: the list of keys, the block with their order (or nil: the list's own), how far it has come.
int pairs_step(lua_State* lua) {
    lua_Integer at = lua_tointegerx(lua, lua_upvalueindex(3), nullptr);
    const auto* const order = static_cast<const Key*>(lua_touserdata(lua, lua_upvalueindex(2)));
    for (;; ++at) {
        if (lua_rawgeti(lua, lua_upvalueindex(1), order == nullptr ? at + 1 : at < static_cast<lua_Integer>(lua_rawlen(lua, lua_upvalueindex(2)) / sizeof(Key)) ? order[at].position : 0) ==
            LUA_TNIL)
            return 1;
        lua_pushvalue(lua, -1);
        if (lua_rawget(lua, 1) != LUA_TNIL) break;
        meter_of(lua).charge(1);
        lua_pop(lua, 2);
    }
    lua_pushinteger(lua, at + 1);
    lua_replace(lua, lua_upvalueindex(3));
    return 2;
}

}  // namespace

int pairs(lua_State* lua) {
    luaL_checkany(lua, 1);
    if (luaL_getmetafield(lua, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(lua, 1);
        lua_call(lua, 1, 3);
        return 3;
    }
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 1);
    lua_newtable(lua);
    lua_Integer count = 0;
    bool sorted = true;  // numbers alone: where Lua keeps other keys differs from run to run, and so would what sorting them takes
    Key last{};
    for (lua_pushnil(lua); lua_next(lua, 1) != 0;) {
        lua_pop(lua, 1);
        meter_of(lua).charge(1);
        const Key key = key_on_top(lua, ++count);
        sorted = sorted && key.rank == Key::kNumber && (count == 1 || Key::before(last, key));
        last = key;
        lua_pushvalue(lua, -1);
        lua_rawseti(lua, 2, count);
    }
    if (sorted) {
        lua_pushnil(lua);
    } else {
        auto* const keys = static_cast<Key*>(lua_newuserdatauv(lua, static_cast<std::size_t>(count) * sizeof(Key), 0));
        for (lua_Integer i = 0; i < count; ++i) {
            lua_rawgeti(lua, 2, i + 1);
            keys[i] = key_on_top(lua, i + 1);
            lua_pop(lua, 1);
        }
        std::uint64_t text = 0;
        for (lua_Integer i = 0; i < count; ++i) text += keys[i].bytes / 16;
        meter_of(lua).charge((static_cast<std::uint64_t>(count) + text) * 2);
        std::sort(keys, keys + count, [](const Key& a, const Key& b) { return Key::before(a, b) || (!Key::before(b, a) && a.position < b.position); });
    }
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, pairs_step, 3);
    lua_pushvalue(lua, 1);
    lua_pushnil(lua);
    return 3;
}

// The smallest key behind the given one.
int next(lua_State* lua) {
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 2);
    const bool first = lua_isnil(lua, 2);
    const Key given = key_on_top(lua, 0);
    Key best{};
    bool found = false;
    lua_pushnil(lua);  // 3: the best key
    for (lua_pushnil(lua); lua_next(lua, 1) != 0;) {
        lua_pop(lua, 1);
        const Key key = key_on_top(lua, 0);
        meter_of(lua).charge_bytes(8 + key.bytes);
        if ((!first && !Key::before(given, key)) || (found && !Key::before(key, best))) continue;
        best = key;
        found = true;
        lua_pushvalue(lua, -1);
        lua_replace(lua, 3);
    }
    if (!found) {
        lua_pushnil(lua);
        return 1;
    }
    lua_settop(lua, 3);
    lua_pushvalue(lua, 3);
    lua_rawget(lua, 1);
    return 2;
}

}  // namespace anel::labs
