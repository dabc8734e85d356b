// Assembles a file of the disk, with the files that it names beside it.
#pragma once

#include <string>

#include "isa/asm/assemble.hpp"

namespace anel::control {

/// `-` is standard input. What a file includes is looked for from that file's folder, or, in standard input, from the current one.
Result<assembler::Assembled> assemble_file(const std::string& path);

}  // namespace anel::control
