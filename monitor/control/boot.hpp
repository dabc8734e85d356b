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

/// What a monitor can be told about how to run its guest. Those who do not translate take no notice.
struct MonitorOptions {
    bool translate_user = false;      ///< ring 3 runs from the translation cache, too
    bool adapt = true;                ///< what keeps faulting is translated anew
    std::uint32_t cache_bytes = 0;    ///< of the translation cache, at most; 0: as many as there is room for
};

/// All real memory that a machine needs in this mode.
std::uint32_t real_ram_bytes(const machine::MachineConfig& config, Mode mode);

/// Why this machine cannot run that mode, if so.
Status check_mode(const machine::MachineConfig& config, Mode mode);

/// `monitor` is needed in every mode but native. `cmdline`: the kernel's, at most a page with the boot block.
Status boot(machine::Machine& machine, const machine::MachineConfig& config, Mode mode, const Kernel& kernel,
            const machine::ElfImage* monitor, const std::string& cmdline, const MonitorOptions& options = {});

/// The part that all monitors have in common: its image, what it is to run (one module, which fits into its memory), its command line.
Status boot_with_module(machine::Machine& machine, const machine::MachineConfig& config, Mode mode, const machine::ElfImage& monitor,
                        std::span<const std::uint8_t> content, std::uint32_t kind, const std::string& cmdline,
                        const MonitorOptions& options = {});

}  // namespace anel::control
