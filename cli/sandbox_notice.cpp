#include "cli/sandbox_notice.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "labs/grader/words.hpp"

namespace anel::cli {

using namespace fmt::literals;

Status look_at_sandbox(const labs::SandboxPolicy& policy, explain::Language language) {
    const auto missing = labs::missing_layers(policy);
    if (!missing) return missing.error();
    if (missing->empty()) return {};
    const std::string open = labs::say(language, labs::Say::kSandboxOpen, "missing"_a = *missing);
    fmt::print(stderr, "anel: {}\n", labs::say(language, labs::Say::kWarnSandboxOpen, "open"_a = open));
    return {};
}

}  // namespace anel::cli
