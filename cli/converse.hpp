// Lines of Lua as a person types them, or as they come from a file, until there are no more.
// Not here: what a line gives (labs/runtime/repl.hpp).
#pragma once

#include <string>

#include "labs/runtime/lua_state.hpp"

namespace anel::cli {

/// From standard input. `greeting`: said before the first, to a person at a terminal alone. Gives the command's exit code.
int converse(labs::lua::State& state, const std::string& greeting);

}  // namespace anel::cli
