// What the assembler makes: sections, symbols, and which line each word came from. Values alone; nothing here does work.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace anel::assembler {

struct ImageSection {
    std::string name;
    std::uint32_t address = 0;
    std::uint32_t size_bytes = 0;
    std::uint32_t align = 1;  ///< a power of two, in bytes
    bool executable = false;
    bool writable = false;
    bool no_bits = false;             ///< zeros that the file does not hold (.bss)
    std::vector<std::uint8_t> bytes;  ///< size_bytes of them, or none if no_bits
};

inline constexpr int kAbsolute = -1;

struct ImageSymbol {
    std::string name;
    std::uint32_t value = 0;
    int section = kAbsolute;  ///< index into the sections, or kAbsolute
    bool global = false;
};

/// The instruction or datum at `address` was written in line `line` (the first is 1) of the file with the index `file`.
struct SourceLine {
    std::uint32_t address = 0;
    std::uint32_t line = 0;
    std::uint32_t file = 0;
};

}  // namespace anel::assembler
