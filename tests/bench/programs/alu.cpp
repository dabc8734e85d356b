// Registers alone: additions, shifts and logic in a chain and beside it, one branch backwards. Nothing misses, nothing waits.
#include "program.hpp"

namespace bench {

const char* const name = "alu";

unsigned work() {
    unsigned a = 0x12345678, b = 0x9abcdef0, c = 1, d = 0;
    for (unsigned round = rounds(&Rounds::alu); round != 0; --round) {
        a += b ^ c << 5;
        b = (b >> 3 | b << 29) + d;
        c ^= a + round;
        d += (c & 0xff) - (a >> 24);
        b ^= c | d;
        a -= b < c ? 1u : 0u;
    }
    return a ^ b ^ c ^ d;
}

}  // namespace bench
