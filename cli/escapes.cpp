#include "cli/escapes.hpp"

#include "isa/base/escapes.hpp"

namespace anel::cli {

Result<std::string> unescaped(std::string_view text) { return anel::unescaped(text, "--input"); }

}  // namespace anel::cli
