// A report as JSON, with all that it has. Text that a student can make is safe in it, which is why it does not come back byte for byte: it comes
// back as it was written, and is then the same ever after.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "labs/grader/formats/format.hpp"
#include "labs/grader/formats/safe_text.hpp"

namespace anel::labs {

namespace {

constexpr std::string_view kVerdicts[] = {"passed", "failed", "infrastructure"};

}  // namespace

Value to_value(const Report& report) {
    Value tests = Value::array();
    for (const TestResult& test : report.tests) {
        Value row{{"name", safe_line(test.name)}, {"title", safe_line(test.title)}, {"hidden", test.hidden}, {"verdict", kVerdicts[static_cast<std::size_t>(test.verdict)]},
                  {"points", test.points}, {"max_points", test.most}};
        if (!test.message.empty()) row["message"] = safe_text(test.message);
        if (!test.reproduce.empty()) row["reproduce"] = safe_line(test.reproduce);
        if (test.case_number != 0) row["case"] = test.case_number;
        if (test.divergent_step) row["divergent_step"] = *test.divergent_step;
        if (!test.divergent_explain.empty()) row["divergent_explain"] = safe_text(test.divergent_explain);
        if (!test.file.empty()) row["file"] = safe_line(test.file);
        if (test.line != 0) row["line"] = test.line;
        tests.push_back(std::move(row));
    }
    Value value{{"lab", report.lab}, {"student", safe_line(report.student)}, {"submission", report.submission_sha256}, {"language", report.language},
                {"score", report.score}, {"max_score", report.most}, {"tests", std::move(tests)}};
    if (!report.refused.empty()) value["refused"] = safe_text(report.refused);
    return value;
}

Result<Report> report_from(const Value& value) {
    try {
        Report report;
        report.lab = value.at("lab").get<std::string>();
        report.student = value.at("student").get<std::string>();
        report.submission_sha256 = value.at("submission").get<std::string>();
        report.language = value.at("language").get<std::string>();
        report.score = value.at("score").get<double>();
        report.most = value.at("max_score").get<double>();
        report.refused = value.value("refused", std::string());
        for (const Value& row : value.at("tests")) {
            TestResult test;
            test.name = row.at("name").get<std::string>();
            test.title = row.at("title").get<std::string>();
            test.hidden = row.at("hidden").get<bool>();
            const auto verdict = std::ranges::find(kVerdicts, row.at("verdict").get<std::string>());
            if (verdict == std::end(kVerdicts)) return Error{fmt::format("'{}' is no verdict", row.at("verdict").get<std::string>())};
            test.verdict = static_cast<TestResult::Verdict>(verdict - std::begin(kVerdicts));
            test.points = row.at("points").get<double>();
            test.most = row.at("max_points").get<double>();
            test.message = row.value("message", std::string());
            test.reproduce = row.value("reproduce", std::string());
            test.case_number = row.value("case", 0U);
            if (row.contains("divergent_step")) test.divergent_step = row["divergent_step"].get<std::size_t>();
            test.divergent_explain = row.value("divergent_explain", std::string());
            test.file = row.value("file", std::string());
            test.line = row.value("line", 0U);
            report.tests.push_back(std::move(test));
        }
        return report;
    } catch (const Value::exception& error) {
        return Error{fmt::format("not a report: {}", error.what())};
    }
}

std::string json_report(std::span<const Report> reports) {
    Value all = Value::array();
    for (const Report& report : reports) all.push_back(to_value(report));
    return (all.size() == 1 ? all.front() : all).dump(2) + "\n";
}

}  // namespace anel::labs
