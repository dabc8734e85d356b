// What the parts of `anel lab` have in common: their options, and the lab and folder that these mean.
// Not here: the parts (lab_command.cpp, lab_debug.cpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "isa/base/result.hpp"
#include "labs/grader/judge.hpp"
#include "labs/grader/lab.hpp"
#include "labs/grader/student_folder.hpp"

namespace anel::cli {

struct LabOptions {
    std::string labs, lab, folder, student, language, only, key, json, level;
    std::optional<std::uint64_t> seed;
    bool hidden = false;
    bool require_sandbox = false;
    bool instructor = false;
};

/// A folder that somebody works in.
struct LabWork {
    labs::Lab lab;
    labs::StudentFolder who;
    std::string folder;
    std::string arguments;  ///< that name it all on a command line, with a space before them; may be empty
};

Result<LabWork> open_lab_work(const LabOptions& options);

labs::JudgeOptions judge_options(const LabWork& work, const LabOptions& options);

/// As a shell takes it for one word.
std::string shell_word(const std::string& text);
/// With a space before it: where the labs are, if somebody said so.
std::string labs_option(const LabOptions& options);

/// `anel lab debug`.
int debug_lab(const LabOptions& options);

}  // namespace anel::cli
