// A page walk and its entries, written for people.
// Not here: the walk (isa/paging/page_walk.hpp).
#pragma once

#include <string>

#include "isa/base/types.hpp"
#include "isa/paging/page_walk.hpp"

namespace anel::debug {

/// "RW-, rings 0 to 3, AD-": what a leaf says. Nested tables ask no ring.
std::string rights_text(std::uint32_t entry, bool nested = false);

/// A line for each step, and one for where it ends and what `ring` may do there.
std::string walk_text(const paging::PageWalk& walk, Ring ring);

}  // namespace anel::debug
