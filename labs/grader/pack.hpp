// A lab as one file to hand out: .tar.gz, the same bytes from the same files.
// Not here: archives that students hand in, which need distrust (archives/).
#pragma once

#include <string>

#include "isa/base/result.hpp"
#include "labs/grader/lab.hpp"

namespace anel::labs {

/// `instructors`: with hidden tests, reference, mutants and cheats.
Result<std::string> pack_lab(const Lab& lab, bool instructors);

}  // namespace anel::labs
