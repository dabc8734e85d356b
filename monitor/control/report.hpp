// Results as JSON and CSV, for programs. The schemas are in cli/schema.
// Not here: the table that people read (report_text.hpp).
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "monitor/control/amounts.hpp"
#include "monitor/control/compare.hpp"

namespace anel::control {

/// "powered-off", "cycle-limit", "triple-fault", "stuck", "given-up", "interrupted"
std::string_view name_of(Ending ending);

/// One element of `modes`. Of a run alone, `slowdown`, `equivalent` and whatever is per operation are null: there is nothing to compare with.
nlohmann::ordered_json to_json(const RunResult& run);
nlohmann::ordered_json to_json(const Comparison& comparison);
nlohmann::ordered_json to_json(const cpu::Event& event);

/// One line for each mode, a heading line first; a column for every activity, cause and reason that any mode has.
std::string to_csv(const Comparison& comparison);

}  // namespace anel::control
