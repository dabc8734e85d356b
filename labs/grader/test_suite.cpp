#include "labs/grader/test_suite.hpp"

#include <fmt/format.h>

#include "isa/base/invariant.hpp"
#include "labs/grader/test_driver.hpp"
#include "labs/runtime/bindings.hpp"
#include "labs/runtime/lua_state.hpp"
#include "labs/runtime/lua_value.hpp"

namespace anel::labs {

namespace {

/// Where the driver's functions stay, on the state's stack.
enum DriverFunction : int { kProvide = 1, kAdd, kMake, kJudge };

std::string text_in(const Value& raised, const char* field) {
    const auto found = raised.find(field);
    return found != raised.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

struct TestSuite::Content {
    explicit Content(explain::Language spoken) : language(spoken) { surroundings.language = spoken; }

    Surroundings surroundings;  // first: the state holds on to it
    lua::State state;
    explain::Language language;
    std::vector<TestInfo> tests;

    /// Calls a function of the driver with what `arguments` leaves on the stack; what it gives is plain data.
    Result<Value> call(DriverFunction function, int arguments) {
        lua_State* const lua = state.raw();
        lua_pushvalue(lua, function);
        lua_insert(lua, -1 - arguments);
        if (const auto failure = state.call(lua, arguments, 1)) return Error{failure->message};
        auto value = lua::from_lua(lua, -1);
        lua_pop(lua, 1);
        return value;
    }

    Status add(const std::string& name, const std::string& text, bool hidden) {
        lua_State* const lua = state.raw();
        if (const auto failure = state.load(text, name)) return Error{failure->message};
        if (const auto failure = state.call(lua, 0, 1)) return Error{failure->message};
        if (const auto failure = lua::push(lua, Value(name))) return Error{failure->message};
        lua_pushboolean(lua, hidden);
        const auto descriptions = call(kAdd, 3);
        if (!descriptions) return descriptions.error();
        for (const Value& one : *descriptions)
            tests.push_back({one.at("name"), one.at("title"), one.at("points"), one.at("cases"), one.at("hidden"), one.at("ends"), one.at("reproduce"), one.at("hint")});
        return {};
    }

    Status open(const Lab& lab, bool hidden) {
        lua_State* const lua = state.raw();
        state.open_libraries();
        bind(state, surroundings);
        if (const auto failure = state.load(kTestDriver, "test_driver")) return Error{failure->message};
        if (const auto failure = lua::push(lua, Value(explain::kLanguageTags[static_cast<std::size_t>(language)]))) return Error{failure->message};
        if (const auto failure = state.call(lua, 1, kJudge)) return Error{failure->message};
        invariant(lua_gettop(lua) == kJudge, "the driver's functions are all that is on the stack");
        for (const auto& [file, text] : lab.tests) {
            if (!file.ends_with(".lua") || file == "visible.lua" || file == "hidden.lua") continue;
            if (const auto failure = lua::push(lua, Value(file.substr(0, file.size() - 4)))) return Error{failure->message};
            if (const auto failure = state.load(text, lab.id + "/tests/" + file)) return Error{failure->message};
            if (const auto done = call(kProvide, 2); !done) return done.error();
        }
        if (Status status = add(lab.id + "/tests/visible.lua", lab.tests.at("visible.lua"), false); !status) return status;
        if (!hidden) return {};
        if (!lab.has_hidden_tests())
            return Error{fmt::format("{}: the hidden tests (tests/hidden.lua) are missing; this is a hand-out: take the instructor's pack", lab.folder.string())};
        return add(lab.id + "/tests/hidden.lua", lab.tests.at("hidden.lua"), true);
    }
};

TestSuite::TestSuite(std::unique_ptr<Content> content) : content_(std::move(content)) {}
TestSuite::TestSuite(TestSuite&&) noexcept = default;
TestSuite& TestSuite::operator=(TestSuite&&) noexcept = default;
TestSuite::~TestSuite() = default;

const std::vector<TestInfo>& TestSuite::tests() const { return content_->tests; }

Result<TestSuite> TestSuite::load(const Lab& lab, bool hidden, explain::Language language) {
    auto content = std::make_unique<Content>(language);
    if (Status status = content->open(lab, hidden); !status) return status.error();
    return TestSuite(std::move(content));
}

Result<Value> TestSuite::make(std::size_t test, std::uint64_t seed) {
    lua_State* const lua = content_->state.raw();
    lua_pushinteger(lua, static_cast<lua_Integer>(test + 1));
    lua_pushinteger(lua, static_cast<lua_Integer>(seed));
    auto task = content_->call(kMake, 2);
    if (task && !task->is_object()) return Error{fmt::format("test '{}': make has to return a task, a table with names", content_->tests[test].name)};
    return task;
}

Judgement TestSuite::judge(const Value& evidence) {
    lua_State* const lua = content_->state.raw();
    lua_pushvalue(lua, kJudge);
    if (const auto failure = lua::push(lua, evidence)) {
        lua_pop(lua, 1);
        return {Judgement::End::kBroken, failure->message, {}, {}, {}};
    }
    const auto failure = content_->state.call(lua, 1, 0);
    if (!failure) return {};
    const Value& raised = failure->object;
    if (!raised.is_object() || !raised.contains("expect")) return {Judgement::End::kBroken, failure->message, {}, {}, {}};
    Judgement judgement;
    judgement.end = Judgement::End::kFails;
    judgement.message = text_in(raised, "message");
    judgement.explain = text_in(raised, "explain");
    if (const auto step = raised.find("step"); step != raised.end() && step->is_number_integer() && step->get<std::int64_t>() >= 1) judgement.step = step->get<std::size_t>() - 1;
    if (const auto wanted = raised.find("wanted"); wanted != raised.end()) judgement.wanted = *wanted;
    return judgement;
}

}  // namespace anel::labs
