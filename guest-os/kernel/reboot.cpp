#include "kernel/reboot.hpp"

#include "anel_target.h"
#include "kernel/console.hpp"
#include "kernel/disk.hpp"
#include "kernel/pages.hpp"
#include "kernel/privileged.hpp"
#include "lib/memory.hpp"

// kernel.ld: where the kernel's variables with initial values lie, and room for these values as they were at power-on.
extern "C" char data_begin[];
extern "C" char data_end[];
extern "C" char data_at_power_on[];
// boot.S.
extern "C" [[noreturn]] void start_over(unsigned boot_block);

namespace anelix {

namespace {
/// Survives a reboot, as nothing else does but the values in data_at_power_on; 0 at power-on.
[[gnu::section(".bss.survivors")]] unsigned boots;

unsigned boot_block_address = 0;
unsigned planned = 0;

/// Of all devices none has anything under way or anything to say.
void quiet_devices() {
    ops->arm_timer(0);
    ops->port_out(AR_PORT_CONSOLE_IRQ, 0);
    rest_disk();
}
}  // namespace

void remember_power_on(unsigned boot_block) {
    if (boots++ == 0) memcpy(data_at_power_on, data_begin, static_cast<size_t>(data_end - data_begin));
    boot_block_address = boot_block;
}

void plan_reboots(unsigned count) { planned = count; }

void reboot_or_power_off(unsigned code) {
    const unsigned done = boots - 1;
    if (done >= planned) power_off(code);
    print("anelix: reboot, %u more to come\n", planned - done - 1);
    ops->interrupts_off();
    ops->listen(0);
    quiet_devices();
    ops->leave_spaces();
    start_over(boot_block_address);
}

}  // namespace anelix
