// How a run of a CPU ends.
// Not here: what a person is told about it (monitor/control/run.hpp).
#pragma once

#include <cstdint>

namespace anel::cpu {

/// Why run() came back.
enum class Stop : std::uint8_t {
    kCycleReached,  ///< the cycle it was told to run to
    kPoweredOff,
    kTripleFault,
    kIdle,          ///< wfi waits, and no device will ever act by itself
    kCrossed,       ///< behind a ring crossing, for who asked for it
    kBreakpoint,    ///< in front of an instruction that it was told to stop at
};

/// What could not be delivered when the machine stopped with a triple fault.
struct TripleFault {
    std::uint32_t cause = 0;
    std::uint32_t value = 0;
    std::uint32_t pc = 0;
    bool operator==(const TripleFault&) const = default;
};

}  // namespace anel::cpu
