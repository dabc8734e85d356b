// Characters are read by the table of well-formed sequences of the Unicode standard (3.9, table 3-7).
#include "labs/grader/formats/safe_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace anel::labs {

namespace {

struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 0;  ///< 0: no character begins here
};

Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<std::uint8_t>(text[at + i]) : std::uint32_t{0}; };
    const std::uint32_t first = byte(0);
    if (first < 0x80) return {first, 1};
    if (first < 0xc2 || first > 0xf4) return {};
    const std::size_t bytes = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    const std::uint32_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const std::uint32_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (byte(1) < low || byte(1) > high) return {};
    std::uint32_t code = first & (0xffU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {};
        code = code << 6 | (byte(i) & 0x3f);
    }
    return {code, bytes};
}

/// Controls of either range, and what changes the direction of writing or cannot be seen.
bool is_unfit(std::uint32_t code) {
    const auto within = [&](std::uint32_t from, std::uint32_t to) { return from <= code && code <= to; };
    return (code < 0x20 && code != '\n') || within(0x7f, 0x9f) || code == 0x61c || within(0x200b, 0x200f) || within(0x2028, 0x202e) ||
           within(0x2060, 0x206f) || code == 0xfeff || within(0xfff0, 0xffff) || within(0xe0000, 0xe0fff);
}

bool begins_a_command(std::string_view rest) { return rest.starts_with("::") || rest.starts_with("##["); }

}  // namespace

std::string safe_text(std::string_view text) {
    std::string safe;
    bool line_begins = true;
    std::size_t at = 0;
    while (at < text.size() && safe.size() < kMessageBytesMost) {
        // Blanks in front do not keep every reader from taking it for a command; what stands in front then is no blank.
        if (line_begins && begins_a_command(text.substr(std::min(text.find_first_not_of(" \t", at), text.size())))) safe += "| ";
        const Character character = character_at(text, at);
        line_begins = text[at] == '\n';
        if (character.bytes == 0) safe += fmt::format("\\x{:02x}", static_cast<std::uint8_t>(text[at]));
        else if (!is_unfit(character.code)) safe += text.substr(at, character.bytes);
        else if (character.code < 0x100) safe += fmt::format("\\x{:02x}", character.code);
        else safe += fmt::format("\\u{:04x}", character.code);
        at += character.bytes == 0 ? 1 : character.bytes;
    }
    if (at < text.size()) safe += fmt::format("\n[+ {} bytes]", text.size() - at);
    return safe;
}

std::string safe_line(std::string_view text) {
    std::string line;
    for (const char c : safe_text(text)) {
        if (c == '\n') line += " / ";
        else line += c;
    }
    return line;
}

}  // namespace anel::labs
