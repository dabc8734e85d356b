// The CPU's architectural state, as values: registers, ring, trap banks, roots and marks.
// Not here: caches, TLB and predictor (they change time alone), memory and devices.
#pragma once

#include <array>
#include <cstdint>

#include "isa/base/types.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/platform.hpp"

namespace anel::cpu {

/// The trap bank of one ring.
struct Bank {
    std::uint32_t vector = 0;
    std::uint32_t epc = 0;
    std::uint32_t cause = 0;
    std::uint32_t value = 0;
    std::uint32_t status = 0;
    std::uint32_t scratch = 0;
    std::uint32_t delegate = 0;
    std::uint32_t imask = 0;
    std::uint32_t pending = 0;  ///< the software bits
    bool operator==(const Bank&) const = default;
};

struct CpuState {
    std::array<std::uint32_t, 32> x{};
    std::uint32_t pc = 0;
    Ring ring = Ring::k0;
    std::array<Bank, spec::kBankCount> bank{};
    std::uint32_t root = 0;
    std::uint32_t grant = 0;
    std::array<spec::Activity, kRingCount> mark{spec::Activity::kOther, spec::Activity::kOther, spec::Activity::kOther,
                                                spec::Activity::kUser};
    std::uint8_t vmid = 0;
    bool waiting = false;  ///< wfi is waiting
    bool operator==(const CpuState&) const = default;

    bool paging() const { return (root & spec::kRootOn) != 0; }
    std::uint8_t asid() const { return static_cast<std::uint8_t>((root & spec::kRootAsid) >> spec::kRootAsidShift); }
    bool has_bank(Ring r) const {
        return r == Ring::k0 || (r != Ring::k3 && (grant & spec::grant_bit(index(r))) != 0);
    }
    bool may_read_time(Ring r) const {
        return index(r) <= ((grant & spec::kGrantTime) >> spec::kGrantTimeShift);
    }
};

}  // namespace anel::cpu
