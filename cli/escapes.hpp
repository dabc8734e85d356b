// Backslash escapes in a text given on the command line.
// Not here: the assembler's strings (isa/asm).
#pragma once

#include <string>
#include <string_view>

#include "isa/base/result.hpp"

namespace anel::cli {

/// Understands \n \t \r \0 \\ and \xHH; a usage error for any other.
Result<std::string> unescaped(std::string_view text);

}  // namespace anel::cli
