// What a bound function can ask of its call.
#include <algorithm>
#include <array>

#include "isa/base/nearest.hpp"
#include "labs/runtime/lua_api.hpp"
#include "labs/runtime/lua_value.hpp"

namespace anel::labs::lua {

namespace {

constexpr int kSlots = 8;
constexpr std::size_t kShownBytes = 40;

/// 1: a handle, 2: a function. Keeps the function with the handle and gives its number.
int keep_function(lua_State* lua) {
    if (lua_getiuservalue(lua, 1, 1) != LUA_TTABLE) {
        lua_createtable(lua, 1, 0);
        lua_pushvalue(lua, -1);
        lua_setiuservalue(lua, 1, 1);
    }
    lua_pushvalue(lua, 2);
    const auto number = static_cast<lua_Integer>(lua_rawlen(lua, -2)) + 1;
    lua_rawseti(lua, -2, number);
    lua_pushinteger(lua, number);
    return 1;
}

std::string range_text(std::int64_t least, std::int64_t most) {
    if (most == INT64_MAX) return least == INT64_MIN ? "a whole number" : "a whole number, at least " + std::to_string(least);
    return "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
}

Failure plain(std::string message) { return {std::move(message), Failure::Kind::kRuntime, {}, 0, {}, {}}; }

}  // namespace

std::string kind_at(lua_State* lua, int index) {
    const int type = lua_type(lua, index);
    switch (type) {
        case LUA_TNONE:
        case LUA_TNIL: return "nothing";
        case LUA_TBOOLEAN: return lua_toboolean(lua, index) != 0 ? "true" : "false";
        case LUA_TNUMBER: {
            if (lua_isinteger(lua, index) != 0) return std::to_string(lua_tointegerx(lua, index, nullptr));
            return Value(static_cast<double>(lua_tonumberx(lua, index, nullptr))).dump();
        }
        case LUA_TSTRING: {
            std::size_t bytes = 0;
            const char* const begin = lua_tolstring(lua, index, &bytes);
            std::string text(begin, std::min(bytes, kShownBytes));
            return "the text '" + text + (bytes > kShownBytes ? "…'" : "'");
        }
        default: return std::string("a ") + lua_typename(lua, type);
    }
}

Call::Call(lua_State* lua, const TypeRow* type, std::string name, std::shared_ptr<void> self)
    : lua_(lua), type_(type), name_(std::move(name)), self_(std::move(self)), count_(lua_gettop(lua) - (type != nullptr ? 1 : 0)) {}

void Call::refuse(int argument, std::string_view name, std::string_view expected) {
    if (failure_) return;
    failure_ = plain(name_ + ": " + std::string(name) + " is to be " + std::string(expected) + "; found " + kind_at(lua_, index(argument)));
}

std::int64_t Call::integer(int argument, std::string_view name, std::int64_t least, std::int64_t most) {
    int is_whole = 0;
    const lua_Integer value = lua_type(lua_, index(argument)) == LUA_TNUMBER ? lua_tointegerx(lua_, index(argument), &is_whole) : 0;
    if (is_whole != 0 && value >= least && value <= most) return value;
    refuse(argument, name, range_text(least, most));
    return least;
}

std::int64_t Call::integer_or(int argument, std::string_view name, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
    return has(argument) ? integer(argument, name, least, most) : otherwise;
}

std::uint32_t Call::word(int argument, std::string_view name) {
    int is_whole = 0;
    const lua_Integer value = lua_type(lua_, index(argument)) == LUA_TNUMBER ? lua_tointegerx(lua_, index(argument), &is_whole) : 0;
    if (is_whole != 0 && value >= INT32_MIN && value <= static_cast<lua_Integer>(UINT32_MAX)) return static_cast<std::uint32_t>(value);
    refuse(argument, name, is_whole != 0 ? "a number of 32 bits (write v & 0xffffffff to cut it off)" : "a whole number of 32 bits");
    return 0;
}

double Call::number(int argument, std::string_view name) {
    if (lua_type(lua_, index(argument)) == LUA_TNUMBER) return lua_tonumberx(lua_, index(argument), nullptr);
    refuse(argument, name, "a number");
    return 0;
}

std::string Call::text(int argument, std::string_view name) {
    if (lua_type(lua_, index(argument)) != LUA_TSTRING) {
        refuse(argument, name, "text");
        return {};
    }
    std::size_t bytes = 0;
    const char* const begin = lua_tolstring(lua_, index(argument), &bytes);
    return {begin, bytes};
}

std::string Call::text_or(int argument, std::string_view name, std::string_view otherwise) { return has(argument) ? text(argument, name) : std::string(otherwise); }

Value Call::value(int argument, std::string_view name) {
    if (argument > count_) return nullptr;
    Result<Value> value = from_lua(lua_, index(argument));
    if (value) return std::move(*value);
    if (!failure_) failure_ = plain(name_ + ": " + std::string(name) + ": " + value.error().message);
    return nullptr;
}

Result<Value> Call::data(int argument) { return argument > count_ ? Result<Value>(Value()) : from_lua(lua_, index(argument)); }
std::string Call::kind(int argument) { return kind_at(lua_, index(argument)); }

Options Call::options(int argument, std::string_view name, std::initializer_list<std::string_view> valid) {
    Options options;
    if (!has(argument)) return options;
    if (!is_table(argument)) {
        refuse(argument, name, "a table of named options");
        return options;
    }
    const int table = index(argument);
    if (lua_checkstack(lua_, kSlots) == 0) return options;
    for (lua_pushnil(lua_); lua_next(lua_, table) != 0; lua_pop(lua_, 1)) {
        if (failure_) continue;
        const std::string key = lua_type(lua_, -2) == LUA_TSTRING ? lua_tolstring(lua_, -2, nullptr) : kind_at(lua_, -2);
        if (std::ranges::find(valid, key) == valid.end()) {
            const std::vector<std::string> names(valid.begin(), valid.end());
            const std::string guess = did_you_mean(key, names);
            failure_ = plain(name_ + ": unknown option '" + key + "'" + (guess.empty() ? "; there are " + comma_list(names) : guess));
        } else if (lua_type(lua_, -1) == LUA_TFUNCTION) {
            options.functions.insert(key);
        } else if (Result<Value> value = from_lua(lua_, -1)) {
            options.values.emplace(key, std::move(*value));
        } else {
            failure_ = plain(name_ + ": " + key + ": " + value.error().message);
        }
    }
    return options;
}

std::shared_ptr<void> Call::handle(int argument, std::string_view name, const TypeRow& type) {
    std::shared_ptr<void> object = handle_at(lua_, index(argument), type);
    if (object == nullptr) refuse(argument, name, "a " + std::string(type.name));
    return object;
}

/// False: nothing is on the stack.
bool Call::push_function(int argument, std::string_view key) {
    if (lua_checkstack(lua_, kSlots) == 0) return false;
    if (key.empty()) {
        lua_pushvalue(lua_, index(argument));
    } else {
        // Looked for, not asked for by name: a name would have to be made in Lua's memory, which can raise.
        bool found = false;
        const int table = index(argument);
        for (lua_pushnil(lua_); !found && lua_next(lua_, table) != 0;) {
            if (lua_type(lua_, -2) == LUA_TSTRING && key == lua_tolstring(lua_, -2, nullptr)) {
                found = true;
                lua_remove(lua_, -2);
            } else {
                lua_pop(lua_, 1);
            }
        }
        if (!found) return false;
    }
    if (lua_type(lua_, -1) == LUA_TFUNCTION) return true;
    lua_pop(lua_, 1);
    return false;
}

std::optional<Failure> Call::invoke_pushed(bool self_first, const std::vector<Item>& arguments, std::vector<Value>& returned) {
    const int base = lua_gettop(lua_) - 1;
    if (lua_checkstack(lua_, kSlots + static_cast<int>(arguments.size())) == 0) return lua_settop(lua_, base), plain("no room on Lua's stack");
    if (self_first) lua_pushvalue(lua_, 1);
    for (const Item& argument : arguments)
        if (auto failure = push(lua_, argument)) return lua_settop(lua_, base), failure;
    if (auto failure = state().call(lua_, static_cast<int>(arguments.size()) + (self_first ? 1 : 0), LUA_MULTRET)) return failure;
    returned.clear();
    std::optional<Failure> failure;
    for (int at = base + 1; at <= lua_gettop(lua_) && !failure; ++at) {
        Result<Value> value = from_lua(lua_, at);
        if (value) returned.push_back(std::move(*value));
        else failure = plain(name_ + ": what the function returned: " + value.error().message);
    }
    lua_settop(lua_, base);
    return failure;
}

std::optional<Failure> Call::invoke(int argument, std::string_view key, bool self_first, const std::vector<Item>& arguments, std::vector<Value>& returned) {
    if (!push_function(argument, key)) return plain(name_ + ": there is no function to call");
    return invoke_pushed(self_first && type_ != nullptr, arguments, returned);
}

int Call::keep(int argument, std::string_view key) {
    if (type_ == nullptr || !push_function(argument, key)) return 0;
    lua_pushcfunction(lua_, &keep_function);
    lua_insert(lua_, -2);
    lua_pushvalue(lua_, 1);
    lua_insert(lua_, -2);
    const bool kept = lua_pcall(lua_, 2, 1, 0) == LUA_OK;
    const int number = kept ? static_cast<int>(lua_tointegerx(lua_, -1, nullptr)) : 0;
    lua_pop(lua_, 1);
    return number;
}

Place Call::place_of_kept(int number) {
    if (lua_checkstack(lua_, kSlots) == 0 || lua_getiuservalue(lua_, 1, 1) != LUA_TTABLE) return {};
    lua_rawgeti(lua_, -1, number);
    lua_remove(lua_, -2);
    lua_Debug debug;
    lua_getinfo(lua_, ">S", &debug);
    return {debug.source[0] == '@' ? debug.source + 1 : debug.short_src, debug.linedefined};
}

std::optional<Failure> Call::invoke_kept(int number, const std::vector<Item>& arguments, std::vector<Value>& returned) {
    if (lua_checkstack(lua_, kSlots) == 0) return plain("no room on Lua's stack");
    if (lua_getiuservalue(lua_, 1, 1) != LUA_TTABLE) return lua_pop(lua_, 1), plain(name_ + ": no function is kept here");
    lua_rawgeti(lua_, -1, number);
    lua_remove(lua_, -2);
    return invoke_pushed(true, arguments, returned);
}

}  // namespace anel::labs::lua
