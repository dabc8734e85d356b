// One message, one line of standard error (an assembler's may have more), one exit code.
#include "cli/exit_code.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace anel::cli {

int report(const Error& error) {
    fmt::print(stderr, "anel: {}\n", error.message);
    return error.kind == ErrorKind::kUsage ? kUsage : kBadInput;
}

int report_not_judged(const Error& error) {
    report(error);
    return kInternal;
}

}  // namespace anel::cli
