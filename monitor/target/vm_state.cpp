#include "vm_state.hpp"

#include "interrupts.hpp"
#include "panic.hpp"

namespace anel::monitor {

namespace {

alignas(kPageBytes) u32 mailbox[kEntries];
/// Of a VM that was saved elsewhere; its magic says that there is one.
u32 resumed[AR_VM_STATE_BYTES / sizeof(u32)];

static_assert(AR_VM_GUEST_BYTES == __builtin_offsetof(Vcpu, magic));

u32& word(u32* state, u32 offset) { return state[offset / sizeof(u32)]; }

/// The real disk works on while the guest stands still: what it has begun is ended first, so that nothing is under way.
void let_disk_end(Monitor& monitor) {
    while (monitor.disk.status == AR_DISK_BUSY) {
        listen(monitor, kDiskBit);
        mark<AR_MARK_IDLE>();
        wait_for_interrupt();
        mark<AR_MARK_STATE>();
        update_lines(monitor);
    }
}

void save(Monitor& monitor) {
    let_disk_end(monitor);
    update_lines(monitor);
    const Vcpu& vcpu = monitor.vcpu;
    __builtin_memcpy(mailbox, &vcpu, AR_VM_GUEST_BYTES);
    word(mailbox, AR_VM_MAGIC) = AR_VM_STATE_MAGIC;
    word(mailbox, AR_VM_TIMER_LEFT) = port_in(AR_PORT_TIMER);
    word(mailbox, AR_VM_TIMER_LINE) = vcpu.timer_line != 0;
    word(mailbox, AR_VM_CONSOLE_IRQ) = port_in(AR_PORT_CONSOLE_IRQ);
    const VirtualDisk& disk = monitor.disk;
    word(mailbox, AR_VM_DISK_SECTOR) = disk.sector;
    word(mailbox, AR_VM_DISK_ADDRESS) = disk.address;
    word(mailbox, AR_VM_DISK_COUNT) = disk.count;
    word(mailbox, AR_VM_DISK_RING) = disk.ring;
    word(mailbox, AR_VM_DISK_STATUS) = disk.status;
    word(mailbox, AR_VM_DISK_LINE) = vcpu.disk_line != 0;
}

/// Whoever has the state says whether this VM goes on. If it went on by itself, there would be two of it.
void stand_still(Monitor& monitor) {
    do {
        listen(monitor, 0);
        mark<AR_MARK_IDLE>();
        wait_for_interrupt();
        mark<AR_MARK_STATE>();
    } while (port_in(AR_PORT_MAILBOX) != AR_MAILBOX_GO_ON);
    listen_as_usual(monitor);
}

}  // namespace

void open_mailbox(const Monitor& monitor) {
    port_out(AR_PORT_MAILBOX, static_cast<u32>(reinterpret_cast<uintptr_t>(mailbox)) + monitor.to_physical);
}

TranslatorWords* translator_words() { return reinterpret_cast<TranslatorWords*>(&word(mailbox, AR_TRANSLATOR_AT)); }

void serve_mailbox(Monitor& monitor) {
    mark<AR_MARK_STATE>();
    if (port_in(AR_PORT_MAILBOX) != AR_MAILBOX_SAVE) return port_out(AR_PORT_MAILBOX_ANSWER, AR_MAILBOX_UNKNOWN);
    if (monitor.para.entered) return port_out(AR_PORT_MAILBOX_ANSWER, AR_MAILBOX_NOT_NOW);
    save(monitor);
    port_out(AR_PORT_MAILBOX_ANSWER, AR_MAILBOX_DONE);
    stand_still(monitor);
}

void load_vm_state(Monitor& monitor, const BootModule& module) {
    const u32* state = reinterpret_cast<const u32*>(module.addr);
    if (module.size_bytes < AR_VM_STATE_BYTES || state[AR_VM_MAGIC / sizeof(u32)] != AR_VM_STATE_MAGIC)
        panic("the module is no VM's state, at", module.addr);
    __builtin_memcpy(resumed, state, AR_VM_STATE_BYTES);
    __builtin_memcpy(&monitor.vcpu, state, AR_VM_GUEST_BYTES);
}

void resume_devices(Monitor& monitor) {
    if (word(resumed, AR_VM_MAGIC) != AR_VM_STATE_MAGIC) return;
    Vcpu& vcpu = monitor.vcpu;
    port_out(AR_PORT_CONSOLE_IRQ, word(resumed, AR_VM_CONSOLE_IRQ));
    port_out(AR_PORT_TIMER, word(resumed, AR_VM_TIMER_LEFT));
    vcpu.timer_line = word(resumed, AR_VM_TIMER_LINE) != 0 ? kTimerBit : 0;
    VirtualDisk& disk = monitor.disk;
    disk.sector = word(resumed, AR_VM_DISK_SECTOR);
    disk.address = word(resumed, AR_VM_DISK_ADDRESS);
    disk.count = word(resumed, AR_VM_DISK_COUNT);
    disk.ring = word(resumed, AR_VM_DISK_RING);
    disk.status = word(resumed, AR_VM_DISK_STATUS);
    vcpu.disk_line = word(resumed, AR_VM_DISK_LINE) != 0 ? kDiskBit : 0;
}

}  // namespace anel::monitor
