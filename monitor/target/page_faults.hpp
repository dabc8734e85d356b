// A page fault of the real machine: either the shadow lacks what the guest's tables allow, or the guest has a fault coming.
#pragma once

#include "monitor.hpp"
#include "walk.hpp"

namespace anel::monitor {

void page_fault(Monitor& monitor, Access access, u32 va);

}  // namespace anel::monitor
