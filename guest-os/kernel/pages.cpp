// A free list through the free pages themselves; pages never used yet are taken from above it.
#include "kernel/pages.hpp"

#include "lib/memory.hpp"

extern "C" char kernel_end[];

namespace anelix {

namespace {
unsigned first_free = 0;  // frame; its first word names the next one
unsigned untouched = 0;   // frames from here to `end` have never been handed out
unsigned end = 0;
unsigned available = 0;
}  // namespace

void start_pages(unsigned ram_bytes) {
    untouched = (physical(kernel_end) + kPageBytes - 1) & ~(kPageBytes - 1);
    end = ram_bytes & ~(kPageBytes - 1);
    available = (end - untouched) / kPageBytes;
}

unsigned take_page() {
    unsigned frame = 0;
    if (first_free != 0) {
        frame = first_free;
        first_free = *static_cast<unsigned*>(reach(frame));
    } else if (untouched < end) {
        frame = untouched;
        untouched += kPageBytes;
    } else {
        return 0;
    }
    --available;
    memset(reach(frame), 0, kPageBytes);
    return frame;
}

void give_page(unsigned frame) {
    *static_cast<unsigned*>(reach(frame)) = first_free;
    first_free = frame;
    ++available;
}

unsigned free_pages() { return available; }

}  // namespace anelix
