// What every format says in the same words about a test's result.
// Not here: the words of a failure itself (labs/grader, the labs).
#pragma once

#include <string>
#include <string_view>

#include "labs/grader/report.hpp"

namespace anel::labs {

/// All that there is to say about a test, safe, in the report's language: the message and, of a hidden one, how to see the same at home. Empty for a passed one.
std::string message_of(const TestResult& test, std::string_view language);

/// Nothing has been found out about the submission.
std::string message_try_again(std::string_view language);

}  // namespace anel::labs
