// Touches pages of its heap and stack for the first time: page faults that the kernel answers with a page.
// faults [pages]
#include "user/system.hpp"

namespace {

constexpr unsigned kPageBytes = 4096;

/// Uses `pages` pages of stack and counts them on the way back. Not inlined, and each page used after the call: otherwise one
/// page would do for all.
[[gnu::noinline]] unsigned descend(unsigned pages) {
    if (pages == 0) return 0;
    char page[kPageBytes];
    asm volatile("sb zero, 0(%0)" : : "r"(page) : "memory");
    const unsigned below = descend(pages - 1);
    asm volatile("sb zero, 1(%0)" : : "r"(page) : "memory");
    return below + 1;
}

}  // namespace

int main(int argc, char** argv) {
    const unsigned pages = argc > 1 ? anelix::to_number(argv[1]) : 64;
    const unsigned begin = anelix::brk(0);
    if (anelix::brk(begin + pages * kPageBytes) != begin + pages * kPageBytes) {
        anelix::print("faults: a heap of %u pages is refused\n", pages);
        return 1;
    }
    unsigned sum = 0;
    for (unsigned round = 0; round < 2; ++round)
        for (unsigned page = 0; page < pages; ++page) {
            auto* const word = reinterpret_cast<volatile unsigned*>(begin + page * kPageBytes);
            sum += *word;
            *word = page + 1;
        }
    if (anelix::brk(begin) != begin) return 1;
    anelix::print("faults: %u pages of heap, sum %u; %u of stack\n", pages, sum, descend(16));
    return 0;
}
