// The CPU's architectural state, as values: registers, ring, trap banks, roots, hardware assist and marks.
// Not here: caches, TLB and predictor (they change time alone), memory and devices.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

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

/// The hardware-assist extension. While a guest runs, what the control block says is held here (isa/spec/control_block.hpp).
struct AssistState {
    bool on = false;      ///< ring −1 is in force: between vmon and vmoff
    bool guest = false;   ///< rings 0 to 3 are a guest's
    bool locked = false;
    std::uint32_t root = 0;   ///< ring −1's own page-table root
    std::uint32_t block = 0;  ///< physical address of the running guest's control block
    std::uint32_t tag = 0;
    std::uint32_t nested_root = 0;
    std::uint32_t intercepts = 0;
    std::uint64_t csr_reads = 0;
    std::uint64_t csr_writes = 0;
    std::uint64_t time_offset = 0;
    std::uint32_t lines = 0;
    std::array<std::uint32_t, 8> port_map{};
    std::optional<Cycles> preempt_at;  ///< when the preemption timer runs out
    bool operator==(const AssistState&) const = default;

    bool nested() const { return guest && (nested_root & spec::kRootOn) != 0; }
};

struct CpuState {
    std::array<std::uint32_t, 32> x{};
    std::uint32_t pc = 0;
    Ring ring = Ring::k0;
    std::array<Bank, spec::kBankCount + 1> bank{};  ///< of rings 0, 1, 2, and (spec::kInnerBank) −1
    std::uint32_t root = 0;
    std::uint32_t grant = 0;
    /// By lane.
    std::array<spec::Activity, kLaneCount> mark{spec::Activity::kOther, spec::Activity::kOther, spec::Activity::kOther,
                                                spec::Activity::kOther, spec::Activity::kUser};
    AssistState assist;
    std::uint8_t vmid = 0;
    bool waiting = false;  ///< wfi is waiting
    bool operator==(const CpuState&) const = default;

    /// The root that the current ring's addresses are translated by.
    std::uint32_t root_now() const { return ring == Ring::kMinus1 ? assist.root : root; }
    bool paging() const { return (root_now() & spec::kRootOn) != 0; }
    std::uint8_t asid() const { return static_cast<std::uint8_t>((root_now() & spec::kRootAsid) >> spec::kRootAsidShift); }
    /// Rings −1 and 0 have theirs always.
    bool has_bank(Ring r) const {
        return number(r) <= 0 || (r != Ring::k3 && (grant & spec::grant_bit(index(r))) != 0);
    }
    bool may_read_time(Ring r) const {
        return number(r) <= static_cast<int>((grant & spec::kGrantTime) >> spec::kGrantTimeShift);
    }
    Bank& bank_of(Ring r) { return bank[r == Ring::kMinus1 ? spec::kInnerBank : index(r)]; }
    const Bank& bank_of(Ring r) const { return bank[r == Ring::kMinus1 ? spec::kInnerBank : index(r)]; }
    bool in_guest() const { return assist.guest && ring != Ring::kMinus1; }
};

/// What a machine's hardware assist is like at reset.
struct AssistParams {
    bool present = false;
    bool locked = false;
    bool operator==(const AssistParams&) const = default;
};

}  // namespace anel::cpu
