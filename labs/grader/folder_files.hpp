// A folder's files, read whole and within bounds: of a lab, and of a student.
// Not here: archives, which need more distrust.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "isa/base/result.hpp"

namespace anel::labs {

/// By path relative to the folder, with '/'.
using Files = std::map<std::string, std::string>;

struct FolderLimits {
    std::size_t files;
    std::size_t bytes;  ///< of all files together
};

/// Every regular file below `folder`, at whatever depth. Names that begin with a dot or end in '~' are left out, folders too. The error names the file:
/// a link, something else that is no file, too many, too large, not readable.
Result<Files> read_folder(const std::filesystem::path& folder, const FolderLimits& limits);

/// Writes them all, with their folders, or none: what was made goes again when one cannot be written. Refuses to write over what is there.
Status write_files(const std::filesystem::path& folder, const Files& files);

/// Those under `prefix` ("starter/"), named without it.
Files files_under(const Files& files, const std::string& prefix);

}  // namespace anel::labs
