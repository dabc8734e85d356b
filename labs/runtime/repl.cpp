#include "labs/runtime/repl.hpp"

#include "labs/runtime/lua_value.hpp"
#include "labs/runtime/programs.hpp"

namespace anel::labs {

namespace {

constexpr std::string_view kEnd = "<eof>";

int to_text(lua_State* lua) {
    luaL_tolstring(lua, 1, nullptr);
    return 1;
}

/// Of what is no plain data: as Lua's print does, without the address, which is another one every time.
std::string name_of_value(lua_State* lua, int index) {
    lua_pushcfunction(lua, &to_text);
    lua_pushvalue(lua, index);
    std::string text;
    if (lua_pcall(lua, 1, 1, 0) == LUA_OK && lua_type(lua, -1) == LUA_TSTRING) text = lua_tolstring(lua, -1, nullptr);
    lua_pop(lua, 1);
    return text.substr(0, text.find(": 0x"));
}

}  // namespace

Repl::Reply Repl::line(std::string_view line) {
    ++number_;
    if (pending_.empty()) {
        first_number_ = number_;
        if (line.find_first_not_of(" \t") == std::string_view::npos) return {};
    }
    pending_ += line;
    pending_ += '\n';
    return run(pending_, false);
}

Repl::Reply Repl::end() { return pending_.empty() ? Reply{} : run(pending_, true); }

Repl::Reply Repl::run(const std::string& text, bool last) {
    const int base = lua_gettop(state_.raw());
    // Line numbers of errors are the session's.
    const std::string above(static_cast<std::size_t>(first_number_ - 1), '\n');
    const std::string name = "line";
    if (state_.load(above + "return " + text, name)) {
        if (auto failure = state_.load(above + text, name)) {
            if (!last && failure->message.ends_with(kEnd)) return {true, false, {}};
            pending_.clear();
            return {false, true, failure->message + "\n"};
        }
    }
    pending_.clear();
    if (auto failure = state_.call(state_.raw(), 0, LUA_MULTRET)) return {false, true, failure->message + "\n"};
    return show_results(base);
}

Repl::Reply Repl::show_results(int base) {
    lua_State* const lua = state_.raw();
    std::string text;
    for (int index = base + 1; index <= lua_gettop(lua); ++index) {
        const Result<Value> value = lua::from_lua(lua, index);
        text += (value ? shown(*value) : name_of_value(lua, index)) + "\n";
    }
    lua_settop(lua, base);
    return {false, false, std::move(text)};
}

}  // namespace anel::labs
