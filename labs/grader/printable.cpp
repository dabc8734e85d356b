#include "labs/grader/printable.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace anel::labs {

namespace {

struct Decoded {
    std::uint32_t code;
    std::size_t bytes;  ///< 0: none begins here
};

Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t bytes = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
    if (bytes == 0 || text.size() < bytes) return {0, 0};
    std::uint32_t code = first & (0x7fU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {0, 0};
        code = code << 6 | (byte(i) & 0x3fU);
    }
    constexpr std::array<std::uint32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kLeast[bytes] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return {0, 0};
    return {code, bytes};
}

bool turns_or_hides(std::uint32_t code) {
    return (code >= 0x80 && code < 0xa0) || code == 0x61c || (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) ||
           code == 0xfeff || (code >= 0xe0000 && code < 0xe0080);
}

}  // namespace

std::string printable(std::string_view text, std::size_t bytes_most) {
    std::string result;
    while (!text.empty()) {
        const auto [code, bytes] = decode(text);
        std::string next;
        if (bytes == 0) next = fmt::format("\\x{:02x}", static_cast<std::uint8_t>(text[0]));
        else if (code == '\t') next = "    ";
        else if ((code < 0x20 && code != '\n') || code == 0x7f) next = fmt::format("\\x{:02x}", code);
        else if (turns_or_hides(code)) next = fmt::format("\\u{:04x}", code);
        else next = text.substr(0, bytes);
        if (result.size() + next.size() > bytes_most) return result + "…";
        result += next;
        text.remove_prefix(bytes == 0 ? 1 : bytes);
    }
    return result;
}

}  // namespace anel::labs
