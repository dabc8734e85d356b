// A machine at one moment, as a value that can be copied, compared and put back.
// Not here: which moments are kept, and for how long (history.hpp).
#pragma once

#include "isa/cpu/snapshot.hpp"
#include "isa/devices/devices.hpp"
#include "isa/machine/paged_bytes.hpp"

namespace anel::machine {

struct MachineSnapshot {
    cpu::Snapshot cpu;
    devices::DevicesSnapshot devices;
    PagedBytes memory;
    PagedBytes disk;  ///< contents; empty where there is no disk
    bool operator==(const MachineSnapshot&) const = default;
};

}  // namespace anel::machine
