// Grades many submissions, several at a time: the same reports, in the same order, however many work at it and whoever was interrupted.
// Not here: one submission (judge.hpp), the forms in which reports leave (formats/).
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "isa/base/result.hpp"
#include "labs/grader/batch/manifest.hpp"
#include "labs/grader/batch/store.hpp"
#include "labs/grader/judge.hpp"
#include "labs/grader/lab.hpp"
#include "labs/grader/report.hpp"

namespace anel::labs {

struct GradeRequest {
    std::filesystem::path labs;              ///< the folder that holds the labs
    std::vector<ManifestRow> rows;           ///< paths complete; a row without a student is whose it says
    explain::Language language = explain::Language::kEnglish;
    std::string key;                         ///< of the hidden tests' seeds
    bool hidden = true;                      ///< false: the visible tests alone
    SandboxPolicy sandbox;
    unsigned jobs = 1;                       ///< submissions at a time
    const ResultStore* store = nullptr;      ///< where results are kept as they come, and looked for before; null: nowhere
    Shard shard;                             ///< of the rows
    std::function<void(std::size_t row, const Report&, bool known)> on_report;  ///< called from any of the threads, one at a time; may be empty
};

struct GradedRow {
    std::size_t row = 0;
    Report report;
};

/// In the order of the rows, those of the shard. What a student has done wrong is in his report, and so is what the grader could not do: errors are of
/// the labs, of the store, or of a sandbox that was asked for and cannot be made.
Result<std::vector<GradedRow>> grade(const GradeRequest& request);

/// Everything that a report depends on, in one word.
std::string result_key(const Lab& lab, const GradeRequest& request, const std::string& student, const std::string& submission_sha256);

/// All rows of a store, in their order; the numbers (from 0) of those that have no result yet are in `missing`.
struct Collected {
    std::vector<Report> reports;
    std::vector<std::size_t> missing;
};
Result<Collected> collect(const ResultStore& store);

}  // namespace anel::labs
