// What a session runs: a machine, a mode and what Anelix is to do on it. A change of any of it is another machine, started from reset.
// Not here: making the machine (computer.hpp).
#pragma once

#include <optional>
#include <string>

#include "isa/spec/privilege.hpp"
#include "monitor/control/modes.hpp"

namespace anel::session {

struct Configuration {
    control::Mode mode = control::Mode::kNative;
    std::optional<spec::Policy> policy;  ///< in the place of the machine's own and its overrides
    std::string machine_file;            ///< YAML; empty: the bundled default.yaml
    std::string kernel_file;             ///< ELF, or assembly text (.s); empty: Anelix
    std::string workload;                ///< a name of control::workloads(); empty: `command_line`, and what a person types
    std::string command_line;            ///< the kernel's, where no workload brings one
    bool operator==(const Configuration&) const = default;
};

}  // namespace anel::session
