// What a run amounts to, counted: cycles by activity, traps by cause, exits by reason, the monitor's instructions.
// Not here: judging (compare.hpp), JSON and CSV (report.hpp), text and pictures.
//
// An *exit* is one entry into the monitor's ring from outside it, in every mode alike: where the monitor runs in ring 0, a trap or
// interrupt that ring 0 takes from rings 1 to 3; where it runs in ring -1, a guest's trap to ring -1.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "monitor/control/run.hpp"

namespace anel::control {

struct Amount {
    std::string name;
    std::uint64_t count = 0;
};

std::uint64_t total(const std::vector<Amount>& amounts);
/// 0 where no amount has that name.
std::uint64_t count_of(const std::vector<Amount>& amounts, std::string_view name);

/// "illegal", "interrupt-timer"; of an exit to ring -1 also "port" and the like: causes and reasons have different numbers.
std::string cause_name(std::uint32_t cause);

/// Cycles by activity, in the tables' order, without those that took none. They sum to the run's cycles.
std::vector<Amount> cycles_by_activity(const RunResult& run);
/// Traps and interrupts by cause that are not exits: the guest's kernel took them itself, or a monitor its own.
std::vector<Amount> traps_by_cause(const RunResult& run);
/// Exits by reason, without those that did not happen; none where there is no monitor.
std::vector<Amount> exits_by_reason(const RunResult& run);

/// What can be divided by a number of operations.
struct Figures {
    Cycles cycles = 0;
    // Nothing where there is no monitor.
    std::optional<std::uint64_t> exits;
    std::optional<std::uint64_t> monitor_instructions;  ///< in its ring, from its guest's first instruction to the end
};
Figures figures(const RunResult& run);

struct PerOperation {
    double cycles = 0;
    std::optional<double> exits;
    std::optional<double> monitor_instructions;
};
/// (all − boot) / operations
PerOperation per_operation(const Figures& all, const Figures& boot, std::uint64_t operations);

}  // namespace anel::control
