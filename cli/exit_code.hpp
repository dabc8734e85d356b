// What the command's exit code says. The guest's own exit code is another matter: it is the command's only when asked for.
// Not here: who decides which (the subcommands).
#pragma once

#include "isa/base/result.hpp"

namespace anel::cli {

enum ExitCode : int {
    kDone = 0,
    kJudgedWrong = 1,  ///< the work was done, and found wrong
    kUsage = 2,        ///< the command line itself
    kBadInput = 3,     ///< a file, an image or a text that was handed in
    kLimit = 4,        ///< a limit was reached, of cycles or of a person's patience
    kInternal = 5,
};

/// Prints the message to standard error and gives the code that goes with it.
int report(const Error& error);
/// Likewise of what could not be judged: nothing that was handed in is to blame.
int report_not_judged(const Error& error);

}  // namespace anel::cli
