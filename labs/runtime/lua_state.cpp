#include "labs/runtime/lua_state.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "isa/base/invariant.hpp"
#include "labs/runtime/lua_value.hpp"

namespace anel::labs::lua {

namespace {

/// What the message handler leaves: a table with these at its positions.
enum : lua_Integer { kObject = 1, kTraceback, kFile, kLine, kIsOurs };

constexpr std::size_t kCollectedOutside = std::size_t{128} << 20;

int panic(lua_State*) {
    invariant(false, "nothing raises outside a protected call");
    return 0;
}

/// The level's line; 0 where the level is none of a script. False behind the last level.
bool level_line(lua_State* lua, int level, lua_Debug& debug) {
    if (lua_getstack(lua, level, &debug) == 0) return false;
    debug.currentline = 0;
    lua_getinfo(lua, "Sl", &debug);
    return true;
}

/// A chunk's name without the mark that says what kind of name it is.
const char* file_of(const lua_Debug& debug) { return debug.source[0] == '@' || debug.source[0] == '=' ? debug.source + 1 : debug.short_src; }

/// Raises, so there is nothing here that has to be destroyed.
int handle(lua_State* lua) {
    lua_createtable(lua, static_cast<int>(kIsOurs), 0);
    lua_pushvalue(lua, 1);
    lua_rawseti(lua, -2, kObject);
    luaL_traceback(lua, lua, nullptr, 1);
    lua_rawseti(lua, -2, kTraceback);
    lua_Debug debug;
    for (int level = 1; level_line(lua, level, debug); ++level) {
        if (debug.currentline <= 0) continue;
        lua_pushstring(lua, file_of(debug));
        lua_rawseti(lua, -2, kFile);
        lua_pushinteger(lua, debug.currentline);
        lua_rawseti(lua, -2, kLine);
        break;
    }
    lua_pushlightuserdata(lua, reinterpret_cast<void*>(&handle));
    lua_rawseti(lua, -2, kIsOurs);
    return 1;
}

std::string text_at(lua_State* lua, int index) {
    if (lua_type(lua, index) != LUA_TSTRING) return {};
    std::size_t bytes = 0;
    const char* const text = lua_tolstring(lua, index, &bytes);
    return {text, bytes};
}

std::string text_in(lua_State* lua, int table, lua_Integer position) {
    lua_rawgeti(lua, table, position);
    std::string text = text_at(lua, -1);
    lua_pop(lua, 1);
    return text;
}

/// Of a table that was raised: its field `message`, if that is text.
std::string message_of(const Value& object) {
    if (!object.is_object()) return {};
    const auto found = object.find("message");
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Where it was raised first, if it has come through C++ since.
Place place_of_object(const Value& object) {
    if (!object.is_object() || !object.contains("file") || !object.contains("line") || !object["file"].is_string() || !object["line"].is_number_integer()) return {};
    return {object["file"].get<std::string>(), object["line"].get<int>()};
}

std::string what_was_raised(lua_State* lua, int index, Value& object) {
    if (lua_type(lua, index) == LUA_TSTRING) return text_at(lua, index);
    auto data = from_lua(lua, index);
    if (data) object = std::move(*data);
    if (object.is_number()) return object.dump();
    if (std::string message = message_of(object); !message.empty()) return message;
    return std::string("an error was raised that is no text but a ") + lua_typename(lua, lua_type(lua, index));
}

bool is_ours(lua_State* lua, int index) {
    if (lua_type(lua, index) != LUA_TTABLE) return false;
    lua_rawgeti(lua, index, kIsOurs);
    const bool ours = lua_touserdata(lua, -1) == reinterpret_cast<void*>(&handle);
    lua_pop(lua, 1);
    return ours;
}

struct Chunk {
    const char* text;
    std::size_t bytes;
    const char* name;
    int status;
};

int load_chunk(lua_State* lua) {
    auto* const chunk = static_cast<Chunk*>(lua_touserdata(lua, 1));
    chunk->status = luaL_loadbufferx(lua, chunk->text, chunk->bytes, chunk->name, "t");
    return 1;
}

int open_all(lua_State* lua) {
    luaL_openlibs(lua);
    return 0;
}

}  // namespace

void* State::allocate(void* memory_pointer, void* block, std::size_t before, std::size_t after) {
    Memory& memory = *static_cast<Memory*>(memory_pointer);
    const std::size_t held = block != nullptr ? before : 0;  // of a new block `before` is its kind
    if (after == 0) {
        std::free(block);
        memory.used -= held;
        return nullptr;
    }
    if (memory.limit != 0 && after > held && memory.used - held + after > memory.limit) {
        if (memory.refused != nullptr) std::exchange(memory.refused, nullptr)(memory.context);
        return nullptr;
    }
    void* const moved = std::realloc(block, after);
    if (moved == nullptr) return nullptr;
    memory.used = memory.used - held + after;
    memory.peak = std::max(memory.peak, memory.used);
    return moved;
}

State::State(Grade grade, std::size_t memory_bytes) : grade_(grade) {
    memory_.limit = memory_bytes;
    lua_ = lua_newstate(&State::allocate, &memory_);
    invariant(lua_ != nullptr, "there is memory for an interpreter");
    lua_atpanic(lua_, &panic);
    State* const self = this;
    std::memcpy(lua_getextraspace(lua_), &self, sizeof self);  // coroutines get a copy
}

State::~State() { lua_close(lua_); }

State& State::of(lua_State* lua) {
    State* self = nullptr;
    std::memcpy(&self, lua_getextraspace(lua), sizeof self);
    return *self;
}

void State::count_hook(lua_Hook function, int every) { lua_sethook(lua_, function, function != nullptr ? LUA_MASKCOUNT : 0, every); }

void State::holds_outside(std::size_t bytes) {
    outside_ += bytes;
    if (outside_ < kCollectedOutside) return;
    outside_ = 0;
    lua_gc(lua_, LUA_GCCOLLECT);
}

void State::open_libraries() { invariant(protect(lua_, &open_all, nullptr, 0), "there is memory for Lua's libraries"); }

bool protect(lua_State* lua, lua_CFunction function, void* context, int results) {
    invariant(lua_checkstack(lua, 4 + std::max(results, 0)) != 0, "there is room on Lua's stack");
    lua_pushcfunction(lua, function);
    lua_pushlightuserdata(lua, context);
    return lua_pcall(lua, 1, results, 0) == LUA_OK;
}

Place place_of_script(lua_State* lua) {
    lua_Debug debug;
    for (int level = 0; level_line(lua, level, debug); ++level)
        if (debug.currentline > 0) return {file_of(debug), debug.currentline};
    return {};
}

Place place_in(std::string_view message) {
    for (std::size_t colon = message.find(':'); colon != std::string_view::npos; colon = message.find(':', colon + 1)) {
        int line = 0;
        const char* const begin = message.data() + colon + 1;
        const char* const end = message.data() + message.size();
        const auto [stopped, error] = std::from_chars(begin, end, line);
        if (error == std::errc() && line > 0 && end - stopped >= 2 && stopped[0] == ':' && stopped[1] == ' ') return {std::string(message.substr(0, colon)), line};
        if (message[colon] == '\n') break;
    }
    return {};
}

Failure take_failure(lua_State* lua, int status) {
    Failure failure;
    if (status == LUA_ERRMEM) failure.kind = Failure::Kind::kMemory;
    if (status == LUA_ERRSYNTAX) failure.kind = Failure::Kind::kSyntax;
    const int top = lua_gettop(lua);
    Place handled;
    if (is_ours(lua, top)) {
        failure.traceback = text_in(lua, top, kTraceback);
        handled.file = text_in(lua, top, kFile);
        lua_rawgeti(lua, top, kLine);
        handled.line = static_cast<int>(lua_tointegerx(lua, -1, nullptr));
        lua_pop(lua, 1);
        lua_rawgeti(lua, top, kObject);
    } else {
        lua_pushvalue(lua, top);
    }
    failure.message = what_was_raised(lua, -1, failure.object);
    lua_settop(lua, top - 1);
    if (const Place first = place_of_object(failure.object); first.line != 0) handled = first;
    if (const Place said = place_in(failure.message); said.line != 0) {
        // Lua cuts long names short.
        const bool cut = said.file.starts_with("...") && said.line == handled.line;
        failure.file = cut ? handled.file : said.file;
        failure.line = said.line;
        if (cut) failure.message.replace(0, said.file.size(), handled.file);
    } else if (handled.line != 0) {
        failure.file = handled.file;
        failure.line = handled.line;
        failure.message = failure.file + ":" + std::to_string(failure.line) + ": " + failure.message;
    }
    return failure;
}

std::optional<Failure> State::load(std::string_view text, const std::string& name) {
    const std::string chunk_name = "@" + name;
    Chunk chunk{text.data(), text.size(), chunk_name.c_str(), LUA_OK};
    if (!protect(lua_, &load_chunk, &chunk, 1)) return take_failure(lua_, LUA_ERRMEM);
    if (chunk.status != LUA_OK) return take_failure(lua_, chunk.status);
    return std::nullopt;
}

std::optional<Failure> State::call(lua_State* lua, int arguments, int results) {
    const int function = lua_gettop(lua) - arguments;
    invariant(lua_checkstack(lua, 8) != 0, "there is room on Lua's stack");
    lua_pushcfunction(lua, &handle);
    lua_insert(lua, function);
    const int status = lua_pcall(lua, arguments, results, function);
    std::optional<Failure> failure;
    if (status != LUA_OK) failure = take_failure(lua, status);
    lua_remove(lua, function);
    return failure;
}

std::optional<Failure> State::run(std::string_view text, const std::string& name, const std::vector<Value>& arguments, std::vector<Value>* returned) {
    const int base = lua_gettop(lua_);
    if (auto failure = load(text, name)) return failure;
    for (const Value& argument : arguments)
        if (auto failure = push(lua_, argument)) return lua_settop(lua_, base), failure;
    if (auto failure = call(lua_, static_cast<int>(arguments.size()), returned != nullptr ? LUA_MULTRET : 0)) return failure;
    if (returned == nullptr) return std::nullopt;
    returned->clear();
    std::optional<Failure> failure;
    for (int index = base + 1; index <= lua_gettop(lua_) && !failure; ++index) {
        auto value = from_lua(lua_, index);
        if (value) returned->push_back(std::move(*value));
        else failure = Failure{name + ": what it returned: " + value.error().message, Failure::Kind::kRuntime, name, 0, {}, {}};
    }
    lua_settop(lua_, base);
    return failure;
}

}  // namespace anel::labs::lua
