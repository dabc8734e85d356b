// The rules of the trace event format, as far as they can be checked without a viewer, for traces whose slices do not nest.
// Not here: which slices there should be.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace anel::tests {

/// Empty where the file keeps to the format: known phases with the fields that each requires; slices of a thread in order and apart; every
/// arrow with one start and one finish, of one name, category and id, forward in time, each end inside a slice of its thread that stands
/// before it in the file; every process and thread with one name. Else what is wrong, with the number of the item.
std::string offence_against_format(const nlohmann::json& trace);

}  // namespace anel::tests
