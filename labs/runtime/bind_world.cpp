// world.new: Popek and Goldberg's states, for whoever classifies instructions himself.
#include <map>

#include "labs/runtime/binding_rows.hpp"
#include "labs/runtime/machine_values.hpp"
#include "labs/runtime/world.hpp"
#include "monitor/control/classify/subjects.hpp"

namespace anel::labs {

using lua::Answer;
using lua::Call;

namespace {

Answer new_world(Call& call) {
    const Value chosen = call.value(1, "the machine");
    if (call.wrong()) return {};
    const auto config = machine_config(chosen);
    if (!config) return config.error();
    return handle_of(std::make_shared<TrialWorld>(*config));
}

Answer subjects(Call&) {
    Value list = Value::array();
    for (const control::classify::Subject& subject : control::classify::subjects()) {
        Value words = Value::array();
        for (const std::uint32_t word : control::classify::shapes(subject)) words.push_back(std::int64_t{word});
        list.push_back({{"name", subject.name()}, {"words", std::move(words)}});
    }
    return list;
}

Answer fields(Call& call) {
    const auto ring = static_cast<Ring>(call.integer(1, "the ring", 0, 3));
    if (call.wrong()) return {};
    return Value(call.self<TrialWorld>().fields(ring));
}

/// That trying an instruction is worth: a machine is set up for it, and what comes of it is kept.
constexpr std::uint64_t kInstructionsPerTrial = 100;

Answer execute(Call& call) {
    const lua::Options options = call.options(1, "what to execute", {"word", "ring", "field"});
    if (call.wrong()) return {};
    const Value* const word = options.find("word");
    const Value* const ring = options.find("ring");
    const auto number = word != nullptr ? word_of(*word) : std::nullopt;
    if (!number) return Error{"world:execute: word is to be an instruction's, 32 bits"};
    if (ring == nullptr || !ring->is_number_integer() || *ring < 0 || *ring > 3) return Error{"world:execute: ring is to be a ring from 0 to 3"};
    if (const auto& work = surroundings_of(call).work) work(kInstructionsPerTrial);
    const Value* const field = options.find("field");
    if (field != nullptr && !field->is_string()) return Error{"world:execute: field is to be a name of world:fields(ring), or nil"};
    auto outcome = call.self<TrialWorld>().execute(*number, static_cast<Ring>(ring->get<int>()), field != nullptr ? field->get<std::string>() : "");
    return outcome ? Answer(std::move(*outcome)) : Answer(outcome.error());
}

constexpr lua::FunctionRow kWorldFunctions[] = {
    {"subjects", "", "subjects", "Every instruction, those on system registers once for each: `{name=, words={…}}`, in all the shapes of its operands that matter.", kStudents, subjects},
    {"fields", "ring", "names", "The fields of Z, the machine's resources, that can be changed for an instruction in that ring. Those whose names begin with `grant:` give outer rings what they do not have by themselves.", kStudents, fields},
    {"execute", "{word=, ring=, field=}", "outcome", "Executes an instruction in the usual state of a ring, with one field of Z changed where one is named: `{trapped=, program=, resources=, changes={…}}`. The first is whether it trapped; then "
     "the rest is empty. `program` and `resources` stand for what the program and the resources are behind it: two are equal if and only if what they stand for is. `changes`: names of the fields of Z that the instruction has "
     "changed.", kStudents, execute},
};
constexpr lua::FunctionRow kWorldModuleFunctions[] = {
    {"new", "[config]", "w", "The world of a machine (as `machine.new` takes it).", kFullOnly, new_world},
};

}  // namespace

lua::Handle handle_of(const std::shared_ptr<TrialWorld>& world) { return {&kWorldType, world}; }

const lua::TypeRow kWorldType{"w", "The states in which instructions are tried, after Popek and Goldberg ([who traps](who-traps.md)).", kWorldFunctions, {}};
const lua::ModuleRow kWorldModule{"world", "Trying single instructions.", kWorldModuleFunctions};

}  // namespace anel::labs
