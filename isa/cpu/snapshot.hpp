// Everything that decides what a CPU does from here on, and what it has counted so far, as one value: what is saved, compared and put back.
// Not here: memory and devices (isa/machine/snapshot.hpp), events, which are handed over and not kept.
#pragma once

#include <cstdint>

#include "isa/cpu/counters.hpp"
#include "isa/cpu/ledger.hpp"
#include "isa/cpu/outcome.hpp"
#include "isa/cpu/state.hpp"
#include "isa/cpu/time_state.hpp"

namespace anel::cpu {

/// What the instructions so far leave to the next one, in cycles and registers.
struct Aftermath {
    std::uint32_t bubble = 0;  ///< cycles until it can be there
    std::uint32_t paid = 0;    ///< part of the bubble that a crossing has booked already
    std::uint32_t loaded = 0;  ///< bit r: register r was loaded just before
    bool operator==(const Aftermath&) const = default;
};

struct Snapshot {
    CpuState state;
    TimeState time;
    Aftermath aftermath;
    Cycles cycle = 0;
    Ledger ledger;
    Counters counters;
    TripleFault triple_fault;
    bool triple_faulted = false;
    bool operator==(const Snapshot&) const = default;
};

}  // namespace anel::cpu
