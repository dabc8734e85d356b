#include "hypercalls.hpp"

#include "devices.hpp"
#include "disk.hpp"
#include "para.hpp"

namespace anel::monitor {

namespace {

constexpr u32 kPortMask = 0xffff;
constexpr u32 kOperationBits = 3;
constexpr u32 kOperationBytes = 8;
static_assert(AR_UPDATES_MOST * kOperationBytes <= kPageBytes);

/// Whether all these bytes, a page of them at most, lie in guest memory.
bool holds(const Monitor& monitor, u32 address, u32 bytes) {
    return bytes == 0 || (monitor.memory.holds(address) && monitor.memory.holds(address + (bytes - 1)));
}

bool flush(u32 address, u32 space) {
    const bool everywhere = space == AR_FLUSH_EVERY_SPACE;
    if (address == AR_FLUSH_ALL) everywhere ? tlb_flush_everything() : tlb_flush_space(space);
    else everywhere ? tlb_flush_page_everywhere(address) : tlb_flush_page(address, space);
    return true;
}

bool perform(Monitor& monitor, u32 first, u32 second) {
    DirectTables& tables = monitor.para.tables;
    const u32 address = first & ~kOperationBits;
    const u32 operation = first & kOperationBits;
    if (operation == AR_TABLE_WRITE) return tables.write(monitor.memory, address, second);
    if (operation == AR_TABLE_PIN) return tables.pin(monitor.memory, address, second);
    if (operation == AR_TABLE_UNPIN) return tables.unpin(monitor.memory, address);
    return flush(address, second);
}

u32 update(Monitor& monitor, u32 batch, u32 count) {
    if (count > AR_UPDATES_MOST) return AR_HYPERCALL_TOO_MANY;
    if (batch % kOperationBytes != 0 || !holds(monitor, batch, count * kOperationBytes)) return AR_HYPERCALL_BAD_ADDRESS;
    mark<AR_MARK_VALIDATE>();
    u32 done = 0;
    for (; done < count; ++done) {
        const volatile u32* const operation = monitor.memory.word(batch + done * kOperationBytes);
        const u32 first = operation[0];
        const u32 second = operation[1];
        if (!perform(monitor, first, second)) break;
    }
    mark<AR_MARK_HYPERCALL>();
    return done;
}

u32 console_write(Monitor& monitor, u32 address, u32 bytes) {
    if (bytes > kPageBytes - address % kPageBytes || !holds(monitor, address, bytes)) return AR_HYPERCALL_BAD_ADDRESS;
    mark<AR_MARK_DEVICE>();
    for (u32 at = address; at < address + bytes; ++at)
        port_out(AR_PORT_CONSOLE_DATA, *monitor.memory.word(at) >> at % sizeof(u32) * 8 & 0xff);
    return bytes;
}

u32 answer(Monitor& monitor, u32 number, u32 a, u32 b) {
    Para& para = monitor.para;
    switch (number) {
        case AR_HYPERCALL_VERSION: return AR_HYPERCALL_INTERFACE;
        case AR_HYPERCALL_ENTER: return static_cast<u32>(para_enter(monitor, a));
        case AR_HYPERCALL_LEAVE: return static_cast<u32>(para_leave(monitor, a));
        case AR_HYPERCALL_UPDATE: return para.entered ? update(monitor, a, b) : AR_HYPERCALL_NOT_NOW;
        case AR_HYPERCALL_SET_ROOT:
            if (!para.entered) return AR_HYPERCALL_NOT_NOW;
            return para.tables.walk_from(a) ? 0 : AR_HYPERCALL_REFUSED;
        case AR_HYPERCALL_TIMER: device_out(monitor, AR_PORT_TIMER, a); return 0;
        case AR_HYPERCALL_CONSOLE_WRITE: return console_write(monitor, a, b);
        case AR_HYPERCALL_PORT_IN: {
            const u32 value = device_in(monitor, a & kPortMask);
            para_listen_again(monitor);
            return value;
        }
        case AR_HYPERCALL_PORT_OUT:
            device_out(monitor, a & kPortMask, b);
            // Saying something deals with no device.
            if ((a & kPortMask) != AR_PORT_CONSOLE_DATA && (a & kPortMask) != AR_PORT_LOG) para_listen_again(monitor);
            return 0;
        case AR_HYPERCALL_WAIT:
            if (!para.entered) return AR_HYPERCALL_NOT_NOW;
            para_wait(monitor);
            return 0;
        case AR_HYPERCALL_RING: return para.entered ? 1 : monitor.vcpu.ring;
        case AR_HYPERCALL_ROOT: return para.entered ? csr_read<AR_CSR_ROOT>() : monitor.vcpu.root;
        case AR_HYPERCALL_DISK_KICK:
            virtual_disk_kick(monitor, a);
            para_listen_again(monitor);
            return 0;
        default: return AR_HYPERCALL_NO_SUCH_CALL;
    }
}

}  // namespace

void hypercall(Monitor& monitor) {
    mark<AR_MARK_HYPERCALL>();
    Vcpu& vcpu = monitor.vcpu;
    vcpu.pc += 4;  // before the call, which may end in another life of the guest
    vcpu.set_x(10, answer(monitor, vcpu.x[17], vcpu.x[10], vcpu.x[11]));
}

}  // namespace anel::monitor
