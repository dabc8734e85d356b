// A machine at one moment, as a value that can be copied, compared and put back.
// Not here: which moments are kept, and for how long (history.hpp).
#pragma once

#include <memory>

#include "isa/cpu/snapshot.hpp"
#include "isa/cpu/written_pages.hpp"
#include "isa/devices/devices.hpp"
#include "isa/machine/paged_bytes.hpp"

namespace anel::machine {

/// Where and when a snapshot was taken, for that machine: what it has not written since need not be compared. It is no part of what is compared.
struct Taken {
    std::shared_ptr<const void> by;  ///< the machine's mark; null: nobody remembers
    cpu::WrittenPages::Time memory = 0;
    cpu::WrittenPages::Time disk = 0;
    bool operator==(const Taken&) const { return true; }
};

struct MachineSnapshot {
    cpu::Snapshot cpu;
    devices::DevicesSnapshot devices;
    PagedBytes memory;
    PagedBytes disk;  ///< contents; empty where there is no disk
    Taken taken;
    bool operator==(const MachineSnapshot&) const = default;
};

}  // namespace anel::machine
