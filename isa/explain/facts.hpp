// What an explanation is made from: a trap and the machine as it stands right behind it, as plain values.
// Not here: who gathers them (monitor/control/story.hpp), what is said about them (explain.hpp).
#pragma once

#include <cstdint>
#include <span>

#include "isa/cpu/behaviour.hpp"
#include "isa/cpu/event.hpp"
#include "isa/cpu/state.hpp"
#include "isa/cpu/tlb_entry.hpp"
#include "isa/spec/privilege.hpp"

namespace anel::explain {

/// A crossing changes little: general registers, roots, delegation, grant and memory are as the instruction found them. So what is known
/// behind it says why it happened. The spans outlive the facts.
struct TrapFacts {
    cpu::Event event;                        ///< of kind kTrap, kExit or kInject
    cpu::CpuState state;                     ///< right behind the event
    std::span<const std::uint8_t> memory;    ///< all real memory, likewise
    std::span<const cpu::TlbEntry> tlb;      ///< likewise, by slot; empty: not known, and the tables alone are asked
    std::uint32_t lines = 0;                 ///< the devices' lines, likewise; bit n: line n is high
    cpu::Behaviours behaviours;              ///< the machine's: its policy, with overrides
    spec::Policy policy = spec::Policy::kStrict;
    bool has_assist = false;                 ///< the machine has ring −1
    /// The machine stopped with a triple fault: nobody took the trap, the state is that from before it, and the event's `to` means nothing.
    bool triple_fault = false;
};

}  // namespace anel::explain
