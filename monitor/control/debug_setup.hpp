// What a debugger has to know of a machine that was booted here: the programs on it, and what its monitor keeps for its guest.
// Not here: the debugger (isa/debug), booting (boot.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/debug/debugger.hpp"
#include "isa/machine/machine_config.hpp"
#include "monitor/control/images.hpp"
#include "monitor/control/modes.hpp"

namespace anel::control {

/// Where a monitor keeps its state, the virtual CPU first: a real physical address. Nothing, if `monitor` has no symbols that say so.
std::optional<std::uint32_t> monitor_state_at(const machine::MachineConfig& config, const machine::ElfImage& monitor);
/// In there: the guest's own root, where the virtual CPU's is the shadow's. monitor/target/monitor.hpp holds itself to it.
inline constexpr std::uint32_t kGuestRootOffset = 0x318;

/// The guest as the monitor of `mode` has it, read from the monitor's memory; nothing before there is one, and in native mode.
/// `monitor`: its image, of the machine's own monitor.
std::optional<debug::Guest> guest_of(const machine::Machine& machine, const machine::MachineConfig& config, Mode mode, const machine::ElfImage& monitor);

/// The kernel, at its addresses with and without paging.
Result<debug::Program> kernel_symbols(const Kernel& kernel);
/// The monitor, in its window and, before it is there, where it was loaded.
Result<debug::Program> monitor_symbols(const std::string& file, const std::string& file_name, const machine::MachineConfig& config);

/// Paths of the programs with symbols that come with the bundled Anelix, by name. None where they are missing.
std::vector<std::string> bundled_programs();

/// For sources that are named from the root of a source tree: the file below the nearest folder that has it, from the working folder and
/// from the running program's upwards.
Result<std::string> read_source_file(const std::string& path);

}  // namespace anel::control
