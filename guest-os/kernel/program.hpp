// Turning a program into a process's memory.
// Not here: where programs are kept (storage.hpp).
#pragma once

#include "kernel/process.hpp"

namespace anelix {

/// A program's stack. Its pages come when they are touched; what lies beneath it never does.
inline constexpr unsigned kStackTop = 0x7fff0000;
inline constexpr unsigned kStackBottom = kStackTop - 0x40000;

inline constexpr unsigned kArgumentsMost = 16;
inline constexpr unsigned kArgumentBytesMost = 1024;
/// Copied out of the caller's memory before that is replaced.
struct Arguments {
    unsigned count = 0;
    unsigned used = 0;
    unsigned offset[kArgumentsMost] = {};
    char text[kArgumentBytesMost] = {};
    /// False where it does not fit.
    bool add(const char* argument);
};

/// Fills the (empty) space of `process` with the program and its stack, as Linux lays it out. 0, or a negative error.
/// `path`: all programs are in one folder, so only what follows the last '/' counts.
int load_program(Process& process, const char* path, const Arguments& arguments);

}  // namespace anelix
