#include "labs/runtime/lua_value.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace anel::labs::lua {

namespace {

constexpr int kStackPerLevel = 4;

int push_context(lua_State* lua) {
    push_raising(lua, *static_cast<const Value*>(lua_touserdata(lua, 1)));
    return 1;
}

class Reader {
public:
    Reader(lua_State* lua, const ValueLimits& limits) : lua_(lua), limits_(limits) {}

    Result<Value> read(int index, int depth) {
        if (++items_ > limits_.items) return Error{"more than " + std::to_string(limits_.items) + " values; hand over less at once"};
        switch (lua_type(lua_, index)) {
            case LUA_TNIL: return Value(nullptr);
            case LUA_TBOOLEAN: return Value(lua_toboolean(lua_, index) != 0);
            case LUA_TNUMBER: return number(index);
            case LUA_TSTRING: return text(index);
            case LUA_TTABLE: return table(index, depth);
            default: break;
        }
        return Error{std::string("a ") + lua_typename(lua_, lua_type(lua_, index)) + " is no data; data are nil, booleans, numbers, strings and tables of them"};
    }

private:
    Result<Value> number(int index) {
        if (lua_isinteger(lua_, index) != 0) return Value(static_cast<std::int64_t>(lua_tointegerx(lua_, index, nullptr)));
        return Value(static_cast<double>(lua_tonumberx(lua_, index, nullptr)));
    }

    Result<Value> text(int index) {
        std::size_t bytes = 0;
        const char* const begin = lua_tolstring(lua_, index, &bytes);
        if (bytes > limits_.bytes - bytes_) return Error{"more than " + std::to_string(limits_.bytes) + " bytes of text; hand over less at once"};
        bytes_ += bytes;
        return Value(std::string(begin, bytes));
    }

    Result<Value> table(int relative, int depth) {
        const int index = lua_absindex(lua_, relative);
        const void* const identity = lua_topointer(lua_, index);
        if (std::ranges::find(path_, identity) != path_.end()) return Error{"a table that contains itself is no data"};
        if (depth >= limits_.depth) return Error{"tables within tables more than " + std::to_string(limits_.depth) + " deep; hand over something flatter"};
        if (lua_checkstack(lua_, kStackPerLevel) == 0) return Error{"no room on Lua's stack for tables so deep"};
        path_.push_back(identity);
        Result<Value> result = keys(index, depth);
        path_.pop_back();
        return result;
    }

    Result<Value> keys(int index, int depth) {
        const auto length = static_cast<std::int64_t>(lua_rawlen(lua_, index));
        std::int64_t positions = 0;
        Value named = Value::object();
        for (lua_pushnil(lua_); lua_next(lua_, index) != 0; lua_pop(lua_, 1)) {
            if (lua_isinteger(lua_, -2) != 0) {
                const std::int64_t key = lua_tointegerx(lua_, -2, nullptr);
                if (key < 1 || key > length) return drop(Error{"a list's positions are 1 to its length, without holes; there is one at " + std::to_string(key)});
                ++positions;
            } else if (lua_type(lua_, -2) == LUA_TSTRING) {
                Result<Value> key = text(-2);
                if (!key) return drop(key.error());
                Result<Value> value = read(-1, depth + 1);
                if (!value) return drop(in(key.value().get<std::string>(), value.error()));
                named.emplace(key.value().get<std::string>(), std::move(*value));
            } else {
                return drop(Error{std::string("a table's keys are positions or names; here one is a ") + lua_typename(lua_, lua_type(lua_, -2))});
            }
            if (positions != 0 && !named.empty()) return drop(Error{"a table with both positions and names ('" + named.begin().key() + "') is no data; make it one or the other"});
        }
        if (positions == 0) return named.empty() ? Value::array() : std::move(named);
        if (positions != length) return Error{"a list's positions are 1 to its length, without holes; of " + std::to_string(length) + " some are nil"};
        Value list = Value::array();
        for (std::int64_t position = 1; position <= length; ++position) {
            lua_rawgeti(lua_, index, position);
            Result<Value> value = read(-1, depth + 1);
            lua_pop(lua_, 1);
            if (!value) return in(std::to_string(position), value.error());
            list.push_back(std::move(*value));
        }
        return list;
    }

    Error drop(Error error) {
        lua_pop(lua_, 2);
        return error;
    }
    /// Where in the tables it was.
    static Error in(const std::string& key, const Error& error) {
        const bool nested = error.message.starts_with("at ");
        return {"at " + key.substr(0, 40) + (nested ? "." + error.message.substr(3) : ": " + error.message), error.kind};
    }

    lua_State* lua_;
    ValueLimits limits_;
    std::size_t items_ = 0;
    std::size_t bytes_ = 0;
    std::vector<const void*> path_;
};

}  // namespace

// Iterators of nlohmann's have nothing to destroy.
void push_raising(lua_State* lua, const Value& value) {
    luaL_checkstack(lua, kStackPerLevel, "tables too deep");
    switch (value.type()) {
        case Value::value_t::boolean: return lua_pushboolean(lua, value.get<bool>() ? 1 : 0);
        case Value::value_t::number_integer: return lua_pushinteger(lua, value.get<std::int64_t>());
        case Value::value_t::number_unsigned: return lua_pushinteger(lua, static_cast<lua_Integer>(value.get<std::uint64_t>()));
        case Value::value_t::number_float: return lua_pushnumber(lua, value.get<double>());
        case Value::value_t::string: {
            const auto& text = value.get_ref<const std::string&>();
            lua_pushlstring(lua, text.data(), text.size());
            return;
        }
        case Value::value_t::array: {
            lua_createtable(lua, static_cast<int>(value.size()), 0);
            lua_Integer position = 0;
            for (const Value& item : value) {
                push_raising(lua, item);
                lua_rawseti(lua, -2, ++position);
            }
            return;
        }
        case Value::value_t::object: {
            lua_createtable(lua, 0, static_cast<int>(value.size()));
            for (auto item = value.begin(); item != value.end(); ++item) {
                lua_pushlstring(lua, item.key().data(), item.key().size());
                push_raising(lua, item.value());
                lua_rawset(lua, -3);
            }
            return;
        }
        default: return lua_pushnil(lua);
    }
}

std::optional<Failure> push(lua_State* lua, const Value& value) {
    if (protect(lua, &push_context, const_cast<Value*>(&value), 1)) return std::nullopt;
    return take_failure(lua, LUA_ERRMEM);
}

Result<Value> from_lua(lua_State* lua, int index, const ValueLimits& limits) {
    if (lua_checkstack(lua, kStackPerLevel) == 0) return Error{"no room on Lua's stack"};
    return Reader(lua, limits).read(index, 0);
}

}  // namespace anel::labs::lua
