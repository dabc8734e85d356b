#include "isa/debug/gdb/text.hpp"

#include <limits>

namespace anel::gdb {

std::optional<std::uint8_t> digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
    return std::nullopt;
}

std::string hex_of(std::span<const std::uint8_t> bytes) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string result;
    result.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        result += kDigits[byte >> 4];
        result += kDigits[byte & 15U];
    }
    return result;
}

std::string hex_of(std::string_view text) { return hex_of(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())); }

std::string hex_of(std::uint64_t value, unsigned bytes) {
    std::string text;
    for (unsigned i = 0; i < bytes; ++i) text += static_cast<char>(value >> 8 * i);
    return hex_of(text);
}

std::optional<std::string> bytes_of_hex(std::string_view hex) {
    if (hex.size() % 2 != 0) return std::nullopt;
    std::string result;
    result.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const auto high = digit(hex[i]), low = digit(hex[i + 1]);
        if (!high || !low) return std::nullopt;
        result += static_cast<char>(*high << 4 | *low);
    }
    return result;
}

bool Cursor::take(char c) { return take(std::string_view(&c, 1)); }

bool Cursor::take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
}

std::string_view Cursor::up_to(char end) {
    const std::size_t at = rest_.find(end);
    const std::string_view part = rest_.substr(0, at);
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + 1);
    return part;
}

std::optional<std::uint32_t> Cursor::number() {
    std::uint64_t value = 0;
    std::size_t digits = 0;
    for (; digits < rest_.size(); ++digits) {
        const auto next = digit(rest_[digits]);
        if (!next) break;
        value = value << 4 | *next;
        if (value > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    }
    if (digits == 0) return std::nullopt;
    rest_.remove_prefix(digits);
    return static_cast<std::uint32_t>(value);
}

}  // namespace anel::gdb
