#include "guests/hostile.hpp"

u32 ram_bytes;
const char* command_line;
bool spares_shared_pages;

namespace {

u32 sum = 1;
u32 stub[16];

struct {
    u32 a0, a1, a2;
} operands;

/// In whatever ring. The word is followed by some that do nothing: a device may take an instruction or two to answer.
void run_stub() {
    register u32 a0 asm("a0") = operands.a0;
    register u32 a1 asm("a1") = operands.a1;
    register u32 a2 asm("a2") = operands.a2;
    register u32 a7 asm("a7") = 1;  // no call home, should the word be a call
    asm volatile("jalr ra, 0(%1)" : "+r"(a2) : "r"(stub), "r"(a0), "r"(a1), "r"(a7) : "ra", "memory");
    operands.a2 = a2;
}
void run_stub_and_leave() {
    run_stub();
    leave_ring();
}

}  // namespace

void begin(u32 block) {
    ram_bytes = word_at(block + 8);
    command_line = reinterpret_cast<const char*>(word_at(block + 24));
    for (const char* at = command_line; *at != 0; ++at) spares_shared_pages = *at == '+';
    set_up_traps();
    quiet = true;
}

void mix(u32 value) { sum = (sum ^ value) * 0x01000193 + (sum >> 15); }

void report(const char* what) {
    say(what, sum);
    sum = 1;
}

u32 attempt(Kind kind, u32 address) {
    last_trap.cause = 0;
    last_trap.value = 0;
    after_possible_trap();
    if (kind == kLoad) {
        const u32 seen = word_at(address);
        after_possible_trap();
        if (last_trap.cause == 0) mix(seen);
    } else if (kind == kStore) {
        word_at(address) = kReturn;
    } else {
        asm volatile("jalr ra, 0(%0)" : : "r"(address) : "ra", "memory");
    }
    after_possible_trap();
    mix(last_trap.cause);
    mix(last_trap.value);
    return last_trap.cause;
}

void attempt_all(u32 address) {
    attempt(kLoad, address);
    attempt(kStore, address);
    attempt(kFetch, address);
}

void identity_root(u32 root, u32 end) {
    for (u32 i = 0; i < 1024; ++i) word_at(root + 4 * i) = i < end >> 22 ? i << 22 | kAllRights : 0;
}

u32 execute(u32 ring, u32 word, u32 a0, u32 a1, u32 a2) {
    constexpr u32 kNothing = 0x00000013;
    stub[0] = word;
    for (u32 i = 1; i < 8; ++i) stub[i] = kNothing;
    stub[8] = kReturn;
    operands = {a0, a1, a2};
    last_trap.cause = 0;
    last_trap.value = 0;
    if (ring == 0) run_stub();
    else run_in_ring(ring, run_stub_and_leave);
    after_possible_trap();
    mix(last_trap.cause);
    mix(last_trap.value);
    return operands.a2;
}
