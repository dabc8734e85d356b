// What was counted in detail, for programs and for people: JSON, tables, and the CPI stack as bars of text.
// Not here: what the counts mean (isa/cpu/detail.hpp).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "isa/cpu/detail.hpp"

namespace anel::control {

/// One element for each VM and ring that had cycles; counts of 0 are left out. The schema is in cli/schema/run.json.
nlohmann::ordered_json counters_json(const cpu::DetailedCounters& detail);

/// Some lines: instructions by class, cycles per instruction by reason, misses, each with a column for every VM and ring that had cycles and
/// one for all of them; then a bar for each column.
std::string counters_table(const cpu::DetailedCounters& detail);

}  // namespace anel::control
