#include "labs/runtime/sandbox/meter.hpp"

#include <ctime>

#include "isa/base/invariant.hpp"

namespace anel::labs {

void Meter::end(Used what) {
    abort_(what);
    invariant(false, "an abort does not come back");
}

void Meter::look_at_clock() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    const double seconds = static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
    if (started_ < 0) started_ = seconds;
    if (seconds - started_ > seconds_most_) end(Used::kClock);
}

}  // namespace anel::labs
