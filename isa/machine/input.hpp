// What comes into a machine from outside, with the moment at which it came: with this, and nothing else, a run repeats itself.
// A debugger's hand is such an outside, too.
// Not here: where it comes from (monitor/control), how it is kept in a file (recording.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/cpu/engine/cpu.hpp"
#include "isa/cpu/state.hpp"
#include "isa/devices/devices.hpp"
#include "isa/machine/machine.hpp"

namespace anel::machine {

/// A place between two instructions. Later ones are greater. Where crossings take no time, several share a cycle.
struct Moment {
    Cycles cycle = 0;
    std::uint64_t instructions = 0;
    std::uint64_t traps = 0;  ///< taken, of all kinds
    auto operator<=>(const Moment&) const = default;

    static Moment of(const cpu::Cpu& cpu);
};

struct Input {
    enum class Kind : std::uint8_t {
        kTyped,  ///< `bytes`, at the console
        kEnded,  ///< the console's input ends
        kAsked,  ///< `command`, of a monitor
        kMemory,  ///< `bytes` are written at the physical address `command`, where there is memory for them
        kState,   ///< the CPU's registers become `state`
        kDeclared,  ///< `command` cycles pass, for work done outside the machine
    };
    Moment at;
    Kind kind = Kind::kTyped;
    std::string bytes;
    std::uint32_t command = 0;
    std::optional<cpu::CpuState> state = {};  ///< of kState alone
    bool operator==(const Input&) const = default;
};

/// Lets it happen now, whatever its moment says.
void give(Machine& machine, const Input& input);

}  // namespace anel::machine
