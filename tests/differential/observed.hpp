// All that can be seen of a model at one moment, as a value, and how two of them differ, in words.
// Not here: memory, which is compared where it lies (compare.hpp).
#pragma once

#include <string>
#include <vector>

#include "isa/cpu/counters.hpp"
#include "isa/cpu/event.hpp"
#include "isa/cpu/ledger.hpp"
#include "isa/cpu/outcome.hpp"
#include "isa/cpu/state.hpp"
#include "isa/cpu/time_state.hpp"

namespace anel::differential {

struct Observed {
    cpu::Stop stop = cpu::Stop::kCycleReached;
    Cycles cycle = 0;
    cpu::CpuState state;
    cpu::Ledger ledger;
    cpu::Counters counters;
    std::vector<cpu::Event> events;
    std::uint64_t events_lost = 0;
    cpu::TimeState time;
    cpu::TripleFault triple_fault;
    bool operator==(const Observed&) const = default;
};

template <class Model>
Observed observe(Model& model, cpu::Stop stop) {
    return {stop, model.cycle(), model.state(), model.ledger(), model.counters(), model.events().events(), model.events().lost(), model.time_state(),
            model.triple_fault()};
}

/// One line for each thing that differs: its name, what `a` has, what `b` has. Empty where they are equal.
std::string differences(const Observed& a, const Observed& b);
std::string hex(std::uint64_t value);

}  // namespace anel::differential
