// The reference page of what scripts can reach, made from the rows that are bound, so that it cannot say anything else.
// Not here: the rows (bindings.hpp).
#pragma once

#include <span>
#include <string>

#include "labs/runtime/lua_api.hpp"

namespace anel::labs::lua {

std::string reference_markdown(std::span<const ModuleRow* const> modules, std::span<const TypeRow* const> types);

}  // namespace anel::labs::lua
