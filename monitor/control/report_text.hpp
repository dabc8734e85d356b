// Results as text for people: the table of a comparison, the summary of a run.
// Not here: JSON and CSV (report.hpp).
#pragma once

#include <string>

#include "monitor/control/compare.hpp"

namespace anel::control {

/// 1234567 as "1,234,567"
std::string grouped(std::uint64_t number);

struct TableStyle {
    bool colour = false;  ///< with terminal escapes
    bool shares = false;  ///< percentages of each mode's cycles in the place of cycles by activity
};

/// Some lines. Nothing in it depends on the host's speed: it is the same in every run.
std::string comparison_table(const Comparison& comparison, const TableStyle& style);

/// What to print at the end of a run: how it ended, cycles, instructions, where the cycles went. Has the host's time in it.
std::string run_summary(const RunResult& run);

}  // namespace anel::control
