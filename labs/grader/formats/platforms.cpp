// The JSON that course platforms read. Fields are those that their manuals name: Gradescope "Autograder specifications", GitHub Classroom's
// grading reporter, PrairieLearn "External grading".
#include <fmt/format.h>

#include <algorithm>

#include "labs/grader/formats/format.hpp"
#include "labs/grader/formats/messages.hpp"
#include "labs/grader/formats/safe_text.hpp"

namespace anel::labs {

namespace {

using Verdict = TestResult::Verdict;

std::string document(const Value& value) { return value.dump(2) + "\n"; }

std::string heading(const TestResult& test) { return safe_line(test.name + ": " + test.title); }

/// Of the whole submission, for whoever sees only one text.
std::string summary(const Report& report) {
    if (!report.refused.empty()) return safe_text(report.refused);
    if (report.infrastructure_error()) return message_try_again(report.language);
    return {};
}

/// RFC 4648, without line ends.
std::string base64(std::string_view bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i) group = group << 8 | (i < count ? static_cast<std::uint8_t>(bytes[at + i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i) text += i <= count ? kDigits[group >> (18 - 6 * i) & 63] : '=';
    }
    return text;
}

}  // namespace

std::string gradescope_report(const Report& report) {
    Value tests = Value::array();
    unsigned number = 0;
    for (const TestResult& test : report.tests) {
        tests.push_back({{"number", std::to_string(++number)},
                         {"name", heading(test)},
                         {"name_format", "text"},
                         {"score", test.points},
                         {"max_score", test.most},
                         {"status", test.verdict == Verdict::kPassed ? "passed" : "failed"},
                         {"output", message_of(test, report.language)},
                         {"output_format", "text"},
                         {"visibility", "visible"}});
    }
    return document({{"score", report.score}, {"output", summary(report)}, {"output_format", "text"}, {"visibility", "visible"}, {"tests", tests}});
}

std::string classroom_report(const Report& report) {
    const auto word = [](Verdict verdict) { return verdict == Verdict::kPassed ? "pass" : verdict == Verdict::kFailed ? "fail" : "error"; };
    Value tests = Value::array();
    for (const TestResult& test : report.tests)
        // No duration is told but 0: a report is the same wherever it was made.
        tests.push_back({{"name", heading(test)}, {"status", word(test.verdict)}, {"score", test.points}, {"message", message_of(test, report.language)},
                         {"filename", safe_line(test.file)}, {"line_no", test.line}, {"duration", 0}});
    if (!report.refused.empty())
        tests.push_back({{"name", report.lab}, {"status", "error"}, {"score", 0}, {"message", summary(report)}, {"filename", ""}, {"line_no", 0}, {"duration", 0}});
    const char* const status = !report.refused.empty() || report.infrastructure_error() ? "error" : report.score >= report.most ? "pass" : "fail";
    const Value result{{"version", 1}, {"status", status}, {"max_score", report.most}, {"tests", tests}};
    return "result=" + base64(result.dump()) + "\n";
}

std::string prairielearn_report(const Report& report) {
    Value tests = Value::array();
    for (const TestResult& test : report.tests)
        tests.push_back({{"name", heading(test)}, {"points", test.points}, {"max_points", test.most}, {"message", message_of(test, report.language)}, {"output", ""}});
    Value result{{"gradable", report.refused.empty() && !report.infrastructure_error()},
                 {"score", report.most > 0 ? report.score / report.most : 0.0},
                 {"message", summary(report)},
                 {"tests", tests}};
    // What cannot be graded does not count as an attempt, and says why.
    if (!result["gradable"]) result["format_errors"] = Value::array({summary(report)});
    return document(result);
}

}  // namespace anel::labs
