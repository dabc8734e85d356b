// Each text stands here in both languages.
#include "labs/grader/formats/messages.hpp"

#include <fmt/format.h>

#include "labs/grader/formats/safe_text.hpp"

namespace anel::labs {

namespace {

bool portuguese(std::string_view language) { return language.starts_with("pt"); }

}  // namespace

std::string message_of(const TestResult& test, std::string_view language) {
    if (test.verdict == TestResult::Verdict::kPassed) return {};
    std::string text = test.verdict == TestResult::Verdict::kInfrastructure ? message_try_again(language) + "\n" : std::string();
    text += safe_text(test.message);
    if (!test.divergent_explain.empty()) text += "\n" + safe_text(test.divergent_explain);
    const std::string& shown_by = test.hidden ? test.reproduce : test.name;
    if (test.verdict == TestResult::Verdict::kFailed && !shown_by.empty()) {
        const char* const how = portuguese(language) ? "Para ver o mesmo em casa, com a sua própria semente: anel lab check --only {}"
                                                     : "To see the same at home, with your own seed: anel lab check --only {}";
        text += "\n" + fmt::format(fmt::runtime(how), safe_line(shown_by));
    }
    return text;
}

std::string message_try_again(std::string_view language) {
    return portuguese(language) ? "O avaliador não pôde terminar; nada foi descoberto sobre a entrega. Avalie de novo."
                                : "The grader could not finish; nothing was found out about the submission. Grade it again.";
}

}  // namespace anel::labs
