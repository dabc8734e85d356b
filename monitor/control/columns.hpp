// A table as text: columns as wide as what stands in them.
// Not here: what stands in them.
#pragma once

#include <string>
#include <vector>

namespace anel::control {

using Row = std::vector<std::string>;

/// The first column flush left, the others flush right.
std::string aligned(const std::vector<Row>& rows);

}  // namespace anel::control
