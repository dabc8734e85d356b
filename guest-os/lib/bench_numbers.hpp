// The operations that bench() repeats, for kernel and programs alike.
#pragma once

namespace anelix {

enum class Bench : unsigned {
    kInterruptFlag = 0,  ///< interrupts on and off again, with no line listened to
    kTableWrite = 1,     ///< one page-table entry changed, and its page flushed
    kTableBatch = 2,     ///< the same, where kBatchWrites of them may go together
    kSwitch = 3,         ///< from one address space into another
    kCallReturn = 4,     ///< a call and its return, within the kernel
    kDiskCommand = 5,    ///< one sector read with a command of its own
    kDiskRing = 6,       ///< one sector read as one of many requests in the ring
};

inline constexpr unsigned kBatchWrites = 16;
/// Of one call: the kernel is not interrupted meanwhile.
inline constexpr unsigned kBenchMost = 10000;

}  // namespace anelix
