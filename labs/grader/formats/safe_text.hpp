// Text that a student had a hand in, made fit for reports, terminals and web pages: whatever is in it, it is only text.
// Not here: what a format asks for besides, such as XML's escapes (the formats themselves).
#pragma once

#include <string>
#include <string_view>

namespace anel::labs {

/// What a message in a report holds at most, in bytes; what is longer ends with a note of how much is missing.
inline constexpr std::size_t kMessageBytesMost = 8192;

/// Valid UTF-8 with `\n` as the only control character. Other control characters, bytes that are no UTF-8, and characters that turn the direction of
/// writing, appear as `\x1b` or `\u202e`. A line that a build service would take for a command (`::` or `##[` in front) begins with a bar.
std::string safe_text(std::string_view text);

/// The same in one line: line ends become " / ".
std::string safe_line(std::string_view text);

}  // namespace anel::labs
