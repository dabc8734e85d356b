// A classification as text for people and JSON for programs (cli/schema/classify.json), and one witness replayed step by step.
// Not here: how it was found (classify.hpp).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "isa/base/result.hpp"
#include "monitor/control/classify/classify.hpp"

namespace anel::control::classify {

/// The verdict and every hole with its witness; `all`: every instruction.
std::string verdict_text(const Verdict& verdict, const machine::MachineConfig& config, bool all);
nlohmann::ordered_json to_json(const Verdict& verdict, const machine::MachineConfig& config);

/// Tries one instruction again (its subject's name) and tells what was seen. A usage error for a name that is none.
Result<std::string> replay_witness(const machine::MachineConfig& config, const std::string& name);

}  // namespace anel::control::classify
