// A program's code that looks at the machine it runs on: trap vectors, status, root, ring, and what `probe` says. A line for each ring and question, with what was
// answered; 77 where the question trapped.
#include "guests/digest.hpp"

namespace {

alignas(4096) u32 level1[1024];

constexpr u32 kTrapped = 77;
u32 answer;

template <u32 kNumber>
u32 read() {
    u32 value = kTrapped;
    asm volatile("csrr %0, %1" : "+r"(value) : "i"(kNumber) : "memory");
    return value;
}
u32 ask_about_ring_0() {
    u32 value = kTrapped;
    asm volatile(".insn r 0x0b, 4, 0, %0, %1, %2" : "+r"(value) : "r"(0x00100000), "r"(1) : "memory");
    return value;
}

u32 (*question)();
void ask() {
    answer = question();
    leave_ring();
}

struct Question {
    const char* what;
    u32 (*ask)();
};
const Question kQuestions[] = {
    {"vector0", read<AR_CSR_VECTOR0>}, {"vector1", read<AR_CSR_VECTOR1>}, {"status0", read<AR_CSR_STATUS0>}, {"status2", read<AR_CSR_STATUS2>},
    {"root", read<AR_CSR_ROOT>},       {"ring", read<AR_CSR_RING>},       {"probe", ask_about_ring_0},
};

}  // namespace

extern "C" void guest_main(u32, u32) {
    set_up_traps();
    quiet = true;
    identity_map(level1);
    use_tables(level1, 6);
    csr_write<AR_CSR_VECTOR1>(0x1234);
    csr_write<AR_CSR_STATUS2>(AR_STATUS_PIE);
    for (u32 ring = 1; ring < 4; ++ring)
        for (const Question& one : kQuestions) {
            question = one.ask;
            run_in_ring(ring, ask);
            after_possible_trap();
            say("ring ");
            say_hex(ring);
            say(" ");
            say(one.what, answer);
        }
    power_off(15);
}
