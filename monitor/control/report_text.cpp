// Columns are as wide as what stands in them. Colour only stresses what the words say already.
#include "monitor/control/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "monitor/control/amounts.hpp"
#include "monitor/control/columns.hpp"
#include "monitor/control/report.hpp"

namespace anel::control {

namespace {

constexpr std::string_view kBold = "\033[1m", kGreen = "\033[32m", kRed = "\033[31m", kPlain = "\033[0m";

std::string share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? "-" : fmt::format("{:.2f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

/// Of each mode, in the comparison's order.
using AllAmounts = std::vector<std::vector<Amount>>;

std::vector<std::string> names_of(const AllAmounts& all) {
    std::vector<std::string> names;
    for (const std::vector<Amount>& amounts : all)
        for (const Amount& amount : amounts)
            if (std::ranges::find(names, amount.name) == names.end()) names.push_back(amount.name);
    return names;
}

using Cell = std::function<std::string(std::uint64_t count, std::size_t mode)>;

/// One line for each name, a column for each mode, and the sum.
std::string by_name(const Comparison& comparison, std::string_view title, const AllAmounts& all, const std::vector<std::string>& names, const Cell& cell) {
    std::vector<Row> rows{{std::string(title)}};
    for (const ComparedMode& mode : comparison.modes) rows[0].emplace_back(name_of(mode.run.mode));
    for (const std::string& name : names) {
        Row row{name};
        for (std::size_t mode = 0; mode < all.size(); ++mode) {
            const std::uint64_t count = count_of(all[mode], name);
            row.push_back(count == 0 ? "-" : cell(count, mode));
        }
        rows.push_back(std::move(row));
    }
    Row sum{"sum"};
    for (std::size_t mode = 0; mode < all.size(); ++mode) sum.push_back(cell(total(all[mode]), mode));
    rows.push_back(std::move(sum));
    return aligned(rows);
}

std::string as_number(std::uint64_t count, std::size_t) { return grouped(count); }

std::string activities(const Comparison& comparison, bool shares) {
    AllAmounts all;
    for (const ComparedMode& mode : comparison.modes) all.push_back(cycles_by_activity(mode.run));
    std::vector<std::string> names;
    const std::vector<std::string> present = names_of(all);
    // In the tables' order, whichever mode has them: the guest's first, then the machine's, then the monitor's.
    for (const spec::ActivityRow& row : spec::kActivities)
        if (std::ranges::find(present, row.name) != present.end()) names.emplace_back(row.name);
    if (!shares) return by_name(comparison, "cycles by activity", all, names, as_number);
    return by_name(comparison, "share of the mode's cycles", all, names,
                   [&](std::uint64_t count, std::size_t mode) { return share(count, comparison.modes[mode].run.cycles); });
}

/// The CPI stack of each mode, all VMs and rings together.
std::string reasons(const Comparison& comparison, bool shares) {
    AllAmounts all;
    for (const ComparedMode& mode : comparison.modes) {
        std::vector<Amount>& amounts = all.emplace_back();
        const cpu::DetailedCounters::Cell sum = mode.run.detail->total();
        for (const cpu::ReasonRow& row : cpu::kReasons)
            if (sum.of(row.id) != 0) amounts.push_back({std::string(row.name), sum.of(row.id)});
    }
    std::vector<std::string> names;
    const std::vector<std::string> present = names_of(all);
    for (const cpu::ReasonRow& row : cpu::kReasons)
        if (std::ranges::find(present, row.name) != present.end()) names.emplace_back(row.name);
    if (!shares) return by_name(comparison, "cycles by reason", all, names, as_number);
    return by_name(comparison, "share by reason", all, names,
                   [&](std::uint64_t count, std::size_t mode) { return share(count, comparison.modes[mode].run.cycles); });
}

/// What crosses into an inner ring: traps that the guest takes itself, then exits. No crossing is in two lines.
std::string crossings(const Comparison& comparison) {
    AllAmounts all;
    for (const ComparedMode& mode : comparison.modes) all.push_back(traps_by_cause(mode.run));
    std::vector<std::string> names = names_of(all);
    for (std::size_t mode = 0; mode < all.size(); ++mode)
        for (Amount& exit : exits_by_reason(comparison.modes[mode].run)) {
            exit.name = "exit: " + exit.name;
            if (std::ranges::find(names, exit.name) == names.end()) names.push_back(exit.name);
            all[mode].push_back(std::move(exit));
        }
    return by_name(comparison, "traps and exits by cause", all, names, as_number);
}

/// Plain zero where rounding leaves only a sign.
std::string fixed(double value, int digits) {
    std::string text = fmt::format("{:.{}f}", value, digits);
    return text.find_first_of("123456789") == std::string::npos && text.starts_with('-') ? text.substr(1) : text;
}

std::string operations(const Comparison& comparison) {
    const auto& native = comparison.modes.front().per_operation;
    std::vector<Row> rows{{"per operation", "cycles", "slow-down", "exits", "monitor's instructions"}};
    for (const ComparedMode& mode : comparison.modes) {
        Row row{std::string(name_of(mode.run.mode))};
        if (const auto& each = mode.per_operation) {
            row.push_back(fixed(each->cycles, 1));
            row.push_back(native && native->cycles > 0 ? fixed(each->cycles / native->cycles, 3) : "-");
            row.push_back(each->exits ? fixed(*each->exits, 2) : "-");
            row.push_back(each->monitor_instructions ? fixed(*each->monitor_instructions, 1) : "-");
        } else {
            row.resize(rows[0].size(), "-");
        }
        rows.push_back(std::move(row));
    }
    return aligned(rows) + fmt::format("({} operations; what the workload '{}' takes in the same mode is taken off first)\n", grouped(comparison.operations),
                                       kBootWorkload);
}

std::string summary(const Comparison& comparison) {
    std::vector<Row> rows{{"mode", "cycles", "slow-down", "instructions", "of them monitor's", "exits", "guest exit", "equivalent"}};
    for (const ComparedMode& mode : comparison.modes) {
        const Figures counted = figures(mode.run);
        rows.push_back({std::string(name_of(mode.run.mode)), grouped(mode.run.cycles), fmt::format("{:.3f}", mode.slowdown),
                        grouped(mode.run.counters.instructions), counted.monitor_instructions ? grouped(*counted.monitor_instructions) : "-",
                        counted.exits ? grouped(*counted.exits) : "-", mode.run.guest_exit ? fmt::format("{}", *mode.run.guest_exit) : "-",
                        mode.equivalent ? "yes" : "NO"});
    }
    return aligned(rows);
}

std::string translator_lines(const RunResult& run) {
    const auto count = [&run](std::string_view name) { return grouped(count_of(run.translator, name)); };
    const TranslatorWork work = translator_work(run.translator, run.ledger);
    return fmt::format("translator: {} guest instructions in {} blocks, {} cycles for each; {} chains, {} callouts, {} lookup misses\n"
                       "cache: {} of {} bytes, at most {}; emptied {} times; {} blocks given up to writes, {} instructions adapted, {} rolled forward\n",
                       count("instructions"), count("units_made"), work.cycles_per_instruction ? fixed(*work.cycles_per_instruction, 1) : "-", count("chains"),
                       count("callouts"), count("lookup_misses"), count("bytes_used"), count("bytes_capacity"), count("bytes_peak"), count("evictions"),
                       count("invalidated"), count("adaptations"), count("rolled_forward"));
}

}  // namespace

std::string grouped(std::uint64_t number) {
    const std::string digits = fmt::format("{}", number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i != 0 && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

std::string comparison_table(const Comparison& comparison, const TableStyle& style) {
    const auto painted = [&](std::string_view escape, const std::string& text) {
        return style.colour ? fmt::format("{}{}{}", escape, text, kPlain) : text;
    };
    std::string text = painted(kBold, fmt::format("workload {}, machine {}, policy {}", comparison.workload, comparison.machine, comparison.policy)) + "\n\n";
    text += summary(comparison);
    for (const ComparedMode& mode : comparison.modes)
        if (!mode.equivalent) text += painted(kRed, fmt::format("{}: NOT equivalent: {}", name_of(mode.run.mode), mode.why_not)) + "\n";
    if (comparison.operations != 0) text += "\n" + operations(comparison);
    text += "\n" + activities(comparison, style.shares);
    if (std::ranges::all_of(comparison.modes, [](const ComparedMode& mode) { return mode.run.detail.has_value(); }))
        text += "\n" + reasons(comparison, style.shares);
    text += "\n" + crossings(comparison);
    if (comparison.interrupted) text += "\n" + painted(kRed, "interrupted: the last mode is incomplete") + "\n";
    else if (comparison.modes.size() > 1 && comparison.all_equivalent())
        text += "\n" + painted(kGreen, comparison.modes.front().run.disk.empty()
                                           ? "All modes printed the same bytes and ended with the same exit code."
                                           : "All modes printed the same bytes, ended with the same exit code and left the same disk.") + "\n";
    return text;
}

std::string run_summary(const RunResult& run) {
    std::string text = fmt::format("{}: {}\n{} cycles, {} instructions, {:.2f} s, {:.1f} million instructions a second\n", name_of(run.mode),
                                   describe_ending(run), grouped(run.cycles), grouped(run.counters.instructions), run.wall_s, run.mips());
    std::string where;
    for (const Amount& amount : cycles_by_activity(run))
        where += fmt::format("{}{} {}", where.empty() ? "" : ", ", amount.name, share(amount.count, run.cycles));
    text += "cycles: " + where + "\n";
    if (!run.translator.empty()) text += translator_lines(run);
    if (run.lost_events != 0) text += fmt::format("{} events found no room and are missing\n", run.lost_events);
    return text;
}

}  // namespace anel::control
