// m:hook: traps that go to a function of the script.
#include "labs/runtime/binding_rows.hpp"
#include "labs/runtime/both.hpp"
#include "labs/runtime/machine_values.hpp"

namespace anel::labs {

namespace {

std::vector<std::string> names_of(const Value* value) {
    std::vector<std::string> names;
    if (value == nullptr) return names;
    for (const Value& one : value->is_array() ? *value : Value::array({*value})) names.push_back(one.is_string() ? one.get<std::string>() : one.dump());
    return names;
}

Result<std::vector<Ring>> rings_of(const Value* value) {
    std::vector<Ring> rings;
    if (value == nullptr) return rings;
    for (const Value& one : value->is_array() ? *value : Value::array({*value})) {
        if (!one.is_number_integer() || one < 0 || one > 3) return Error{"machine:hook: from is to be a ring from 0 to 3, or a list of rings"};
        rings.push_back(static_cast<Ring>(one.get<int>()));
    }
    return rings;
}

/// "monitor.lua:12: the hook's function …", or what the function itself failed with.
lua::Failure blame(lua::Call& call, int kept, const std::string& what) {
    lua::Failure failure;
    const lua::Place place = call.place_of_kept(kept);
    failure.file = place.file;
    failure.line = place.line;
    failure.message = place.file + ":" + std::to_string(place.line) + ": " +
                      in(surroundings_of(call).language, {"the hook's function that begins here {}", "a função do hook que começa aqui {}"}, what);
    return failure;
}

}  // namespace

lua::Answer add_hook(lua::Call& call) {
    const lua::Options options = call.options(1, "the hook", {"cause", "from", "call"});
    if (call.wrong()) return {};
    if (!options.functions.contains("call")) return Error{"machine:hook takes {cause=, from=, call=}, and call is to be the function; there is none"};
    const Result<std::vector<Ring>> from = rings_of(options.find("from"));
    if (!from) return from.error();
    auto wanted = causes_wanted(names_of(options.find("cause")), *from);
    if (!wanted) return Error{"machine:hook: " + wanted.error().message};
    const int kept = call.keep(1, "call");
    if (kept == 0) return Error{"machine:hook: not enough memory"};
    BoundMachine* const bound = &call.self<BoundMachine>();  // which has the hook
    bound->machine.add_hook({std::move(*wanted), [bound, kept](LabMachine& machine, const TrapInfo& trap) -> std::optional<HookAnswer> {
        std::vector<Value> returned;
        bound->failure = bound->running->invoke_kept(kept, {trap_value(trap)}, returned);
        if (bound->failure) return std::nullopt;
        const explain::Language language = surroundings_of(*bound->running).language;
        auto answer = answer_of(returned, language);
        std::string wrong = answer ? wrong_answer(machine.wrong_with(*answer, trap, language), language) : answer.error().message;
        if (wrong.empty()) return std::move(*answer);
        bound->failure = blame(*bound->running, kept, wrong);
        return std::nullopt;
    }});
    return {};
}

}  // namespace anel::labs
