// What the experiments make Anelix do: programs by the kernel's command line, or lines typed into its shell.
// Not here: running them (compare.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "isa/base/result.hpp"

namespace anel::control {

struct Workload {
    std::string_view name;
    std::string_view cmdline;  ///< the kernel's
    std::string_view input;    ///< console input, there from the first cycle, then ended
    std::string_view meaning;
    std::uint32_t operations = 0;  ///< how many of what it is about it performs; 0 where it is about no one thing
};

inline constexpr std::string_view kDefaultWorkload = "mix";

std::span<const Workload> workloads();
/// A usage error that lists the names for one that there is not.
Result<Workload> find_workload(std::string_view name);

}  // namespace anel::control
