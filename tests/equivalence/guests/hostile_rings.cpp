// A guest that plays with privilege: the instructions of ring −1, returns with wild status, rings granted and everything delegated to them,
// odd roots and vectors, a timer set to absurd values, console and log flooded. It prints digests of what it saw.
#include "guests/hostile.hpp"

namespace {

constexpr u32 kRoot = 0x00200000, kBlock = 0x00210000;
constexpr u32 kTimerLine = 1U << AR_LINE_TIMER;
constexpr u32 kA0ToA2 = 10U << 15 | 12U << 7;  ///< rs1 a0, rd a2

/// No machine of a guest's has a ring −1, so these do not exist in its ring 0, and are privileged outside.
void ring_minus_1() {
    const u32 words[] = {AR_WORD_VMON, AR_WORD_VMOFF, AR_MATCH_VMENTER | kA0ToA2, AR_MATCH_VMFLUSH, AR_MATCH_VMFLUSH | 10U << 15 | 11U << 20};
    const u32 addresses[] = {kBlock, 0, ram_bytes, 0xfffff000};
    for (u32 i = 0; i < 1024; ++i) word_at(kBlock + 4 * i) = 0;
    word_at(kBlock + AR_BLOCK_MAGIC) = AR_BLOCK_MAGIC_WORD;
    word_at(kBlock + AR_BLOCK_TAG) = 1;
    for (u32 ring = 0; ring < 4; ++ring)
        for (const u32 word : words)
            for (const u32 address : addresses) mix(execute(ring, word, address, 1));
    say("vmon in ring 0", (execute(0, AR_WORD_VMON), last_trap.cause));
    say("vmon in ring 3", (execute(3, AR_WORD_VMON), last_trap.cause));
    report("ring -1, its instructions");
    for (u32 ring = 0; ring < 4; ++ring)
        for (u32 number = AR_CSR_VECTORM; number <= AR_CSR_PENDINGM; ++number)
            for (u32 kind = 1; kind < 8; ++kind)
                if (kind != 4) mix(execute(ring, number << 20 | kA0ToA2 | kind << 12 | 0x73, 0xffffffff, 0, 7));
    report("ring -1, its registers");
}

/// Marks and numbers of VMs: whatever is written, they read 0. Whose time it is, is not the guest's to say.
void marks() {
    for (u32 value = 0; value < 16; ++value) {
        csr_write<AR_CSR_VMID>(value);
        mix(csr_read<AR_CSR_VMID>());
    }
    csr_write<AR_CSR_VMID>(9);
    for (volatile u32 i = 0; i < 10000; i = i + 1) {}
    report("marks");
}

u32 landed;
void landing() {
    asm volatile("" : : : "memory");
    ++landed;
    leave_ring();
}

/// Bank 0's return with every status there is, to where nothing can be fetched and to where something can.
void wild_returns() {
    const u32 targets[] = {address_of(reinterpret_cast<void*>(&landing)), 0x70000000, AR_WINDOW_BASE, 0xfffffffc, ram_bytes, ram_bytes - 4};
    word_at(ram_bytes - 4) = 0;
    for (u32 status = 0; status < 16; ++status)
        for (const u32 target : targets) {
            // Bits that do not exist ride along.
            run_in_ring_by_status(status | 0xfffffff0, reinterpret_cast<void (*)()>(target));
            mix(landed);
            mix(last_trap.cause);
            mix(last_trap.value);
            mix(csr_read<AR_CSR_STATUS0>());
        }
    report("wild returns");
}

// With everything delegated there is no way back by a call: what the handler's own first instruction raises goes to ring 0.
alignas(64) u32 dead_end[16];
u32 outer_ring;
void everything_once() {
    asm volatile("ebreak");
    asm volatile(".word 0");
    asm volatile("li a7, 5\n ecall" : : : "a7", "memory");
    asm volatile(".word %0" : : "i"(AR_WORD_WFI));
    asm volatile(".word %0" : : "i"(AR_WORD_HCALL));
    asm volatile("csrr x0, %0" : : "i"(AR_CSR_ROOT));
    attempt_all(0x70000000);
    attempt_all(ram_bytes);
    attempt_all(AR_WINDOW_BASE);
    mix(last_trap.bank);
    // The bank's own vector, if this ring has one, is made a dead end; where it has not, this traps, and is counted.
    if (outer_ring == 1) csr_write<AR_CSR_VECTOR1>(address_of(dead_end));
    if (outer_ring == 2) csr_write<AR_CSR_VECTOR2>(address_of(dead_end));
    reinterpret_cast<void (*)()>(dead_end)();
}

void set_up_outer_banks() {
    csr_write<AR_CSR_VECTOR1>(address_of(reinterpret_cast<void*>(&trap_entry1)) | 3);
    csr_write<AR_CSR_VECTOR2>(address_of(reinterpret_cast<void*>(&trap_entry2)) | 1);
    csr_write<AR_CSR_SCRATCH1>(address_of(trap_stack_top1));
    csr_write<AR_CSR_SCRATCH2>(address_of(trap_stack_top2));
}

/// The way home out of a dead end: what it raises comes to ring 0 from an address that nothing else has.
extern "C" void home_entry();
asm(".text\n.balign 4\nhome_entry:\n j back_in_ring_0\n");

void delegate_everything() {
    dead_end[0] = 0;
    for (u32 grant = 0; grant < 4; ++grant)
        for (u32 ring = 1; ring < 3; ++ring) {
            const bool has_bank = ((grant << 1) >> ring & 1U) != 0;
            if (!has_bank) continue;
            csr_write<AR_CSR_GRANT>(grant << 1 | 0xfffff800);
            mix(csr_read<AR_CSR_GRANT>());
            set_up_outer_banks();
            csr_write<AR_CSR_DELEGATE0>(0xffffffff);
            csr_write<AR_CSR_DELEGATE1>(0xffffffff);
            csr_write<AR_CSR_DELEGATE2>(0xffffffff);
            mix(csr_read<AR_CSR_DELEGATE0>());
            const u32 vector = csr_read<AR_CSR_VECTOR0>();
            csr_write<AR_CSR_VECTOR0>(address_of(reinterpret_cast<void*>(&home_entry)));
            outer_ring = ring;
            run_in_ring(ring, everything_once);
            csr_write<AR_CSR_VECTOR0>(vector);
            mix(csr_read<AR_CSR_CAUSE0>());
            mix(csr_read<AR_CSR_VALUE0>());
            mix(csr_read<AR_CSR_STATUS0>());
            mix(csr_read<AR_CSR_CAUSE1>());
            mix(csr_read<AR_CSR_CAUSE2>());
            mix(csr_read<AR_CSR_STATUS1>());
            mix(csr_read<AR_CSR_STATUS2>());
            csr_write<AR_CSR_DELEGATE0>(0);
            csr_write<AR_CSR_DELEGATE1>(0);
            csr_write<AR_CSR_GRANT>(0);
        }
    report("everything delegated");
}

/// Roots that no one should use, under which this code goes on only while it is not fetched anew: each is followed by a trap that comes
/// back with the old root. So they are set in a ring that may not, and in ring 0 only those under which this code is mapped.
void odd_roots() {
    const u32 odd[] = {0xffffffff, 0xfffff001, ram_bytes | 1, 0x00000001, AR_WINDOW_BASE | 0xff1};
    for (const u32 root : odd) {
        for (u32 ring = 1; ring < 4; ++ring) execute(ring, AR_CSR_ROOT << 20 | kA0ToA2 | 1U << 12 | 0x73, root);
        csr_write<AR_CSR_ROOT>(root & ~1U);  // off, whatever else it says
        mix(csr_read<AR_CSR_ROOT>());
    }
    identity_root(kRoot, ram_bytes);
    for (u32 asid = 0; asid < 256; asid += 5) {
        walk_from(kRoot | asid << AR_ROOT_ASID_SHIFT | 0xeU | AR_ROOT_ON);
        mix(csr_read<AR_CSR_ROOT>());
        mix(word_at(0x1000));
    }
    walk_from(0);
    report("odd roots");
}

u32 interrupts;
void stop_timer(u32 line) {
    ++interrupts;
    mix(line);
    port_out(AR_PORT_TIMER, 0);
}

void wild_timers() {
    on_interrupt = stop_timer;
    csr_write<AR_CSR_IMASK0>(kTimerLine);
    enable();
    const u32 wild[] = {1, 0, 0xffffffff, 0x80000000, 1, 1};
    for (const u32 cycles : wild) {
        const u32 before = interrupts;
        port_out(AR_PORT_TIMER, cycles);
        for (volatile u32 i = 0; i < 50; i = i + 1) {}
        mix(interrupts - before);
        mix(port_in(AR_PORT_TIMER) > 1000);
    }
    port_out(AR_PORT_TIMER, 0);
    disable();
    // Armed a thousand times, taken once.
    for (u32 i = 0; i < 1000; ++i) port_out(AR_PORT_TIMER, 1);
    mix(csr_read<AR_CSR_PENDING0>());
    enable();
    disable();
    mix(interrupts);
    csr_write<AR_CSR_IMASK0>(0);
    report("wild timers");
}

/// A vector with bits that do not exist goes where it would without them.
void misaligned_vectors() {
    const u32 vector = csr_read<AR_CSR_VECTOR0>();
    for (u32 low = 0; low < 4; ++low) {
        csr_write<AR_CSR_VECTOR0>(vector | low);
        mix(csr_read<AR_CSR_VECTOR0>());
        mix(attempt(kLoad, 0x70000000));
        csr_write<AR_CSR_EPC0>(0x100002 | low);
        mix(csr_read<AR_CSR_EPC0>());
    }
    report("misaligned vectors");
}

void floods() {
    for (u32 i = 0; i < 3000; ++i) port_out(AR_PORT_LOG, i % 64 == 63 ? '\n' : 'x');
    for (u32 i = 0; i < 3000; ++i) port_out(AR_PORT_CONSOLE_DATA, i % 64 == 63 ? '\n' : 'y');
    for (u32 port = 0; port < 0x1400; ++port) {
        const u32 low = port & 0xffff;
        if (low >= AR_PORT_DISK_SECTORS || low < AR_PORT_CONSOLE_DATA) {
            mix(port_in(port));
            if (low != AR_PORT_POWER) port_out(port, 0xffffffff);
        }
    }
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    mix(port_in(0x10000 + AR_PORT_CONSOLE_IRQ));
    mix(port_in(0xffff0000 + AR_PORT_CONSOLE_IRQ));
    report("floods");
}

}  // namespace

extern "C" void guest_main(u32, u32 block) {
    begin(block);
    ring_minus_1();
    marks();
    wild_returns();
    delegate_everything();
    odd_roots();
    wild_timers();
    misaligned_vectors();
    floods();
    say("still ring 0", csr_read<AR_CSR_RING>());
    power_off(42);
}
