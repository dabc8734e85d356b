// Reads a machine from YAML. Every key is optional; every wrong one gets a message with file, line and column.
// Not here: what the values do (machine_config.hpp and what it holds).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/machine/machine_config.hpp"

namespace anel::machine {

inline constexpr std::uint32_t kMinRamMib = 2;
inline constexpr std::uint32_t kMaxRamMib = 1024;
inline constexpr std::uint32_t kMinMonitorMib = 6;
inline constexpr std::uint32_t kMaxMonitorMib = 64;
/// By cpu::PredictorKind.
inline constexpr std::array<std::string_view, 3> kPredictorNames{"not-taken", "backward-taken", "bimodal"};

/// `path` `-`: standard input.
Result<MachineConfig> load_config(const std::string& path);
/// `name` stands before every message, as a file's would.
Result<MachineConfig> parse_config(const std::string& text, const std::string& name);

/// The policy of that name, or a usage error that lists the valid ones.
Result<spec::Policy> find_policy(std::string_view name);
/// Puts `policy` in the place of the machine's own, its overrides included.
void replace_policy(MachineConfig& config, spec::Policy policy);
/// Rows whose behaviour outside the ring a machine may override: `ei`, `vector0.read` and so on.
std::vector<std::string> overridable_rows();

}  // namespace anel::machine
