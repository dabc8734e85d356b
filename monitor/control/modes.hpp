// The modes by name, and which of them this build can run.
// Not here: what a mode does (it is done by the programs that run on the machine).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"

namespace anel::control {

enum class Mode : std::uint8_t { kNative, kFullTrap, kPara };

std::string_view name_of(Mode mode);
/// Usage error for a name that nobody knows, and for a mode that is not built yet.
Result<Mode> find_mode(std::string_view name);
/// `native,full-trap`: in the order given; a mode named twice is a usage error.
Result<std::vector<Mode>> find_modes(std::string_view comma_separated);
/// All that can be run, native first.
std::vector<Mode> built_modes();

}  // namespace anel::control
