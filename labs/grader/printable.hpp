// Text of anybody's making, made safe for terminals and files.
// Not here: what a format wants besides (formats/).
#pragma once

#include <string>
#include <string_view>

namespace anel::labs {

/// Control characters but line feed, bytes that are no UTF-8, and characters that turn the direction of text come out as `\x1b`, `\u202e`. At most
/// `bytes_most` bytes, with "…" where more was there.
std::string printable(std::string_view text, std::size_t bytes_most = 8192);

}  // namespace anel::labs
