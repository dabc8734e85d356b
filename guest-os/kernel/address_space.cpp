// Two-level tables, walked by hand. An entry that was valid is never changed without a flush: the hardware may remember it.
#include "kernel/address_space.hpp"

#include "anel_target.h"
#include "kernel/beliefs.hpp"
#include "kernel/console.hpp"
#include "kernel/pages.hpp"
#include "kernel/privileged.hpp"
#include "lib/memory.hpp"

extern "C" char code_end[];
extern "C" char constants_end[];

namespace anelix {

namespace {

constexpr unsigned kEntries = 1024;
constexpr unsigned kFirstKernelEntry = kUserHigh >> 22;
constexpr unsigned kReleasedTogether = 16;
unsigned kernel_table = 0;
unsigned table_in_use = 0;

unsigned* entries(unsigned frame) { return static_cast<unsigned*>(reach(frame)); }
bool valid(unsigned entry) { return (entry & AR_PTE_V) != 0; }
unsigned access_of(unsigned entry) {
    return ((entry & AR_PTE_R) != 0 ? kRead : 0u) | ((entry & AR_PTE_W) != 0 ? kWrite : 0u) |
           ((entry & AR_PTE_X) != 0 ? kExecute : 0u);
}

/// The level-0 entry for `address`; null where there is no table and none is to be (or can be) made.
unsigned* entry_for(unsigned table, unsigned address, bool make) {
    unsigned& upper = entries(table)[address >> 22];
    if (!valid(upper)) {
        const unsigned frame = make ? take_page() : 0;
        if (frame == 0) return nullptr;
        ops->adopt_table(frame, address & ~(kEntries * kPageBytes - 1));
        ops->write_entry(&upper, ops->make_pointer(frame));
        ops->settle();  // it is read at once
    }
    return &entries(ops->entry_frame(upper))[address >> 12 & (kEntries - 1)];
}

void use_table(unsigned table, unsigned id) {
    if (table == table_in_use) return;
    ops->set_space(table, id);
    table_in_use = table;
}

/// What the kernel may do to its own memory: it neither rewrites its code nor runs its data.
unsigned kernel_access(unsigned frame) {
    if (frame < AR_KERNEL_LOAD || frame >= physical(constants_end)) return kRead | kWrite;
    return frame < physical(code_end) ? kRead | kExecute : kRead;
}

}  // namespace

void start_address_spaces(unsigned ram_bytes) {
    kernel_table = take_page();
    unsigned* entry = nullptr;
    for (unsigned frame = 0; frame < ram_bytes; frame += kPageBytes, ++entry) {
        if (frame % (kEntries * kPageBytes) == 0) entry = entry_for(kernel_table, kDirectMap + frame, true);
        if (entry == nullptr) panic("too little memory for the kernel's own page tables");
        ops->write_entry(entry, ops->make_entry(frame, kernel_access(frame), false));
    }
    ops->start_spaces(kernel_table);
    table_in_use = kernel_table;
}

void check_kernel_space() { believe_root(kernel_table); }

void use_kernel_space() { use_table(kernel_table, 0); }

bool AddressSpace::create(unsigned space_id) {
    table = take_page();
    if (table == 0) return false;
    id = space_id;
    memcpy(entries(table) + kFirstKernelEntry, entries(kernel_table) + kFirstKernelEntry,
           (kEntries - kFirstKernelEntry) * sizeof(unsigned));
    const Batch batch;
    ops->adopt_root(table);
    return true;
}

unsigned AddressSpace::add_page(unsigned address, unsigned access) {
    unsigned* const entry = entry_for(table, address, true);
    const unsigned frame = entry != nullptr ? take_page() : 0;
    if (frame != 0) ops->write_entry(entry, ops->make_entry(frame, access, true));
    return frame;
}

void AddressSpace::remove_page(unsigned address) {
    unsigned* const entry = entry_for(table, address, false);
    if (entry == nullptr || !valid(*entry)) return;
    const unsigned frame = ops->entry_frame(*entry);
    ops->write_entry(entry, 0);
    // Before the page gets a new owner, the old one must not be able to reach it.
    ops->flush_page(address, id);
    give_page(frame);
}

unsigned* AddressSpace::entry_at(unsigned address) const { return entry_for(table, address, false); }

unsigned AddressSpace::frame_at(unsigned address) const {
    const unsigned* const entry = entry_at(address);
    return entry != nullptr && valid(*entry) ? ops->entry_frame(*entry) : 0;
}

bool AddressSpace::copy_from(const AddressSpace& other) {
    const Batch batch;
    for (unsigned upper = 0; upper < kFirstKernelEntry; ++upper) {
        const unsigned pointer = entries(other.table)[upper];
        if (!valid(pointer)) continue;
        const unsigned* const lower = entries(ops->entry_frame(pointer));
        for (unsigned i = 0; i < kEntries; ++i) {
            if (!valid(lower[i])) continue;
            const unsigned frame = add_page(upper << 22 | i << 12, access_of(lower[i]));
            if (frame == 0) return false;
            memcpy(reach(frame), reach(ops->entry_frame(lower[i])), kPageBytes);
        }
    }
    return true;
}

void AddressSpace::destroy() {
    if (table == 0) return;
    // A table's page is no page to write to until its release has settled, so some wait for that together.
    unsigned released[kReleasedTogether];
    unsigned count = 0;
    const auto give_released = [&released, &count] {
        ops->settle();
        while (count != 0) give_page(released[--count]);
    };
    const Batch batch;
    ops->flush_space(id);
    ops->release_table(table);
    released[count++] = table;
    for (unsigned upper = 0; upper < kFirstKernelEntry; ++upper) {
        const unsigned pointer = entries(table)[upper];
        if (!valid(pointer)) continue;
        const unsigned lower_frame = ops->entry_frame(pointer);
        const unsigned* const lower = entries(lower_frame);
        for (unsigned i = 0; i < kEntries; ++i)
            if (valid(lower[i])) give_page(ops->entry_frame(lower[i]));
        ops->release_table(lower_frame);
        if (count == kReleasedTogether) give_released();
        released[count++] = lower_frame;
    }
    give_released();
    table = 0;
}

void AddressSpace::use() const { use_table(table, id); }

}  // namespace anelix
