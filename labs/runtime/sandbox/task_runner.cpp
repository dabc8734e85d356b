#include "labs/runtime/sandbox/task_runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "labs/runtime/both.hpp"
#include "labs/runtime/lua_state.hpp"
#include "labs/runtime/lua_value.hpp"
#include "labs/runtime/machine_values.hpp"
#include "labs/runtime/sandbox/student.hpp"
#include "labs/runtime/sandbox/task_fields.hpp"
#include "labs/runtime/sandbox/task_machine.hpp"
#include "labs/runtime/sandbox/task_module.hpp"
#include "labs/runtime/world.hpp"

namespace anel::labs {
namespace {

constexpr std::uint64_t kInstructionsPerHook = 50;                          ///< that a call of a hook is worth by itself
constexpr std::size_t kInputBytesMost = std::size_t{512} << 20;             ///< of what a submission has done to the machine, all of which its history keeps

constexpr std::size_t kMessageBytesMost = 4000;
constexpr std::string_view kProvided = "provided/";

// Of processor time, as a last resort: what is counted takes a small part of it.
double seconds_for(const Value& task) {
    const Value& budget = field(task, "budget");
    return 5 + static_cast<double>(number(field(budget, "instructions"), kBudgetInstructions)) / 4e6 + static_cast<double>(number(field(budget, "cycles"), kBudgetCycles)) / 1e6;
}

// Ends the task here, with this evidence.
struct Ended {
    const char* how;
    std::string message;
    std::string file = {};
    int line = 0;
};
using MaybeEnded = std::optional<Ended>;

class Running {
public:
    Running(const Value& task, const Submission& files, const std::function<void(const Value&)>& leave)
        : task_(task), files_(files), leave_(leave), cycles_left_(number(field(field(task, "budget"), "cycles"), kBudgetCycles)),
          meter_(number(field(field(task, "budget"), "instructions"), kBudgetInstructions), seconds_for(task), [this](Used what) { abort(what); }),
          arena_(number(field(field(task, "budget"), "memory_bytes"), kBudgetMemory), meter_), student_(meter_, arena_, files, number(field(task, "poison"), 1)) {
        student_.each_tick = [this] { watch_inputs(); };
        student_.language = language_of(task);
    }

    Value run() {
        const MaybeEnded ended = all();
        evidence_["ended"] = ended ? ended->how : "done";
        if (ended) {
            evidence_["message"] = ended->message.size() <= kMessageBytesMost ? ended->message : ended->message.substr(0, kMessageBytesMost) + " …";
            if (!ended->file.empty()) evidence_["file"] = ended->file;
            if (ended->line != 0) evidence_["line"] = ended->line;
        }
        gather();
        // Lua first: what it holds of the machine's goes with it.
        module_.reset();
        state_.reset();
        return std::move(evidence_);
    }

private:
    LabMachine& machine() { return made_.bound->machine; }

    MaybeEnded all() {
        if (!task_.is_object()) return Ended{"bad-task", "a task is a table"};
        evidence_["steps"] = Value::array();
        const bool of_world = field(task_, "world") == true;
        if (!of_world && !field(task_, "machine").is_null()) {
            made_ = make_machine(task_, files_);
            if (made_.failure) {
                const std::string message = made_.failure->message;
                const char* const how = made_.failure->task_is_wrong ? "bad-task" : "refused";
                made_.bound.reset();
                return Ended{how, message};
            }
        }
        state_.emplace(lua::Grade::kStudent);
        open_student(*state_, student_);
        bind(*state_, student_);
        module_.emplace(*state_, files_, student_.language);
        if (auto ended = of_world ? make_world() : registers()) return ended;
        begin_student(*state_);
        if (auto ended = require_module()) return ended;
        for (const Value& hook : field(task_, "hooks"))
            if (auto ended = add_hook(hook)) return ended;
        for (const Value& step : field(task_, "steps"))
            if (auto ended = do_step(step)) return ended;
        return {};
    }

    MaybeEnded make_world() {
        const auto config = task_config(task_);
        if (!config) return Ended{"bad-task", config.error().message};
        has_subject_ = module_->keep_subject(handle_of(std::make_shared<TrialWorld>(*config)));
        return has_subject_ ? MaybeEnded() : Ended{"memory", "there is no memory for the world's handle"};
    }

    // By the binding's own names, before anything of the student's has run.
    MaybeEnded registers() {
        if (made_.bound == nullptr) return {};
        has_subject_ = module_->keep_subject(handle_of(made_.bound));
        if (!has_subject_) return Ended{"memory", "there is no memory for the machine's handle"};
        const Value& cpu = field(task_, "cpu");
        if (!cpu.is_object()) return {};
        if (const auto failure = module_->set_registers(cpu)) return Ended{"bad-task", "cpu: " + failure->message};
        return {};
    }

