// Does what a program must not do. `panic` loads from nowhere: the kernel ends it and goes on.
// `panic kernel` asks the kernel to panic itself.
#include "user/system.hpp"

int main(int argc, char** argv) {
    if (argc > 1 && anelix::equal(argv[1], "kernel")) anelix::system_call(anelix::SystemCall::kPanic);
    anelix::print("panic: about to load from address 64\n");
    const unsigned seen = *reinterpret_cast<volatile unsigned*>(64);
    anelix::print("panic: still here, and saw %x\n", seen);
    return 1;
}
