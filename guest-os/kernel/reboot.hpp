// Starting anew: the kernel puts its machine, and its own memory, back to what they were at power-on, and goes to its first instruction.
// The command line says how often (`reboots=`). Not here: the last steps, with paging off, which no C++ can take (boot.S).
#pragma once

namespace anelix {

/// At every boot, before anything has changed what the image came with. `boot_block`: where the machine said it is.
void remember_power_on(unsigned boot_block);
void plan_reboots(unsigned count);
/// The work is done: a reboot where one is planned still, and otherwise off, with this exit code.
[[noreturn]] void reboot_or_power_off(unsigned code);

}  // namespace anelix
