// The trampolines and the handles. Everything that raises is in functions that hold nothing: trampoline(), index(), new_index(), and those that protect() calls.
#include "labs/runtime/lua_api.hpp"

#include <algorithm>
#include <new>

#include "isa/base/invariant.hpp"
#include "isa/base/nearest.hpp"
#include "labs/runtime/lua_value.hpp"

namespace anel::labs::lua {

namespace {

/// What a handle's memory in Lua holds.
struct Box {
    std::shared_ptr<void> object;
};

Box* box_at(lua_State* lua, int index, const TypeRow& type) {
    void* const memory = lua_touserdata(lua, index);
    if (memory == nullptr || lua_getmetatable(lua, index) == 0) return nullptr;
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &type);
    const bool same = lua_rawequal(lua, -1, -2) != 0;
    lua_pop(lua, 2);
    return same ? static_cast<Box*>(memory) : nullptr;
}

void push_handle_raising(lua_State* lua, const Handle& handle) {
    lua_rawgetp(lua, LUA_REGISTRYINDEX, handle.type);
    auto* const box = static_cast<Box*>(lua_newuserdatauv(lua, sizeof(Box), 1));
    new (box) Box{handle.object};
    lua_insert(lua, -2);
    lua_setmetatable(lua, -2);
}

void push_item_raising(lua_State* lua, const Item& item) {
    if (const auto* const handle = std::get_if<Handle>(&item)) return push_handle_raising(lua, *handle);
    if (const auto* const value = std::get_if<Value>(&item)) return push_raising(lua, *value);
    const Record& record = std::get<Record>(item);
    push_raising(lua, record.list);
    for (auto field = record.named.begin(); field != record.named.end(); ++field) {
        lua_pushlstring(lua, field.key().data(), field.key().size());
        push_raising(lua, field.value());
        lua_rawset(lua, -3);
    }
}

int push_item(lua_State* lua) {
    push_item_raising(lua, *static_cast<const Item*>(lua_touserdata(lua, 1)));
    return 1;
}

int push_items(lua_State* lua) {
    const auto& items = *static_cast<const std::vector<Item>*>(lua_touserdata(lua, 1));
    luaL_checkstack(lua, static_cast<int>(items.size()) + 4, "too many results");
    for (const Item& item : items) push_item_raising(lua, item);
    return static_cast<int>(items.size());
}

int collect(lua_State* lua) {
    // It stays a box: a script with the debug library could ask for this twice.
    static_cast<Box*>(lua_touserdata(lua, 1))->object.reset();
    return 0;
}

/// Leaves what is to be raised. An object takes with it where it was raised first.
void push_error(lua_State* lua, const Failure& failure) {
    if (!failure.object.is_null()) {
        Value object = failure.object;
        const Place place = failure.line != 0 ? Place{failure.file, failure.line} : place_of_script(lua);
        if (object.is_object() && place.line != 0) {
            object["file"] = place.file;
            object["line"] = place.line;
        }
        (void)protect(lua, [](lua_State* inner) { return push_raising(inner, *static_cast<const Value*>(lua_touserdata(inner, 1))), 1; }, &object, 1);
        return;
    }
    std::string message = failure.message;
    if (failure.line == 0)
        if (const Place place = place_of_script(lua); place.line != 0) message = place.file + ":" + std::to_string(place.line) + ": " + message;
    (void)protect(lua, [](lua_State* inner) {
        const auto& text = *static_cast<const std::string*>(lua_touserdata(inner, 1));
        lua_pushlstring(inner, text.data(), text.size());
        return 1;
    }, &message, 1);
}

/// How many results it has left; -1: what is to be raised.
int leave(lua_State* lua, const Answer& answer) {
    if (answer.failure()) return push_error(lua, *answer.failure()), -1;
    const int results = static_cast<int>(answer.items().size());
    if (results == 0) return 0;
    return protect(lua, &push_items, const_cast<std::vector<Item>*>(&answer.items()), results) ? results : -1;
}

std::string full_name(const TypeRow* type, std::string_view name, char mark) { return (type != nullptr ? std::string(type->name) + mark : std::string()) + std::string(name); }

/// Nothing of C++'s leaves it, neither exceptions nor what would have to be destroyed.
template <class Work> int guarded(lua_State* lua, Work work) {
    try {
        return leave(lua, work());
    } catch (const std::bad_alloc&) {
        return leave(lua, Error{"not enough memory on this computer"});
    } catch (const std::exception& error) {
        return leave(lua, Error{std::string("internal error: ") + error.what()});
    }
}

Answer not_on_handle(const TypeRow& type, const FunctionRow& row, lua_State* lua) {
    const std::string name(row.name);
    return Error{full_name(&type, name, ':') + " is called on a " + std::string(type.name) + ", with a colon (x:" + name + "(…)); here it is called on " + kind_at(lua, 1)};
}

int enter_function(lua_State* lua) {
    const auto& row = *static_cast<const FunctionRow*>(lua_touserdata(lua, lua_upvalueindex(1)));
    const auto* const owner = static_cast<const TypeRow*>(lua_touserdata(lua, lua_upvalueindex(2)));
    const auto* const module = static_cast<const ModuleRow*>(lua_touserdata(lua, lua_upvalueindex(3)));
    return guarded(lua, [&]() -> Answer {
        std::shared_ptr<void> self;
        if (owner != nullptr) {
            self = handle_at(lua, 1, *owner);
            if (self == nullptr) return not_on_handle(*owner, row, lua);
        }
        std::string name = full_name(owner, row.name, ':');
        if (module != nullptr && !module->name.empty()) name = std::string(module->name) + "." + name;
        Call call(lua, owner, std::move(name), std::move(self));
        Answer answer = row.function(call);
        return call.wrong() ? Answer(call.failure()) : answer;
    });
}

int trampoline(lua_State* lua) {
    const int results = enter_function(lua);
    return results >= 0 ? results : lua_error(lua);
}

const FieldRow* find_field(const TypeRow& type, Grade grade, std::string_view name) {
    for (const FieldRow& row : type.fields)
        if (row.name == name && (row.grade == Grade::kStudent || grade == Grade::kFull)) return &row;
    return nullptr;
}

Answer no_such_field(const TypeRow& type, Grade grade, const std::string& name) {
    std::vector<std::string> names;
    for (const FieldRow& row : type.fields)
        if (row.grade == Grade::kStudent || grade == Grade::kFull) names.emplace_back(row.name);
    for (const FunctionRow& row : type.functions)
        if (row.grade == Grade::kStudent || grade == Grade::kFull) names.emplace_back(row.name);
    const std::string guess = did_you_mean(name, names);
    return Error{"a " + std::string(type.name) + " has no '" + name + "'" + (guess.empty() ? "; there are " + comma_list(names) : guess)};
}

/// Reads (or, with a value at 3, writes) the field whose key is at 2.
int enter_field(lua_State* lua, bool writes) {
    const auto& type = *static_cast<const TypeRow*>(lua_touserdata(lua, lua_upvalueindex(1)));
    return guarded(lua, [&]() -> Answer {
        std::shared_ptr<void> self = handle_at(lua, 1, type);
        if (self == nullptr) return Error{"a field of a " + std::string(type.name) + " is asked of " + kind_at(lua, 1)};
        const Grade grade = State::of(lua).grade();
        const bool named = lua_type(lua, 2) == LUA_TSTRING;
        const std::string name = named ? lua_tolstring(lua, 2, nullptr) : "";
        const FieldRow* const row = named ? find_field(type, grade, name) : nullptr;
        const Function other = writes ? type.set : type.get;
        if (row == nullptr && other == nullptr) return no_such_field(type, grade, named ? name : kind_at(lua, 2));
        const Function function = row == nullptr ? other : writes ? row->set : row->get;
        if (function == nullptr) return Error{full_name(&type, name, '.') + " can only be read"};
        // A field's own functions find the value alone.
        if (row != nullptr) lua_remove(lua, 2);
        Call call(lua, &type, full_name(&type, named ? name : "[]", '.'), std::move(self));
        Answer answer = function(call);
        return call.wrong() ? Answer(call.failure()) : answer;
    });
}

int index(lua_State* lua) {
    lua_pushvalue(lua, 2);
    if (lua_rawget(lua, lua_upvalueindex(2)) != LUA_TNIL) return 1;
    lua_pop(lua, 1);
    const int results = enter_field(lua, false);
    return results >= 0 ? results : lua_error(lua);
}

int new_index(lua_State* lua) {
    const int results = enter_field(lua, true);
    return results >= 0 ? results : lua_error(lua);
}

struct Registration {
    Grade grade;
    const TypeRow* type;
    const ModuleRow* module;
};

/// Puts the functions into the table on top.
void put_functions(lua_State* lua, std::span<const FunctionRow> rows, const Registration& registration) {
    for (const FunctionRow& row : rows) {
        if (row.grade != Grade::kStudent && registration.grade != Grade::kFull) continue;
        lua_pushlstring(lua, row.name.data(), row.name.size());
        lua_pushlightuserdata(lua, const_cast<FunctionRow*>(&row));
        lua_pushlightuserdata(lua, const_cast<TypeRow*>(registration.type));
        lua_pushlightuserdata(lua, const_cast<ModuleRow*>(registration.module));
        lua_pushcclosure(lua, &trampoline, 3);
        lua_rawset(lua, -3);
    }
}

int register_type(lua_State* lua) {
    const auto& registration = *static_cast<const Registration*>(lua_touserdata(lua, 1));
    const TypeRow& type = *registration.type;
    lua_createtable(lua, 0, 6);
    lua_pushlstring(lua, type.name.data(), type.name.size());
    lua_setfield(lua, -2, "__name");
    lua_pushboolean(lua, 0);
    lua_setfield(lua, -2, "__metatable");
    lua_pushcfunction(lua, &collect);
    lua_setfield(lua, -2, "__gc");
    lua_pushlightuserdata(lua, const_cast<TypeRow*>(&type));
    lua_createtable(lua, 0, static_cast<int>(type.functions.size()));
    put_functions(lua, type.functions, registration);
    lua_pushcclosure(lua, &index, 2);
    lua_setfield(lua, -2, "__index");
    lua_pushlightuserdata(lua, const_cast<TypeRow*>(&type));
    lua_pushcclosure(lua, &new_index, 1);
    lua_setfield(lua, -2, "__newindex");
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &type);
    return 0;
}

