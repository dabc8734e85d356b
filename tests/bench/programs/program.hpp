// What every benchmark program is made of: its work, how often it does it, and the line that it prints at the end.
// The programs use two calls of Linux on RISC-V, write and exit, and so run under qemu-riscv32 as they run here.
// Not here: who answers the calls on the bare machine (supervisor.cpp).
#pragma once

namespace bench {

/// How often each program does its work: about 150 million instructions in all. A short build does a hundredth, or one round at least.
struct Rounds {
    unsigned alu = 8'000'000;
    unsigned copy = 54;
    unsigned integer = 340;
    unsigned quicksort = 26;
    unsigned sieve = 34;
};
constexpr unsigned rounds(unsigned Rounds::*which) {
    const unsigned all = Rounds{}.*which;
#ifdef ANEL_BENCH_SHORT
    return all < 100 ? 1 : all / 100;
#else
    return all;
#endif
}

/// How much memory a program goes through. A short build takes a part of it.
constexpr unsigned bytes(unsigned all) {
#ifdef ANEL_BENCH_SHORT
    return all / 8;
#else
    return all;
#endif
}

/// Numbers that look random and are the same everywhere.
class Sequence {
public:
    constexpr explicit Sequence(unsigned seed) : state_(seed) {}
    constexpr unsigned next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 17;
        state_ ^= state_ << 5;
        return state_;
    }

private:
    unsigned state_;
};

/// The program's work; what it comes to. start.cpp calls it and prints that.
unsigned work();
extern const char* const name;

}  // namespace bench
