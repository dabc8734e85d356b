// What a machine is put together from, read and checked: its configuration, the images that run on it, its disk.
// Not here: the machine itself (computer.hpp, racer.hpp, comparer.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gui/session/configuration.hpp"
#include "isa/base/result.hpp"
#include "isa/machine/machine_config.hpp"
#include "monitor/control/images.hpp"

namespace anel::session {

struct Parts {
    machine::MachineConfig config;
    control::Kernel kernel;
    std::optional<control::Kernel> monitor;  ///< where it was asked for
    std::string monitor_file;                ///< its name; empty without it
    std::vector<std::uint8_t> disk;          ///< empty where the bundled one is missing
};

/// Of the configuration, the machine's file, the kernel's and the policy count. The error is for the person who chose them.
Result<Parts> load_parts(const Configuration& configuration, bool with_monitor);

}  // namespace anel::session
