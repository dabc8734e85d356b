// Writes a machine as YAML, every key of it, in one form: what yaml_config.hpp reads, and what a file or a person is to be told completely.
// Not here: reading it.
#pragma once

#include <string>

#include "isa/machine/machine_config.hpp"

namespace anel::machine {

/// Precondition: parse_config could have given it. Then parse_config of the text gives it again.
std::string to_yaml(const MachineConfig& config);

}  // namespace anel::machine
