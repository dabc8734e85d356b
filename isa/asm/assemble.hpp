// The assembler: AR32 assembly text in, an executable out.
//
// RISC-V syntax as of GNU and LLVM, the instructions of isa/spec, and the platform's constants by the names of
// anel_target.h. Code starts at 0x00100000, or where .org says: in a section that is still empty it is that section's
// address, later it fills up to the address. A branch to a number is a branch to that address.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "isa/asm/image.hpp"
#include "isa/asm/includes.hpp"
#include "isa/base/result.hpp"

namespace anel::assembler {

struct Assembled {
    std::vector<std::uint8_t> elf;  ///< an ELF32 executable
    std::uint32_t entry = 0;        ///< `_start`, or the first byte of code
    std::vector<ImageSection> sections;
    std::vector<ImageSymbol> symbols;
    std::vector<SourceLine> lines;   ///< in the order of the text, included files where they stand
    std::vector<std::string> files;  ///< the names that the lines' indices mean: the text's own first, then the included ones as they came
};

/// Nobody means a program larger than this, and a slip in a .space must not fill the host's memory.
inline constexpr std::uint32_t kLargestImageMib = 64;

/// An error holds up to 20 messages, one for each place, each with file:line:column, the line and a caret.
/// Without `find` the text can name no files. A program of more than `most_mib` MiB, zeros included, is an error.
Result<Assembled> assemble(std::string_view text, std::string_view file_name, const FindFile& find = {}, std::uint32_t most_mib = kLargestImageMib);

}  // namespace anel::assembler
