// Counts come from the machine. Of the mode only one thing is asked: in which ring its monitor runs.
#include "monitor/control/amounts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/base/invariant.hpp"

namespace anel::control {

namespace {


std::string interrupt_name(unsigned line) {
    for (const spec::NamedNumber& row : spec::kLines) {
        if (row.number != line) continue;
        std::string name(row.symbol);
        std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return "interrupt-" + name;
    }
    return fmt::format("interrupt-{}", line);
}

void add(std::vector<Amount>& amounts, std::string_view name, std::uint64_t count) {
    if (count != 0) amounts.push_back({std::string(name), count});
}

template <class OfCause, class OfLine>
std::vector<Amount> by_cause(OfCause&& of_cause, OfLine&& of_line) {
    std::vector<Amount> amounts;
    for (const spec::CauseRow& row : spec::kCauses) add(amounts, row.name, of_cause(static_cast<std::size_t>(row.cause)));
    for (unsigned line = 0; line < spec::kLineCount; ++line) add(amounts, interrupt_name(line), of_line(line));
    return amounts;
}

double divided(std::uint64_t all, std::uint64_t boot, std::uint64_t operations) {
    return (static_cast<double>(all) - static_cast<double>(boot)) / static_cast<double>(operations);
}

}  // namespace

std::uint64_t total(const std::vector<Amount>& amounts) {
    std::uint64_t sum = 0;
    for (const Amount& amount : amounts) sum += amount.count;
    return sum;
}

std::uint64_t count_of(const std::vector<Amount>& amounts, std::string_view name) {
    const auto found = std::ranges::find(amounts, name, &Amount::name);
    return found == amounts.end() ? 0 : found->count;
}

std::string cause_name(std::uint32_t cause) {
    if ((cause & spec::kInterruptBit) != 0) return interrupt_name(cause & ~spec::kInterruptBit);
    if (cause >= spec::kCauseCount) return std::string(spec::name_of(static_cast<spec::ExitReason>(cause)));
    return std::string(spec::name_of(static_cast<spec::TrapCause>(cause)));
}

std::vector<Amount> cycles_by_activity(const RunResult& run) {
    std::vector<Amount> amounts;
    Cycles named = 0;
    for (const spec::ActivityRow& row : spec::kActivities) {
        const Cycles cycles = run.ledger.of_activity(row.id);
        named += cycles;
        add(amounts, row.name, cycles);
    }
    // Ids that have no row: a program may write any number.
    if (const Cycles unnamed = run.ledger.total() - named; unnamed != 0) {
        if (amounts.empty() || amounts.front().name != "other") amounts.insert(amounts.begin(), {"other", 0});
        amounts.front().count += unnamed;
    }
    return amounts;
}

std::vector<Amount> traps_by_cause(const RunResult& run) {
    const cpu::Counters& counted = run.counters;
    // A monitor in ring 0 takes its guest's traps by the same bank as its own; those are exits.
    const bool in_ring_0 = monitor_ring(run.mode) == Ring::k0;
    return by_cause([&](std::size_t cause) { return counted.exceptions[cause] - (in_ring_0 ? counted.inward_exceptions[cause] : 0); },
                    [&](std::size_t line) { return counted.interrupts[line] - (in_ring_0 ? counted.inward_interrupts[line] : 0); });
}

std::vector<Amount> exits_by_reason(const RunResult& run) {
    const cpu::Counters& counted = run.counters;
    const std::optional<Ring> ring = monitor_ring(run.mode);
    if (!ring) return {};
    if (*ring == Ring::k0)
        return by_cause([&](std::size_t cause) { return counted.inward_exceptions[cause]; }, [&](std::size_t line) { return counted.inward_interrupts[line]; });
    invariant(*ring == Ring::kMinus1, "a monitor runs in ring 0 or in ring -1");
    std::vector<Amount> amounts = by_cause([&](std::size_t cause) { return counted.exits[cause]; }, [&](std::size_t line) { return counted.exit_interrupts[line]; });
    for (const spec::ExitReasonRow& row : spec::kExitReasons) add(amounts, row.name, counted.exits[static_cast<std::size_t>(row.id)]);
    return amounts;
}

Figures figures(const RunResult& run) {
    Figures result;
    result.cycles = run.cycles;
    if (const std::optional<Ring> ring = monitor_ring(run.mode)) {
        result.exits = total(exits_by_reason(run));
        result.monitor_instructions = run.counters.by_lane[lane(*ring)] - run.monitor_boot_instructions;
    }
    return result;
}

PerOperation per_operation(const Figures& all, const Figures& boot, std::uint64_t operations) {
    invariant(operations != 0 && all.exits.has_value() == boot.exits.has_value(), "both are of one mode, and there is something to divide by");
    PerOperation result;
    result.cycles = divided(all.cycles, boot.cycles, operations);
    if (all.exits) result.exits = divided(*all.exits, *boot.exits, operations);
    if (all.monitor_instructions) result.monitor_instructions = divided(*all.monitor_instructions, *boot.monitor_instructions, operations);
    return result;
}

}  // namespace anel::control
