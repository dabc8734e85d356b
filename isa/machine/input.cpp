// Each kind of input is a call of the machine's, or of its devices'.
#include "isa/machine/input.hpp"

#include <numeric>

#include "isa/base/invariant.hpp"
#include "isa/machine/files.hpp"

namespace anel::machine {

Moment Moment::of(const cpu::Cpu& cpu) {
    const cpu::Counters& counters = cpu.counters();
    const auto sum = [](const auto& counts) { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); };
    return {cpu.cycle(), counters.instructions, sum(counters.exceptions) + sum(counters.interrupts) + sum(counters.exits) + sum(counters.exit_interrupts)};
}

void give(Machine& machine, const Input& input) {
    devices::Devices& devices = machine.devices();
    switch (input.kind) {
        case Input::Kind::kTyped: return devices.type(input.bytes);
        case Input::Kind::kEnded: return devices.end_input();
        case Input::Kind::kAsked: return devices.ask_monitor(input.command);
        case Input::Kind::kMemory:
            return invariant(machine.write_memory({input.command}, bytes_of(input.bytes)), "what is written has been checked to lie in memory");
        case Input::Kind::kState:
            invariant(input.state.has_value(), "an input of a state has one");
            return machine.cpu().set_state(*input.state);
        case Input::Kind::kDeclared:
            machine.cpu().declare(input.command);
            // What comes due by it has happened, as behind a run.
            machine.cpu().run(machine.cpu().cycle());
            return;
    }
}

}  // namespace anel::machine
