// Field order is the order of the documentation, and the same in every run.
#include "monitor/control/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "isa/base/invariant.hpp"
#include "monitor/control/sha256.hpp"

namespace anel::control {

namespace {

using nlohmann::ordered_json;

/// Digits that mean something, so that the text does not pretend more.
double rounded(double value, double unit) { return std::round(value / unit) * unit; }

std::string interrupt_name(unsigned line) {
    for (const spec::NamedNumber& row : spec::kLines) {
        if (row.number != line) continue;
        std::string name(row.symbol);
        std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return "interrupt-" + name;
    }
    return fmt::format("interrupt-{}", line);
}

/// Of a trap's cause or an exit's reason: their numbers are apart.
std::string cause_name(std::uint32_t cause) {
    if ((cause & spec::kInterruptBit) != 0) return interrupt_name(cause & ~spec::kInterruptBit);
    if (cause >= spec::kCauseCount) return std::string(spec::name_of(static_cast<spec::ExitReason>(cause)));
    return std::string(spec::name_of(static_cast<spec::TrapCause>(cause)));
}

std::string_view name_of(cpu::EventKind kind) {
    switch (kind) {
        case cpu::EventKind::kTrap: return "trap";
        case cpu::EventKind::kReturn: return "return";
        case cpu::EventKind::kExit: return "exit";
        case cpu::EventKind::kEntry: return "entry";
        case cpu::EventKind::kInject: return "inject";
        case cpu::EventKind::kVmon: return "vmon";
        case cpu::EventKind::kVmoff: return "vmoff";
    }
    invariant(false, "every kind of event has a name");
    return {};
}

ordered_json as_object(const std::vector<Amount>& amounts) {
    ordered_json object = ordered_json::object();
    for (const Amount& amount : amounts) object[amount.name] = amount.count;
    return object;
}

void collect_names(std::vector<std::string>& names, const std::vector<Amount>& amounts) {
    for (const Amount& amount : amounts)
        if (std::ranges::find(names, amount.name) == names.end()) names.push_back(amount.name);
}

std::uint64_t count_of(const std::vector<Amount>& amounts, const std::string& name) {
    const auto found = std::ranges::find(amounts, name, &Amount::name);
    return found == amounts.end() ? 0 : found->count;
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) result += c == '"' ? "\"\"" : std::string(1, c);
    return result + "\"";
}

}  // namespace

std::vector<Amount> cycles_by_activity(const RunResult& run) {
    std::vector<Amount> amounts;
    Cycles named = 0;
    for (const spec::ActivityRow& row : spec::kActivities) {
        const Cycles cycles = run.ledger.of_activity(row.id);
        named += cycles;
        if (cycles != 0) amounts.push_back({std::string(row.name), cycles});
    }
    // Ids that have no row: a program may write any number.
    if (const Cycles unnamed = run.ledger.total() - named; unnamed != 0) {
        if (amounts.empty() || amounts.front().name != "other") amounts.insert(amounts.begin(), {"other", 0});
        amounts.front().count += unnamed;
    }
    return amounts;
}

std::vector<Amount> traps_by_cause(const RunResult& run) {
    std::vector<Amount> amounts;
    for (const spec::CauseRow& row : spec::kCauses)
        if (const auto count = run.counters.exceptions[static_cast<std::size_t>(row.cause)]; count != 0)
            amounts.push_back({std::string(row.name), count});
    for (unsigned line = 0; line < spec::kLineCount; ++line)
        if (const auto count = run.counters.interrupts[line]; count != 0) amounts.push_back({interrupt_name(line), count});
    return amounts;
}

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
    object["console_sha256"] = sha256_hex(run.console);
    object["disk_sha256"] = run.disk.empty() ? ordered_json(nullptr) : ordered_json(sha256_hex({reinterpret_cast<const char*>(run.disk.data()), run.disk.size()}));
    object["equivalent"] = nullptr;
    object["limit"] = run.ending == Ending::kCycleLimit;
    object["ending"] = name_of(run.ending);
    object["message"] = describe_ending(run);
    object["ledger"] = as_object(cycles_by_activity(run));
    object["traps"] = as_object(traps_by_cause(run));
    object["wall_s"] = rounded(run.wall_s, 0.001);
    object["mips"] = rounded(run.mips(), 0.1);
    return object;
}

ordered_json to_json(const Comparison& comparison) {
    ordered_json object;
    object["workload"] = comparison.workload;
    object["machine"] = comparison.machine;
    object["policy"] = comparison.policy;
    object["modes"] = ordered_json::array();
    for (const ComparedMode& mode : comparison.modes) {
        ordered_json row = to_json(mode.run);
        row["slowdown"] = rounded(mode.slowdown, 0.0001);
        row["equivalent"] = mode.equivalent;
        if (!mode.equivalent) row["message"] = mode.why_not;
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
    if (event.kind == cpu::EventKind::kTrap || event.kind == cpu::EventKind::kExit || event.kind == cpu::EventKind::kInject) {
        object["cause"] = cause_name(event.cause);
        object["value"] = fmt::format("0x{:08x}", event.value);
    }
    return object;
}

std::string to_csv(const Comparison& comparison) {
    std::vector<std::string> activities, causes;
    for (const ComparedMode& mode : comparison.modes) {
        collect_names(activities, cycles_by_activity(mode.run));
        collect_names(causes, traps_by_cause(mode.run));
    }
    std::string csv = "workload,machine,policy,mode,cycles,instructions,slowdown,guest_exit,console_sha256,equivalent,limit,ending";
    for (const std::string& name : activities) csv += ",cycles." + name;
    for (const std::string& name : causes) csv += ",traps." + name;
    csv += ",wall_s,mips\n";
    for (const ComparedMode& mode : comparison.modes) {
        const RunResult& run = mode.run;
        csv += fmt::format("{},{},{},{},{},{},{:.4f},{},{},{},{},{}", comparison.workload, quoted(comparison.machine), comparison.policy,
                           name_of(run.mode), run.cycles, run.counters.instructions, mode.slowdown,
                           run.guest_exit ? fmt::format("{}", *run.guest_exit) : "", sha256_hex(run.console), mode.equivalent,
                           run.ending == Ending::kCycleLimit, name_of(run.ending));
        const auto cycles = cycles_by_activity(run);
        const auto traps = traps_by_cause(run);
        for (const std::string& name : activities) csv += fmt::format(",{}", count_of(cycles, name));
        for (const std::string& name : causes) csv += fmt::format(",{}", count_of(traps, name));
        csv += fmt::format(",{:.3f},{:.1f}\n", run.wall_s, run.mips());
    }
    return csv;
}

}  // namespace anel::control
