// Hardware assist: the monitor in ring −1, the guest in rings 0 to 3 of its own. With shadow page tables or with nested ones.
#pragma once

#include "monitor.hpp"

namespace anel::monitor {

/// Enters ring −1 and fills in the control block. Afterwards every trap of the guest that the hardware does not leave to it comes to handle_exit.
void start_assist(Monitor& monitor);

/// Makes the control block say what the guest is to find at its next entry.
void prepare_entry(Monitor& monitor);

/// The nested tables do not lead to an address that the guest uses: they are filled on demand.
void nested_fault(Monitor& monitor);

}  // namespace anel::monitor
