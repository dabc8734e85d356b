// A guest that asks its disk everything that can be asked without a clock, good manners or not, and prints the answers. On the bare machine
// and under a monitor it must print the same and leave the same disk. Its machine's disk is slow: what is written while a transfer
// is under way comes long before its end.
#include "guests/disk_probe.hpp"

#include "guests/guest.hpp"

namespace {

constexpr u32 kBuffer = 0x00300000, kOther = 0x00320000, kRing = 0x00340000, kCode = 0x00350000;
constexpr u32 kDiskLine = 1U << AR_LINE_DISK;
constexpr u32 kSectors = 64;  // of the disk that the test gives this guest

u32 interrupts;
u32 status_in_handler;
void ended(u32 line) {
    ++interrupts;
    status_in_handler = port_in(AR_PORT_DISK_STATUS) | line << 16;
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
}

void identity() {
    say("sectors", port_in(AR_PORT_DISK_SECTORS));
    say("status", port_in(AR_PORT_DISK_STATUS));
    for (u32 port = AR_PORT_DISK_SECTOR; port <= AR_PORT_DISK_KICK; ++port)
        if (port != AR_PORT_DISK_STATUS) say("written only", port_in(port));
    port_out(AR_PORT_DISK_SECTORS, 7);
    port_out(AR_PORT_DISK_STATUS, 3);
    say("sectors", port_in(AR_PORT_DISK_SECTORS));
    say("status", port_in(AR_PORT_DISK_STATUS));
}

void programmed() {
    for (u32 i = 0; i < 16 * 128; ++i) word_at(kBuffer + 4 * i) = 0x11111111;
    do_command("first sector", AR_DISK_READ, 0, kBuffer, 1);
    say("sum", sum_of(kBuffer, 1024));
    do_command("the last eight", AR_DISK_READ, kSectors - 8, kBuffer, 8);
    say("sum", sum_of(kBuffer, 8 * 512 + 64));
    for (u32 i = 0; i < 4 * 128; ++i) word_at(kOther + 4 * i) = i * 0x01234567;
    do_command("write", AR_DISK_WRITE, 20, kOther, 4);
    do_command("and back", AR_DISK_READ, 19, kBuffer, 6);
    say("sum", sum_of(kBuffer, 6 * 512));
    do_command("last memory", AR_DISK_READ, 3, ram_bytes - 1024, 2);
    say("sum", sum_of(ram_bytes - 1024, 1024));
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    say("acknowledged when idle", port_in(AR_PORT_DISK_STATUS));
}

void while_busy() {
    start(AR_DISK_READ, 1, kBuffer, 2);
    const u32 begun = port_in(AR_PORT_DISK_STATUS);
    const u32 line = csr_read<AR_CSR_PENDING0>();
    start(AR_DISK_WRITE, 2, kOther, 3);  // ignored; the registers are kept
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_ACKNOWLEDGE);
    port_out(AR_PORT_DISK_COMMAND, 99);
    port_out(AR_PORT_DISK_RING, kRing + 4);
    port_out(AR_PORT_DISK_KICK, 0);
    const u32 still = port_in(AR_PORT_DISK_STATUS);
    await();
    say("begun", begun);
    say("line", line);
    say("still", still);
    say("ended", port_in(AR_PORT_DISK_STATUS));
    say("sum", sum_of(kBuffer, 3 * 512));
    port_out(AR_PORT_DISK_COMMAND, AR_DISK_READ);  // over the line that is still up, and with what was written meanwhile
    say("line", csr_read<AR_CSR_PENDING0>() & kDiskLine);
    await();
    say("sum", sum_of(kOther, 4 * 512));
    acknowledge();
}

void interrupts_of_the_disk() {
    on_interrupt = ended;
    csr_write<AR_CSR_IMASK0>(kDiskLine);
    enable();
    start(AR_DISK_READ, 5, kBuffer, 1);
    const volatile u32& seen = interrupts;
    while (seen == 0) {}
    say("in the handler", status_in_handler);
    start(AR_DISK_READ, 1000, kBuffer, 1);
    while (seen == 1) {}
    say("at once", status_in_handler);
    disable();
    start(AR_DISK_READ, 6, kBuffer, 1);
    wait();
    say("awake", csr_read<AR_CSR_PENDING0>());
    enable();
    disable();
    say("interrupts", seen);
    csr_write<AR_CSR_IMASK0>(0);
    say("quiet", csr_read<AR_CSR_PENDING0>());
}

