// A guest kernel whose code does what a translator may get wrong. It says what came of it; what that should be stands in translate_probe_test.cpp,
// and the bare machine says the same. Its command line names one thing to do; nothing: all of them.
#include "guests/guest.hpp"

extern "C" {
u32 link_ra_ra();
u32 link_t0_t0();
u32 link_t1_t1();
u32 link_t2_t2();
u32 link_t0_t1();
u32 link_t1_t0();
u32 link_sp_t0();
u32 link_t0_a5();
u32 link_s0_free();
u32 kept_over_jump();
u32 own_address();
u32 odd_target();
u32 misaligned_jalr();
u32 misaligned_jal();
u32 misaligned_branch();
extern char misaligned_jalr_place[];
u32 fault_in_the_middle(u32 address);
extern char fault_place[];
u32 many_entries(u32 start);
u32 patches_itself(u32 word);
u32 patches_itself_fenced(u32 word);
u32 patched_loop(u32 count);
u32 stores_beside_code(u32 count);
u32 many_sequences(u32 rounds);
u32 red_pill();
u32 outside_vector();
u32 outside_ring();
u32 outside_root();
u32 outside_cause();
u32 outside_status();
u32 outside_flag();
u32 outside_probe();
}

namespace {

constexpr u32 kRet = 0x00008067;
constexpr u32 kBuffer = 0x00400000;  ///< pages for code that is made here
constexpr u32 kRoot = 0x00300000, kOtherRoot = 0x00301000, kTables = 0x00302000;
constexpr u32 kTestVa = 0x40000000;
constexpr u32 kAll = AR_PTE_V | AR_PTE_R | AR_PTE_W | AR_PTE_X | 3U << AR_PTE_RING_SHIFT;

/// addi rd, rs1, value
u32 addi(u32 rd, u32 rs1, u32 value) { return value << 20 | rs1 << 15 | rd << 7 | 0x13; }
constexpr u32 kA0 = 10, kZero = 0;
u32 call(u32 address, u32 a0 = 0) { return reinterpret_cast<u32 (*)(u32)>(address)(a0); }
/// At this address a function that returns a number.
void make_function(u32 address, u32 number) {
    word_at(address) = addi(kA0, kZero, number);
    word_at(address + 4) = kRet;
}

void links() {
    say("links", link_ra_ra() | link_t0_t0() | link_t1_t1() | link_t2_t2() | link_t0_t1() | link_t1_t0() | link_sp_t0() | link_t0_a5() | link_s0_free());
    say("temporaries", kept_over_jump());
    say("auipc", own_address());
    say("odd target", odd_target());
}

void misaligned() {
    quiet = true;
    say("jalr", misaligned_jalr());
    say("its cause", last_trap.cause);
    say("its place", last_trap.epc - address_of(misaligned_jalr_place));
    say("jal", misaligned_jal());
    say("its cause", last_trap.cause);
    say("branch", misaligned_branch());
    say("traps", trap_count);
    quiet = false;
}

void faults() {
    quiet = true;
    say("sum around the fault", fault_in_the_middle(0x7fff0000));
    say("cause", last_trap.cause);
    say("value", last_trap.value);
    say("place", last_trap.epc - address_of(fault_place));
    say("t0", last_trap.x[5]);
    say("t1", last_trap.x[6]);
    say("t2", last_trap.x[7]);
    say("misaligned", fault_in_the_middle(kBuffer + 2));
    say("cause", last_trap.cause);
    say("place", last_trap.epc - address_of(fault_place));
    quiet = false;
}

void entries() {
    const volatile u32 first = address_of(reinterpret_cast<void*>(&many_entries));
    const u32 begin = first;
    say("from the first", call(begin));
    say("from the third", call(begin + 8));
    say("from the second", call(begin + 4));
    say("and again", call(begin) * 100 + call(begin + 4) * 10 + call(begin + 8));
}

void patches() {
    say("patched", patches_itself(addi(kA0, kA0, 7)));
    say("once more", patches_itself(addi(kA0, kA0, 9)));
    say("with a fence", patches_itself_fenced(addi(kA0, kA0, 11)));
    say("a loop", patched_loop(100));
    make_function(kBuffer, 21);
    const u32 before = call(kBuffer);
    make_function(kBuffer, 34);
    say("a function made anew", before * 100 + call(kBuffer));
    // A byte of an instruction, and a halfword.
    *reinterpret_cast<volatile unsigned char*>(kBuffer + 3) = 0x05;
    say("by a byte", call(kBuffer));
    *reinterpret_cast<volatile unsigned short*>(kBuffer + 2) = 0x0070;
    say("by a halfword", call(kBuffer));
    say("beside code", stores_beside_code(2000));
}

void borders() {
    // Eight additions, four of them before the border of two pages.
    const u32 begin = kBuffer + 0x1000 - 16;
    for (u32 i = 0; i < 8; ++i) word_at(begin + 4 * i) = addi(kA0, kA0, 1);
    word_at(begin + 32) = kRet;
    say("over a border", call(begin));
    word_at(begin + 16) = addi(kA0, kA0, 100);
    say("the other page patched", call(begin));
    word_at(begin + 12) = addi(kA0, kA0, 200);
    say("this page patched", call(begin));
}

void much_code() {
    u32 sum = 0;
    for (u32 round = 0; round < 3; ++round)
        for (u32 i = 0; i < 1200; ++i) {
            const u32 at = kBuffer + 0x2000 + i * 64;
            if (round == 0) {
                for (u32 k = 0; k < 14; ++k) word_at(at + 4 * k) = addi(kA0, kA0, i % 7);
                word_at(at + 56) = kRet;
            }
            sum += call(at, 1);
        }
    say("sum of much code", sum);
}

void re_arm(u32) {
    static u32 seed = 1;
    seed = seed * 1103515245 + 12345;
    port_out(AR_PORT_TIMER, 200 + (seed >> 16) % 4000);
}

void interrupts() {
    on_interrupt = re_arm;
    csr_write<AR_CSR_IMASK0>(1U << AR_LINE_TIMER);
    port_out(AR_PORT_TIMER, 500);
    const u32 before = trap_count;
    say("sequences", many_sequences(4000));
    csr_write<AR_CSR_IMASK0>(0);
    port_out(AR_PORT_TIMER, 0);
    say("interrupts came", trap_count - before > 5);
}

void spaces() {
    const u32 roots[] = {kRoot, kOtherRoot};
    for (const u32 root : roots) {
        for (u32 i = 0; i < 1024; ++i) word_at(root + 4 * i) = i < 4 ? i << 22 | kAll | AR_PTE_G : 0;
        word_at(root + 4 * (kTestVa >> 22)) = (root == kRoot ? kTables : kTables + 0x1000) | AR_PTE_V;
    }
    for (u32 i = 0; i < 2048; ++i) word_at(kTables + 4 * i) = 0;
    make_function(kBuffer + 0x100000, 1);
    make_function(kBuffer + 0x101000, 2);
    make_function(kBuffer + 0x102000, 3);
    const auto map = [](u32 table, u32 page, u32 frame, u32 flags) { word_at(table + 4 * page) = frame | kAll | flags; };
    map(kTables, 0, kBuffer + 0x100000, 0);
    map(kTables + 0x1000, 0, kBuffer + 0x101000, 0);
    csr_write<AR_CSR_ROOT>(kRoot | 1U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
    flush_all();
    u32 seen = 0;
    for (u32 round = 0; round < 3; ++round) {
        csr_write<AR_CSR_ROOT>(kRoot | 1U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
        seen = seen * 10 + call(kTestVa);
        csr_write<AR_CSR_ROOT>(kOtherRoot | 2U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
        seen = seen * 10 + call(kTestVa);
    }
    say("two spaces", seen);
    map(kTables + 0x1000, 0, kBuffer + 0x102000, 0);
    flush_page_in(kTestVa, 2);
    say("a page moved", call(kTestVa));
    // Global pages that call each other, of which one moves: a jump from page to page must not lead to the old one.
    const u32 jump_on = 0x0000106f;  // j .+4096
    word_at(kBuffer + 0x103000) = jump_on;
    map(kTables + 0x1000, 1, kBuffer + 0x103000, AR_PTE_G);
    map(kTables + 0x1000, 2, kBuffer + 0x100000, AR_PTE_G);
    flush_all();
    seen = call(kTestVa + 0x1000) * 10 + call(kTestVa + 0x1000);
    map(kTables + 0x1000, 2, kBuffer + 0x101000, AR_PTE_G);
    flush_page(kTestVa + 0x2000);
    say("a global page moved", seen * 100 + call(kTestVa + 0x1000) * 10 + call(kTestVa + 0x1000));
    quiet = true;
    word_at(kTables + 0x1000 + 4 * 2) = 0;
    flush_page(kTestVa + 0x2000);
    call(kTestVa + 0x1000);
    say("a page gone", last_trap.cause);
    say("where", last_trap.epc);
    quiet = false;
    csr_write<AR_CSR_ROOT>(0);
    flush_all();
    say("paging off", call(kBuffer + 0x101000));
}

u32 swallowed;
void swallow() {
    swallowed = red_pill();
    leave_ring();
}
void red() {
    quiet = true;
    last_trap.cause = 0;
    swallowed = 0;
    run_in_ring(3, swallow);
    after_possible_trap();
    say("red pill", swallowed == address_of(reinterpret_cast<void*>(&trap_entry0)) ? 1 : last_trap.cause == AR_CAUSE_PRIVILEGED ? 2 : 3);
    quiet = false;
}

u32 (*to_try)();
void try_it() {
    swallowed = to_try();
    leave_ring();
}
/// What each of the outer rings is told, or 77 where it is not.
void outside() {
    quiet = true;
    csr_write<AR_CSR_STATUS1>(AR_STATUS_PIE);
    const u32 before = trap_count;
    u32 (*const all[])() = {outside_vector, outside_ring, outside_root, outside_cause, outside_status, outside_flag, outside_probe};
    for (u32 ring = 1; ring <= 3; ++ring) {
        say("ring", ring);
        for (const auto one : all) {
            to_try = one;
            run_in_ring(ring, try_it);
            after_possible_trap();
            say("answer", swallowed);
        }
    }
    say("traps", trap_count - before);
    quiet = false;
}

}  // namespace

extern "C" void guest_main(u32, u32 block) {
    set_up_traps();
    const char* const line = reinterpret_cast<const char*>(word_at(block + 24));
    const char letter = *line;
    const auto does = [letter](char it) { return letter == 0 || letter == it; };
    if (does('l')) links();
    if (does('m')) misaligned();
    if (does('f')) faults();
    if (does('e')) entries();
    if (does('p')) patches();
    if (does('b')) borders();
    if (does('c')) much_code();
    if (does('i')) interrupts();
    if (does('s')) spaces();
    if (does('r')) red();
    if (does('o')) outside();
    power_off(42);
}
