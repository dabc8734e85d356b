// The operations: those that a program can perform by itself, and the numbers of those that the kernel performs for it.
#include "user/nano.hpp"
#include "user/system.hpp"

namespace nano {

namespace {

using anelix::Bench;
using anelix::SystemCall;

constexpr unsigned kPageBytes = 4096;
constexpr unsigned kLineBytes = 64;
constexpr unsigned kChasedPages = 256;  ///< more than any TLB here remembers
unsigned heap = 0;

bool nothing_to_prepare(unsigned) { return true; }
void nothing_to_finish() {}

bool grow_heap(unsigned pages) {
    heap = anelix::brk(0);
    return anelix::brk(heap + pages * kPageBytes) == heap + pages * kPageBytes;
}
void shrink_heap() { anelix::brk(heap); }

unsigned compute(unsigned count) {
    unsigned state = 2463534242u;
    for (unsigned i = 0; i < count; ++i) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
    }
    return state;
}

unsigned call_for_nothing(unsigned count) {
    unsigned sum = 0;
    for (unsigned i = 0; i < count; ++i) sum += static_cast<unsigned>(anelix::system_call(SystemCall::kNull, i));
    return sum;
}

/// Each load is an exception that the kernel handles by loading in its place.
unsigned load_misaligned(unsigned count) {
    static const unsigned words[] = {0x04030201, 0x08070605};
    unsigned sum = 0;
    for (unsigned i = 0; i < count; ++i) {
        unsigned value = 0;
        asm volatile("lw %0, 1(%1)" : "=r"(value) : "r"(words));
        sum = sum * 31 + value;
    }
    return sum;
}

unsigned touch_pages(unsigned count) {
    unsigned sum = 0;
    for (unsigned page = 0; page < count; ++page) sum += *reinterpret_cast<volatile unsigned*>(heap + page * kPageBytes) + page;
    return sum;
}

unsigned fork_and_wait(unsigned count) {
    unsigned sum = 0;
    for (unsigned i = 0; i < count; ++i) {
        const int pid = anelix::fork();
        if (pid == 0) anelix::exit(static_cast<int>(i & 0x7f));
        int status = 0;
        if (anelix::wait(pid, &status) == pid) sum += static_cast<unsigned>(status);
    }
    return sum;
}

int there[2];
int back[2];

/// The partner adds one to whatever comes, and sends it back, until nobody sends any more.
bool start_partner(unsigned) {
    if (anelix::pipe(there) < 0 || anelix::pipe(back) < 0) return false;
    const int pid = anelix::fork();
    if (pid != 0) return pid > 0;
    anelix::close(there[1]);
    unsigned ball = 0;
    while (anelix::read(there[0], &ball, sizeof ball) == sizeof ball) {
        ++ball;
        anelix::write(back[1], &ball, sizeof ball);
    }
    anelix::exit(0);
}
unsigned play(unsigned count) {
    unsigned ball = 0;
    for (unsigned i = 0; i < count; ++i) {
        anelix::write(there[1], &ball, sizeof ball);
        anelix::read(back[0], &ball, sizeof ball);
    }
    return ball;
}
void stop_partner() {
    anelix::close(there[1]);
    anelix::wait(-1, nullptr);
    anelix::close(there[0]);
    anelix::close(back[0]);
    anelix::close(back[1]);
}

/// A word in every page, each on a cache line of another set, leads to the next: through all pages, in no order.
unsigned* link_in(unsigned page) {
    return reinterpret_cast<unsigned*>(heap + page * kPageBytes + page * kLineBytes % kPageBytes);
}
bool link_pages(unsigned) {
    if (!grow_heap(kChasedPages)) return false;
    for (unsigned page = 0; page < kChasedPages; ++page) *link_in(page) = anelix::address_of(link_in((page * 77 + 1) % kChasedPages));
    return true;
}
unsigned chase(unsigned count) {
    auto* at = reinterpret_cast<volatile unsigned*>(link_in(0));
    for (unsigned i = 0; i < count; ++i) at = reinterpret_cast<volatile unsigned*>(*at);
    return anelix::address_of(const_cast<const unsigned*>(at)) - heap;
}

constexpr Operation by_kernel(const char* name, unsigned usual_count, Bench bench) {
    return {name, usual_count, anelix::kBenchMost, nothing_to_prepare, nullptr, nothing_to_finish, static_cast<int>(bench)};
}

}  // namespace

constexpr Operation kOperations[] = {
    {"compute", 100000, 1000000, nothing_to_prepare, compute, nothing_to_finish},
    {"syscall", 2000, 1000000, nothing_to_prepare, call_for_nothing, nothing_to_finish},
    by_kernel("irqflag", 2000, Bench::kInterruptFlag),
    by_kernel("callret", 10000, Bench::kCallReturn),
    {"exception", 1000, 1000000, nothing_to_prepare, load_misaligned, nothing_to_finish},
    {"pagefault", 256, 256, grow_heap, touch_pages, shrink_heap},
    by_kernel("ptwrite", 1000, Bench::kTableWrite),
    by_kernel("ptbatch", 1000, Bench::kTableBatch),
    by_kernel("switch", 1000, Bench::kSwitch),
    {"chase", 20000, 1000000, link_pages, chase, shrink_heap},
    {"fork", 10, 1000, nothing_to_prepare, fork_and_wait, nothing_to_finish},
    {"pipe", 200, 100000, start_partner, play, stop_partner},
    by_kernel("pio", 200, Bench::kDiskCommand),
    by_kernel("batchio", 640, Bench::kDiskRing),
};
constexpr unsigned kOperationCount = sizeof kOperations / sizeof kOperations[0];

}  // namespace nano
