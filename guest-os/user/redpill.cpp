// The red pill: a program asks the machine, not the kernel, where traps go, in which ring it is, and where its page tables lie. The kernel's own answer would
// lie in the kernel. Where a machine lets programs look and a monitor runs them directly, what they see is the monitor's.
// It asks in a child, because on most machines asking is an offence. What it prints differs from mode to mode; that is its point.
#include "anel_target.h"
#include "user/system.hpp"

namespace {

constexpr unsigned kKernel = 0x80000000;  ///< from here on the address space is the kernel's

struct Seen {
    unsigned vector, status, root, ring;
};

template <unsigned kNumber>
unsigned csr_read() {
    unsigned value;
    asm volatile("csrr %0, %1" : "=r"(value) : "i"(kNumber));
    return value;
}

[[noreturn]] void look(int to) {
    const Seen seen{csr_read<AR_CSR_VECTOR0>(), csr_read<AR_CSR_STATUS0>(), csr_read<AR_CSR_ROOT>(), csr_read<AR_CSR_RING>()};
    anelix::write_all(to, &seen, sizeof seen);
    anelix::exit(0);
}

}  // namespace

int main(int, char**) {
    int ends[2];
    if (anelix::pipe(ends) < 0) return 1;
    const int child = anelix::fork();
    if (child < 0) return 1;
    if (child == 0) look(ends[1]);
    anelix::close(ends[1]);
    Seen seen{};
    const bool answered = anelix::read(ends[0], &seen, sizeof seen) == static_cast<int>(sizeof seen);
    anelix::wait(child, nullptr);
    if (!answered) {
        anelix::print("redpill: whoever asked was ended for it: on this machine programs may not look\n");
        return 0;
    }
    anelix::print("redpill: trap vector 0x%x, status 0x%x, page-table root 0x%x, ring %u\n", seen.vector, seen.status, seen.root, seen.ring);
    if (seen.vector >= AR_WINDOW_BASE) anelix::print("redpill: traps go above the kernel's address space: somebody is beneath the kernel, and this is a virtual machine\n");
    else if (seen.vector >= kKernel) anelix::print("redpill: traps go to the kernel: nobody is beneath it, or he lets nothing be seen\n");
    else anelix::print("redpill: traps go to where no kernel is\n");
    return 0;
}
