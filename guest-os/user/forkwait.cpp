// Makes children that end at once and waits for each: address spaces made, copied and torn down.
// forkwait [children]
#include "user/system.hpp"

int main(int argc, char** argv) {
    const unsigned children = argc > 1 ? anelix::to_number(argv[1]) : 20;
    unsigned sum = 0;
    for (unsigned i = 0; i < children; ++i) {
        const int pid = anelix::fork();
        if (pid == 0) anelix::exit(static_cast<int>(i & 0x7f));
        int status = -1;
        if (pid < 0 || anelix::wait(pid, &status) != pid) {
            anelix::print("forkwait: child %u was lost\n", i);
            return 1;
        }
        sum += static_cast<unsigned>(status);
    }
    anelix::print("forkwait: %u children, sum of their codes %u\n", children, sum);
    return 0;
}
