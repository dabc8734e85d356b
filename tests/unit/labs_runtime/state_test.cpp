// The interpreter: bounded memory, errors with file and line, several side by side; and the binding: nothing of C++'s is lost when a script's error passes.
#include "labs/runtime/lua_state.hpp"

#include <memory>
#include <string>
#include <vector>

#include "labs/runtime/lua_api.hpp"
#include "labs/runtime/lua_reference.hpp"
#include "labs/runtime/lua_value.hpp"
#include "tests/unit/catch.hpp"

namespace anel::labs::lua {

namespace {

/// Counts those that are alive.
struct Witness {
    explicit Witness(int& alive) : alive_(&alive) { ++*alive_; }
    Witness(const Witness& other) : alive_(other.alive_) { ++*alive_; }
    ~Witness() { --*alive_; }
    Witness& operator=(const Witness&) = delete;
    int* alive_;
};

struct Thing {
    Witness witness;
    std::int64_t number = 7;
};

int& alive_of(State& state) { return *static_cast<int*>(state.context); }
extern const TypeRow kThing;

Answer make_thing(Call& call) {
    const Witness here(alive_of(call.state()));
    return Handle{&kThing, std::make_shared<Thing>(Thing{Witness(alive_of(call.state()))})};
}
/// Holds something with a destructor across everything that can go wrong.
Answer call_back(Call& call) {
    const Witness here(alive_of(call.state()));
    std::vector<Value> returned;
    if (auto failure = call.invoke(1, "", false, {Value(std::string(100, 'a'))}, returned)) return *failure;
    return returned.empty() ? Answer() : Answer(returned.front());
}
Answer refuse(Call& call) {
    const Witness here(alive_of(call.state()));
    return Error{"refused, because it always is"};
}
Answer large(Call& call) {
    const Witness here(alive_of(call.state()));
    return Value(std::string(std::size_t{1} << 22, 'x'));
}
Answer keep(Call& call) {
    const Witness here(alive_of(call.state()));
    return Value(call.keep(1, ""));
}
Answer call_kept(Call& call) {
    const Witness here(alive_of(call.state()));
    std::vector<Value> returned;
    if (auto failure = call.invoke_kept(static_cast<int>(call.integer(1, "number", 1, 100)), {}, returned)) return *failure;
    return returned.empty() ? Answer() : Answer(returned.front());
}
Answer add(Call& call) {
    const Witness here(alive_of(call.state()));
    return Value(call.self<Thing>().number + call.integer(1, "n", 0, 100));
}
Answer get_number(Call& call) { return Value(call.self<Thing>().number); }
Answer set_number(Call& call) {
    call.self<Thing>().number = call.word(1, "number");
    return {};
}

const FunctionRow kThingFunctions[] = {{"add", "n", "number", "Adds.", Grade::kStudent, add},
                                       {"keep", "f", "n", "Keeps.", Grade::kFull, keep},
                                       {"call_kept", "n", "x", "Calls.", Grade::kFull, call_kept}};
const FieldRow kThingFields[] = {{"number", "A number.", Grade::kStudent, get_number, set_number}, {"same", "The same.", Grade::kFull, get_number, nullptr}};
const TypeRow kThing{"thing", "A thing.", kThingFunctions, kThingFields};
const FunctionRow kFunctions[] = {{"thing", "", "thing", "Makes one.", Grade::kStudent, make_thing},
                                  {"call_back", "f", "x", "Calls f.", Grade::kStudent, call_back},
                                  {"refuse", "", "", "Refuses.", Grade::kStudent, refuse},
                                  {"large", "", "text", "Much.", Grade::kFull, large}};
const ModuleRow kModule{"things", "Things.", kFunctions};

struct Bench {
    int alive = 0;
    std::unique_ptr<State> state;
    explicit Bench(Grade grade = Grade::kFull, std::size_t memory = 0) : state(std::make_unique<State>(grade, memory)) {
        state->open_libraries();
        state->context = &alive;
        add_type(*state, kThing);
        add_module(*state, kModule);
    }
    std::optional<Failure> run(const std::string& text, std::vector<Value>* returned = nullptr) {
        auto failure = state->run(text, "test.lua", {}, returned);
        CHECK(lua_gettop(state->raw()) == 0);
        return failure;
    }
    Failure fails(const std::string& text) {
        auto failure = run(text);
        INFO(text);
        REQUIRE(failure);
        return *failure;
    }
    Value gives(const std::string& text) {
        std::vector<Value> returned;
        auto failure = run("return " + text, &returned);
        INFO((failure ? failure->message : ""));
        REQUIRE_FALSE(failure);
        REQUIRE(returned.size() == 1);
        return returned.front();
    }
};

}  // namespace

TEST_CASE("an error has the file and the line of the script that is to blame, whoever raises it") {
    Bench bench;
    const auto at = [&](const std::string& text, int line, const std::string& message) {
        const Failure failure = bench.fails(text);
        INFO(failure.message);
        CHECK(failure.file == "test.lua");
        CHECK(failure.line == line);
        CHECK(failure.message.starts_with("test.lua:" + std::to_string(line) + ": "));
        CHECK(failure.message.find(message) != std::string::npos);
    };
    at("\n\nlocal x = = 1", 3, "unexpected symbol");
    at("\nlocal x = nil\nreturn x.y", 3, "attempt to index a nil value");
    at("\nerror('mine')", 2, "mine");
    at("\n\nerror('without a place', 0)", 3, "without a place");
    at("\nthings.refuse()", 2, "refused, because it always is");
    at("\n\nthings.thing().numbre = 1", 3, "a thing has no 'numbre'; did you mean 'number'?");
    at("\nreturn things.thing().zzzzzzz", 2, "there are number, same, add, keep, call_kept");
    at("\nthings.thing().same = 1", 2, "thing.same can only be read");
    at("\nthings.thing().add(3)", 2, "with a colon (x:add(…)); here it is called on 3");
    at("\nthings.thing():add('3')", 2, "thing:add: n is to be a whole number from 0 to 100; found the text '3'");
    at("\nthings.thing():add()", 2, "found nothing");
    at("\nthings.thing():add(1.5)", 2, "found 1.5");
    at("\nthings.thing().number = 2^40 // 1 | 0", 2, "32 bits (write v & 0xffffffff to cut it off)");
    at("\n\nthings.call_back(function()\n  local y = nil + 1\nend)", 4, "arithmetic");
    // Lua says of what passes a coroutine both where it came from and where it went through.
    at("local f = coroutine.wrap(function()\n\n things.refuse() end)\nf()", 4, "test.lua:3: refused");
    CHECK(bench.fails("x = = 1").kind == Failure::Kind::kSyntax);
    CHECK(bench.fails("error('x')").traceback.find("test.lua:1: in main chunk") != std::string::npos);
    const Failure object = bench.fails("\nerror({message = 'of a table', step = 3})");
    CHECK(object.object == Value({{"message", "of a table"}, {"step", 3}}));
    CHECK(object.message == "test.lua:2: of a table");
    CHECK(bench.fails("error(things.thing())").message.find("no text but a userdata") != std::string::npos);
}

TEST_CASE("the name of a file is whole in messages, however long it is") {
    State state;
    std::vector<Value> returned;
    std::string name(100, 'd');
    name += "/long.lua";
    const auto failure = state.run("\nlocal x = nil\nx()", name, {}, &returned);
    REQUIRE(failure);
    CHECK(failure->file == name);
    CHECK(failure->message.starts_with(name + ":3: "));
}

TEST_CASE("bytecode is refused") {
    Bench bench;
    const Value code = bench.gives("string.dump(function() end)");
    std::vector<Value> returned;
    const auto failure = bench.state->run(code.get<std::string>(), "code", {}, &returned);
    REQUIRE(failure);
    CHECK(failure->message.find("binary chunk") != std::string::npos);
}

TEST_CASE("whatever goes wrong on the way between script and C++, everything that C++ held is destroyed") {
    Bench bench;
    (void)bench.fails("things.call_back(function(text) local function f() return f() + 1 end return f() end)");
    (void)bench.fails("local function f() return things.call_back(f) end f()");
    for (int round = 0; round < 20; ++round) {
        (void)bench.fails("things.call_back(function(text) error('in between') end)");
        (void)bench.fails("things.call_back(function(text) things.refuse() end)");
        (void)bench.fails("things.call_back(function(text) things.call_back(function() error({message = 'deep'}) end) end)");
        (void)bench.fails("things.call_back(function(text) return print end)");
        (void)bench.fails("things.call_back(function(text) coroutine.yield() end)");
        (void)bench.fails("things.call_back(3)");
        CHECK_FALSE(bench.run("things.call_back(function() end) local t = things.thing() t = nil"));
        CHECK_FALSE(bench.run("collectgarbage() collectgarbage()"));
        CHECK(bench.alive == 0);
    }
    CHECK_FALSE(bench.run("kept = things.thing()"));
    CHECK(bench.alive == 1);
    bench.state.reset();
    CHECK(bench.alive == 0);
}

TEST_CASE("memory that is refused in the middle of anything is an error of the script, at whatever allocation it comes") {
    // Each limit refuses another allocation: in the script, in the library, in the trampoline's answer, in the making of its error.
    int failures = 0;
    for (std::size_t limit = 0; limit < 3000; limit += 24) {
        Bench bench;
        const std::size_t base = bench.state->memory_used();
        bench.state.reset();
        Bench tight(Grade::kFull, base + 400 + limit);
        std::vector<Value> returned;
        for (const char* text : {"local a = {} for i = 1, 20 do a[i] = things.thing() end", "things.refuse()", "things.call_back(function(t) return {t, t .. 'x'} end)",
                                 "things.thing():keep(function() end)", "return {a = {1, 2, 3}}", "return things.large()"}) {
            if (auto failure = tight.state->run(text, "t", {}, &returned)) ++failures;
            CHECK(lua_gettop(tight.state->raw()) == 0);
        }
        tight.state.reset();
        CHECK(tight.alive == 0);
    }
    CHECK(failures > 200);
}

TEST_CASE("the memory limit holds, is told once, and more than the limit is never held") {
    State state(Grade::kFull, std::size_t{1} << 20);
    state.open_libraries();
    int told = 0;
    state.on_memory_limit([](void* context) { ++*static_cast<int*>(context); }, &told);
    std::vector<Value> returned;
    const auto failure = state.run("local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end", "t", {}, &returned);
    REQUIRE(failure);
    CHECK(failure->kind == Failure::Kind::kMemory);
    CHECK(failure->message.find("not enough memory") != std::string::npos);
    CHECK(state.memory_peak() <= std::size_t{1} << 20);
    CHECK(state.memory_peak() > std::size_t{900} << 10);
    CHECK(told == 1);
    CHECK_FALSE(state.run("return 1", "t", {}, &returned));
}

TEST_CASE("states in one process know nothing of each other") {
    Bench one;
    Bench other;
    CHECK_FALSE(one.run("x = 1 things.thing = nil string.rep = nil"));
    CHECK(other.gives("x == nil and things.thing ~= nil and string.rep ~= nil") == true);
    CHECK(&State::of(one.state->raw()) == one.state.get());
    CHECK(&State::of(other.state->raw()) == other.state.get());
}

TEST_CASE("a student's state has the rows that are marked so, and no others") {
    Bench bench(Grade::kStudent);
    CHECK(bench.gives("things.large == nil and things.thing ~= nil") == true);
    CHECK(bench.gives("things.thing():add(1)") == 8);
    CHECK(bench.fails("return things.thing().same").message.find("has no 'same'; did you mean 'number'") == std::string::npos);
    CHECK(bench.fails("return things.thing().keep").message.find("there are number, add") != std::string::npos);
}

TEST_CASE("what is behind a handle is out of a script's reach") {
    Bench bench;
    CHECK(bench.gives("getmetatable(things.thing())") == false);
    CHECK(bench.fails("setmetatable(things.thing(), {})").message.find("table expected") != std::string::npos);
    CHECK(bench.fails("local t = things.thing() t.add(io.stdout, 1)").message.find("called on a userdata") != std::string::npos);
    CHECK_FALSE(bench.run("local t = things.thing() local m = debug.getmetatable(t) m.__gc(t) m.__gc(t)"));
    (void)bench.fails("local t = things.thing() debug.getmetatable(t).__gc(t) return t.number");
}

TEST_CASE("a function that is kept with a handle lives as long as it, and no longer, though it holds the handle itself") {
    Bench bench;
    CHECK_FALSE(bench.run("t = things.thing() n = t:keep(function(self) return self.number + t.number end) m = t:keep(function() return 'second' end)"));
    CHECK_FALSE(bench.run("collectgarbage()"));
    CHECK(bench.gives("t:call_kept(n)") == 14);
    CHECK(bench.gives("t:call_kept(m)") == "second");
    CHECK_FALSE(bench.run("t = nil collectgarbage() collectgarbage()"));
    CHECK(bench.alive == 0);
}

TEST_CASE("a counting hook stops what does not stop by itself, in coroutines, too") {
    Bench bench;
    bench.state->count_hook([](lua_State* lua, lua_Debug*) { luaL_error(lua, "enough"); }, 1000);
    CHECK(bench.fails("while true do end").message.find("enough") != std::string::npos);
    CHECK(bench.fails("coroutine.wrap(function() while true do end end)()").message.find("enough") != std::string::npos);
}

TEST_CASE("the reference page names every row") {
    const ModuleRow* const modules[] = {&kModule};
    const TypeRow* const types[] = {&kThing};
    const std::string page = reference_markdown(modules, types);
    for (const char* part : {"| `things.thing()` | `thing` | yes | Makes one. |", "| `things.large()` | `text` |  | Much. |", "| `thing:add(n)` | `number` | yes | Adds. |",
                             "| `thing.number` | yes | yes | A number. |", "| `thing.same` |  |  | The same. |"}) {
        INFO(part);
        CHECK(page.find(part) != std::string::npos);
    }
}

}  // namespace anel::labs::lua
