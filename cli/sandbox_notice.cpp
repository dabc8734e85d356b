#include "cli/sandbox_notice.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace anel::cli {

Status look_at_sandbox(const labs::SandboxPolicy& policy) {
    const auto missing = labs::missing_layers(policy);
    if (!missing) return missing.error();
    if (!missing->empty())
        fmt::print(stderr, "anel: WARNING: the sandbox is not whole on this computer; missing: {}. Submissions are held by its other layers alone; --require-sandbox refuses to go on like this\n", *missing);
    return {};
}

}  // namespace anel::cli
