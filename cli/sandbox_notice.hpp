// What is said before a student's code is executed on a computer that does not let the whole sandbox be made.
// Not here: the sandbox (labs/runtime/sandbox).
#pragma once

#include "isa/base/result.hpp"
#include "isa/explain/language.hpp"
#include "labs/runtime/sandbox/worker.hpp"

namespace anel::cli {

/// Warns on standard error of what is missing. The error says why nothing is to be executed: the whole of it was asked for, or there is no worker at all.
Status look_at_sandbox(const labs::SandboxPolicy& policy, explain::Language language);

}  // namespace anel::cli
