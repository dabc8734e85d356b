// The interrupt lines that the kernel listens to while programs run. The disk's is not among them: who uses the disk waits for it.
#pragma once

#include "anel_target.h"

namespace anelix {

inline constexpr unsigned kKernelLines = 1u << AR_LINE_TIMER | 1u << AR_LINE_CONSOLE;

}  // namespace anelix
