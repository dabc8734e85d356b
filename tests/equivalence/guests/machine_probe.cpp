// A guest that asks its machine everything a program can ask without a clock, and prints the answers. On the bare machine and
// under a monitor it must print the same.
#include "guests/guest.hpp"
#include "guests/machine_probe.hpp"

namespace {

volatile u32 sink;

template <u32 kNumber>
void try_bits(const char* name) {
    const u32 before = csr_read<kNumber>();
    csr_write<kNumber>(0xffffffff);
    const u32 after = csr_read<kNumber>();
    asm volatile("csrc %0, %1" : : "i"(kNumber), "r"(0x0ff0U) : "memory");
    const u32 cleared = csr_read<kNumber>();
    csr_write<kNumber>(before);
    say(name);
    say(" ");
    say_hex(before);
    say(" ");
    say_hex(after);
    say(" ");
    say_hex(cleared);
    say("\n");
}

void boot_state(u32 magic, u32 block) {
    say("a0", magic);
    say("a1", block);
    for (u32 i = 0; i < 16; ++i) say("block", word_at(block + 4 * i));
}

void csrs() {
    say("ring", csr_read<AR_CSR_RING>());
    try_bits<AR_CSR_EPC0>("epc0");
    try_bits<AR_CSR_CAUSE0>("cause0");
    try_bits<AR_CSR_VALUE0>("value0");
    try_bits<AR_CSR_STATUS0>("status0");
    try_bits<AR_CSR_DELEGATE0>("delegate0");
    try_bits<AR_CSR_VECTOR1>("vector1");
    try_bits<AR_CSR_STATUS1>("status1");
    try_bits<AR_CSR_IMASK1>("imask1");
    try_bits<AR_CSR_PENDING1>("pending1");
    try_bits<AR_CSR_SCRATCH2>("scratch2");
    try_bits<AR_CSR_IMASK2>("imask2");
    try_bits<AR_CSR_GRANT>("grant");
    try_bits<AR_CSR_VMID>("vmid");
    try_bits<AR_CSR_IMASK0>("imask0");
    try_bits<AR_CSR_PENDING0>("pending0");
    say("unknown port", port_in(0x99));
    port_out(0x99, 5);
    say("time goes on", csr_read<AR_CSR_TIME>() < csr_read<AR_CSR_TIME>());
    say("timeh", csr_read<AR_CSR_TIMEH>());
    u32 swapped = 0x123;
    csr_write<AR_CSR_SCRATCH1>(0x777);
    asm volatile("csrrw %0, %1, %0" : "+r"(swapped) : "i"(AR_CSR_SCRATCH1));
    say("swapped", swapped);
    say("swapped", csr_read<AR_CSR_SCRATCH1>());
}

/// One of everything that may trap, whatever the ring.
void everything() {
    asm volatile("ebreak");
    asm volatile("li a7, 1\n ecall" : : : "a7", "memory");
    asm volatile(".word 0");
    asm volatile(".word %0" : : "i"(AR_WORD_HCALL));
    asm volatile("csrw 0x123, x0");
    asm volatile("csrw %0, x0" : : "i"(AR_CSR_CYCLE));
    asm volatile("csrw %0, x0" : : "i"(AR_CSR_RING));
    sink = *reinterpret_cast<volatile uint16_t*>(0x100001);
    word_at(0x100002) = 1;
    sink = word_at(0x7fff0000);
    word_at(0x7fff0000) = 1;
    sink = word_at(AR_WINDOW_BASE + 0xff0);
    word_at(0xffc00000) = 1;
    asm volatile("jalr ra, 0(%0)" : : "r"(0x7fff0000) : "ra", "memory");
    asm volatile("jalr ra, 0(%0)" : : "r"(0x100002) : "ra", "memory");
    asm volatile("csrwi %0, %1" : : "i"(AR_CSR_MARK), "i"(AR_MARK_KERNEL));
}

void sensitive() {
    u32 value = 0x55;
    asm volatile("csrr %0, %1" : "+r"(value) : "i"(AR_CSR_VECTOR0));
    asm volatile("csrr %0, %1" : "+r"(value) : "i"(AR_CSR_STATUS0));
    asm volatile("csrw %0, x0" : : "i"(AR_CSR_SCRATCH1));
    asm volatile("csrw %0, x0" : : "i"(AR_CSR_SCRATCH2));
    asm volatile("csrr %0, %1" : "+r"(value) : "i"(AR_CSR_ROOT));
    asm volatile("csrr %0, %1" : "+r"(value) : "i"(AR_CSR_RING));
    asm volatile("csrr %0, %1" : "+r"(value) : "i"(AR_CSR_TIME));
    asm volatile("csrw %0, x0" : : "i"(AR_CSR_GRANT));
    asm volatile("csrw %0, x0" : : "i"(AR_CSR_VMID));
    enable();
    disable();
    wait();
    asm volatile(".insn r 0x0b, 1, 0, x0, x0, x0");
    asm volatile(".insn i 0x0b, 2, %0, 0(x0)" : "+r"(value));
    asm volatile(".insn s 0x0b, 3, x0, 0(x0)");
    asm volatile(".insn r 0x0b, 4, 0, %0, x0, x0" : "+r"(value));
}

void outer_ring() {
    everything();
    sensitive();
    asm volatile(".word %0" : : "i"(AR_WORD_TRET));
    leave_ring();
}

void rings_without_grant() {
    for (u32 ring = 1; ring < 4; ++ring) {
        say("in ring", ring);
        run_in_ring(ring, outer_ring);
    }
}

/// In a granted ring: its own bank answers to it, and what is delegated lands in it.
void granted_ring() {
    csr_write<AR_CSR_SCRATCH1>(0xabc);
    asm volatile("csrr s1, %0" : : "i"(AR_CSR_SCRATCH1) : "s1");
    asm volatile("csrr s1, %0" : : "i"(AR_CSR_SCRATCH2) : "s1");
    asm volatile("csrr s1, %0" : : "i"(AR_CSR_SCRATCH0) : "s1");
    asm volatile("csrr s1, %0" : : "i"(AR_CSR_TIME) : "s1");
    enable();
    disable();
    csr_write<AR_CSR_SCRATCH1>(address_of(trap_stack_top1));
    quiet = true;
    const u32 before = trap_count;
    asm volatile("ebreak");
    asm volatile("li a7, 2\n ecall" : : : "a7", "memory");
    asm volatile(".word 0");
    sink = last_trap.bank << 8 | (trap_count - before);
    quiet = false;
    leave_ring();
}

u32 ring_seen;
/// A return through bank 1 that asks for ring 0 must not lead there.
void return_inwards() {
    csr_write<AR_CSR_STATUS1>(AR_STATUS_PIE);
    asm volatile(
        "lla t0, 1f\n csrw %0, t0\n .word %1\n 1: csrr x0, %2"
        : : "i"(AR_CSR_EPC1), "i"(AR_WORD_TRET), "i"(AR_CSR_RING) : "t0", "memory");
    ring_seen = csr_read<AR_CSR_STATUS1>();
    leave_ring();
}

void granted_rings() {
    csr_write<AR_CSR_GRANT>(1U << 1 | 1U << 2 | 2U << AR_GRANT_TIME_SHIFT);
    csr_write<AR_CSR_VECTOR1>(address_of(reinterpret_cast<void*>(&trap_entry1)));
    csr_write<AR_CSR_VECTOR2>(address_of(reinterpret_cast<void*>(&trap_entry2)));
    csr_write<AR_CSR_SCRATCH1>(address_of(trap_stack_top1));
    csr_write<AR_CSR_SCRATCH2>(address_of(trap_stack_top2));
    csr_write<AR_CSR_DELEGATE0>(1U << AR_CAUSE_BREAKPOINT | 1U << AR_CAUSE_ILLEGAL);
    csr_write<AR_CSR_DELEGATE1>(1U << AR_CAUSE_ILLEGAL);
    for (u32 ring = 1; ring < 4; ++ring) {
        say("granted, in ring", ring);
        run_in_ring(ring, granted_ring);
        say("bank and traps", sink);
    }
    run_in_ring(1, return_inwards);
    say("status1", ring_seen);
    csr_write<AR_CSR_DELEGATE0>(0);
    csr_write<AR_CSR_GRANT>(0);
}

constexpr u32 kRoot = 0x00200000, kLow = 0x00201000, kTest = 0x00202000, kOther = 0x00203000, kPage = 0x00300000;
constexpr u32 kTestVa = 0x00800000, kSuperVa = 0x00c00000;
constexpr u32 kAll = AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_X | 3U << AR_PTE_RING_SHIFT;

u32 access_kind;
u32 access_va;
void one_access() {
    if (access_kind == 0) sink = word_at(access_va);
    else if (access_kind == 1) word_at(access_va) = 0x00008067;  // ret, so that it can be jumped to later
    else asm volatile("jalr ra, 0(%0)" : : "r"(access_va) : "ra", "t0", "t1", "memory");
}
void one_access_and_leave() {
    one_access();
    leave_ring();
}

/// The answer of one access from one ring: the cause, or 0.
u32 attempt(u32 ring, u32 kind, u32 va) {
    access_kind = kind;
    access_va = va;
    quiet = true;
    last_trap.cause = 0;
    if (ring == 0) one_access();
    else run_in_ring(ring, one_access_and_leave);
    after_possible_trap();
    quiet = false;
    return last_trap.cause;
}

void say_digit(u32 value) { port_out(AR_PORT_CONSOLE_DATA, value < 10 ? '0' + value : 'a' + (value - 10) % 26); }

void access_matrix() {
    word_at(kPage) = 0x00008067;
    for (u32 bits = 0; bits < 32; ++bits) {
        const u32 entry = kPage | AR_PTE_V | (bits & 7U) * AR_PTE_R | (bits >> 3) << AR_PTE_RING_SHIFT;
        say_hex(entry);
        for (u32 ring = 0; ring < 4; ++ring)
            for (u32 kind = 0; kind < 3; ++kind) {
                word_at(kTest) = entry;
                flush_page(kTestVa);
                say_digit(probe(kTestVa, 1U << kind | ring << 4));
                say_digit(attempt(ring, kind, kTestVa));
                say_digit((word_at(kTest) >> 6) & 3U);
            }
        say("\n");
    }
}

void paging() {
    for (u32 i = 0; i < 1024; ++i) word_at(kLow + 4 * i) = i << 12 | kAll;
    word_at(kRoot) = kLow | AR_PTE_V;
    word_at(kRoot + 4) = 0x00400000 | kAll;
    word_at(kRoot + 4 * (kTestVa >> 22)) = kTest | AR_PTE_V;
    word_at(kRoot + 4 * (kSuperVa >> 22)) = 0x00400000 | kAll;
    csr_write<AR_CSR_ROOT>(kRoot | 5U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
    flush_all();
    say("root", csr_read<AR_CSR_ROOT>());
    access_matrix();

    say("superpage, seen twice");
    word_at(0x00412344) = 0xfeed;
    say("", word_at(kSuperVa + 0x12344));
    word_at(kSuperVa + 0x3ffffc) = 0xbead;
    say("", word_at(0x007ffffc));
    say("entry", word_at(kRoot + 4 * (kSuperVa >> 22)));
    word_at(kRoot + 4 * (kSuperVa >> 22)) = 0x00401000 | kAll;
    flush_page(kSuperVa + 0x5000);
    say("misaligned superpage");
    sink = word_at(kSuperVa + 0x12344);

    say("a page moved, flushed by address");
    word_at(kTest) = kPage | kAll;
    flush_page_in(kTestVa, 5);
    word_at(kTestVa + 8) = 1;
    word_at(kPage + 0x1008) = 2;
    say("", word_at(kTestVa + 8));
    word_at(kTest) = (kPage + 0x1000) | kAll;
    flush_page_in(kTestVa, 5);
    say("", word_at(kTestVa + 8));
    say("clean again");
    word_at(kTest) = (kPage + 0x1000) | AR_PTE_A | kAll;
    flush_page(kTestVa);
    say("", word_at(kTestVa + 8));
    say("entry", word_at(kTest));
    word_at(kTestVa + 8) = 7;
    say("entry", word_at(kTest));

    say("flushed with everything, and with its space");
    word_at(kTest) = kPage | kAll;
    flush_all();
    say("", word_at(kTestVa + 8));
    word_at(kTest) = (kPage + 0x1000) | kAll;
    asm volatile(".insn r 0x0b, 1, 0, x0, x0, %0" : : "r"(5) : "memory");
    say("", word_at(kTestVa + 8));

    say("each ring after another that could, with no flush between");
    for (u32 outermost = 0; outermost < 4; ++outermost) {
        word_at(kTest) = kPage | AR_PTE_V | AR_PTE_R | AR_PTE_W | outermost << AR_PTE_RING_SHIFT;
        flush_page(kTestVa);
        for (u32 ring = 0; ring < 4; ++ring) say_digit(attempt(ring, 1, kTestVa));
        say(" ");
    }
    say("\n");

    say("many tables, each a page, next to each other and far apart");
    for (u32 step = 0; step < 100; ++step) {
        const u32 table = 0x00210000 + step * 4096;
        word_at(table + 4 * step) = (kPage + (step % 8) * 4096) | kAll;
        word_at(kPage + (step % 8) * 4096 + 16) = step % 8;
        word_at(kRoot + 4 * (kTestVa >> 22) + 4 * 5) = table | AR_PTE_V;
        flush_all();
        say_digit(word_at(kTestVa + (5U << 22) + step * 4096 + 16));
    }
    say("\n");

    say("outside memory");
    word_at(kTest) = 0x40000000 | kAll;
    flush_page(kTestVa);
    sink = word_at(kTestVa);
    word_at(kTestVa) = 1;
    asm volatile("jalr ra, 0(%0)" : : "r"(kTestVa) : "ra", "memory");
    word_at(kRoot + 4 * 4) = 0x40000000 | AR_PTE_V;
    sink = word_at(4U << 22);
    say("probe", probe(4U << 22, 1));

    say("another space");
    for (u32 i = 0; i < 1024; ++i) word_at(kOther + 4 * i) = word_at(kRoot + 4 * i);
    word_at(kOther + 4 * (kTestVa >> 22)) = 0;
    word_at(kTest) = kPage | kAll;
    flush_all();
    for (u32 round = 0; round < 3; ++round) {
        csr_write<AR_CSR_ROOT>(kOther | 6U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
        sink = word_at(kTestVa);
        csr_write<AR_CSR_ROOT>(kRoot | 5U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
        say("", word_at(kTestVa));
    }
    say("more spaces than any cache of them");
    for (u32 asid = 10; asid < 70; ++asid) {  // none used before: what is left in the TLB of those is anyone's guess
        csr_write<AR_CSR_ROOT>((asid % 2 != 0 ? kOther : kRoot) | asid << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
        quiet = true;
        last_trap.cause = 0;
        sink = word_at(kTestVa);
        after_possible_trap();
        say_digit(last_trap.cause);
        quiet = false;
    }
    say("\n");
    csr_write<AR_CSR_ROOT>(kRoot | 5U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
    rings_without_grant();
    granted_rings();
    csr_write<AR_CSR_ROOT>(0);
}

}  // namespace

extern "C" void guest_main(u32 magic, u32 block) {
    boot_state(magic, block);
    set_up_traps();
    csrs();
    say("in ring 0");
    everything();
    rings_without_grant();
    granted_rings();
    paging();
    ask_about_interrupts();
    ask_about_the_console();
    power_off(42);
}
