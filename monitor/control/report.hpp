// Results as JSON and CSV, for programs. The schemas are in cli/schema.
// Not here: the table that people read (report_text.hpp).
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "monitor/control/compare.hpp"
#include "monitor/control/run.hpp"

namespace anel::control {

struct Amount {
    std::string name;
    std::uint64_t count = 0;
};
/// Cycles by activity, in the tables' order, without those that took none. They sum to the run's cycles.
std::vector<Amount> cycles_by_activity(const RunResult& run);
/// Traps and interrupts that the real machine took, by cause, without those that did not happen.
std::vector<Amount> traps_by_cause(const RunResult& run);

/// "powered-off", "cycle-limit", "triple-fault", "stuck", "given-up", "interrupted"
std::string_view name_of(Ending ending);

/// One element of `modes`. Of a run alone, `slowdown` and `equivalent` are null: there is nothing to compare with.
nlohmann::ordered_json to_json(const RunResult& run);
nlohmann::ordered_json to_json(const Comparison& comparison);
nlohmann::ordered_json to_json(const cpu::Event& event);

/// One line for each mode, a heading line first; a column for every activity and cause that any mode has.
std::string to_csv(const Comparison& comparison);

}  // namespace anel::control
