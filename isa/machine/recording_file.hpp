// The file that a recording is kept in: what it is, of which format, how long, a checksum over all of it, and the compressed content. What
// was cut off, damaged or never a recording is refused with a sentence that says so.
// Not here: the content (recording.hpp); putting the bytes into a file (cli/output.hpp).
#pragma once

#include <string>
#include <string_view>

#include "isa/base/result.hpp"
#include "isa/machine/recording.hpp"

namespace anel::machine {

/// Of the content; a larger one is neither written nor read.
inline constexpr std::size_t kRecordingBytesMost = std::size_t{256} << 20;

/// The error is about a recording that is too large, or whose machine cannot be written down.
Result<std::string> to_file(const Recording& recording);
/// The same around some content that nobody looks at. For tests.
std::string wrap_content(std::string_view content);

/// `name` stands before every message, as a file's would.
Result<Recording> parse_recording(std::string_view file, const std::string& name);
/// `path` `-`: standard input.
Result<Recording> load_recording(const std::string& path);

}  // namespace anel::machine
