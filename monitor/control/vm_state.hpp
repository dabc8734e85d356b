// A VM lifted out of a running machine, and set down in another one, which may run it in another mode.
// Not here: the layout of its registers and devices (isa/spec/mailbox.hpp); files and commands for people.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/machine/elf.hpp"
#include "isa/machine/machine.hpp"
#include "monitor/control/modes.hpp"

namespace anel::control {

/// All that a VM is, whichever mode runs it.
struct SavedVm {
    std::vector<std::uint8_t> state;  ///< registers and devices, as in the mailbox
    std::vector<std::uint8_t> ram;    ///< guest-physical memory from 0
    std::deque<std::uint8_t> input;   ///< typed, not yet read
    bool input_ended = false;
    std::vector<std::uint8_t> disk;
    bool operator==(const SavedVm&) const = default;
};

/// Asks the machine's monitor for its VM, which then stands still. An error where there is no monitor to ask, where it cannot give the VM now
/// (a paravirtual guest has to leave first), or where the machine ends before it answers.
Result<SavedVm> save_vm(machine::Machine& machine, const machine::MachineConfig& config);

/// Puts a monitor for `mode` and the VM into a fresh machine, which goes on with it when it runs.
Status boot_saved(machine::Machine& machine, const machine::MachineConfig& config, Mode mode, const machine::ElfImage& monitor,
                  const SavedVm& vm);

}  // namespace anel::control
