// Maps pages, touches them, unmaps them, again and again: the page tables never rest.
// ptstress [rounds]
#include "user/system.hpp"

int main(int argc, char** argv) {
    const unsigned rounds = argc > 1 ? anelix::to_number(argv[1]) : 40;
    constexpr unsigned kBase = 0x20000000;
    constexpr unsigned kPages = 16;
    constexpr unsigned kReadWrite = 3;
    unsigned sum = 0;
    for (unsigned round = 0; round < rounds; ++round) {
        if (anelix::map(kBase, kPages, kReadWrite) < 0) {
            anelix::print("ptstress: no memory in round %u\n", round);
            return 1;
        }
        for (unsigned page = 0; page < kPages; ++page) {
            auto* word = reinterpret_cast<volatile unsigned*>(kBase + page * 4096 + round % 1024 * 4);
            if (*word != 0) {
                anelix::print("ptstress: a new page was not empty\n");
                return 1;
            }
            *word = round * kPages + page;
            sum += *word;
        }
        anelix::unmap(kBase, kPages);
    }
    anelix::print("ptstress: %u rounds of %u pages, sum %u\n", rounds, kPages, sum);
    return 0;
}
