// Which row of the tables a name in `policy.overrides` means, and whether it may be overridden.
// Not here: YAML (yaml_config.cpp).
#pragma once

#include <string>
#include <string_view>

#include "isa/base/result.hpp"
#include "isa/cpu/behaviour.hpp"

namespace anel::machine {

/// Sets one row. The error's message holds neither file nor position: the caller puts them before it.
Status override_row(cpu::Behaviours& behaviours, std::string_view row, spec::Outside outside);

}  // namespace anel::machine
