// Asks the machine itself, by `probe`, what ring 3 may do; then the kernel may use the address directly.
#include "kernel/user_memory.hpp"

#include "kernel/pages.hpp"
#include "kernel/privileged.hpp"
#include "kernel/process.hpp"
#include "kernel/program.hpp"

namespace anelix {

bool provide_page(unsigned address) {
    const bool in_heap = address >= current->heap_begin && address < current->heap_end;
    const bool in_stack = address >= kStackBottom && address < kStackTop;
    const unsigned page = address & ~(kPageBytes - 1);
    if ((!in_heap && !in_stack) || current->space.frame_at(page) != 0) return false;
    return current->space.add_page(page, kRead | kWrite) != 0;
}

bool user_range(unsigned address, unsigned bytes, unsigned access) {
    if (bytes == 0) return true;
    const unsigned last = address + bytes - 1;
    if (last < address || last >= kUserHigh) return false;
    for (unsigned page = address & ~(kPageBytes - 1);; page += kPageBytes) {
        if (!ops->user_may(page, access) && !provide_page(page < address ? address : page)) return false;
        if (last - page < kPageBytes) return true;
    }
}

bool copy_user_text(unsigned address, char* to, unsigned most) {
    for (unsigned i = 0; i < most; ++i) {
        const unsigned at = address + i;
        if ((i == 0 || (at & (kPageBytes - 1)) == 0) && !user_range(at, 1, kRead)) return false;
        to[i] = *reinterpret_cast<const char*>(at);
        if (to[i] == '\0') return true;
    }
    return false;
}

}  // namespace anelix
