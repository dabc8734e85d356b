// Each kind of input is a call of the devices.
#include "isa/machine/input.hpp"

#include <numeric>

namespace anel::machine {

Moment Moment::of(const cpu::Cpu& cpu) {
    const cpu::Counters& counters = cpu.counters();
    const auto sum = [](const auto& counts) { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); };
    return {cpu.cycle(), counters.instructions, sum(counters.exceptions) + sum(counters.interrupts) + sum(counters.exits) + sum(counters.exit_interrupts)};
}

void give(devices::Devices& devices, const Input& input) {
    switch (input.kind) {
        case Input::Kind::kTyped: return devices.type(input.bytes);
        case Input::Kind::kEnded: return devices.end_input();
        case Input::Kind::kAsked: return devices.ask_monitor(input.command);
    }
}

}  // namespace anel::machine
