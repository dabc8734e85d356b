// Columns are as wide as what stands in them. Colour only stresses what the words say already.
#include "monitor/control/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "monitor/control/report.hpp"

namespace anel::control {

namespace {

constexpr std::string_view kBold = "\033[1m", kGreen = "\033[32m", kRed = "\033[31m", kPlain = "\033[0m";

using Row = std::vector<std::string>;

/// The first column flush left, the others flush right.
std::string aligned(const std::vector<Row>& rows) {
    std::vector<std::size_t> width;
    for (const Row& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i == width.size()) width.push_back(0);
            width[i] = std::max(width[i], row[i].size());
        }
    std::string text;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += i == 0 ? fmt::format("{:<{}}", row[i], width[i]) : fmt::format("  {:>{}}", row[i], width[i]);
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? "-" : fmt::format("{:.2f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

using Amounts = std::vector<Amount> (*)(const RunResult&);

/// One line for each name that any mode has, a column for each mode. `order`: the names, in the order wanted.
std::string by_name(const Comparison& comparison, std::string_view title, Amounts amounts, bool shares) {
    std::vector<std::string> names;
    for (const ComparedMode& mode : comparison.modes)
        for (const Amount& amount : amounts(mode.run))
            if (std::ranges::find(names, amount.name) == names.end()) names.push_back(amount.name);
    std::vector<Row> rows{{std::string(title)}};
    for (const ComparedMode& mode : comparison.modes) {
        rows[0].emplace_back(name_of(mode.run.mode));
        if (shares) rows[0].emplace_back("share");
    }
    for (const std::string& name : names) {
        Row row{name};
        for (const ComparedMode& mode : comparison.modes) {
            const auto all = amounts(mode.run);
            const auto found = std::ranges::find(all, name, &Amount::name);
            row.push_back(found == all.end() ? "-" : grouped(found->count));
            if (shares) row.push_back(found == all.end() ? "-" : share(found->count, mode.run.cycles));
        }
        rows.push_back(std::move(row));
    }
    if (shares) {
        Row sum{"sum"};
        for (const ComparedMode& mode : comparison.modes) {
            sum.push_back(grouped(mode.run.cycles));
            sum.push_back(share(mode.run.cycles, mode.run.cycles));
        }
        rows.push_back(std::move(sum));
    }
    return aligned(rows);
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

std::string comparison_table(const Comparison& comparison, bool colour) {
    const auto painted = [&](std::string_view escape, const std::string& text) {
        return colour ? fmt::format("{}{}{}", escape, text, kPlain) : text;
    };
    std::string text = painted(kBold, fmt::format("workload {}, machine {}, policy {}", comparison.workload, comparison.machine, comparison.policy)) + "\n\n";
    std::vector<Row> rows{{"mode", "cycles", "slow-down", "instructions", "guest exit", "equivalent"}};
    for (const ComparedMode& mode : comparison.modes)
        rows.push_back({std::string(name_of(mode.run.mode)), grouped(mode.run.cycles), fmt::format("{:.3f}", mode.slowdown),
                        grouped(mode.run.counters.instructions), mode.run.guest_exit ? fmt::format("{}", *mode.run.guest_exit) : "-",
                        mode.equivalent ? "yes" : "NO"});
    text += aligned(rows);
    for (const ComparedMode& mode : comparison.modes)
        if (!mode.equivalent) text += painted(kRed, fmt::format("{}: NOT equivalent: {}", name_of(mode.run.mode), mode.why_not)) + "\n";
    text += "\n" + by_name(comparison, "cycles by activity", cycles_by_activity, true);
    text += "\n" + by_name(comparison, "traps by cause", traps_by_cause, false);
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
    if (run.lost_events != 0) text += fmt::format("{} events found no room and are missing\n", run.lost_events);
    return text;
}

}  // namespace anel::control
