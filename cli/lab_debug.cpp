// `anel lab debug`: the step where a run went another way, in Lua.
#include "cli/exit_code.hpp"
#include "cli/lab_work.hpp"
namespace anel::cli {
int debug_lab(const LabOptions&) { return kInternal; }
}  // namespace anel::cli
