#include "labs/grader/debug_session.hpp"

#include "labs/grader/words.hpp"
#include "labs/runtime/lua_value.hpp"
#include "labs/runtime/sandbox/task_machine.hpp"

namespace anel::labs {

namespace {

using namespace fmt::literals;

/// A chunk that is given (files, task, machine or nil, the use of a hook to stop in front of or 0, the instructions that a task may execute). It does the task and
/// returns "step", "error" and its message, or "end".
constexpr const char* kDriver = R"lua(
local files, task, machine, stop_at, budget = ...
for file, text in pairs(files) do
    local provided = file:match("^provided/(.*)%.lua$")
    local name = provided or file:match("^(.*)%.lua$")
    if name and not (provided and files[provided .. ".lua"]) then
        package.preload[name] = function() return assert(load(text, "@" .. file, "t"))() end
    end
end
m = machine
if task.world then world = _ENV.world.new(task.machine) end
local subject = machine or world

local function protected(work)
    debug.sethook(function() error("your Lua code executed " .. budget .. " instructions: does a loop not end?", 2) end, "", budget)
    local ok, message = pcall(work)
    debug.sethook()
    return ok, message
end

local ok, message = protected(function()
    if machine then
        for name, value in pairs(task.cpu or {}) do machine.cpu[name] = value end
    end
    if task.module then submission = require(task.module) end
    local uses = 0
    for _, hook in ipairs(task.hooks or {}) do
        machine:hook{cause = hook.cause, from = hook.from, call = function(m, at)
            uses = uses + 1
            if uses == stop_at then
                trap = at
                return "stop", {message = "step"}
            end
            return submission[hook.call](m, at)
        end}
    end
    for _, step in ipairs(task.steps or {}) do
        if step.call then
            submission[step.call](subject, table.unpack(step.args or {}))
        else
            local _, why = machine:run_until{address = step.run.address, limit = step.run.cycles or task.budget.cycles}
            if trap and why == "step" then return end
        end
    end
end)
if not ok then return "error", tostring(message) end
return trap and "step" or "end"
)lua";

}  // namespace

struct DebugSession::Content {
    Surroundings surroundings;
    TaskMachine machine;
    std::unique_ptr<lua::State> state = std::make_unique<lua::State>();
};

DebugSession::DebugSession() : content_(std::make_unique<Content>()) {}
DebugSession::~DebugSession() {
    // Lua first: what it holds of the machine's goes with it.
    content_->state.reset();
}

lua::State& DebugSession::state() { return *content_->state; }

Result<std::unique_ptr<DebugSession>> DebugSession::start(const Value& task, const Submission& files, std::optional<std::size_t> step, explain::Language language) {
    std::unique_ptr<DebugSession> session(new DebugSession);
    Content& content = *session->content_;
    content.surroundings.language = language;
    content.surroundings.log = [](std::string_view line) { fmt::print("{}\n", line); };
    if (task.contains("machine") && !task.value("world", false)) {
        content.machine = make_machine(task, files);
        if (content.machine.failure) return Error{content.machine.failure->message};
    }
    lua::State& state = *content.state;
    state.open_libraries();
    bind(state, content.surroundings);
    lua_State* const lua = state.raw();
    const auto failed = [](const lua::Failure& failure) { return Error{failure.message}; };
    if (const auto failure = state.load(kDriver, "debug")) return failed(*failure);
    Value texts = Value::object();
    for (const auto& [name, text] : files.files) texts[name] = text;
    if (const auto failure = lua::push(lua, texts)) return failed(*failure);
    if (const auto failure = lua::push(lua, task)) return failed(*failure);
    if (content.machine.bound == nullptr) lua_pushnil(lua);
    else if (const auto failure = lua::push(lua, handle_of(content.machine.bound))) return failed(*failure);
    lua_pushinteger(lua, step ? static_cast<lua_Integer>(*step + 1) : 0);
    if (const auto failure = lua::push(lua, task.at("budget").at("instructions"))) return failed(*failure);
    if (const auto failure = state.call(lua, 5, 2)) return failed(*failure);
    const auto how = lua::from_lua(lua, -2);
    const auto message = lua::from_lua(lua, -1);
    lua_pop(lua, 2);
    const std::string ended = how && how->is_string() ? how->get<std::string>() : "";
    if (ended == "step") session->where_ = say(language, Say::kAtStep, "step"_a = *step + 1);
    else if (ended == "error") session->where_ = say(language, Say::kAtError, "message"_a = message && message->is_string() ? message->get<std::string>() : "");
    else session->where_ = say(language, Say::kAtEnd);
    return session;
}

}  // namespace anel::labs
