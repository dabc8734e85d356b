// What the assembler's tests share: assemble a text and look at what came out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "isa/asm/assemble.hpp"
#include "tests/unit/catch.hpp"

namespace anel::assembler {

inline Assembled assembled(std::string_view text) {
    Result<Assembled> result = assemble(text, "t.s");
    INFO(text);
    if (!result) FAIL(result.error().message);
    return *result;
}

/// The message for a text that must be wrong.
inline std::string error_of(std::string_view text) {
    const Result<Assembled> result = assemble(text, "t.s");
    INFO(text);
    REQUIRE_FALSE(result);
    return result.error().message;
}

inline const ImageSection& section_of(const Assembled& program, std::string_view name) {
    for (const ImageSection& section : program.sections)
        if (section.name == name) return section;
    FAIL("no section " << name);
    return program.sections.front();
}

inline std::vector<std::uint8_t> bytes_of(std::string_view text, std::string_view section) {
    return section_of(assembled(text), section).bytes;
}

/// The words of .text.
inline std::vector<std::uint32_t> words_of(std::string_view text) {
    std::vector<std::uint32_t> words;
    const std::vector<std::uint8_t> bytes = bytes_of(text, ".text");
    for (std::size_t i = 0; i + 4 <= bytes.size(); i += 4)
        words.push_back(bytes[i] | std::uint32_t{bytes[i + 1]} << 8 | std::uint32_t{bytes[i + 2]} << 16 | std::uint32_t{bytes[i + 3]} << 24);
    return words;
}

}  // namespace anel::assembler
