// The access runs in the ring on that ring's stack, and the numbers it leaves are read back in ring 0.
#include "guests/digest.hpp"

namespace {

Kind the_kind;
u32 the_address;
volatile u32 the_word;
constexpr u32 kWritten = 0x5eed5eed;

void access() {
    switch (the_kind) {
        case Kind::kRead: the_word = word_at(the_address); break;
        case Kind::kWrite: word_at(the_address) = kWritten; break;
        case Kind::kFetch: asm volatile("jalr ra, 0(%0)" : : "r"(the_address) : "ra", "memory"); break;
    }
    after_possible_trap();
}
void access_and_leave() {
    access();
    leave_ring();
}

}  // namespace

Seen touch(u32 ring, Kind kind, u32 address) {
    the_kind = kind;
    the_address = address;
    the_word = 0;
    last_trap.cause = last_trap.value = 0;
    const u32 before = trap_count;
    if (ring == 0) access();
    else run_in_ring(ring, access_and_leave);
    Seen seen;
    seen.traps = trap_count - before;
    if (seen.traps != 0) {
        seen.cause = last_trap.cause;
        seen.value = last_trap.value;
    }
    seen.loaded = the_word;
    return seen;
}
