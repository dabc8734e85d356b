// Another simulator on the same host as a yardstick: qemu's user mode, if it is installed, run and timed on one ELF file.
// Not here: what its time is compared with (bench.hpp).
#pragma once

#include <optional>
#include <string>

#include "isa/base/result.hpp"

namespace anel::control {

inline constexpr std::string_view kQemu = "qemu-riscv32";

/// The first of that name in PATH; nothing where there is none.
std::optional<std::string> find_qemu();

struct QemuRun {
    double seconds = 0;  ///< from the start of the process to its end
    int exit_code = 0;
    std::string output;
};

/// The error: it could not be started, or a signal ended it.
Result<QemuRun> run_qemu(const std::string& qemu, const std::string& argument);

}  // namespace anel::control