    MaybeEnded require_module() {
        const Value& name = field(task_, "module");
        if (!name.is_string()) return {};
        std::vector<std::string> functions;
        for (const char* list : {"hooks", "steps"})
            for (const Value& each : field(task_, list))
                if (const Value& function = field(each, "call"); function.is_string()) functions.push_back(function.get<std::string>());
        const auto refused = module_->require(name.get<std::string>(), functions);
        if (!refused) return {};
        return Ended{refused->refused ? "refused" : "error", refused->failure.message, refused->failure.file, refused->failure.line};
    }

    Ended error(const lua::Failure& failure) const {
        const lua::Place place = own_place(failure);
        return Ended{failure.kind == lua::Failure::Kind::kMemory ? "memory" : "error", failure.message, place.file, place.line};
    }

    /// Of an error in what a lab provides: who called that, if it was a file of the submission's own.
    lua::Place own_place(const lua::Failure& failure) const {
        if (failure.file.starts_with(kProvided)) {
            std::istringstream lines(failure.traceback);
            for (std::string text; std::getline(lines, text);) {
                const lua::Place place = lua::place_in(std::string_view(text).substr(std::min(text.find_first_not_of('\t'), text.size())));
                if (place.line != 0 && !place.file.starts_with(kProvided) && files_.files.contains(place.file)) return place;
            }
        }
        return {failure.file, failure.line};
    }

    MaybeEnded add_hook(const Value& hook) {
        if (made_.bound == nullptr) return Ended{"bad-task", "hooks: there is no machine"};
        const Value& call = field(hook, "call");
        if (!call.is_string()) return Ended{"bad-task", "hooks: `call` is to name a function of the module"};
        std::vector<std::string> causes;
        const Value& cause = field(hook, "cause");
        for (const Value& each : cause.is_array() ? cause : Value::array({cause})) causes.push_back(each.is_string() ? each.get<std::string>() : each.dump());
        std::vector<Ring> from;
        const Value& rings = field(hook, "from");
        for (const Value& each : rings.is_array() || rings.is_null() ? rings : Value::array({rings})) {
            if (!each.is_number_integer() || each < 0 || each > 3) return Ended{"bad-task", "hooks: `from` is to be rings from 0 to 3"};
            from.push_back(static_cast<Ring>(each.get<int>()));
        }
        auto wanted = causes_wanted(causes, from);
        if (!wanted) return Ended{"bad-task", "hooks: " + wanted.error().message};
        machine().add_hook({std::move(*wanted), [this, name = call.get<std::string>()](LabMachine& here, const TrapInfo& trap) { return serve(name, here, trap); }});
        return {};
    }

    std::optional<HookAnswer> serve(const std::string& name, LabMachine& here, const TrapInfo& trap) {
        meter_.charge(kInstructionsPerHook);
        watch_inputs();
        std::vector<Value> returned;
        if (const auto failure = module_->call(name, true, {trap_value(trap)}, returned)) {
            failed_ = error(*failure);
            return std::nullopt;
        }
        auto answer = answer_of(returned, student_.language);
        const std::string wrong = answer ? wrong_answer(here.wrong_with(*answer, trap, student_.language), student_.language) : answer.error().message;
        if (wrong.empty()) return std::move(*answer);
        const lua::Place place = module_->place_of(name);
        failed_ = Ended{"error", in(student_.language, {"{}:{}: {}, which begins here, {}", "{}:{}: {}, que começa aqui, {}"}, place.file, place.line, name, wrong), place.file, place.line};
        return std::nullopt;
    }

    MaybeEnded do_step(const Value& step) {
        if (const Value& call = field(step, "call"); call.is_string()) return call_step(call.get<std::string>(), field(step, "args"));
        if (const Value& run = field(step, "run"); !run.is_null()) return run_step(run);
        return Ended{"bad-task", "steps: a step is {call=, args=} or {run={…}}"};
    }

    MaybeEnded call_step(const std::string& name, const Value& arguments) {
        std::vector<Value> given, returned;
        for (const Value& argument : arguments) given.push_back(argument);
        if (const auto failure = module_->call(name, has_subject_, given, returned)) return error(*failure);
        evidence_["steps"].push_back({{"returned", std::move(returned)}});
        return {};
    }

