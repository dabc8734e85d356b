// Where a running machine keeps the state of its guest, mode by mode: in the real CPU, in the monitor's virtual CPU, on the page that
// translated code shares with its monitor, behind the maps that a translating monitor exports. It only looks.
// Not here: when the machine is run, and how far (leader.hpp).
#pragma once

#include <cstdint>
#include <optional>

#include "isa/machine/machine.hpp"
#include "isa/machine/machine_config.hpp"
#include "monitor/control/lockstep/guest_state.hpp"
#include "monitor/control/modes.hpp"

namespace anel::control::lockstep {

class GuestView {
public:
    /// `machine` outlives the view. `monitor_state`: of monitor_state_at; of no use in native mode.
    GuestView(const machine::Machine& machine, Mode mode, std::uint32_t monitor_state);

    /// Whether the machine executes its guest now, and not its monitor.
    bool is_guest() const;
    /// The guest's code runs from the translation cache here. Precondition: is_guest().
    bool is_translated() const { return cache_word().has_value(); }
    /// The guest's pc, if it stands between two of its instructions; nothing in the middle of a sequence that stands for one. Precondition: is_guest().
    std::optional<std::uint32_t> boundary() const;
    /// Precondition: there is a boundary.
    GuestState state() const;
    /// The lines of its devices as the guest has them, timer, console and disk.
    std::uint32_t lines() const;

    std::uint32_t word(std::uint32_t physical) const;

private:
    struct Translator {
        std::uint32_t page = 0;  ///< the mailbox page's words about it
        std::uint32_t cache_begin = 0, pc_map = 0, kernel_page = 0, slots = 0;
    };
    std::optional<std::uint32_t> cache_word() const;
    const Translator* translator() const;
    std::uint32_t vcpu(std::uint32_t offset) const { return word(monitor_state_ + offset); }
    void read_shared_page(cpu::Bank& bank) const;

    const machine::Machine& machine_;
    Mode mode_;
    std::uint32_t monitor_state_;
    mutable std::optional<Translator> translator_;  ///< once the monitor has told; it does not change its mind
};

}  // namespace anel::control::lockstep
