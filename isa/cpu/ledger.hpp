// Books every cycle to exactly one (VM, ring, activity). The sum is the machine's cycle count, always.
// Not here: what activities there are (isa/spec/platform.hpp).
#pragma once

#include <array>
#include <cstdint>

#include "isa/base/types.hpp"
#include "isa/spec/platform.hpp"

namespace anel::cpu {

inline constexpr std::size_t kVmLimit = 16;

class Ledger {
public:
    void book(std::uint8_t vm, Ring ring, spec::Activity activity, Cycles cycles) {
        cells_[cell(vm, ring, activity)] += cycles;
    }
    Cycles at(std::uint8_t vm, Ring ring, spec::Activity activity) const { return cells_[cell(vm, ring, activity)]; }
    Cycles of_activity(spec::Activity activity) const {
        Cycles sum = 0;
        for (std::uint8_t vm = 0; vm < kVmLimit; ++vm)
            for (unsigned place = 0; place < kLaneCount; ++place) sum += at(vm, ring_of_lane(place), activity);
        return sum;
    }
    Cycles total() const {
        Cycles sum = 0;
        for (Cycles cycles : cells_) sum += cycles;
        return sum;
    }
    bool operator==(const Ledger&) const = default;

private:
    static std::size_t cell(std::uint8_t vm, Ring ring, spec::Activity activity) {
        return (static_cast<std::size_t>(vm) * kLaneCount + lane(ring)) * spec::kActivityLimit +
               static_cast<std::size_t>(activity);
    }
    std::array<Cycles, kVmLimit * kLaneCount * spec::kActivityLimit> cells_{};
};

}  // namespace anel::cpu
