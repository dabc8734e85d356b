// Interrupts that wait, that are masked, that come one upon the other, that belong to an outer ring, and that meet a `wfi`. Most of them are bits that software
// sets, so that each has its instruction; where a device's line comes, only what it must not change is said.
#include "guests/trap_notes.hpp"

extern "C" {
void stay_a_while();
void enable_a_while();
u32 wait_here();
u32 busy_jumps(u32 rounds);
extern char waited[];
}

namespace {

alignas(4096) u32 level1[1024];

// Each line is one bit of a bank's `pending`; its handler takes it back.
u32 depth, deepest;
void interrupted(u32 line) {
    if (++depth > deepest) deepest = depth;
    const u32 bank = last_trap.bank;
    digest.add(line << 8 | bank << 4 | depth);
    if (bank == 0) csr_write<AR_CSR_PENDING0>(csr_read<AR_CSR_PENDING0>() & ~(1U << line));
    else if (bank == 1) asm volatile("csrc %0, %1" : : "i"(AR_CSR_PENDING1), "r"(1U << line) : "memory");
    else asm volatile("csrc %0, %1" : : "i"(AR_CSR_PENDING2), "r"(1U << line) : "memory");
    --depth;
}
/// The same, interruptible by higher lines, which it raises itself. What the bank held the frame has.
void nested(u32 line) {
    if (++depth > deepest) deepest = depth;
    const u32 scratch = csr_read<AR_CSR_SCRATCH0>();
    digest.add(line << 8 | depth);
    csr_write<AR_CSR_PENDING0>(csr_read<AR_CSR_PENDING0>() & ~(1U << line));
    u32 sp;
    asm volatile("mv %0, sp" : "=r"(sp));
    csr_write<AR_CSR_SCRATCH0>(sp - 256);
    csr_write<AR_CSR_IMASK0>(0xffffU << (line + 1));
    if (line < 8) csr_write<AR_CSR_PENDING0>(csr_read<AR_CSR_PENDING0>() | 1U << (line + 1) | 1U << (line + 3));
    enable();
    asm volatile("nop");
    disable();
    digest.add(csr_read<AR_CSR_PENDING0>());
    csr_write<AR_CSR_IMASK0>(0xffff);
    csr_write<AR_CSR_SCRATCH0>(scratch);
    --depth;
}

void interrupts_in_ring_0() {
    on_interrupt = interrupted;
    begin();
    set_up_banks(0, 0, 0);
    csr_write<AR_CSR_IMASK0>(0xffff);
    csr_write<AR_CSR_PENDING0>(0x8421);
    enable();
    asm volatile("nop");
    disable();
    end("four at once");

    begin();
    csr_write<AR_CSR_IMASK0>(0x00f0);
    csr_write<AR_CSR_PENDING0>(0xffff);
    enable();
    digest.add(csr_read<AR_CSR_PENDING0>());
    csr_write<AR_CSR_IMASK0>(0xff00);
    digest.add(csr_read<AR_CSR_PENDING0>());
    asm volatile("csrs %0, %1" : : "i"(AR_CSR_IMASK0), "r"(2) : "memory");
    digest.add(csr_read<AR_CSR_PENDING0>());
    disable();
    csr_write<AR_CSR_PENDING0>(0);
    end("mask moved");

    begin();
    csr_write<AR_CSR_IMASK0>(0xffff);
    enable();
    for (u32 line = 0; line < 16; ++line) {
        asm volatile("csrs %0, %1" : : "i"(AR_CSR_PENDING0), "r"(1U << line) : "memory");
        csr_write<AR_CSR_PENDING0>(1U << (15 - line));
    }
    asm volatile("csrsi %0, 9" : : "i"(AR_CSR_PENDING0) : "memory");
    disable();
    asm volatile("csrwi %0, 6" : : "i"(AR_CSR_PENDING0) : "memory");
    csr_write<AR_CSR_STATUS0>(AR_STATUS_IE);
    csr_write<AR_CSR_STATUS0>(AR_STATUS_PIE);
    asm volatile("csrsi %0, 8" : : "i"(AR_CSR_PENDING0) : "memory");
    asm volatile("csrsi %0, 1" : : "i"(AR_CSR_STATUS0) : "memory");
    asm volatile("csrci %0, 1" : : "i"(AR_CSR_STATUS0) : "memory");
    digest.add(csr_read<AR_CSR_STATUS0>());
    end("raised while enabled");

    on_interrupt = nested;
    begin();
    csr_write<AR_CSR_PENDING0>(1);
    enable();
    asm volatile("nop");
    disable();
    digest.add(deepest);
    csr_write<AR_CSR_PENDING0>(0);
    end("one upon the other");
    on_interrupt = interrupted;
}

/// What waits when a ring is entered: for each bank lines of its own, taken or not by where the CPU is and what is enabled.
void interrupts_outside() {
    constexpr u32 kGrants[] = {0, kGrant1, kGrant2, kGrant1 | kGrant2};
    for (u32 ring = 1; ring < 4; ++ring)
        for (const u32 grant : kGrants) {
            begin();
            for (u32 enabled = 0; enabled < 4; ++enabled) {
                set_up_banks(grant, 0, 0);
                csr_write<AR_CSR_STATUS1>(enabled & 1U);
                csr_write<AR_CSR_STATUS2>(enabled >> 1);
                csr_write<AR_CSR_IMASK1>(0x0700);
                csr_write<AR_CSR_PENDING1>(0x0a00);
                csr_write<AR_CSR_IMASK2>(0x7000);
                csr_write<AR_CSR_PENDING2>(0x5000);
                csr_write<AR_CSR_IMASK0>(enabled == 3 ? 0x0030 : 0);
                csr_write<AR_CSR_PENDING0>(0x0060);
                run_in_ring(ring, stay_a_while);
                digest.add(csr_read<AR_CSR_PENDING1>());
                digest.add(csr_read<AR_CSR_PENDING2>());
                digest.add(csr_read<AR_CSR_PENDING0>());
                csr_write<AR_CSR_PENDING1>(0x0100);
                csr_write<AR_CSR_PENDING2>(0x1000);
                run_in_ring(ring, enable_a_while);
                digest.add(csr_read<AR_CSR_STATUS1>());
                digest.add(csr_read<AR_CSR_STATUS2>());
                csr_write<AR_CSR_PENDING0>(0);
            }
            end("outside");
        }
    csr_write<AR_CSR_IMASK0>(0);
    csr_write<AR_CSR_IMASK1>(0);
    csr_write<AR_CSR_IMASK2>(0);
    csr_write<AR_CSR_PENDING1>(0);
    csr_write<AR_CSR_PENDING2>(0);
    set_up_banks(0, 0, 0);
}

/// Cycles: the wait has begun by then, whoever runs this.
constexpr u32 kSoon = 30000;

void waits() {
    const u32 behind = address_of(waited);
    // Pending, nobody enabled: no wait, and no trap.
    begin();
    csr_write<AR_CSR_IMASK0>(0x0100);
    csr_write<AR_CSR_PENDING0>(0x0300);
    digest.add(wait_here());
    digest.add(csr_read<AR_CSR_PENDING0>());
    end("pending and disabled");
    // Enabled and masked: it waits for what it listens to, the timer, and is told of that alone.
    begin();
    csr_write<AR_CSR_PENDING0>(0x0200);
    csr_write<AR_CSR_IMASK0>(1U << AR_LINE_TIMER);
    port_out(AR_PORT_TIMER, kSoon);
    digest.add(wait_here());
    digest.add(csr_read<AR_CSR_PENDING0>());
    port_out(AR_PORT_TIMER, 0);
    digest.add(csr_read<AR_CSR_PENDING0>());
    end("masked and pending");
    // Enabled: the interrupt comes behind the wait.
    begin();
    on_interrupt = [](u32 line) {
        digest.add(line);
        port_out(AR_PORT_TIMER, 0);
        csr_write<AR_CSR_PENDING0>(0);
    };
    csr_write<AR_CSR_PENDING0>(0);
    enable();
    port_out(AR_PORT_TIMER, kSoon);
    digest.add(wait_here());
    disable();
    digest.add(last_trap.epc - behind);
    end("enabled");
    // A line for a bank further out wakes ring 0, which it does not interrupt.
    begin();
    csr_write<AR_CSR_IMASK0>(0);
    csr_write<AR_CSR_GRANT>(kGrant1);
    csr_write<AR_CSR_DELEGATE0>(0x10000U << AR_LINE_TIMER);
    csr_write<AR_CSR_IMASK1>(1U << AR_LINE_TIMER);
    enable();
    port_out(AR_PORT_TIMER, kSoon);
    digest.add(wait_here());
    digest.add(csr_read<AR_CSR_PENDING0>());
    digest.add(csr_read<AR_CSR_PENDING1>());
    port_out(AR_PORT_TIMER, 0);
    disable();
    csr_write<AR_CSR_IMASK1>(1U << 9);
    csr_write<AR_CSR_PENDING1>(1U << 9);
    digest.add(wait_here());
    csr_write<AR_CSR_PENDING1>(0);
    csr_write<AR_CSR_IMASK1>(0);
    csr_write<AR_CSR_DELEGATE0>(0);
    csr_write<AR_CSR_GRANT>(0);
    end("another ring's line");
}

// A device's line comes at no certain instruction, so what is said is what it must not change.
volatile u32 seen_in_bank;
void mask_what_came(u32 line) {
    seen_in_bank = last_trap.bank << 8 | line;
    if (last_trap.bank == 1) csr_write<AR_CSR_IMASK1>(0);
    else csr_write<AR_CSR_IMASK2>(0);
}
void spin() {
    while (seen_in_bank == 0) {}
    leave_ring();
}
/// The timer's line, delegated to bank 1, and from there to bank 2.
void delegated_lines() {
    constexpr u32 kTimer = 1U << AR_LINE_TIMER;
    on_interrupt = mask_what_came;
    for (u32 ring = 1; ring < 4; ++ring)
        for (u32 bank = 1; bank <= ring && bank < 3; ++bank) {
            set_up_banks(kGrant1 | kGrant2, kTimer << 16, bank == 2 ? kTimer << 16 : 0);
            csr_write<AR_CSR_STATUS1>(AR_STATUS_IE);
            csr_write<AR_CSR_STATUS2>(AR_STATUS_IE);
            csr_write<AR_CSR_IMASK1>(kTimer);
            csr_write<AR_CSR_IMASK2>(kTimer);
            seen_in_bank = 0;
            port_out(AR_PORT_TIMER, kSoon / 3);
            run_in_ring(ring, spin);
            const u32 up = csr_read<AR_CSR_PENDING0>() << 8 | csr_read<AR_CSR_PENDING1>() << 4 | csr_read<AR_CSR_PENDING2>();
            port_out(AR_PORT_TIMER, 0);
            say("delegated line", seen_in_bank << 16 | up);
        }
    set_up_banks(0, 0, 0);
}

void arm_again(u32) {
    static u32 seed = 1;
    seed = seed * 1103515245 + 12345;
    port_out(AR_PORT_TIMER, 3000 + (seed >> 16) % 8000);
}
u32 sum;
void jump_about() { sum = busy_jumps(400); }
void jump_about_and_leave() {
    jump_about();
    leave_ring();
}
/// Jumps by registers, and what they need, interrupted anywhere.
void storms() {
    on_interrupt = arm_again;
    for (u32 ring = 0; ring < 4; ++ring) {
        csr_write<AR_CSR_IMASK0>(1U << AR_LINE_TIMER);
        const u32 before = trap_count;
        arm_again(0);
        if (ring == 0) {
            enable();
            jump_about();
            disable();
        } else {
            run_in_ring(ring, jump_about_and_leave);
        }
        after_possible_trap();
        csr_write<AR_CSR_IMASK0>(0);
        port_out(AR_PORT_TIMER, 0);
        say("storm", sum);
        say("came", trap_count != before);
    }
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    quiet = true;
    on_each_trap = note;
    set_up_traps();
    identity_map(level1);
    use_tables(level1, 3);
    interrupts_in_ring_0();
    interrupts_outside();
    waits();
    on_each_trap = nullptr;
    delegated_lines();
    storms();
    power_off(17);
}
