// Operations of the kernel, repeated: for programs that measure what one of them costs. The clock is the program's business.
#pragma once

namespace anelix {

/// Performs operation `number` (lib/bench_numbers.hpp) `count` times. A number that depends on what was done and not on how long it took,
/// or a negative error.
int bench(unsigned number, unsigned count);

}  // namespace anelix
