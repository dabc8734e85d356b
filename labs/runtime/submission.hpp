// What a student hands in, read and bounded.
// Not here: where it comes from (labs/grader).
#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace anel::labs {

inline constexpr std::size_t kSubmissionFilesMost = 64;
inline constexpr std::size_t kSubmissionBytesMost = std::size_t{1} << 20;  ///< of all files together

struct Submission {
    /// By path relative to the submission's folder, with '/': "monitor.lua", "lib/tables.lua".
    std::map<std::string, std::string> files;
    bool operator==(const Submission&) const = default;
};

}  // namespace anel::labs
