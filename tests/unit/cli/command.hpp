// Runs the built `anel` as a person would, and checks JSON against the schemas, and refusals.
// Not here: tests.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace anel::tests {

/// The command's exit codes, as a caller knows them.
inline constexpr int kDone = 0, kJudgedWrong = 1, kUsage = 2, kBadInput = 3, kLimit = 4, kInternal = 5;

struct Outcome {
    int exit_code = -1;  ///< -1: ended by a signal
    std::string out;
    std::string err;
};

/// `arguments` as for a shell, without the program. `before`: shell text in front, such as "printf x | " or "NO_COLOR=1 ".
Outcome run_anel(const std::string& arguments, const std::string& before = "");

/// Requires that `anel` says nothing but one line on standard error, which holds `part`, and ends with that code.
void refuses(const std::string& arguments, int exit_code, const std::string& part);

std::string quoted(const std::string& text);

/// Empty where `value` fits the schema of that file name in cli/schema, else where and why not.
std::string misfit(const nlohmann::json& value, const std::string& schema_file);

}  // namespace anel::tests