/// Three programs, each in a sector: what is read over code is what runs.
void code_from_disk() {
    constexpr u32 kLoadImmediate = 0x00000513, kReturn = 0x00008067;  // li a0, n; ret
    for (u32 n = 1; n < 4; ++n) {
        word_at(kOther) = kLoadImmediate | (n * 0x11) << 20;
        word_at(kOther + 4) = kReturn;
        do_command("store a program", AR_DISK_WRITE, 30 + n, kOther, 1);
    }
    for (u32 n = 1; n < 4; ++n) {
        do_command("load it", AR_DISK_READ, 30 + n, kCode, 1);
        asm volatile("fence.i" : : : "memory");
        say("it says", reinterpret_cast<u32 (*)()>(kCode)());
    }
}

void show_ring(const char* what) {
    say(what, port_in(AR_PORT_DISK_STATUS));
    say("consumed", word_at(kRing + 4));
    say("ring", sum_of(kRing, 64 + 32 * AR_DISK_RING_SLOTS));
    acknowledge();
}

void ring() {
    reset_ring(kRing, 0);
    port_out(AR_PORT_DISK_RING, kRing);
    port_out(AR_PORT_DISK_KICK, 0);
    say("nothing new", port_in(AR_PORT_DISK_STATUS));
    for (u32 i = 0; i < 5; ++i) ring_request(kRing, i, AR_DISK_READ, 8 * i, kBuffer + 4096 * i, i + 1);
    kick_and_await(kRing, 5);
    show_ring("five");
    say("sum", sum_of(kBuffer, 5 * 4096));
    ring_request(kRing, 5, AR_DISK_WRITE, 50, kBuffer, 3);
    ring_request(kRing, 6, AR_DISK_READ, 63, kBuffer, 2);   // one too many
    ring_request(kRing, 7, AR_DISK_READ, 0, kBuffer + 2, 1);
    ring_request(kRing, 8, AR_DISK_READ, 0, kBuffer, 0);
    ring_request(kRing, 9, AR_DISK_READ, 0, kBuffer, 129);
    ring_request(kRing, 10, AR_DISK_ACKNOWLEDGE, 0, kBuffer, 1);
    ring_request(kRing, 11, AR_DISK_READ, 50, kBuffer + 0x8000, 3);
    kick_and_await(kRing, 12);
    show_ring("good and bad");
    say("sum", sum_of(kBuffer, 0x9000));

    reset_ring(kRing, 0xffffffe0);
    for (u32 i = 0; i < AR_DISK_RING_SLOTS; ++i)
        ring_request(kRing, 0xffffffe0 + i, i % 3 == 1 ? AR_DISK_WRITE : AR_DISK_READ, (i * 7) % kSectors, kBuffer + (i % 32) * 512, 1);
    kick_and_await(kRing, 0xffffffe0 + AR_DISK_RING_SLOTS);
    show_ring("all slots, around both ends");
    say("sum", sum_of(kBuffer, 0x4000));

    say("one more while the first is served\n");
    reset_ring(kRing, 0);
    ring_request(kRing, 0, AR_DISK_READ, 1, kBuffer, 1);
    ring_request(kRing, 1, AR_DISK_READ, 2, kBuffer + 512, 1);
    word_at(kRing) = 1;
    port_out(AR_PORT_DISK_KICK, 0);
    ring_request(kRing, 0, AR_DISK_WRITE, 3, kBuffer, 2);  // too late: it has been read
    word_at(kRing + 4) = 17;                               // likewise
    word_at(kRing) = 2;
    port_out(AR_PORT_DISK_KICK, 0);
    port_out(AR_PORT_DISK_RING, 12);
    await();
    show_ring("both");
    say("sum", sum_of(kBuffer, 1024));

    say("nobody listens, and the ring goes on\n");
    reset_ring(kRing, 0);
    for (u32 i = 0; i < 4; ++i) ring_request(kRing, i, AR_DISK_READ, 40 + i, kBuffer + 512 * i, 1);
    word_at(kRing) = 4;
    port_out(AR_PORT_DISK_RING, kRing);
    port_out(AR_PORT_DISK_KICK, 0);
    csr_write<AR_CSR_IMASK0>(1U << AR_LINE_TIMER);
    port_out(AR_PORT_TIMER, 4000000);
    wait();
    const u32 lines = csr_read<AR_CSR_PENDING0>();
    port_out(AR_PORT_TIMER, 0);
    csr_write<AR_CSR_IMASK0>(0);
    say("lines", lines);
    show_ring("afterwards");
    say("sum", sum_of(kBuffer, 4096));
}

}  // namespace

u32 ram_bytes;

extern "C" void guest_main(u32, u32 block) {
    ram_bytes = word_at(block + 8);
    set_up_traps();
    identity();
    if (port_in(AR_PORT_DISK_SECTORS) != 0) {
        programmed();
        while_busy();
        interrupts_of_the_disk();
        code_from_disk();
        ring();
    }
    attack();
    if (port_in(AR_PORT_DISK_SECTORS) != 0) do_command("still there", AR_DISK_READ, 0, kBuffer, 1);
    say("sum", sum_of(kBuffer, 512));
    power_off(43);
}
