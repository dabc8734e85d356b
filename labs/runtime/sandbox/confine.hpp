// What a process can do to itself so that whatever runs in it can do little: limits, another user, no new privileges, a list of system calls.
// Not here: namespaces, descriptors and environment, which whoever starts the process sees to (launch.hpp).
#pragma once

#include <string>
#include <vector>

namespace anel::labs {

/// One of the things around a worker, and whether it is there.
struct Layer {
    std::string name;
    bool there = false;
    std::string why_not;
};

/// Sanitizers reserve terabytes, look into /proc and make calls of their own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

inline constexpr int kChannel = 3;  ///< the worker's descriptor of the pipe to its parent

/// Of the calling process, for good. From here on it can compute, ask for memory, read and write the channel, write stderr, and end.
/// `cpu_seconds`: of processor time, in all.
std::vector<Layer> confine(unsigned cpu_seconds);

/// Of the calling process, for good, while a person goes on talking to it: asking for a file, a process or the network fails as what is not permitted does. Standard
/// input, output and error stay.
Layer shut_files();

}  // namespace anel::labs
