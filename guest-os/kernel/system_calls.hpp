// The system calls of the current process: number in a7, arguments from a0 on, result in a0.
#pragma once

namespace anelix {

/// Does what the current process asks; afterwards it is ready, blocked (to try again), or has ended.
void system_call();

}  // namespace anelix
