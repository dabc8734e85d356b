// Single operations of the system, to be repeated and timed: what they are, for the program that does so (nano.cpp).
#pragma once

#include "lib/bench_numbers.hpp"

namespace nano {

struct Operation {
    const char* name;
    unsigned usual_count;
    unsigned most_at_once;  ///< operations between one prepare and its finish
    bool (*prepare)(unsigned count);
    /// A number that depends on what was done and not on how long it took.
    unsigned (*perform)(unsigned count);
    void (*finish)();
    int bench = -1;  ///< where `perform` is the kernel's: anelix::Bench
};

extern const Operation kOperations[];
extern const unsigned kOperationCount;

}  // namespace nano