    MaybeEnded run_step(const Value& run) {
        if (made_.bound == nullptr) return Ended{"bad-task", "steps: there is no machine to run"};
        const std::uint64_t wanted = number(field(run, "cycles"), cycles_left_);
        RunUntil until;
        until.limit = std::min(wanted, cycles_left_);
        if (const Value& address = field(run, "address"); !address.is_null()) {
            until.address = word_of(address);
            if (!until.address || *until.address % 4 != 0) return Ended{"bad-task", "steps: `address` is to be an instruction's"};
        }
        const Cycles before = machine().cycle();
        const Ending ending = machine().run(until);
        cycles_left_ -= std::min(cycles_left_, machine().cycle() - before);
        if (ending == Ending::kHookFailed) return failed_ ? *failed_ : Ended{"error", machine().hook_message()};
        Value stop{{"stop", name_of(ending)}, {"cycle", machine().cycle()}};
        if (ending == Ending::kStop) stop["message"] = machine().hook_message();
        evidence_["steps"].push_back(std::move(stop));
        if (ending == Ending::kLimit && wanted > *until.limit) return Ended{"cycles", "the run took all the cycles that the task has"};
        return {};
    }

    // Of what a submission does to the machine, history keeps every stroke.
    void watch_inputs() {
        if (made_.bound == nullptr) return;
        const std::vector<machine::Input>& inputs = machine().history().inputs();
        watched_ = std::min(watched_, inputs.size());
        for (; watched_ < inputs.size(); ++watched_) input_bytes_ += sizeof(machine::Input) + inputs[watched_].bytes.size();
        if (input_bytes_ > kInputBytesMost) meter_.end(Used::kMemory);
    }

    // The evidence that needs no Lua.
    void gather() {
        evidence_["lua"] = {{"instructions", meter_.used()}};
        evidence_["log"] = student_.printed;
        if (made_.bound == nullptr) return;
        const Value& report = field(task_, "report");
        LabMachine& here = machine();
        evidence_["cpu"] = cpu_value(here.state(), here.cycle(), here.config().assist.present);
        evidence_["memory"] = Value::array();
        for (const Value& piece : field(report, "memory")) {
            const std::uint64_t at = number(field(piece, "at"), 0), bytes = number(field(piece, "bytes"), 0);
            const auto memory = here.memory();
            const std::uint64_t from = std::min<std::uint64_t>(at, memory.size()), end = std::min<std::uint64_t>(from + bytes, memory.size());
            evidence_["memory"].push_back(std::string(memory.begin() + static_cast<std::ptrdiff_t>(from), memory.begin() + static_cast<std::ptrdiff_t>(end)));
        }
        evidence_["console"] = here.console();
        evidence_["cycles"] = here.cycle();
        evidence_["instructions"] = here.instructions();
        evidence_["guest_instructions"] = here.guest_instructions();
        const auto events = here.events();
        const auto shown = events.first(std::min<std::size_t>(events.size(), number(field(report, "events"), kReportedEvents)));
        evidence_["events"] = events_value(shown);
        evidence_["events_lost"] = here.events_lost() + events.size() - shown.size();
        evidence_["ledger"] = ledger_value(here.machine().cpu().ledger());
        evidence_["symbols"] = made_.symbols;
        evidence_["hooks"] = hook_records_value(here.hook_records());
        evidence_["hook_count"] = here.hook_count();
        if (field(report, "explain") == true && !here.in_hook()) evidence_["explain"] = here.explain(student_.language);
    }

    // From wherever the student's code is.
    void abort(Used what) {
        static constexpr const char* messages[] = {
            "it used up its instructions: is there a loop that does not end?",
            "it used up its memory: is there a table or a text that grows without end?",
            "it took too long: instructions that go through long texts, over and over",
        };
        if (what == Used::kClock) {
            // How far it came says more about this machine than about the submission.
            evidence_ = {{"ended", "instructions"}, {"message", messages[2]}};
        } else {
            evidence_["ended"] = what == Used::kMemory ? "memory" : "instructions";
            evidence_["message"] = messages[static_cast<std::size_t>(what)];
            if (state_) place();
            gather();
        }
        leave_(evidence_);
    }

    void place() {
        const lua::Place place = lua::place_of_script(state_->raw());
        if (place.line == 0) return;
        evidence_["file"] = place.file;
        evidence_["line"] = place.line;
    }

    const Value& task_;
    const Submission& files_;
    const std::function<void(const Value&)>& leave_;
    Value evidence_ = Value::object();
    std::uint64_t cycles_left_;
    Meter meter_;
    Arena arena_;
    Student student_;
    TaskMachine made_;
    std::optional<lua::State> state_;
    std::optional<TaskModule> module_;
    bool has_subject_ = false;  ///< functions are called with the machine, or a world of it, in front
    MaybeEnded failed_;            ///< in a hook
    std::size_t watched_ = 0;
    std::size_t input_bytes_ = 0;
};

}  // namespace

Value run_task(const Value& task, const Submission& files, const std::function<void(const Value&)>& leave) { return Running(task, files, leave).run(); }

Value too_much() { return {{"ended", "memory"}, {"message", "what the submission's functions returned is more than can be handed over"}}; }

}  // namespace anel::labs
