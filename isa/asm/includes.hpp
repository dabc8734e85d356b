// Where the files that `.include` and `.incbin` name come from: the caller says, so that a text cannot reach further than it is let.
// Not here: reading from the disk, which is the caller's.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "isa/base/result.hpp"

namespace anel::assembler {

struct NamedFile {
    std::string name;  ///< as messages call it; two files of the same name are the same file
    std::string content;
};

/// Finds the file that is written as `name` in the file called `from`; the error says why there is none, without a place.
using FindFile = std::function<Result<NamedFile>(std::string_view name, std::string_view from)>;

/// The given files and no others, each by its own name, wherever it is named from; the map must outlive the function.
FindFile files_by_name(const std::map<std::string, std::string>& files);

/// A file may include one that includes another, this many times.
inline constexpr std::size_t kDeepestInclude = 16;
/// A text may name so many files, and so many MiB in them, each counted as often as it is named. Text takes many times its size to read.
inline constexpr std::size_t kMostIncludedFiles = 1000;
inline constexpr std::uint64_t kMostIncludedTextMib = 4, kMostIncludedBytesMib = 64;

}  // namespace anel::assembler
