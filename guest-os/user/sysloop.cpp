// Calls the kernel for nothing, many times: the price of a system call.
// sysloop [calls]
#include "user/system.hpp"

int main(int argc, char** argv) {
    const unsigned calls = argc > 1 ? anelix::to_number(argv[1]) : 2000;
    unsigned sum = 0;
    for (unsigned i = 0; i < calls; ++i) sum += static_cast<unsigned>(anelix::system_call(anelix::SystemCall::kNull, i));
    anelix::print("sysloop: %u calls, sum %u\n", calls, sum);
    return 0;
}
