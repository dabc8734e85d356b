#include "devices.hpp"

#include "disk.hpp"

namespace anel::monitor {

namespace {

bool exists(u32 port) {
    return port == AR_PORT_CONSOLE_DATA || port == AR_PORT_CONSOLE_STATUS || port == AR_PORT_CONSOLE_IRQ ||
           port == AR_PORT_TIMER || port == AR_PORT_LOG || port == AR_PORT_POWER;
}

}  // namespace

u32 device_in(Monitor& monitor, u32 port) {
    mark<AR_MARK_DEVICE>();
    if (is_disk_port(port)) return disk_in(monitor, port);
    return exists(port) ? port_in(port) : 0xffffffff;
}

void device_out(Monitor& monitor, u32 port, u32 value) {
    mark<AR_MARK_DEVICE>();
    if (is_disk_port(port)) return disk_out(monitor, port, value);
    if (!exists(port)) return;
    if (port == AR_PORT_TIMER) monitor.vcpu.timer_line = 0;
    port_out(port, value);
}

}  // namespace anel::monitor
