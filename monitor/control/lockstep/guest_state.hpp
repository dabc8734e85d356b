// What a guest's machine is between two of its instructions, as the guest believes it to be: one value, whichever mode runs it.
// Not here: memory, which is compared where it lies, and what may differ (time, marks, caches).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/cpu/state.hpp"

namespace anel::control::lockstep {

struct GuestState {
    std::array<std::uint32_t, 32> x{};
    std::uint32_t pc = 0;
    Ring ring = Ring::k0;
    std::uint32_t root = 0;
    std::uint32_t grant = 0;
    std::array<cpu::Bank, spec::kBankCount> bank{};  ///< of `pending` the software bits
    bool operator==(const GuestState&) const = default;

    const cpu::Bank& own_bank() const { return bank[index(ring)]; }
    bool is_at_vector() const { return ring != Ring::k3 && pc == own_bank().vector; }
};

/// Of a machine that the guest has for itself, or that hardware assist makes it believe to have.
GuestState state_of(const cpu::CpuState& cpu);

/// One thing that is not the same on both sides. Both values as a person reads them.
struct Difference {
    std::string what;
    std::string leader;
    std::string native;
};

/// In the order pc, ring, general registers, system registers; with what a system register's value means, where it has fields.
std::vector<Difference> differences(const GuestState& leader, const GuestState& native);

}  // namespace anel::control::lockstep
