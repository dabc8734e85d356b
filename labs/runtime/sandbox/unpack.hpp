// What is in an archive that a student handed in: a tar, plain or packed with gzip, or a zip. It trusts nothing in it, and runs in a worker, for what
// reads archives reads what a stranger wrote.
// Not here: folders (labs/grader/hand_in.hpp).
#pragma once

#include <string_view>

#include "isa/base/result.hpp"
#include "labs/runtime/submission.hpp"

namespace anel::labs {

/// Packed, at most.
inline constexpr std::size_t kArchiveBytesMost = std::size_t{4} << 20;

/// Its regular files. A folder that holds everything is left away. Refused, with a sentence that says which entry it is and what to do: links, devices,
/// paths that lead out of the archive, names twice, more than a submission may hold (submission.hpp) however well it is packed, what is no archive.
Result<Submission> unpack(std::string_view archive);

/// Whether a name within a submission is one: relative, with '/' between parts, each part of printable characters, none of them ".." or hidden but
/// for ".anel-lab.yaml".
bool is_submission_path(std::string_view path);

}  // namespace anel::labs
