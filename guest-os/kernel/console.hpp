// The kernel's words on the console, and its last ones.
#pragma once

namespace anelix {

inline constexpr unsigned kPanicExitCode = 101;

/// As lib/text.hpp's format().
void print(const char* pattern, ...);
/// The same, into the machine's log: for whoever looks into a failure, and no part of what the system says to its users.
void log(const char* pattern, ...);
/// Says what is wrong, and powers the machine off with kPanicExitCode.
[[noreturn]] void panic(const char* pattern, ...);
[[noreturn]] void power_off(unsigned code);

}  // namespace anelix
