// Reports as JSON, one or a list of them, and back from it. Text that a student can make is safe in it, and comes back so.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "labs/grader/formats/format.hpp"
#include "labs/grader/report_text.hpp"

namespace anel::labs {

namespace {

constexpr std::string_view kVerdicts[] = {"passed", "failed", "infrastructure"};

}  // namespace

Result<Report> report_from(const Value& value) {
    try {
        Report report;
        report.lab = value.at("lab").get<std::string>();
        report.student = value.at("student").get<std::string>();
        report.submission_sha256 = value.at("submission_sha256").get<std::string>();
        report.language = value.at("language").get<std::string>();
        report.score = value.at("score").get<double>();
        report.most = value.at("most").get<double>();
        report.refused = value.at("refused").get<std::string>();
        report.broken = value.at("broken").get<std::string>();
        for (const Value& row : value.at("tests")) {
            TestResult test;
            test.name = row.at("name").get<std::string>();
            test.title = row.at("title").get<std::string>();
            test.hidden = row.at("hidden").get<bool>();
            const auto word = row.at("verdict").get<std::string>();
            const auto verdict = std::ranges::find(kVerdicts, word);
            if (verdict == std::end(kVerdicts)) return Error{fmt::format("'{}' is no verdict", word)};
            test.verdict = static_cast<TestResult::Verdict>(verdict - std::begin(kVerdicts));
            test.points = row.at("points").get<double>();
            test.most = row.at("most").get<double>();
            test.message = row.at("message").get<std::string>();
            test.reproduce = row.at("reproduce").get<std::string>();
            test.case_number = row.at("case").get<unsigned>();
            if (!row.at("step").is_null()) test.divergent_step = row.at("step").get<std::size_t>() - 1;
            test.divergent_explain = row.at("step_text").get<std::string>();
            test.file = row.at("file").get<std::string>();
            test.line = row.at("line").get<unsigned>();
            report.tests.push_back(std::move(test));
        }
        return report;
    } catch (const Value::exception& error) {
        return Error{fmt::format("not a report: {}", error.what())};
    }
}

std::string json_report(std::span<const Report> reports) {
    if (reports.size() == 1) return report_json(reports.front()).dump(2) + "\n";
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Report& report : reports) all.push_back(report_json(report));
    return all.dump(2) + "\n";
}

}  // namespace anel::labs
