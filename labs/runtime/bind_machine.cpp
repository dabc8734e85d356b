// machine.new, and what one does with a machine: load, start, run, step, go back.
#include <fmt/format.h>

#include "isa/base/invariant.hpp"
#include "isa/machine/yaml_config.hpp"
#include "labs/runtime/binding_rows.hpp"
#include "labs/runtime/machine_values.hpp"
#include "monitor/control/images.hpp"

namespace anel::labs {

using lua::Answer;
using lua::Call;

namespace {

constexpr std::int64_t kMostCycles = std::int64_t{1} << 62;
/// What runs longer than that without anybody having said how long, does not end.
constexpr Cycles kDefaultLimit = 1'000'000'000;

/// Lua cannot tell an empty object from an empty list; YAML can.
Value without_empty_lists(Value value) {
    if (value.is_array() && value.empty()) return Value::object();
    if (value.is_structured())
        for (Value& item : value) item = without_empty_lists(std::move(item));
    return value;
}

/// While a call is under way in which hooks may be called.
class Running {
public:
    explicit Running(Call& call) : bound_(call.self<BoundMachine>()) {
        bound_.running = &call;
        bound_.failure.reset();
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() { bound_.running = nullptr; }

    /// What the run came to, or the error of the function that ended it.
    Answer answer(Ending ending) const {
        if (bound_.failure) return *bound_.failure;
        if (ending == Ending::kHookFailed) return Error{bound_.machine.hook_message()};
        std::vector<lua::Item> items{Value(name_of(ending))};
        if (ending == Ending::kStop && !bound_.machine.hook_message().empty()) items.emplace_back(Value(bound_.machine.hook_message()));
        return items;
    }

private:
    BoundMachine& bound_;
};

/// Refuses what would move the machine under a function that it has called.
bool busy(Call& call, std::optional<Answer>& refused) {
    const BoundMachine& bound = call.self<BoundMachine>();
    if (!bound.machine.in_hook() && bound.running == nullptr) return false;
    refused = Error{bound.machine.in_hook() ? "the machine stands still while a hook works on it: do what is to be done on m.cpu and m.memory, and return what happens next"
                                            : "the machine cannot be moved by a function that its run asks; return true to end the run"};
    return true;
}

Answer new_machine(Call& call) {
    const Value chosen = call.value(1, "the machine");
    if (call.wrong()) return {};
    const auto config = machine_config(chosen);
    if (!config) return config.error();
    auto bound = std::make_shared<BoundMachine>(*config);
    call.state().holds_outside(bound->machine.bytes());
    return handle_of(bound);
}

Status load_section(LabMachine& machine, std::uint32_t at, const std::string& bytes) {
    if (machine.write_memory(at, {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()})) return {};
    return Error{fmt::format("machine:load: {} bytes at 0x{:08x} do not fit into memory, which has {}", bytes.size(), at, machine.bytes())};
}

Answer load(Call& call) {
    std::optional<Answer> refused;
    if (busy(call, refused)) return *refused;
    LabMachine& machine = machine_of(call);
    if (call.is_text(1)) {
        const std::string bytes = call.text(1, "the bytes");
        const std::uint32_t at = call.word(2, "the address");
        if (call.wrong()) return {};
        const Status status = load_section(machine, at, bytes);
        return status ? Answer() : Answer(status.error());
    }
    const Value program = call.value(1, "the program");
    if (!program.is_object() || !program.contains("sections")) call.refuse(1, "what is loaded", "a program, as assemble(text) gives it, or bytes and their address");
    if (call.wrong()) return {};
    for (const Value& section : program["sections"]) {
        const auto at = section.is_object() && section.contains("address") ? word_of(section["address"]) : std::nullopt;
        if (!at || !section.contains("bytes") || !section["bytes"].is_string()) return Error{"machine:load: a program's sections are {address=, bytes=} each"};
        if (Status status = load_section(machine, *at, section["bytes"].get<std::string>()); !status) return status.error();
    }
    return {};
}

Answer start(Call& call) {
    std::optional<Answer> refused;
    if (busy(call, refused)) return *refused;
    const std::uint32_t pc = call.word(1, "pc");
    if (!call.wrong() && pc % 4 != 0) call.refuse(1, "pc", "a multiple of 4");
    if (!call.wrong()) machine_of(call).start(pc);
    return {};
}

Answer boot(Call& call) {
    std::optional<Answer> refused;
    if (busy(call, refused)) return *refused;
    const lua::Options options = call.options(1, "how to boot", {"mode", "append", "kernel", "disk"});
    if (call.wrong()) return {};
    LabBoot request;
    for (auto [name, text] : {std::pair{"mode", &request.mode}, {"append", &request.append}, {"kernel", &request.kernel}, {"disk", &request.disk}})
        if (const Value* const value = options.find(name)) {
            if (!value->is_string()) return Error{std::string("machine:boot: ") + name + " is to be text"};
            *text = value->get<std::string>();
        }
    if (Status status = machine_of(call).boot(request); !status) return status.error();
    call.state().holds_outside(machine_of(call).bytes());
    return {};
}

Answer run(Call& call) {
    std::optional<Answer> refused;
    if (busy(call, refused)) return *refused;
    RunUntil until;
    if (call.has(1)) until.cycle = machine_of(call).cycle() + static_cast<Cycles>(call.integer(1, "the number of cycles", 0, kMostCycles));
    else until.limit = kDefaultLimit;
    if (call.wrong()) return {};
    const Running running(call);
    return running.answer(machine_of(call).run(until));
}

Answer run_until(Call& call) {
    std::optional<Answer> refused;
    if (busy(call, refused)) return *refused;
    const lua::Options options = call.options(1, "what to run until", {"cycle", "trap", "address", "when", "limit"});
    if (call.wrong()) return {};
    BoundMachine& bound = call.self<BoundMachine>();
    RunUntil until;
    for (auto [name, cycles] : {std::pair{"cycle", &until.cycle}, {"limit", &until.limit}})
        if (const Value* const value = options.find(name)) {
            if (!value->is_number_integer() || *value < 0) return Error{std::string("machine:run_until: ") + name + " is to be a whole number of cycles"};
            *cycles = value->get<Cycles>();
        }
    if (const Value* const address = options.find("address")) {
        const auto word = word_of(*address);
        if (!word || *word % 4 != 0) return Error{"machine:run_until: address is to be an instruction's: a multiple of 4"};
        until.address = *word;
    }
    if (const Value* const trap = options.find("trap")) {
        std::vector<std::string> names;
        for (const Value& name : trap->is_array() ? *trap : Value::array({*trap})) names.push_back(name.is_string() ? name.get<std::string>() : name.dump());
        auto wanted = causes_wanted(names, {});
        if (!wanted) return Error{"machine:run_until: " + wanted.error().message};
        until.trap = std::move(*wanted);
    }
    if (options.find("when") != nullptr) return Error{"machine:run_until: when is to be a function; it is asked behind every instruction, and ends the run by true"};
    if (options.functions.contains("when"))
        until.when = [&](LabMachine&) -> std::optional<bool> {
            std::vector<Value> returned;
            bound.failure = call.invoke(1, "when", true, {}, returned);
            if (bound.failure) return std::nullopt;
            return !returned.empty() && !returned.front().is_null() && returned.front() != false;
        };
    if (!until.limit) until.limit = kDefaultLimit;
    const Running running(call);
    return running.answer(bound.machine.run(until));
}

Answer step(Call& call) {
    std::optional<Answer> refused;
    if (busy(call, refused)) return *refused;
    const std::int64_t count = call.integer_or(1, "the number of steps", 1, kMostCycles, 1);
    if (call.wrong()) return {};
    const Running running(call);
    for (std::int64_t i = 0; i < count; ++i)
        if (const auto ending = machine_of(call).step()) return running.answer(*ending);
    return {};
}

Answer back(Call& call) {
    std::optional<Answer> refused;
    if (busy(call, refused)) return *refused;
    const std::int64_t count = call.integer_or(1, "the number of steps", 1, kMostCycles, 1);
    if (call.wrong()) return {};
    std::int64_t gone = 0;
    while (gone < count && machine_of(call).back()) ++gone;
    return Value(gone);
}

Answer seek(Call& call) {
    std::optional<Answer> refused;
    if (busy(call, refused)) return *refused;
    const std::int64_t cycle = call.integer(1, "the cycle", 0, kMostCycles);
    if (!call.wrong()) machine_of(call).seek(static_cast<Cycles>(cycle));
    return {};
}

struct Snapshot {
    LabSnapshot state;
    const LabMachine* of = nullptr;
};

Answer snapshot(Call& call) {
    std::optional<Answer> refused;
    if (busy(call, refused)) return *refused;
    return lua::Handle{&kSnapshotType, std::make_shared<Snapshot>(Snapshot{machine_of(call).snapshot(), &machine_of(call)})};
}

Answer restore(Call& call) {
    std::optional<Answer> refused;
    if (busy(call, refused)) return *refused;
    const auto snapshot = std::static_pointer_cast<Snapshot>(call.handle(1, "what is restored", kSnapshotType));
    if (call.wrong()) return {};
    if (snapshot->of != &machine_of(call) || snapshot->state.machine.memory.size() != machine_of(call).bytes()) return Error{"machine:restore: the snapshot is one of another machine"};
    machine_of(call).restore(snapshot->state);
    return {};
}

/// Arguments: an address, and a space (or tag) up to `most`; without one, all.
cpu::TlbFlush what_to_forget(Call& call, std::string_view space, std::int64_t most) {
    cpu::TlbFlush what;
    if (call.has(1)) what.address = call.word(1, "the address");
    if (call.has(2)) what.space = static_cast<std::uint8_t>(call.integer(2, space, 0, most));
    return what;
}

Answer tlbflush(Call& call) {
    const cpu::TlbFlush what = what_to_forget(call, "the address space", 255);
    if (!call.wrong()) machine_of(call).flush_tlb(what);
    return {};
}

Answer vmflush(Call& call) {
    cpu::TlbFlush what = what_to_forget(call, "the tag", 15);
    what.guests = true;
    if (!call.wrong()) machine_of(call).flush_tlb(what);
    return {};
}

Answer type(Call& call) {
    const std::string text = call.text(1, "what is typed");
    if (!call.wrong()) machine_of(call).type(text);
    return {};
}
Answer end_input(Call& call) { return machine_of(call).end_input(), Answer(); }

Answer get_cycle(Call& call) { return Value(static_cast<std::int64_t>(machine_of(call).cycle())); }
Answer get_instructions(Call& call) { return Value(static_cast<std::int64_t>(machine_of(call).instructions())); }
Answer get_console(Call& call) { return Value(machine_of(call).console()); }
Answer get_log(Call& call) { return Value(machine_of(call).log()); }
Answer get_declared(Call& call) { return Value(machine_of(call).declared()); }
Answer get_cpu(Call& call) { return lua::Handle{&kCpuType, call.self_pointer()}; }
Answer get_memory(Call& call) { return lua::Handle{&kMemoryType, call.self_pointer()}; }
Answer get_trace(Call& call) { return lua::Handle{&kTraceType, call.self_pointer()}; }

constexpr lua::FunctionRow kMachineFunctions[] = {
    {"load", "program | bytes, at", "", "Puts a program of `assemble`, or bytes, into memory.", kFullOnly, load},
    {"start", "pc", "", "At reset: ring 0, paging off, and the next instruction is at `pc`.", kFullOnly, start},
    {"boot", "{mode=, append=, kernel=, disk=}", "", "Boots Anelix as `anel run` does, in a mode of `anel modes`.", kFullOnly, boot},
    {"run", "[cycles]", "why", "Runs so many cycles, or (without) until it ends by itself, 10⁹ at most. Why it came back: `\"cycle\"`, `\"off\"`, `\"triple-fault\"`, `\"idle\"` (it waits, and nothing will come), `\"limit\"`, "
     "`\"stop\"` (and a hook's message).", kFullOnly, run},
    {"run_until", "{cycle=, trap=, address=, when=, limit=}", "why", "Runs until the first of these: a cycle; behind a trap of that cause (one, a list, or `\"any\"`); in front of the instruction at an address; `when(m)`, asked behind every "
     "instruction, gives true; so many cycles. Why: as `run`, and `\"trap\"`, `\"address\"`, `\"when\"`.", kFullOnly, run_until},
    {"step", "[n]", "why", "One instruction, trap or interrupt (or n), with its hook. nil, or why it can go no further.", kFullOnly, step},
    {"back", "[n]", "gone", "Back by as many. How many it could.", kFullOnly, back},
    {"seek", "cycle", "", "To the first moment at or behind that cycle, at most to the last one that the run has come to.", kFullOnly, seek},
    {"snapshot", "", "s", "The state, to come back to.", kFullOnly, snapshot},
    {"restore", "s", "", "To that state. One cannot step back to before it then.", kFullOnly, restore},
    {"tlbflush", "[address [, space]]", "", "As the instruction: the TLB forgets translations of that address (nil: all) in that address space (nil: all).", kStudents, tlbflush},
    {"vmflush", "[address [, tag]]", "", "Likewise: it forgets guests' translations that lead to that guest-physical address (nil: all), of that tag (nil: all).", kStudents, vmflush},
    {"type", "text", "", "Types it at the console.", kFullOnly, type},
    {"end_input", "", "", "Nothing more will be typed.", kFullOnly, end_input},
    {"hook", "{cause=, from=, call=}", "", "Traps of that cause (one, a list, or `\"any\"`; of exits their reasons) from that ring (one, a list, or any) that come into ring 0, or exits into ring −1, go to the function: [hooks](lua.md#hooks).",
     kFullOnly, add_hook},
};
constexpr lua::FieldRow kMachineFields[] = {
    {"cycle", "The machine's clock.", kStudents, get_cycle, nullptr},
    {"instructions", "Executed so far.", kStudents, get_instructions, nullptr},
    {"console", "What was printed so far.", kStudents, get_console, nullptr},
    {"log", "What the machine's software has logged so far.", kStudents, get_log, nullptr},
    {"cpu", "Registers.", kStudents, get_cpu, nullptr},
    {"memory", "Memory.", kStudents, get_memory, nullptr},
    {"trace", "What has happened.", kFullOnly, get_trace, nullptr},
    {"declared", "A hook has been used: times are declared, not measured.", kFullOnly, get_declared, nullptr},
};
constexpr lua::FunctionRow kModuleFunctions[] = {
    {"new", "[config]", "m", "A machine: of a YAML file's path, or of a table with its keys: `{policy=\"strict\", memory={ram_mib=2}, timing=\"none\"}`; without, the default one.", kFullOnly, new_machine},
};

}  // namespace

Result<machine::MachineConfig> machine_config(const Value& chosen) {
    if (chosen.is_null()) {
        const auto path = control::bundled_file("profiles/default.yaml");
        if (!path) return path.error();
        return machine::load_config(*path);
    }
    if (chosen.is_string()) return machine::load_config(chosen.get<std::string>());
    if (!chosen.is_structured() || (chosen.is_array() && !chosen.empty())) return Error{"a machine is described by the path of a YAML file, or by a table such as {policy=\"strict\", memory={ram_mib=2}}"};
    // JSON is YAML; so there is one reader, with its messages.
    auto config = machine::parse_config(without_empty_lists(chosen).dump(-1, ' ', false, Value::error_handler_t::replace), "the machine's table");
    if (!config) {
        // Its lines and columns mean nothing to who wrote a table.
        std::string message = config.error().message;
        if (const std::size_t end = message.find(": "); end != std::string::npos) message = "the machine's table" + message.substr(end);
        return Error{message, config.error().kind};
    }
    return config;
}

const lua::TypeRow kSnapshotType{"snapshot", "What `m:snapshot()` gives, for `m:restore(s)` of the same machine.", {}, {}};
const lua::TypeRow kMachineType{"m", "A machine, with its history beneath: whatever happens on it, one can step back over it.", kMachineFunctions, kMachineFields};
const lua::ModuleRow kMachineModule{"machine", "Making machines.", kModuleFunctions};

}  // namespace anel::labs
