// Numbers and bytes as the protocol writes them, and a reader of what a stranger wrote: nothing is taken for granted.
// Not here: packets (packet.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace anel::gdb {

/// Of a hexadecimal digit.
std::optional<std::uint8_t> digit(char c);

std::string hex_of(std::span<const std::uint8_t> bytes);
std::string hex_of(std::string_view text);
/// A number as the machine's memory holds it, in `bytes` bytes.
std::string hex_of(std::uint64_t value, unsigned bytes);
/// None where there is an odd number of digits, or something else than digits.
std::optional<std::string> bytes_of_hex(std::string_view hex);

/// Reads a packet's content from front to back.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }
    std::string_view rest() const { return rest_; }
    /// Takes it, if it comes next.
    bool take(char c);
    bool take(std::string_view word);
    /// Up to `end`, which goes too, or to the end of all.
    std::string_view up_to(char end);
    /// Hexadecimal digits, the most significant first; none where there is none, or where the value does not fit.
    std::optional<std::uint32_t> number();

private:
    std::string_view rest_;
};

}  // namespace anel::gdb
