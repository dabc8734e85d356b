// What the monitor keeps about a VM that talks to it.
#pragma once

#include "direct_tables.hpp"

namespace anel::monitor {

struct Para {
    bool offered;  ///< hypercalls are answered: the mode is `para`
    bool entered;  ///< the guest's kernel has bank 1 and walks its own tables; the virtual CPU and the shadows are at rest
    u32 masked;    ///< real lines that are masked until the guest has dealt with their devices
    DirectTables tables;
};

}  // namespace anel::monitor
