// The forms in which reports leave: one for each place that takes them.
// Not here: files and folders (the command), how a report comes about (judge.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "labs/grader/report.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

enum class Format : std::uint8_t {
    kText,
    kGradescope,    ///< results.json of a Gradescope autograder
    kClassroom,     ///< the line `result=…` that a step of GitHub Classroom's autograding writes to $GITHUB_OUTPUT
    kPrairieLearn,  ///< results/results.json of a PrairieLearn external grader
    kJunit,
    kCsv,
    kJson,          ///< our own: all that a report has
};

/// `text`, `gradescope`, `classroom`, `prairielearn`, `junit`, `csv`, `json`
std::string_view name_of(Format format);
/// The error proposes the nearest name.
Result<Format> format_named(std::string_view name);
/// As a file of one submission: "results.json", "grades.csv".
std::string_view file_name_of(Format format);
/// Whether several reports make one document; the others are for one submission each.
bool takes_many(Format format);

/// At least one report; exactly one where the format does not take many. All text in it is safe (safe_text.hpp), and the same reports give the same bytes.
std::string format_reports(Format format, std::span<const Report> reports);

// One each.
std::string text_report(const Report& report);
std::string gradescope_report(const Report& report);
std::string classroom_report(const Report& report);
std::string prairielearn_report(const Report& report);
std::string junit_report(std::span<const Report> reports);
std::string csv_report(std::span<const Report> reports);
std::string json_report(std::span<const Report> reports);

/// All of a report, and back. What was not written by to_value is refused with a sentence.
Value to_value(const Report& report);
Result<Report> report_from(const Value& value);

}  // namespace anel::labs
