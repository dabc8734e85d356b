// From words back to text that the assembler takes. No pseudo-instructions: what stands here is what the machine executes.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "isa/asm/image.hpp"

namespace anel::assembler {

/// One instruction, or `.word 0x…` for what is none. `pc` is where it stands; targets come out as absolute addresses.
/// Assembled again at `pc`, the text gives `word`, bit for bit.
std::string disassemble(std::uint32_t word, std::uint32_t pc);

/// One line for each word: address, word, text; a symbol's name on a line of its own before it. Bytes that make no whole
/// word at the end come out as `.byte`.
std::string listing(std::span<const std::uint8_t> bytes, std::uint32_t address, std::span<const ImageSymbol> symbols);

}  // namespace anel::assembler
