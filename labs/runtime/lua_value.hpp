// Plain data across the border of Lua. Tables are copied, metatables are not asked; what is no data (functions, handles, threads), contains itself, or is too large
// is refused in words.
// Not here: handles of machines and the like (lua_api.hpp).
#pragma once

#include <cstddef>
#include <lua.hpp>
#include <optional>

#include "isa/base/result.hpp"
#include "labs/runtime/lua_state.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs::lua {

struct ValueLimits {
    int depth = kValueDepthMost;
    std::size_t items = std::size_t{1} << 20;  ///< values in values, all together
    std::size_t bytes = std::size_t{64} << 20; ///< of all strings together
};

/// Leaves it on the stack. It may raise: for C functions that run protected. Lists count from 1; an unsigned number above 2^63 - 1 comes out negative.
void push_raising(lua_State* lua, const Value& value);
/// The same, protected; the failure is one of memory, and leaves nothing.
std::optional<Failure> push(lua_State* lua, const Value& value);

/// Of the value at `index`. A table is a list if its keys are 1 to n, an object if they are all text; without keys it is an empty list. Never raises.
Result<Value> from_lua(lua_State* lua, int index, const ValueLimits& limits = {});

}  // namespace anel::labs::lua
