// Which row of the tables a name in `policy.overrides` means, and whether it may be overridden.
// Not here: YAML (yaml_config.cpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/cpu/behaviour.hpp"

namespace anel::machine {

/// Sets one row. The error's message holds neither file nor position: the caller puts them before it.
Status override_row(cpu::Behaviours& behaviours, std::string_view row, spec::Outside outside);

struct Override {
    std::string row;
    spec::Outside outside = spec::Outside::kTrap;
};
/// Rows of which the behaviour is not the policy's.
std::vector<Override> overrides_of(const cpu::Behaviours& behaviours, spec::Policy policy);

}  // namespace anel::machine
