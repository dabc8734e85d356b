// Where submissions come from: a student's folder, an archive of it, or its one file.
// Not here: what is in a submission (student_folder.hpp), what an archive may hold (runtime/sandbox/unpack.hpp).
#pragma once

#include <filesystem>
#include <string>

#include "isa/base/result.hpp"
#include "labs/grader/lab.hpp"
#include "labs/runtime/sandbox/worker.hpp"
#include "labs/runtime/submission.hpp"

namespace anel::labs {

struct HandedIn {
    std::string student;     ///< as its folder says, else by its name
    Submission submission;
    std::string refused;     ///< why nothing of it is to be run, if so
};

/// An error where the path cannot be read; what a student has done wrong is in `refused`. Archives are opened by the worker. `student`: whose it is;
/// empty: as the submission says itself.
Result<HandedIn> hand_in(const std::filesystem::path& path, const Lab& lab, const std::string& student, Worker& worker);

}  // namespace anel::labs
