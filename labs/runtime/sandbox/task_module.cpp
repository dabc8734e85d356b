#include "labs/runtime/sandbox/task_module.hpp"

#include "labs/runtime/both.hpp"
#include "labs/runtime/lua_value.hpp"
#include "labs/runtime/sandbox/task_fields.hpp"

namespace anel::labs {
namespace {

// Keys of the registry, by their addresses.
constexpr char kSubjectKey = 0, kModuleKey = 0;

struct Name {
    const char* text;
    std::size_t bytes;
};

// C functions that may raise, for lua::protect.
int fetch_function(lua_State* lua) {
    const auto* const name = static_cast<const Name*>(lua_touserdata(lua, 1));
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &kModuleKey);
    if (lua_type(lua, -1) != LUA_TTABLE) return 1;
    lua_pushlstring(lua, name->text, name->bytes);
    lua_rawget(lua, -2);
    return 1;
}

int fetch_require(lua_State* lua) {
    lua_getglobal(lua, "require");
    return 1;
}

// 1: the key, 2: the value.
int keep_value(lua_State* lua) {
    lua_rawsetp(lua, LUA_REGISTRYINDEX, lua_touserdata(lua, 1));
    return 0;
}

// Takes what is on top of the stack away.
bool keep(lua_State* lua, const void* key) {
    lua_pushcfunction(lua, keep_value);
    lua_pushlightuserdata(lua, const_cast<void*>(key));
    lua_pushvalue(lua, -3);
    const bool kept = lua_pcall(lua, 2, 0, 0) == LUA_OK;
    lua_settop(lua, kept ? -2 : -3);
    return kept;
}

constexpr const char* kSetRegisters = "local m, registers = ... for name, value in pairs(registers) do m.cpu[name] = value end";

}  // namespace

bool TaskModule::keep_subject(const lua::Handle& handle) {
    lua_State* const lua = state_.raw();
    if (lua::push(lua, handle)) return false;
    return keep(lua, &kSubjectKey);
}

std::optional<lua::Failure> TaskModule::set_registers(const Value& registers) {
    lua_State* const lua = state_.raw();
    if (auto failure = state_.load(kSetRegisters, "task")) return failure;
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &kSubjectKey);
    if (auto failure = lua::push(lua, registers)) return failure;
    return state_.call(lua, 2, 0);
}

std::optional<TaskModule::Refusal> TaskModule::require(const std::string& name, const std::vector<std::string>& functions) {
    lua_State* const lua = state_.raw();
    file_ = name + ".lua";
    const auto refuse = [&](std::string message) { return Refusal{true, lua::Failure{std::move(message), lua::Failure::Kind::kRuntime, file_, 0, {}, {}}}; };
    if (!files_.files.contains(file_)) return refuse(in(language_, kIsMissing, file_));
    if (!lua::protect(lua, fetch_require, nullptr, 1)) return Refusal{false, lua::take_failure(lua, LUA_ERRMEM)};
    if (auto failure = lua::push(lua, Value(name))) return Refusal{false, *failure};
    if (auto failure = state_.call(lua, 1, 1)) return Refusal{false, *failure};
    const bool is_table = lua_type(lua, -1) == LUA_TTABLE;
    if (!keep(lua, &kModuleKey)) return Refusal{false, lua::Failure{"not enough memory", lua::Failure::Kind::kMemory, file_, 0, {}, {}}};
    if (!is_table)
        return refuse(in(language_, {"{} did not return the table with its functions: its last line is to be `return` and that table's name, such as `return monitor`",
                                     "{} não devolveu a tabela com as suas funções: a última linha deve ser `return` e o nome dessa tabela, como `return monitor`"}, file_));
    for (const std::string& function : functions) {
        const bool there = push_function(function);
        lua_settop(lua, -2);
        if (!there)
            return refuse(in(language_, {"the table that {0} returns has no function `{1}`: define it in that table, as the starter does, and see that it is spelt so",
                                         "a tabela que {0} devolve não tem a função `{1}`: defina-a nessa tabela, como faz o código inicial, e confira se o nome está escrito assim"}, file_, function));
    }
    return std::nullopt;
}

// Leaves one value in any case.
bool TaskModule::push_function(const std::string& name) {
    lua_State* const lua = state_.raw();
    Name wanted{name.data(), name.size()};
    return lua::protect(lua, fetch_function, &wanted, 1) && lua_type(lua, -1) == LUA_TFUNCTION;
}

std::optional<lua::Failure> TaskModule::call(const std::string& name, bool with_subject, const std::vector<Value>& arguments, std::vector<Value>& returned) {
    lua_State* const lua = state_.raw();
    const int base = lua_gettop(lua);
    const auto fail = [&](std::string message) {
        lua_settop(lua, base);
        return lua::Failure{std::move(message), lua::Failure::Kind::kRuntime, file_, 0, {}, {}};
    };
    if (!push_function(name)) return fail(in(language_, {"{}: its function `{}` is gone from the table that it returned", "{}: a função `{}` sumiu da tabela que ele devolveu"}, file_, name));
    if (lua_checkstack(lua, static_cast<int>(arguments.size()) + 8) == 0) return fail(file_ + ": no room on Lua's stack");
    if (with_subject) lua_rawgetp(lua, LUA_REGISTRYINDEX, &kSubjectKey);
    for (const Value& argument : arguments)
        if (auto failure = lua::push(lua, argument)) return lua_settop(lua, base), failure;
    if (auto failure = state_.call(lua, static_cast<int>(arguments.size()) + (with_subject ? 1 : 0), LUA_MULTRET)) return lua_settop(lua, base), failure;
    for (int index = base + 1; index <= lua_gettop(lua); ++index) {
        auto value = lua::from_lua(lua, index);
        if (!value) {
            const lua::Place place = (lua_settop(lua, base), place_of(name));
            lua::Failure failure = fail(in(language_, {"{}:{}: what {} returned cannot be handed over: {}", "{}:{}: o que {} devolveu não pode ser entregue: {}"}, place.file, place.line, name, value.error().message));
            failure.line = place.line;
            return failure;
        }
        returned.push_back(std::move(*value));
    }
    lua_settop(lua, base);
    return std::nullopt;
}

lua::Place TaskModule::place_of(const std::string& name) {
    lua_State* const lua = state_.raw();
    if (!push_function(name)) {
        lua_settop(lua, -2);
        return {file_, 0};
    }
    lua_Debug debug;
    lua_getinfo(lua, ">S", &debug);
    if (debug.linedefined <= 0) return {file_, 0};
    return {debug.source[0] == '@' ? debug.source + 1 : file_, debug.linedefined};
}

}  // namespace anel::labs
