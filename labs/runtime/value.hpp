// Plain data that goes between Lua, C++ and processes: nil, booleans, numbers, strings (bytes), lists and tables with names.
// Not here: Lua's own values (state.hpp).
#pragma once

#include <nlohmann/json.hpp>

namespace anel::labs {

using Value = nlohmann::json;

/// Tables within tables, at most.
inline constexpr int kValueDepthMost = 64;

}  // namespace anel::labs
