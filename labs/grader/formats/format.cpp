// Which format is which; each has a file of its own.
#include "labs/grader/formats/format.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/base/invariant.hpp"

namespace anel::labs {

namespace {

struct Row {
    Format format;
    std::string_view name;
    std::string_view file;
    bool many;
};
constexpr Row kRows[] = {
    {Format::kText, "text", "report.txt", true},
    {Format::kGradescope, "gradescope", "results.json", false},
    {Format::kClassroom, "classroom", "result", false},
    {Format::kPrairieLearn, "prairielearn", "results.json", false},
    {Format::kJunit, "junit", "results.xml", true},
    {Format::kCsv, "csv", "grades.csv", true},
    {Format::kJson, "json", "report.json", true},
};

const Row& row_of(Format format) { return *std::ranges::find(kRows, format, &Row::format); }

}  // namespace

std::string_view name_of(Format format) { return row_of(format).name; }
std::string_view file_name_of(Format format) { return row_of(format).file; }
bool takes_many(Format format) { return row_of(format).many; }

Result<Format> format_named(std::string_view name) {
    std::string names;
    for (const Row& row : kRows) {
        if (row.name == name) return row.format;
        names += (names.empty() ? "" : ", ") + std::string(row.name);
    }
    return Error{fmt::format("there is no format '{}'; there are {}", name, names), ErrorKind::kUsage};
}

std::string format_reports(Format format, std::span<const Report> reports) {
    invariant(!reports.empty() && (takes_many(format) || reports.size() == 1), "a format gets as many reports as it takes");
    switch (format) {
        case Format::kText: {
            std::string text;
            for (const Report& report : reports) text += (text.empty() ? "" : "\n") + text_report(report);
            return text;
        }
        case Format::kGradescope: return gradescope_report(reports.front());
        case Format::kClassroom: return classroom_report(reports.front());
        case Format::kPrairieLearn: return prairielearn_report(reports.front());
        case Format::kJunit: return junit_report(reports);
        case Format::kCsv: return csv_report(reports);
        case Format::kJson: return json_report(reports);
    }
    return {};
}

}  // namespace anel::labs
