// Where labs are, and which one a person means.
// Not here: what is in one (lab.hpp).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "labs/grader/lab.hpp"

namespace anel::labs {

/// The folder that holds labs: `named`, or where nothing is named the one that comes with the programs.
Result<std::filesystem::path> labs_folder(const std::string& named);

/// Folders in it that have a lab.yaml, by name.
Result<std::vector<std::filesystem::path>> folders_of_labs(const std::filesystem::path& labs);

/// `which`: 4, 04, emulate, 04-emulate, or the path of a lab's folder. A usage error names what there is.
Result<Lab> find_lab(const std::string& named_folder, const std::string& which);

}  // namespace anel::labs
