// Says of each argument whether it is prime, by Miller and Rabin's test: 64-bit arithmetic on a 32-bit machine.
// isprime NUMBER...   (each below 2^32)
#include "user/system.hpp"

namespace {

unsigned times(unsigned a, unsigned b, unsigned modulus) {
    return static_cast<unsigned>(static_cast<unsigned long long>(a) * b % modulus);
}

unsigned power(unsigned base, unsigned exponent, unsigned modulus) {
    unsigned result = 1;
    for (; exponent != 0; exponent >>= 1, base = times(base, base, modulus))
        if ((exponent & 1) != 0) result = times(result, base, modulus);
    return result;
}

/// Whether `base` proves that odd `n` = odd * 2^twos + 1 is composite.
bool is_witness(unsigned base, unsigned n, unsigned odd, unsigned twos) {
    unsigned x = power(base, odd, n);
    if (x == 1 || x == n - 1) return false;
    for (unsigned i = 1; i < twos; ++i) {
        x = times(x, x, n);
        if (x == n - 1) return false;
    }
    return true;
}

/// These three bases leave no composite below 2^32 unnoticed.
bool is_prime(unsigned n) {
    constexpr unsigned kBases[] = {2, 7, 61};
    if (n < 2) return false;
    for (const unsigned base : kBases)
        if (n % base == 0) return n == base;
    unsigned odd = n - 1;
    unsigned twos = 0;
    for (; odd % 2 == 0; odd /= 2) ++twos;
    for (const unsigned base : kBases)
        if (is_witness(base, n, odd, twos)) return false;
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const unsigned n = anelix::to_number(argv[i]);
        anelix::print("isprime: %u is %s\n", n, is_prime(n) ? "prime" : "not prime");
    }
    return 0;
}
