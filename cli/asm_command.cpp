// `anel asm`: assembly text to an ELF file.
#include <memory>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"

namespace anel::cli {
void add_asm_command(CLI::App&, int&) {}
void add_dis_command(CLI::App&, int&) {}
void add_spec_command(CLI::App&, int&) {}
}  // namespace anel::cli
