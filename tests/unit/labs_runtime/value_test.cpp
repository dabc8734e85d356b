// Plain data goes into Lua and comes out as it was; what is no data is refused in words; and nothing of it leaves anything on Lua's stack.
#include "labs/runtime/lua_value.hpp"

#include <random>
#include <string>

#include "tests/unit/catch.hpp"

namespace anel::labs::lua {

namespace {

/// Anything, of whatever bytes; without empty objects, which Lua cannot tell from empty lists.
Value any_value(std::mt19937_64& random, int depth) {
    const auto pick = [&](std::uint64_t n) { return random() % n; };
    const auto text = [&] {
        std::string bytes;
        for (std::uint64_t n = pick(12); n > 0; --n) bytes += static_cast<char>(pick(256));
        return bytes;
    };
    switch (pick(depth > 0 ? 8 : 6)) {
        case 0: return pick(2) == 0;
        case 1: return static_cast<std::int64_t>(random());
        case 2: return static_cast<double>(static_cast<std::int64_t>(random())) / 3.0;
        case 3: return static_cast<double>(pick(1000));  // whole, and a float all the same
        case 4: return text();
        case 5: return Value::array();
        case 6: {
            Value list = Value::array();
            for (std::uint64_t n = 1 + pick(5); n > 0; --n) list.push_back(any_value(random, depth - 1));
            return list;
        }
        default: {
            Value object = Value::object();
            for (std::uint64_t n = 1 + pick(5); n > 0; --n) object[text()] = any_value(random, depth - 1);
            return object;
        }
    }
}

/// Not only equal: 1 and 1.0 are equal.
bool same(const Value& a, const Value& b) {
    if (a.is_number() && b.is_number()) return a.is_number_float() == b.is_number_float() && a == b;
    if (a.type() != b.type() || a.size() != b.size()) return false;
    if (a.is_array()) return std::equal(a.begin(), a.end(), b.begin(), same);
    if (a.is_object()) return std::equal(a.items().begin(), a.items().end(), b.items().begin(), [](const auto& x, const auto& y) { return x.key() == y.key() && same(x.value(), y.value()); });
    return a == b;
}

Result<Value> value_of(State& state, const std::string& expression, const ValueLimits& limits = {}) {
    const int before = lua_gettop(state.raw());
    REQUIRE_FALSE(state.load(expression, "chunk"));
    REQUIRE_FALSE(state.call(state.raw(), 0, 1));
    Result<Value> value = from_lua(state.raw(), -1, limits);
    lua_pop(state.raw(), 1);
    CHECK(lua_gettop(state.raw()) == before);
    return value;
}

}  // namespace

TEST_CASE("whatever is data comes back from Lua as it went in, to the byte and to the kind of number") {
    State state;
    std::mt19937_64 random(1);
    for (int round = 0; round < 2000; ++round) {
        const Value value = any_value(random, 4);
        REQUIRE_FALSE(push(state.raw(), value));
        const Result<Value> back = from_lua(state.raw(), -1);
        REQUIRE(back);
        REQUIRE(same(*back, value));
        lua_settop(state.raw(), 0);
    }
}

TEST_CASE("a list counts from 1 in Lua, and nil is null") {
    State state;
    CHECK(*value_of(state, "return {10, 20, 30}") == Value({10, 20, 30}));
    CHECK(*value_of(state, "return {a = {b = false}}") == Value({{"a", {{"b", false}}}}));
    CHECK(value_of(state, "return nil")->is_null());
    CHECK(value_of(state, "return {}")->is_array());
    CHECK(value_of(state, "return 3")->is_number_integer());
    CHECK(value_of(state, "return 3.0")->is_number_float());
    CHECK(*value_of(state, "return 0x8000000000000000") == Value(INT64_MIN));
}

TEST_CASE("what is no data is refused, and the message says where it is and why") {
    State state;
    const auto refused = [&](const std::string& text, const std::string& part) {
        const Result<Value> value = value_of(state, text);
        INFO(text);
        REQUIRE_FALSE(value);
        INFO(value.error().message);
        CHECK(value.error().message.find(part) != std::string::npos);
    };
    refused("return function() end", "a function is no data");
    refused("return {a = {b = {1, function() end}}}", "at a.b.2: a function is no data");
    refused("local t = {} t.x = {y = t} return t", "contains itself");
    refused("local t = {} for i = 1, 100 do t = {t} end return t", "more than 64 deep");
    refused("return {1, 2, x = 3}", "both positions and names ('x')");
    refused("return {x = 3, 1, 2}", "both positions and names ('x')");
    refused("return {1, nil, 3}", "without holes");
    refused("return {[5] = 1}", "without holes");
    refused("return {[0] = 1}", "without holes");
    refused("return {[1.5] = 1}", "positions or names");
    refused("return {[true] = 1}", "positions or names");
    // The same table twice is not a table in itself, but it counts twice.
    CHECK(value_of(state, "local t = {1} return {t, t}"));
    const Result<Value> wide = value_of(state, "local t = {1} for i = 1, 40 do t = {t, t} end return t");
    REQUIRE_FALSE(wide);
    CHECK(wide.error().message.find("more than 1048576 values") != std::string::npos);
    CHECK_FALSE(value_of(state, "return {'abcdef', 'abcdef'}", {.depth = 4, .items = 10, .bytes = 11}));
    CHECK(value_of(state, "return {'abcdef', 'abcde'}", {.depth = 4, .items = 10, .bytes = 11}));
}

TEST_CASE("no metatable is asked when data are read") {
    State state;
    state.open_libraries();
    const Result<Value> value = value_of(state,
        "return setmetatable({1, 2}, {__index = function() error('asked') end, __len = function() error('asked') end, __pairs = function() error('asked') end})");
    REQUIRE(value);
    CHECK(*value == Value({1, 2}));
}

TEST_CASE("data that do not fit into the state's memory are a failure, and the state lives on") {
    State state(Grade::kFull, std::size_t{256} << 10);
    CHECK(push(state.raw(), Value(std::string(std::size_t{1} << 20, 'x'))));
    CHECK(lua_gettop(state.raw()) == 0);
    CHECK_FALSE(push(state.raw(), Value("short")));
}

}  // namespace anel::labs::lua
