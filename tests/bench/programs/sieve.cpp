// The primes below a quarter of a million, by crossing out: stores at every stride through far more memory than the data cache holds.
#include "program.hpp"

namespace bench {

const char* const name = "sieve";

namespace {

constexpr unsigned kNumbers = bytes(256 * 1024);
unsigned char composite[kNumbers];

unsigned count_primes() {
    for (unsigned i = 0; i < kNumbers; i += 4) *reinterpret_cast<unsigned*>(composite + i) = 0;
    for (unsigned i = 2; i * i < kNumbers; ++i) {
        if (composite[i] != 0) continue;
        for (unsigned multiple = i * i; multiple < kNumbers; multiple += i) composite[multiple] = 1;
    }
    unsigned count = 0;
    for (unsigned i = 2; i < kNumbers; ++i) count += composite[i] == 0 ? 1 : 0;
    return count;
}

}  // namespace

unsigned work() {
    unsigned sum = 0;
    for (unsigned round = rounds(&Rounds::sieve); round != 0; --round) sum = sum * 31 + count_primes();
    return sum;
}

}  // namespace bench
