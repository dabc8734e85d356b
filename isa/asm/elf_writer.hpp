// Writes an ELF32 executable for RISC-V, little-endian, physical addresses equal to virtual ones.
// Reading ELF files is isa/machine's.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "isa/asm/image.hpp"

namespace anel::assembler {

/// One loadable segment for each section that is not empty. File offsets and addresses agree modulo the page size.
std::vector<std::uint8_t> write_elf(std::span<const ImageSection> sections, std::span<const ImageSymbol> symbols,
                                    std::uint32_t entry);

}  // namespace anel::assembler
