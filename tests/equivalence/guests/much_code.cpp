// More code than a bounded translation cache holds, all of it in use: a chain of functions, each of which calls the next one, by a jump or by a register, from a
// page that is global or not, with traps and interrupts on the way; and then every one of them returns to code that has been out of use for long.
#include "guests/digest.hpp"

extern "C" u32 call_freely(u32 address, u32 a0, u32 a1);

namespace {

alignas(4096) u32 level1[1024];
alignas(16) u32 deep_stack[8192];

constexpr u32 kFunctions = 300, kFunctionBytes = 512;
constexpr u32 kCode = 0x40000000, kFrames = 0x00400000;  ///< a superpage of code
constexpr u32 kRa = 1, kSp = 2, kA0 = 10, kA3 = 13;

constexpr u32 addi(u32 rd, u32 rs1, u32 value) { return (value & 0xfff) << 20 | rs1 << 15 | rd << 7 | 0x13; }
constexpr u32 xori(u32 rd, u32 rs1, u32 value) { return addi(rd, rs1, value) | 4U << 12; }
constexpr u32 lui(u32 rd, u32 value) { return (value & 0xfffff000) | rd << 7 | 0x37; }
constexpr u32 jalr(u32 rd, u32 rs1, u32 value) { return addi(rd, rs1, value) - 0x13 + 0x67; }
constexpr u32 jal(u32 rd, u32 by) { return (by >> 1 & 0x3ff) << 21 | (by >> 11 & 1U) << 20 | (by >> 12 & 0xff) << 12 | rd << 7 | 0x6f; }
constexpr u32 load(u32 rd, u32 rs1) { return rs1 << 15 | 2U << 12 | rd << 7 | 0x03; }
constexpr u32 store(u32 rs2, u32 rs1) { return rs2 << 20 | rs1 << 15 | 2U << 12 | 0x23; }
constexpr u32 kAddA0A0A2 = 0x00c50533, kSlliA2A0 = 0x00351613;  // add a0, a0, a2; slli a2, a0, 3
constexpr u32 kBneA0Zero12 = 0x00051663;                        // bne a0, zero, .+12
constexpr u32 kReadScratch = static_cast<u32>(AR_CSR_SCRATCH1) << 20 | 2U << 12 | kA3 << 7 | 0x73;  // csrr a3, scratch1
constexpr u32 kRaise = static_cast<u32>(AR_CSR_PENDING0) << 20 | 8U << 15 | 6U << 12 | 0x73;        // csrsi pending0, 8

Digest digest;
void note(const Frame& frame) {
    digest.add(frame.cause);
    digest.add(frame.epc);
    digest.add(frame.x[kA0]);
    digest.add(frame.x[kRa]);
}

void make_function(u32 n) {
    u32 at = kFrames + n * kFunctionBytes;
    const auto put = [&at](u32 word) {
        word_at(at) = word;
        at += 4;
    };
    put(addi(kSp, kSp, static_cast<u32>(-16)));
    put(store(kRa, kSp));
    for (u32 i = 0; i < 24; ++i) {
        put(i % 8 == 3 ? kSlliA2A0 : i % 8 == 4 ? kAddA0A0A2 : i % 2 != 0 ? xori(kA0, kA0, n * 7 + i) : addi(kA0, kA0, n + i));
        if (i == 11) {
            put(kBneA0Zero12);
            put(addi(kA0, kA0, 1));
            put(addi(kA0, kA0, 2));
        }
    }
    if (n % 11 == 5) put(AR_WORD_EBREAK);
    if (n % 13 == 7) put(kReadScratch);
    if (n % 17 == 3) put(kRaise);
    const u32 next = kCode + (n + 1) * kFunctionBytes;
    if (n + 1 == kFunctions) {
        put(xori(kA0, kA0, 0x55));
    } else if (n % 3 != 0) {
        put(jal(kRa, next - (at - kFrames + kCode)));
    } else {
        put(lui(kA3, next + 0x800));
        put(addi(kA3, kA3, next));
        put(jalr(kRa, kA3, 0));
    }
    for (u32 i = 0; i < 24; ++i) put(i % 8 == 5 ? kSlliA2A0 : i % 8 == 6 ? kAddA0A0A2 : addi(kA0, kA0, i * 3 + n));
    put(load(kRa, kSp));
    put(addi(kSp, kSp, 16));
    put(jalr(0, kRa, 0));
}

/// On a stack with room for all of them.
u32 on_deep_stack(u32 address, u32 a0) {
    u32 result;
    asm volatile(
        "mv s2, sp\n mv sp, %3\n mv a0, %1\n mv a1, %2\n li a2, 0\n call call_freely\n mv sp, s2\n mv %0, a0"
        : "=r"(result)
        : "r"(address), "r"(a0), "r"(address_of(deep_stack) + sizeof deep_stack)
        : "ra", "s2", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "memory");
    return result;
}
u32 start, answer;
void run_them() { answer = on_deep_stack(kCode + start * kFunctionBytes, start); }
void run_them_and_leave() {
    run_them();
    leave_ring();
}

constexpr u32 kPages = 700, kPageFrames = 0x00800000, kPagesAt = 0x50000000;

/// A little code in more pages than a translator might keep apart, each of which leads into the next one; begun here and there, and flushed in between.
void many_pages() {
    for (u32 n = 0; n < kPages; ++n) {
        const u32 at = kPageFrames + n * 4096;
        word_at(at) = addi(kA0, kA0, n);
        word_at(at + 4) = n % 5 == 4 ? xori(kA0, kA0, n) : addi(kA0, kA0, 3);
        word_at(at + 8) = n + 1 == kPages ? jalr(0, kRa, 0) : jal(0, 4096 - 8);
    }
    level1[kPagesAt >> 22] = kPageFrames | kAllRights | kUsed | AR_PTE_G;
    use_tables(level1, 4);
    digest = {};
    for (u32 begin = 0; begin < kPages; begin += 90) {
        digest.add(on_deep_stack(kPagesAt + begin * 4096, begin));
        // Words that the chain was in are much other code's now, when the chain is undone.
        if (begin == 0) digest.add(on_deep_stack(kCode, 1));
        flush_all();
        if (begin == 0) digest.add(on_deep_stack(kCode, 2));
        digest.add(on_deep_stack(kPagesAt + begin / 2 * 4096, begin));
    }
    say("many pages", digest.value());
}

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    quiet = true;
    on_each_trap = note;
    on_interrupt = [](u32) { csr_write<AR_CSR_PENDING0>(0); };
    for (u32 n = 0; n < kFunctions; ++n) make_function(n);
    identity_map(level1);
    csr_write<AR_CSR_IMASK0>(1U << 3);
    for (u32 global = 0; global <= AR_PTE_G; global += AR_PTE_G) {
        level1[kCode >> 22] = kFrames | kAllRights | kUsed | kForRing3 | global;
        use_tables(level1, 4);
        for (u32 round = 0; round < 3; ++round)
            for (u32 ring = 0; ring < 4; ring += 3) {
                digest = {};
                start = round * 7;
                if (ring == 0) {
                    enable();
                    run_them();
                    disable();
                } else {
                    run_in_ring(ring, run_them_and_leave);
                }
                after_possible_trap();
                digest.add(answer);
                say("all of them", digest.value());
                // One in the middle changes between two rounds.
                word_at(kFrames + 150 * kFunctionBytes + 12) = addi(kA0, kA0, round + ring);
            }
    }
    many_pages();
    power_off(16);
}
