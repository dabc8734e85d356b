// Field order is the order of the documentation, and the same in every run.
#include "monitor/control/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "isa/base/invariant.hpp"
#include "monitor/control/counters_report.hpp"
#include "monitor/control/trace_json.hpp"

namespace anel::control {

namespace {

using nlohmann::ordered_json;

/// Digits that mean something, so that the text does not pretend more.
double rounded(double value, double parts) { return std::round(value * parts) / parts; }
constexpr double kParts = 10000;

ordered_json as_object(const std::vector<Amount>& amounts) {
    ordered_json object = ordered_json::object();
    for (const Amount& amount : amounts) object[amount.name] = amount.count;
    return object;
}

ordered_json translator_json(const RunResult& run) {
    if (run.translator.empty()) return nullptr;
    ordered_json object = ordered_json::object();
    for (const TranslatorCount& entry : run.translator) object[std::string(entry.name)] = entry.count;
    const TranslatorWork work = translator_work(run.translator, run.ledger);
    object["cycles"] = work.cycles;
    object["cycles_per_instruction"] = work.cycles_per_instruction ? ordered_json(rounded(*work.cycles_per_instruction, kParts)) : ordered_json(nullptr);
    return object;
}

void collect_names(std::vector<std::string>& names, const std::vector<Amount>& amounts) {
    for (const Amount& amount : amounts)
        if (std::ranges::find(names, amount.name) == names.end()) names.push_back(amount.name);
}

template <class T>
ordered_json or_null(const std::optional<T>& value) {
    return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json rounded_or_null(const std::optional<double>& value, double parts) { return value ? ordered_json(rounded(*value, parts)) : ordered_json(nullptr); }

std::string or_empty(const std::optional<std::uint64_t>& value) { return value ? fmt::format("{}", *value) : ""; }
std::string or_empty(const std::optional<double>& value) { return value ? fmt::format("{:.4f}", *value) : ""; }

ordered_json to_json(const Figures& figures) {
    ordered_json object;
    object["cycles"] = figures.cycles;
    object["exits_total"] = or_null(figures.exits);
    object["monitor_instructions"] = or_null(figures.monitor_instructions);
    return object;
}

/// Of a run alone there is nothing to divide by.
void add_per_operation(ordered_json& object, const std::optional<PerOperation>& each) {
    object["cycles_per_operation"] = each ? ordered_json(rounded(each->cycles, kParts)) : ordered_json(nullptr);
    object["exits_per_operation"] = each ? rounded_or_null(each->exits, kParts) : ordered_json(nullptr);
    object["monitor_instructions_per_operation"] = each ? rounded_or_null(each->monitor_instructions, kParts) : ordered_json(nullptr);
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) result += c == '"' ? "\"\"" : std::string(1, c);
    return result + "\"";
}

}  // namespace

std::string_view name_of(Ending ending) {
    switch (ending) {
        case Ending::kPoweredOff: return "powered-off";
        case Ending::kCycleLimit: return "cycle-limit";
        case Ending::kTripleFault: return "triple-fault";
        case Ending::kStuck: return "stuck";
        case Ending::kGivenUp: return "given-up";
        case Ending::kInterrupted: return "interrupted";
    }
    invariant(false, "every ending has a name");
    return {};
}

ordered_json to_json(const RunResult& run) {
    ordered_json object;
    object["mode"] = name_of(run.mode);
    object["cycles"] = run.cycles;
    object["instructions"] = run.counters.instructions;
    object["slowdown"] = nullptr;
    object["guest_exit"] = run.guest_exit ? ordered_json(unsigned{*run.guest_exit}) : ordered_json(nullptr);
    object["console_sha256"] = machine::sha256_hex(run.console);
    object["disk_sha256"] = run.disk.empty() ? ordered_json(nullptr) : ordered_json(machine::sha256_hex({reinterpret_cast<const char*>(run.disk.data()), run.disk.size()}));
    object["equivalent"] = nullptr;
    object["limit"] = run.ending == Ending::kCycleLimit;
    object["ending"] = name_of(run.ending);
    object["message"] = describe_ending(run);
    object["ledger"] = as_object(cycles_by_activity(run));
    object["traps"] = as_object(traps_by_cause(run));
    const Figures counted = figures(run);
    object["exits"] = counted.exits ? as_object(exits_by_reason(run)) : ordered_json(nullptr);
    object["exits_total"] = or_null(counted.exits);
    object["monitor_instructions"] = or_null(counted.monitor_instructions);
    object["translator"] = translator_json(run);
    object["counters"] = run.detail ? counters_json(*run.detail) : ordered_json(nullptr);
    object["boot"] = nullptr;
    add_per_operation(object, {});
    object["wall_s"] = rounded(run.wall_s, 1000);
    object["mips"] = rounded(run.mips(), 10);
    return object;
}

ordered_json to_json(const Comparison& comparison) {
    ordered_json object;
    object["workload"] = comparison.workload;
    object["machine"] = comparison.machine;
    object["policy"] = comparison.policy;
    object["operations"] = comparison.operations == 0 ? ordered_json(nullptr) : ordered_json(comparison.operations);
    object["modes"] = ordered_json::array();
    for (const ComparedMode& mode : comparison.modes) {
        ordered_json row = to_json(mode.run);
        row["slowdown"] = rounded(mode.slowdown, kParts);
        row["equivalent"] = mode.equivalent;
        if (!mode.equivalent) row["message"] = mode.why_not;
        if (mode.boot) row["boot"] = to_json(*mode.boot);
        add_per_operation(row, mode.per_operation);
        object["modes"].push_back(std::move(row));
    }
    return object;
}

ordered_json to_json(const cpu::Event& event) {
    ordered_json object;
    object["cycle"] = event.cycle;
    object["kind"] = name_of(event.kind);
    object["vm"] = event.vm;
    object["pc"] = fmt::format("0x{:08x}", event.pc);
    object["from"] = number(event.from);
    object["to"] = number(event.to);
    if (cpu::is_crossing(event.kind)) object["took"] = event.took;
    if (event.kind == cpu::EventKind::kTrap || event.kind == cpu::EventKind::kExit || event.kind == cpu::EventKind::kInject) {
        object["cause"] = cause_name(event.cause);
        object["value"] = fmt::format("0x{:08x}", event.value);
    }
    if (event.kind == cpu::EventKind::kMark) object["activity"] = spec::name_of_activity(event.cause);
    if (event.kind == cpu::EventKind::kVm) object["names"] = event.cause;
    return object;
}

std::string to_csv(const Comparison& comparison) {
    std::vector<std::string> activities, causes, reasons;
    for (const ComparedMode& mode : comparison.modes) {
        collect_names(activities, cycles_by_activity(mode.run));
        collect_names(causes, traps_by_cause(mode.run));
        collect_names(reasons, exits_by_reason(mode.run));
    }
    std::string csv = "workload,machine,policy,operations,mode,cycles,instructions,slowdown,guest_exit,console_sha256,equivalent,limit,ending,"
                      "exits_total,monitor_instructions,cycles_per_operation,exits_per_operation,monitor_instructions_per_operation";
    for (const std::string& name : activities) csv += ",cycles." + name;
    for (const std::string& name : causes) csv += ",traps." + name;
    for (const std::string& name : reasons) csv += ",exits." + name;
    csv += ",wall_s,mips\n";
    const std::string operations = comparison.operations == 0 ? "" : fmt::format("{}", comparison.operations);
    for (const ComparedMode& mode : comparison.modes) {
        const RunResult& run = mode.run;
        const Figures counted = figures(run);
        const PerOperation each = mode.per_operation.value_or(PerOperation());
        csv += fmt::format("{},{},{},{},{},{},{},{:.4f},{},{},{},{},{}", comparison.workload, quoted(comparison.machine), comparison.policy, operations,
                           name_of(run.mode), run.cycles, run.counters.instructions, mode.slowdown,
                           run.guest_exit ? fmt::format("{}", *run.guest_exit) : "", machine::sha256_hex(run.console), mode.equivalent,
                           run.ending == Ending::kCycleLimit, name_of(run.ending));
        csv += fmt::format(",{},{},{},{},{}", or_empty(counted.exits), or_empty(counted.monitor_instructions),
                           mode.per_operation ? fmt::format("{:.4f}", each.cycles) : "", or_empty(each.exits), or_empty(each.monitor_instructions));
        const auto add = [&csv](const std::vector<std::string>& names, const std::vector<Amount>& amounts) {
            for (const std::string& name : names) csv += fmt::format(",{}", count_of(amounts, name));
        };
        add(activities, cycles_by_activity(run));
        add(causes, traps_by_cause(run));
        add(reasons, exits_by_reason(run));
        csv += fmt::format(",{:.3f},{:.1f}\n", run.wall_s, run.mips());
    }
    return csv;
}

}  // namespace anel::control
