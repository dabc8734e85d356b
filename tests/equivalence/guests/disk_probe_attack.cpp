// The half of the disk's guest that means no good, and the small things that both halves need.
// Every request here fails on the bare machine, and nothing may tell a monitor's memory from no memory.
#include "guests/disk_probe.hpp"

void start(u32 command, u32 sector, u32 address, u32 count) {
    port_out(AR_PORT_DISK_SECTOR, sector);
    port_out(AR_PORT_DISK_ADDRESS, address);
    port_out(AR_PORT_DISK_COUNT, count);
    port_out(AR_PORT_DISK_COMMAND, command);
}
void await() {
    while (port_in(AR_PORT_DISK_STATUS) == AR_DISK_BUSY) {}
}
void acknowledge() {
    say("status", port_in(AR_PORT_DISK_STATUS));
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    say("status", port_in(AR_PORT_DISK_STATUS) | csr_read<AR_CSR_PENDING0>() << 16);
}
void do_command(const char* name, u32 command, u32 sector, u32 address, u32 count) {
    start(command, sector, address, count);
    await();
    say(name, csr_read<AR_CSR_PENDING0>());
    acknowledge();
}

void kick_and_await(u32 ring, u32 produced) {
    word_at(ring) = produced;
    port_out(AR_PORT_DISK_RING, ring);
    port_out(AR_PORT_DISK_KICK, 0);
    await();
}

u32 sum_of(u32 address, u32 bytes) {
    u32 sum = 1;
    for (u32 i = 0; i < bytes; i += 4) sum = (sum ^ word_at(address + i)) * 0x01000193;
    return sum;
}

namespace {

constexpr u32 kRing = 0x00360000;
constexpr u32 kMonitorBytes = 8U << 20;  // of the machine that the test makes: where a monitor would lie, behind the guest

void kick(u32 ring) {
    port_out(AR_PORT_DISK_RING, ring);
    port_out(AR_PORT_DISK_KICK, 0);
    await();
    say("ring", ring);
    acknowledge();
}

}  // namespace

void attack() {
    const u32 targets[] = {ram_bytes,          ram_bytes + 0x1000, ram_bytes + 0x20000, ram_bytes + (4U << 20), ram_bytes + kMonitorBytes - 512,
                           ram_bytes - 508,    ram_bytes - 4,      AR_WINDOW_BASE,      AR_WINDOW_BASE + 0x5000, 0xfffffe00,
                           0xfffffffc,         0x80000000,         ram_bytes - 1};
    for (const u32 target : targets) {
        say("target", target);
        do_command("read", AR_DISK_READ, 1, target, 1);
        do_command("write", AR_DISK_WRITE, 1, target, 1);
        do_command("much", AR_DISK_READ, 0, target, 64);
        do_command("all", AR_DISK_READ, 0, target, 0xffffffff);
        kick(target);
        kick(target & ~0xfffU);
    }
    do_command("straddle", AR_DISK_READ, 0, ram_bytes - 512, 2);
    do_command("wrap", AR_DISK_READ, 0, 0x1000, 0x00800000);
    do_command("wrap", AR_DISK_READ, 0, ram_bytes - 512, 0x00800001);

    u32 number = 0;
    reset_ring(kRing, 0);
    for (const u32 target : targets) {
        ring_request(kRing, number++, AR_DISK_READ, 1, target, 1);
        ring_request(kRing, number++, AR_DISK_WRITE, 1, target, 64);
    }
    kick_and_await(kRing, number);
    say("consumed", word_at(kRing + 4));
    acknowledge();
    say("ring", sum_of(kRing, 4096));

    const u32 absurd[] = {65, 0x1000, 0x7fffffff, 0x80000000, 0xffffffff};
    for (const u32 produced : absurd) {
        reset_ring(kRing, 0);
        ring_request(kRing, 0, AR_DISK_READ, 1, 0x00300000, 1);
        word_at(kRing) = produced;
        kick(kRing);
        say("consumed", word_at(kRing + 4));
    }

    say("a ring between pages\n");
    reset_ring(kRing, 0);
    ring_request(kRing + 8, 0, AR_DISK_READ, 1, 0x00300000, 1);
    word_at(kRing + 8) = 1;
    kick(kRing + 8);
    say("consumed", word_at(kRing + 12));

    say("a ring that is read over itself\n");
    reset_ring(kRing, 0);
    ring_request(kRing, 0, AR_DISK_READ, 0, kRing, 8);
    kick_and_await(kRing, 1);
    acknowledge();
    say("ring", sum_of(kRing, 4096));

    say("the last page of memory, and of the ring's own page the last sector\n");
    const u32 last = ram_bytes - 4096;
    reset_ring(last, 3);
    ring_request(last, 3, AR_DISK_READ, 2, last + 4096 - 512, 1);
    ring_request(last, 4, AR_DISK_READ, 2, last + 4096 - 512, 2);
    kick_and_await(last, 5);
    acknowledge();
    say("ring", sum_of(last, 4096));
}
