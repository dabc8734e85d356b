// Counts primes with a sieve: memory traffic in one process.
// primes [limit, at most 65536]
#include "user/system.hpp"

namespace {
constexpr unsigned kMost = 65536;
unsigned char composite[kMost + 1];
}  // namespace

int main(int argc, char** argv) {
    unsigned limit = argc > 1 ? anelix::to_number(argv[1]) : 20000;
    if (limit > kMost) limit = kMost;
    unsigned count = 0;
    unsigned largest = 0;
    for (unsigned n = 2; n <= limit; ++n) {
        if (composite[n] != 0) continue;
        ++count;
        largest = n;
        for (unsigned multiple = 2 * n; multiple <= limit; multiple += n) composite[multiple] = 1;
    }
    anelix::print("primes: %u up to %u, the last is %u\n", count, limit, largest);
    return 0;
}
