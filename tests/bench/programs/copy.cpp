// Words from one half megabyte into another, in steps of one, two and four words: the data cache misses ever more often, in the end at every
// fourth access. (Misses at every access, of data cache and TLB, are parts of their own in anel_bench_parts.)
#include "program.hpp"

namespace bench {

const char* const name = "copy";

namespace {

constexpr unsigned kWords = bytes(512 * 1024) / 4;
unsigned from[kWords];
unsigned to[kWords];

void copy(unsigned stride, unsigned add) {
    for (unsigned first = 0; first < stride; ++first)
        for (unsigned i = first; i < kWords; i += stride) to[i] = from[i] + add;
}

}  // namespace

unsigned work() {
    Sequence numbers(7);
    for (unsigned& word : from) word = numbers.next();
    constexpr unsigned kStrides[] = {1, 2, 4};
    unsigned sum = 0;
    for (unsigned round = rounds(&Rounds::copy); round != 0; --round) {
        for (const unsigned stride : kStrides) {
            copy(stride, round);
            sum = sum * 31 + to[(sum ^ round * stride) % kWords];
        }
    }
    return sum;
}

}  // namespace bench
