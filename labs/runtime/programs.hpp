// Programs and texts as plain data.
// Not here: the assembler (isa/asm).
#pragma once

#include <string>

#include "isa/base/result.hpp"
#include "isa/explain/language.hpp"
#include "labs/runtime/lua_api.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

/// {entry, symbols = {name = address}, sections = {{address, bytes}…}, lines = {{address, line}…}}
Result<Value> assembled_value(const std::string& text, const std::string& name);

/// Text as it is; of {en =, ["pt-BR"] =} the one in that language, or else any.
std::string text_in(const Value& text, explain::Language language);

/// A value as a person reads it: numbers above 9 in hexadecimal, too, tables by what is in them, to a depth.
std::string shown(const Value& value, int depth = 3);
/// Likewise an argument, be it plain data or not.
std::string shown_value(lua::Call& call, int argument);

}  // namespace anel::labs
