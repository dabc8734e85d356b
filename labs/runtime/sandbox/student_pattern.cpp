// find, match, gmatch and gsub of the student's strings, by patterns that are counted.
#include <algorithm>
#include <cstring>
#include <new>

#include "labs/runtime/sandbox/pattern.hpp"
#include "labs/runtime/sandbox/student_library.hpp"

namespace anel::labs {
namespace {

std::string_view text_argument(lua_State* lua, int index) {
    std::size_t bytes = 0;
    const char* const text = luaL_checklstring(lua, index, &bytes);
    return {text, bytes};
}

// A position as Lua counts them, from 1 or from the end: from 0, at most one behind the end's end.
std::size_t start_argument(lua_State* lua, int index, std::size_t bytes) {
    const lua_Integer given = luaL_optinteger(lua, index, 1);
    if (given > 0) return static_cast<std::size_t>(given) - 1;
    if (given == 0 || given < -static_cast<lua_Integer>(bytes)) return 0;
    return bytes - static_cast<std::size_t>(-given);
}

void check(lua_State* lua, const Pattern& pattern) {
    if (pattern.error() != nullptr) luaL_error(lua, "%s", pattern.error());
}

// Capture `number` of a match of [from, end); without captures the whole match is the first.
void push_capture(lua_State* lua, const Pattern& pattern, std::size_t number, std::size_t from, std::size_t end) {
    if (number >= pattern.capture_count()) {
        if (number != 0) luaL_error(lua, "invalid capture index %%%d", static_cast<int>(number + 1));
        lua_pushlstring(lua, pattern.subject().data() + from, end - from);
        return;
    }
    const Pattern::Capture& capture = pattern.capture(number);
    if (capture.length == Pattern::kOpen) luaL_error(lua, "unfinished capture");
    if (capture.length == Pattern::kPosition)
        lua_pushinteger(lua, static_cast<lua_Integer>(capture.from + 1));
    else
        lua_pushlstring(lua, pattern.subject().data() + capture.from, capture.length);
}

int push_captures(lua_State* lua, const Pattern& pattern, std::size_t from, std::size_t end, bool whole) {
    const std::size_t count = pattern.capture_count() == 0 && whole ? 1 : pattern.capture_count();
    luaL_checkstack(lua, static_cast<int>(count), "too many captures");
    for (std::size_t i = 0; i < count; ++i) push_capture(lua, pattern, i, from, end);
    return static_cast<int>(count);
}

int nothing_found(lua_State* lua) {
    lua_pushnil(lua);
    return 1;
}

int search(lua_State* lua, bool finds) {
    const std::string_view subject = text_argument(lua, 1);
    std::string_view text = text_argument(lua, 2);
    std::size_t at = start_argument(lua, 3, subject.size());
    if (at > subject.size()) return nothing_found(lua);
    if (finds && (lua_toboolean(lua, 4) != 0 || text.find_first_of("^$*+?.([%-") == std::string_view::npos)) {
        // What is looked for may begin everywhere, and differ at its end.
        meter_of(lua).charge_bytes(subject.size() - at + text.size());
        for (; at + text.size() <= subject.size(); ++at) {
            if (!text.empty()) {
                at = subject.find(text[0], at);
                if (at == std::string_view::npos || at + text.size() > subject.size()) break;
                meter_of(lua).charge_bytes(text.size());
            }
            if (subject.substr(at, text.size()) != text) continue;
            lua_pushinteger(lua, static_cast<lua_Integer>(at + 1));
            lua_pushinteger(lua, static_cast<lua_Integer>(at + text.size()));
            return 2;
        }
        return nothing_found(lua);
    }
    const bool anchored = !text.empty() && text[0] == '^';
    if (anchored) text.remove_prefix(1);
    Pattern pattern(subject, text, meter_of(lua));
    do {
        const std::size_t end = pattern.match(at);
        check(lua, pattern);
        if (end == Pattern::kNone) continue;
        if (!finds) return push_captures(lua, pattern, at, end, true);
        lua_pushinteger(lua, static_cast<lua_Integer>(at + 1));
        lua_pushinteger(lua, static_cast<lua_Integer>(end));
        return 2 + push_captures(lua, pattern, at, end, false);
    } while (++at <= subject.size() && !anchored);
    return nothing_found(lua);
}

// Where gmatch goes on, and where its last match ended: it does not match nothing there again.
struct Walk {
    std::size_t at;
    std::size_t last;
};

int gmatch_step(lua_State* lua) {
    auto* const walk = static_cast<Walk*>(lua_touserdata(lua, lua_upvalueindex(3)));
    const std::string_view subject = text_argument(lua, lua_upvalueindex(1));
    Pattern pattern(subject, text_argument(lua, lua_upvalueindex(2)), meter_of(lua));
    for (; walk->at <= subject.size(); ++walk->at) {
        const std::size_t from = walk->at, end = pattern.match(from);
        check(lua, pattern);
        if (end == Pattern::kNone || end == walk->last) continue;
        walk->at = walk->last = end;
        return push_captures(lua, pattern, from, end, true);
    }
    return 0;
}

// What gsub puts in the place of a match: a text with %0 to %9, a field of a table, or what a function says.
struct Replacement {
    int type;
    std::string_view text;
};

void add_text(lua_State* lua, luaL_Buffer* buffer, const Replacement& by, const Pattern& pattern, std::size_t from, std::size_t end) {
    meter_of(lua).charge_bytes(by.text.size());
    for (std::size_t i = 0; i < by.text.size(); ++i) {
        const char c = by.text[i];
        if (c != '%') {
            luaL_addchar(buffer, c);
            continue;
        }
        const char digit = ++i < by.text.size() ? by.text[i] : '\0';
        if (digit == '%' && i < by.text.size()) {
            luaL_addchar(buffer, '%');
        } else if (digit == '0') {
            luaL_addlstring(buffer, pattern.subject().data() + from, end - from);
        } else if (digit >= '1' && digit <= '9') {
            push_capture(lua, pattern, static_cast<std::size_t>(digit - '1'), from, end);
            luaL_tolstring(lua, -1, nullptr);
            lua_remove(lua, -2);
            luaL_addvalue(buffer);
        } else {
            luaL_error(lua, "invalid use of '%%' in replacement string");
        }
    }
}

void add_replacement(lua_State* lua, luaL_Buffer* buffer, const Replacement& by, const Pattern& pattern, std::size_t from, std::size_t end) {
    if (by.type == LUA_TFUNCTION) {
        lua_pushvalue(lua, 3);
        const int count = push_captures(lua, pattern, from, end, true);
        lua_call(lua, count, 1);
    } else if (by.type == LUA_TTABLE) {
        push_capture(lua, pattern, 0, from, end);
        lua_gettable(lua, 3);
    } else {
        return add_text(lua, buffer, by, pattern, from, end);
    }
    if (lua_toboolean(lua, -1) == 0) {
        lua_pop(lua, 1);
        luaL_addlstring(buffer, pattern.subject().data() + from, end - from);
        return;
    }
    if (lua_isstring(lua, -1) == 0) luaL_error(lua, "invalid replacement value (a %s)", luaL_typename(lua, -1));
    luaL_addvalue(buffer);
}

}  // namespace

int find(lua_State* lua) { return search(lua, true); }
int match(lua_State* lua) { return search(lua, false); }

int gmatch(lua_State* lua) {
    const std::string_view subject = text_argument(lua, 1);
    text_argument(lua, 2);
    const std::size_t at = start_argument(lua, 3, subject.size());
    lua_settop(lua, 2);
    new (lua_newuserdatauv(lua, sizeof(Walk), 0)) Walk{std::min(at, subject.size() + 1), Pattern::kNone};
    lua_pushcclosure(lua, gmatch_step, 3);
    return 1;
}

int gsub(lua_State* lua) {
    const std::string_view subject = text_argument(lua, 1);
    std::string_view text = text_argument(lua, 2);
    Replacement by{lua_type(lua, 3), {}};
    const bool is_text = by.type == LUA_TSTRING || by.type == LUA_TNUMBER;
    luaL_argexpected(lua, is_text || by.type == LUA_TTABLE || by.type == LUA_TFUNCTION, 3, "string/function/table");
    if (is_text) by.text = text_argument(lua, 3);
    const lua_Integer most = luaL_optinteger(lua, 4, static_cast<lua_Integer>(subject.size()) + 1);
    const bool anchored = !text.empty() && text[0] == '^';
    if (anchored) text.remove_prefix(1);
    Pattern pattern(subject, text, meter_of(lua));
    luaL_Buffer buffer;
    luaL_buffinit(lua, &buffer);
    lua_Integer count = 0;
    std::size_t at = 0, last = Pattern::kNone;
    while (count < most) {
        const std::size_t end = pattern.match(at);
        check(lua, pattern);
        if (end != Pattern::kNone && end != last) {
            ++count;
            add_replacement(lua, &buffer, by, pattern, at, end);
            at = last = end;
        } else if (at < subject.size()) {
            luaL_addchar(&buffer, subject[at]);
            ++at;
        } else {
            break;
        }
        if (anchored) break;
    }
    luaL_addlstring(&buffer, subject.data() + std::min(at, subject.size()), subject.size() - std::min(at, subject.size()));
    luaL_pushresult(&buffer);
    lua_pushinteger(lua, count);
    return 2;
}

}  // namespace anel::labs
