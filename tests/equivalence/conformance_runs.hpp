// A conformance guest on the bare machine and in every way of running an unmodified guest: what must be the same.
// Not here: which guests there are (conformance_test.cpp, privileged_test.cpp).
#pragma once

#include <string>
#include <vector>

#include "tests/equivalence/both_machines.hpp"

namespace anel::tests {

/// A mode, and what its monitor is told.
struct Way {
    std::string mode, options;
    std::vector<spec::Policy> right, wrong;  ///< under which policies it shows every guest what the bare machine does, and cannot
};
/// Every way is tried under `strict`; under the others those that differ from each other in what the policy is about.
extern const std::vector<Way> kWays;
/// Until its guest calls it, it is as full-trap.
extern const Way kPara;
/// With hardly room for what it translates.
extern const Way kNarrow;

GuestRun conformance_guest(const std::string& name, spec::Policy policy = spec::Policy::kStrict);

/// Without hardware assist, which no guest's machine has. It must end with this code and say so many lines.
Outcome native_of(const GuestRun& run, int exit_code, std::size_t lines);
Outcome run_by(GuestRun run, const Way& way);
/// Checks that it says and does the same; answers with what it did.
Outcome agrees(const GuestRun& run, const Outcome& native, const Way& way);

}  // namespace anel::tests
