// A broken invariant stops the program in every build, saying which one.
// Not for mistakes of people (Result) or of guests (traps).
#pragma once

#include <cstdio>
#include <cstdlib>
#include <source_location>

namespace anel {

/// Stops the program unless `holds`. `what` states the invariant, as a sentence.
inline void invariant(bool holds, const char* what,
                      std::source_location where = std::source_location::current()) {
    if (holds) [[likely]] return;
    std::fprintf(stderr, "anel: internal error: %s does not hold (%s:%u)\n", what, where.file_name(),
                 static_cast<unsigned>(where.line()));
    std::abort();
}

}  // namespace anel
