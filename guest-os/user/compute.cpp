// Computes without asking the kernel for anything: what virtualization should leave alone.
// compute [rounds]
#include "user/system.hpp"

int main(int argc, char** argv) {
    const unsigned rounds = argc > 1 ? anelix::to_number(argv[1]) : 200000;
    unsigned state = 2463534242u;
    unsigned sum = 0;
    for (unsigned i = 0; i < rounds; ++i) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        sum += state * (i | 1);
    }
    anelix::print("compute: %u rounds, checksum %x\n", rounds, sum);
    return 0;
}
