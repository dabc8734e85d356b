// Lays out memory as the platform contract says and starts the machine: a kernel on the bare machine, or a monitor with the
// kernel as its module. Not here: reading images (images.hpp), running (run.hpp).
#pragma once

#include <span>
#include <string>

#include "isa/base/result.hpp"
#include "isa/machine/machine.hpp"
#include "monitor/control/images.hpp"
#include "monitor/control/modes.hpp"

namespace anel::control {

/// All real memory that a machine needs in this mode.
std::uint32_t real_ram_bytes(const machine::MachineConfig& config, Mode mode);

/// Why this machine cannot run that mode, if so.
Status check_mode(const machine::MachineConfig& config, Mode mode);

/// `monitor` is needed in every mode but native. `cmdline`: the kernel's, at most a page with the boot block.
Status boot(machine::Machine& machine, const machine::MachineConfig& config, Mode mode, const Kernel& kernel,
            const machine::ElfImage* monitor, const std::string& cmdline);

/// The part that all monitors have in common: its image, what it is to run (one module, which fits into its memory), its command line.
Status boot_with_module(machine::Machine& machine, const machine::MachineConfig& config, Mode mode, const machine::ElfImage& monitor,
                        std::span<const std::uint8_t> content, std::uint32_t kind, const std::string& cmdline);

}  // namespace anel::control
