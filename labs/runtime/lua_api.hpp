// The border between Lua and C++: what scripts can reach is rows of tables, one for each function and field, and a bound function is C++ that is given its call
// and gives an answer: values, handles, or a failure. It cannot raise and need not think of it: the trampoline turns a failure into a Lua error when everything that
// the function held has been destroyed (lua_state.hpp has the rule). From the rows comes the reference page, too (lua_reference.hpp).
// Not here: the rows themselves (bind_*.cpp).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "isa/base/result.hpp"
#include "labs/runtime/lua_state.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs::lua {

class Call;
struct TypeRow;

/// Something of C++ that a script holds. It lives as long as somebody holds it, the script or another.
struct Handle {
    const TypeRow* type = nullptr;
    std::shared_ptr<void> object;
};
/// A table that is a list and has names as well, which plain data are not.
struct Record {
    Value list;
    Value named;
};
using Item = std::variant<Value, Handle, Record>;

/// What a bound function gives.
class Answer {
public:
    Answer() = default;  ///< nothing
    Answer(Value value) { items_.emplace_back(std::move(value)); }
    Answer(Handle handle) { items_.emplace_back(std::move(handle)); }
    Answer(Record record) { items_.emplace_back(std::move(record)); }
    Answer(std::vector<Item> items) : items_(std::move(items)) {}
    Answer(Failure failure) : failure_(std::move(failure)) {}
    Answer(const Error& error) : failure_(Failure{error.message, Failure::Kind::kRuntime, {}, 0, {}, {}}) {}

    const std::vector<Item>& items() const { return items_; }
    /// One without a line is placed where the script stands that has called.
    const std::optional<Failure>& failure() const { return failure_; }

private:
    std::vector<Item> items_;
    std::optional<Failure> failure_;
};

using Function = Answer (*)(Call&);

struct FunctionRow {
    std::string_view name;
    std::string_view arguments;  ///< as a person writes them: "at, value [, ring]"
    std::string_view returns;    ///< likewise; empty: nothing
    std::string_view doc;        ///< a line of Markdown
    Grade grade = Grade::kFull;  ///< kStudent: students' scripts have it, too
    Function function = nullptr;
};

struct FieldRow {
    std::string_view name;
    std::string_view doc;
    Grade grade = Grade::kFull;
    Function get = nullptr;
    Function set = nullptr;  ///< its argument is the value; null: it is only read
};

/// A kind of handle.
struct TypeRow {
    std::string_view name;
    std::string_view doc;
    std::span<const FunctionRow> functions;  ///< called with a colon
    std::span<const FieldRow> fields;
    Function get = nullptr;  ///< of fields that have no row: its argument is the key; null: there are none
    Function set = nullptr;  ///< likewise: the key and the value
};

/// A global table with functions; without a name: global functions.
struct ModuleRow {
    std::string_view name;
    std::string_view doc;
    std::span<const FunctionRow> functions;
};

/// Of a table of named options: plain data, and which are functions.
struct Options {
    std::map<std::string, Value, std::less<>> values;
    std::set<std::string, std::less<>> functions;
    const Value* find(std::string_view name) const {
        const auto found = values.find(name);
        return found == values.end() ? nullptr : &found->second;
    }
};

/// A call that a script makes. Arguments count from 1, behind the handle of a method. Of wrong ones the first is kept, and whatever is read then is empty:
/// read all, then ask wrong().
class Call {
public:
    Call(lua_State* lua, const TypeRow* type, std::string name, std::shared_ptr<void> self);
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    lua_State* raw() { return lua_; }
    State& state() { return State::of(lua_); }
    template <class T> T& self() { return *static_cast<T*>(self_.get()); }
    const std::shared_ptr<void>& self_pointer() const { return self_; }

    int count() const { return count_; }
    bool has(int argument) const { return argument <= count_ && lua_type(lua_, index(argument)) > LUA_TNIL; }
    bool is_text(int argument) const { return has(argument) && lua_type(lua_, index(argument)) == LUA_TSTRING; }
    bool is_table(int argument) const { return has(argument) && lua_type(lua_, index(argument)) == LUA_TTABLE; }
    bool is_function(int argument) const { return has(argument) && lua_type(lua_, index(argument)) == LUA_TFUNCTION; }

    std::int64_t integer(int argument, std::string_view name, std::int64_t least, std::int64_t most);
    std::int64_t integer_or(int argument, std::string_view name, std::int64_t least, std::int64_t most, std::int64_t otherwise);
    /// 0 to 2^32 - 1, or a negative number down to -2^31 as its two's complement.
    std::uint32_t word(int argument, std::string_view name);
    double number(int argument, std::string_view name);
    std::string text(int argument, std::string_view name);
    std::string text_or(int argument, std::string_view name, std::string_view otherwise);
    /// Of whatever kind, if it is plain data; nil where it is missing.
    Value value(int argument, std::string_view name);
    /// Likewise, for who can do without.
    Result<Value> data(int argument);
    /// "a function": what it is, in words.
    std::string kind(int argument);
    Options options(int argument, std::string_view name, std::initializer_list<std::string_view> valid);
    std::shared_ptr<void> handle(int argument, std::string_view name, const TypeRow& type);

    bool wrong() const { return failure_.has_value(); }
    const Failure& failure() const { return *failure_; }
    /// Refuses an argument in words that say what was expected.
    void refuse(int argument, std::string_view name, std::string_view expected);

    /// Calls the function that is this argument, or (with a key) a field of this argument. With `self_first` its first argument is the handle that this call is on.
    /// What it returns is to be plain data.
    std::optional<Failure> invoke(int argument, std::string_view key, bool self_first, const std::vector<Item>& arguments, std::vector<Value>& returned);
    /// Keeps a function (found in the same way) with the handle that this call is on, for as long as that lives. Its number, or 0 where there was no memory.
    int keep(int argument, std::string_view key);
    /// Where a kept function's text begins.
    Place place_of_kept(int number);
    /// Calls what some call on the same handle has kept.
    std::optional<Failure> invoke_kept(int number, const std::vector<Item>& arguments, std::vector<Value>& returned);

private:
    int index(int argument) const { return argument + (type_ != nullptr ? 1 : 0); }
    bool push_function(int argument, std::string_view key);
    std::optional<Failure> invoke_pushed(bool self_first, const std::vector<Item>& arguments, std::vector<Value>& returned);

    lua_State* lua_;
    const TypeRow* type_;
    std::string name_;
    std::shared_ptr<void> self_;
    int count_;
    std::optional<Failure> failure_;
};

/// Makes a kind of handle known; before one of it is pushed. Of rows, those of the state's grade.
void add_type(State& state, const TypeRow& type);
void add_module(State& state, const ModuleRow& module);
/// Leaves it on the stack; the failure is one of memory.
std::optional<Failure> push(lua_State* lua, const Item& item);
/// The object of the handle at `index`, if it is one of that type.
std::shared_ptr<void> handle_at(lua_State* lua, int index, const TypeRow& type);
/// "a number", "nothing": what stands at `index`, in words.
std::string kind_at(lua_State* lua, int index);

}  // namespace anel::labs::lua
