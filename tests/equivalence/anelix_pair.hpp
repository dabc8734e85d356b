// Anelix on the bare machine and under the monitor: what every comparison of the two holds.
#pragma once

#include <string>
#include <vector>

#include "tests/equivalence/both_machines.hpp"

namespace anel::tests {

struct Pair {
    Outcome native;
    Outcome monitored;
};

GuestRun anelix(const std::string& command_line, const std::string& input = {});
/// Same console, exit code and disk; a monitor that is whole, and a ledger that adds up.
Pair both(GuestRun run, const std::string& mode);

}  // namespace anel::tests
