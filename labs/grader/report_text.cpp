#include "labs/grader/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "labs/grader/formats/safe_text.hpp"
#include "labs/grader/words.hpp"

namespace anel::labs {

namespace {

using namespace fmt::literals;
using Verdict = TestResult::Verdict;

constexpr const char* kVerdictNames[] = {"passed", "failed", "infrastructure"};

/// In columns of a terminal; every character of the names and words used here takes one.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t columns) { return text + std::string(columns - std::min(columns, width(text)), ' '); }

std::string indented(const std::string& text, const std::string& by) {
    std::string result;
    std::istringstream lines(safe_text(text));
    for (std::string line; std::getline(lines, line);) result += by + line + "\n";
    return result;
}

class Writer {
public:
    Writer(const Report& report, const Lab& lab, const ReportStyle& style)
        : report_(report), lab_(lab), style_(style), language_(explain::find_language(report.language).value_or(explain::Language::kEnglish)) {}

    std::string text() {
        out_ = say(language_, Say::kHead, "lab"_a = report_.lab, "title"_a = lab_.title.in(language_), "student"_a = safe_text(report_.student)) + "\n";
        if (!report_.broken.empty()) return out_ + "\n" + indented(report_.broken, "  ");
        out_ += "\n";
        for (const TestResult& test : report_.tests) line(test);
        out_ += "\n" + colour("1", say(language_, Say::kSum, "score"_a = report_.score, "most"_a = report_.most));
        if (style_.points_to_come > 0) out_ += say(language_, Say::kHiddenToCome, "points"_a = style_.points_to_come);
        out_ += "\n";
        if (!report_.refused.empty()) {
            out_ += "\n" + indented(report_.refused, "  ");
            return out_;
        }
        for (const TestResult& test : report_.tests)
            if (test.verdict != Verdict::kPassed) failure(test);
        return out_;
    }

private:
    std::string colour(const char* code, const std::string& text) const { return style_.colour ? fmt::format("\033[{}m{}\033[0m", code, text) : text; }

    std::string verdict(const TestResult& test) const {
        const Say what = test.verdict == Verdict::kPassed ? Say::kPassed : test.verdict == Verdict::kFailed ? Say::kFailed : Say::kNotJudged;
        std::size_t columns = 0;
        for (const Say one : {Say::kPassed, Say::kFailed, Say::kNotJudged}) columns = std::max(columns, width(say(language_, one)));
        return colour(test.verdict == Verdict::kPassed ? "32" : test.verdict == Verdict::kFailed ? "31" : "33", padded(say(language_, what), columns));
    }

    void line(const TestResult& test) {
        std::size_t names = 0;
        std::size_t numbers = 0;
        for (const TestResult& one : report_.tests) {
            names = std::max(names, width(one.name));
            numbers = std::max(numbers, fmt::format("{}/{}", one.points, one.most).size());
        }
        out_ += fmt::format("  {}  {:>{}}  {}  {}\n", verdict(test), fmt::format("{}/{}", test.points, test.most), numbers, padded(test.name, names), safe_line(test.title));
    }

    void propose(Say what, const std::string& command) { out_ += "  " + say(language_, what, "command"_a = command) + "\n"; }

    void failure(const TestResult& test) {
        out_ += "\n" + colour("1", say(language_, Say::kCase, "name"_a = test.name, "number"_a = test.case_number, "title"_a = safe_line(test.title))) + "\n";
        out_ += indented(test.message, "    ");
        if (!test.divergent_explain.empty()) out_ += "  " + say(language_, Say::kFirstStep) + "\n" + indented(test.divergent_explain, "    ");
        if (style_.for_teacher && !test.detail.empty()) out_ += "  " + say(language_, Say::kForTeacher) + "\n" + indented(test.detail, "    ");
        if (test.verdict != Verdict::kFailed) return;
        const std::string name = test.hidden ? test.reproduce : test.name;
        const std::string check = fmt::format("anel lab check{} --only {}", style_.arguments, name);
        if (test.hidden) {
            out_ += "  " + say(language_, Say::kShownBy, "test"_a = name, "command"_a = check) + "\n";
            propose(Say::kOtherSeeds, check + " --seed 1");
        } else {
            propose(Say::kAgain, check);
            propose(Say::kStopThere, fmt::format("anel lab debug{} --only {}", style_.arguments, name));
        }
        propose(Say::kAskHint, fmt::format("anel lab hint{} {}", style_.arguments, std::max(test.hint, 1U)));
    }

    const Report& report_;
    const Lab& lab_;
    const ReportStyle& style_;
    explain::Language language_;
    std::string out_;
};

}  // namespace

std::string report_text(const Report& report, const Lab& lab, const ReportStyle& style) { return Writer(report, lab, style).text(); }

nlohmann::ordered_json report_json(const Report& report) {
    nlohmann::ordered_json json;
    json["lab"] = report.lab;
    json["student"] = safe_line(report.student);
    json["language"] = report.language;
    json["submission_sha256"] = report.submission_sha256;
    json["score"] = report.score;
    json["most"] = report.most;
    json["refused"] = safe_text(report.refused);
    json["infrastructure_error"] = report.infrastructure_error();
    json["broken"] = safe_text(report.broken);
    json["tests"] = nlohmann::ordered_json::array();
    for (const TestResult& test : report.tests) {
        nlohmann::ordered_json one;
        one["name"] = safe_line(test.name);
        one["title"] = safe_line(test.title);
        one["hidden"] = test.hidden;
        one["verdict"] = kVerdictNames[static_cast<std::size_t>(test.verdict)];
        one["points"] = test.points;
        one["most"] = test.most;
        one["case"] = test.case_number;
        one["message"] = safe_text(test.message);
        one["step"] = test.divergent_step ? nlohmann::ordered_json(*test.divergent_step + 1) : nlohmann::ordered_json(nullptr);
        one["step_text"] = safe_text(test.divergent_explain);
        one["reproduce"] = safe_line(test.reproduce);
        one["file"] = safe_line(test.file);
        one["line"] = test.line;
        json["tests"].push_back(std::move(one));
    }
    return json;
}

}  // namespace anel::labs
