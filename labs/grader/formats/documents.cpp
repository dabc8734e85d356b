// Reports as text for people, as JUnit's XML, and as a table.
#include <fmt/format.h>

#include <algorithm>

#include "labs/grader/formats/format.hpp"
#include "labs/grader/formats/messages.hpp"
#include "labs/grader/formats/safe_text.hpp"

namespace anel::labs {

namespace {

using Verdict = TestResult::Verdict;

std::string xml(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            default: escaped += c;
        }
    }
    return escaped;
}

std::string cell(std::string_view text) {
    std::string line = safe_line(text);
    // A spreadsheet would take it for a formula.
    if (!line.empty() && std::string_view("=+-@").find(line.front()) != std::string_view::npos) line.insert(0, 1, '\'');
    if (line.find_first_of(",\"") == std::string::npos) return line;
    std::string quoted = "\"";
    for (const char c : line) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

std::string indented(std::string_view text) {
    std::string lines;
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines += "      " + std::string(text.substr(at, end - at)) + "\n";
        at = end + 1;
    }
    return lines;
}

std::size_t count(const Report& report, Verdict verdict) { return static_cast<std::size_t>(std::ranges::count(report.tests, verdict, &TestResult::verdict)); }

}  // namespace

std::string text_report(const Report& report) {
    std::string text = fmt::format("{}  {}  {:g}/{:g}\n", safe_line(report.student.empty() ? "-" : report.student), report.lab, report.score, report.most);
    if (!report.refused.empty()) text += indented(safe_text(report.refused));
    for (const TestResult& test : report.tests) {
        const char* const sign = test.verdict == Verdict::kPassed ? "ok  " : test.verdict == Verdict::kFailed ? "FAIL" : "??  ";
        text += fmt::format("  {}  {:>3g}/{:<3g}  {}  {}\n", sign, test.points, test.most, safe_line(test.name), safe_line(test.title));
        if (const std::string message = message_of(test, report.language); !message.empty()) text += indented(message);
    }
    return text;
}

std::string junit_report(std::span<const Report> reports) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
    for (const Report& report : reports) {
        const std::string student = xml(safe_line(report.student));
        text += fmt::format("  <testsuite name=\"{}\" hostname=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n", xml(safe_line(report.lab)), student,
                            report.tests.size() + (report.refused.empty() ? 0 : 1), count(report, Verdict::kFailed),
                            count(report, Verdict::kInfrastructure) + (report.refused.empty() ? 0 : 1));
        if (!report.refused.empty())
            text += fmt::format("    <testcase classname=\"{0}\" name=\"submission\"><error>{1}</error></testcase>\n", student, xml(safe_text(report.refused)));
        for (const TestResult& test : report.tests) {
            text += fmt::format("    <testcase classname=\"{}\" name=\"{}\"", student, xml(safe_line(test.name)));
            if (test.verdict == Verdict::kPassed) {
                text += "/>\n";
                continue;
            }
            const char* const element = test.verdict == Verdict::kFailed ? "failure" : "error";
            // What is to be read stands in the body: attributes lose their line ends.
            text += fmt::format(">\n      <{0} message=\"{1}\">{2}</{0}>\n    </testcase>\n", element, xml(safe_line(test.title)),
                                xml(message_of(test, report.language)));
        }
        text += "  </testsuite>\n";
    }
    return text + "</testsuites>\n";
}

std::string csv_report(std::span<const Report> reports) {
    // A refused submission has no tests; whoever has the most knows them all.
    const Report& whole = *std::ranges::max_element(reports, {}, [](const Report& report) { return report.tests.size(); });
    std::string text = "student,lab,score,max_score,status";
    for (const TestResult& test : whole.tests) text += "," + cell(test.name);
    text += "\n";
    for (const Report& report : reports) {
        const char* const status = !report.refused.empty() ? "refused" : report.infrastructure_error() ? "infrastructure" : "graded";
        text += fmt::format("{},{},{:g},{:g},{}", cell(report.student), cell(report.lab), report.score, report.most, status);
        for (const TestResult& test : whole.tests) {
            const auto found = std::ranges::find(report.tests, test.name, &TestResult::name);
            text += found == report.tests.end() ? "," : fmt::format(",{:g}", found->points);
        }
        text += "\n";
    }
    return text;
}

}  // namespace anel::labs
