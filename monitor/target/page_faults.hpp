// A page fault of the real machine: the shadow lacks what the guest's tables allow, or the guest stores to a page that the monitor watches, or it
// has a fault coming.
#pragma once

#include "monitor.hpp"
#include "walk.hpp"

namespace anel::monitor {

/// The guest's own walk for an access at its ring. With `touch` it marks A and D as an access does, and where the entry that it marks is
/// translated code, that is noticed.
Walk guest_walk(Monitor& monitor, Access access, u32 va, bool touch);

/// `store`: the instruction's word, of a write by one that is known; 0: it stands at the guest's pc.
void page_fault(Monitor& monitor, Access access, u32 va, u32 store = 0);

}  // namespace anel::monitor