int register_module(lua_State* lua) {
    const auto& registration = *static_cast<const Registration*>(lua_touserdata(lua, 1));
    const ModuleRow& module = *registration.module;
    lua_pushglobaltable(lua);
    if (module.name.empty()) {
        put_functions(lua, module.functions, registration);
        return 0;
    }
    lua_pushlstring(lua, module.name.data(), module.name.size());
    lua_createtable(lua, 0, static_cast<int>(module.functions.size()));
    put_functions(lua, module.functions, registration);
    lua_rawset(lua, -3);
    return 0;
}

}  // namespace

void add_type(State& state, const TypeRow& type) {
    Registration registration{state.grade(), &type, nullptr};
    invariant(protect(state.raw(), &register_type, &registration, 0), "there is memory for what scripts can reach");
}

void add_module(State& state, const ModuleRow& module) {
    Registration registration{state.grade(), nullptr, &module};
    const auto offered = [&](const FunctionRow& row) { return row.grade == Grade::kStudent || state.grade() == Grade::kFull; };
    if (std::ranges::none_of(module.functions, offered)) return;
    invariant(protect(state.raw(), &register_module, &registration, 0), "there is memory for what scripts can reach");
}

std::optional<Failure> push(lua_State* lua, const Item& item) {
    if (protect(lua, &push_item, const_cast<Item*>(&item), 1)) return std::nullopt;
    return take_failure(lua, LUA_ERRMEM);
}

std::shared_ptr<void> handle_at(lua_State* lua, int index, const TypeRow& type) {
    const Box* const box = box_at(lua, index, type);
    return box != nullptr ? box->object : nullptr;
}

}  // namespace anel::labs::lua
