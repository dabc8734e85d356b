// What the files of the student's libraries share.
// Not here: what a script sees (student.hpp).
#pragma once

#include "labs/runtime/sandbox/student.hpp"

namespace anel::labs {

inline Meter& meter_of(lua_State* lua) { return Student::of(lua).meter; }

/// Leaves the value at `index` as text, and gives it, as tostring does; an address is one within the student's memory. It may raise.
const char* text_of(lua_State* lua, int index, std::size_t& bytes);

/// Values that one call can bring onto the stack: handing many on, Lua copies all of them for one instruction.
inline constexpr int kResultsMost = 8192;

/// As an upvalue: one of Lua's own functions, which is called when all strings among the arguments are paid for.
int call_charged(lua_State* lua);

// Each finds a table of Lua's own functions at index 1, and leaves one with the student's.
int make_basic(lua_State* lua);  ///< globals that are functions
int make_string(lua_State* lua);
int make_table(lua_State* lua);
int make_math(lua_State* lua);
int make_utf8(lua_State* lua);
int make_coroutine(lua_State* lua);

/// Copies functions from the table at `from` into the one on top, as they are or paid for by their strings. `names` ends with null.
void copy_functions(lua_State* lua, int from, const char* const* names, bool charged);

// Of files of their own.
int pairs(lua_State* lua);
int next(lua_State* lua);
int find(lua_State* lua);
int match(lua_State* lua);
int gmatch(lua_State* lua);
int gsub(lua_State* lua);
int sort(lua_State* lua);

}  // namespace anel::labs
