// The paravirtual table: the kernel runs in ring 1, with bank 1 its own, and asks a monitor for what bank 1 does not give. Read it
// beside privileged.cpp, in whose order it is. What is a CSR of bank 1 costs no more than natively; what is a hypercall does, and so
// page-table operations wait for each other and go together.
// Frames in page tables are the machine's. A monitor that gives its guest memory from 0 on, as ours does, makes them the same as
// the kernel's own; make_entry and entry_frame are where it would show if they were not.
#include "kernel/privileged.hpp"

#include "anel_target.h"
#include "kernel/console.hpp"
#include "kernel/pages.hpp"

// The assembly half of this table: trap.S.
extern "C" void trap_entry1();
extern "C" void resume_program1(anelix::Frame* frame);
extern "C" char boot_table[];

namespace anelix {

namespace {

#define READ_CSR(number) \
    ({ unsigned value_; asm volatile("csrr %0, %1" : "=r"(value_) : "i"(number)); value_; })
#define WRITE_CSR(number, value) asm volatile("csrw %0, %1" : : "i"(number), "r"(value) : "memory")

constexpr unsigned kEntries = 1024;
constexpr unsigned kKernelRing = 1;
constexpr unsigned kUserRing = 3;

int call(unsigned number, unsigned first = 0, unsigned second = 0) {
    register unsigned a0 asm("a0") = first;
    register unsigned a1 asm("a1") = second;
    register unsigned a7 asm("a7") = number;
    asm volatile(".word %1" : "+r"(a0) : "i"(AR_WORD_HCALL), "r"(a1), "r"(a7) : "memory");
    return static_cast<int>(a0);
}

void expect(int result, const char* what) {
    if (result < 0) panic("the monitor refused to %s (%d)", what, result);
}

unsigned ring() { return static_cast<unsigned>(call(AR_HYPERCALL_RING)); }
void set_trap_entry(void (*entry)()) { WRITE_CSR(AR_CSR_VECTOR1, entry); }
void (*trap_entry_now())() { return reinterpret_cast<void (*)()>(READ_CSR(AR_CSR_VECTOR1)); }
unsigned trap_value() { return READ_CSR(AR_CSR_VALUE1); }

void interrupts_on() { asm volatile(".word %0" : : "i"(AR_WORD_EI) : "memory"); }
void interrupts_off() { asm volatile(".word %0" : : "i"(AR_WORD_DI) : "memory"); }
bool interrupts_are_on() { return (READ_CSR(AR_CSR_STATUS1) & AR_STATUS_IE) != 0; }
void listen(unsigned lines) { WRITE_CSR(AR_CSR_IMASK1, lines); }
void wait() { expect(call(AR_HYPERCALL_WAIT), "wait"); }
/// The monitor sets the bits of lines that come up, and never clears one: whoever has dealt with the device does.
void acknowledge(unsigned line) { asm volatile("csrc %0, %1" : : "i"(AR_CSR_PENDING1), "r"(1u << line) : "memory"); }

// The queue of page-table operations. Outside of a batch it is sent with each one.
struct alignas(2 * sizeof(unsigned)) Operation {
    unsigned first, second;
};
Operation queue[AR_UPDATES_MOST];
unsigned queued = 0;
bool collecting = false;
bool may_collect = true;
unsigned kernel_table = 0;  ///< 0: not started yet, and tables are still plain memory
unsigned table_in_use = 0;

void settle() {
    if (queued == 0) return;
    const unsigned count = queued;
    queued = 0;
    const int done = call(AR_HYPERCALL_UPDATE, physical(queue), count);
    if (done != static_cast<int>(count))
        panic("the monitor refused page-table operation %d of %u: 0x%x, 0x%x", done, count, queue[done < 0 ? 0 : done].first,
              queue[done < 0 ? 0 : done].second);
}
void send(unsigned first, unsigned second) {
    queue[queued++] = {first, second};
    if (!collecting || queued == AR_UPDATES_MOST) settle();
}
void begin_updates() { collecting = may_collect; }
void end_updates() {
    settle();
    collecting = false;
}

unsigned* entry_in(unsigned table, unsigned index) { return static_cast<unsigned*>(reach(table)) + index; }
unsigned entry_frame(unsigned entry) { return entry & AR_PTE_FRAME; }
bool is_valid(unsigned entry) { return (entry & AR_PTE_V) != 0; }
/// Where the direct map has its entry for a frame.
unsigned* direct_entry(unsigned frame) {
    const unsigned address = kDirectMap + frame;
    return entry_in(entry_frame(*entry_in(kernel_table, address >> 22)), address >> 12 & (kEntries - 1));
}

void write_entry(unsigned* place, unsigned entry) {
    if (kernel_table == 0) *static_cast<volatile unsigned*>(place) = entry;
    else send(physical(place) | AR_TABLE_WRITE, entry);
}
void protect(unsigned frame) {
    unsigned* const entry = direct_entry(frame);
    send(physical(entry) | AR_TABLE_WRITE, *entry & ~static_cast<unsigned>(AR_PTE_W));
}
void adopt_table(unsigned frame, unsigned address) {
    if (kernel_table == 0) return;
    protect(frame);
    send(frame | AR_TABLE_PIN, address);
}
void adopt_root(unsigned frame) {
    protect(frame);
    send(frame | AR_TABLE_PIN, AR_PIN_ROOT);
}
void release_table(unsigned frame) {
    unsigned* const entry = direct_entry(frame);
    send(frame | AR_TABLE_UNPIN, 0);
    send(physical(entry) | AR_TABLE_WRITE, *entry | AR_PTE_W);
    send((kDirectMap + frame) | AR_TABLE_FLUSH, AR_FLUSH_EVERY_SPACE);
}

/// Out of trap-and-emulate. The boot tables still let the kernel write everywhere, so its own tables can be made read-only in
/// each other, which through themselves could not be done.
void start_spaces(unsigned table_frame) {
    kernel_table = table_frame;
    *direct_entry(table_frame) &= ~static_cast<unsigned>(AR_PTE_W);
    for (unsigned index = 0; index < kEntries; ++index) {
        const unsigned pointer = *entry_in(table_frame, index);
        if (is_valid(pointer)) *direct_entry(entry_frame(pointer)) &= ~static_cast<unsigned>(AR_PTE_W);
    }
    expect(call(AR_HYPERCALL_ENTER, table_frame | AR_ROOT_ON), "run this kernel in ring 1");
    table_in_use = table_frame;
}
void leave_spaces() {
    settle();
    expect(call(AR_HYPERCALL_LEAVE, physical(boot_table) | AR_ROOT_ON), "let this kernel go");
}
void restart_spaces() {
    leave_spaces();
    start_spaces(kernel_table);
}

unsigned make_entry(unsigned frame, unsigned access, bool user) {
    unsigned entry = frame | AR_PTE_V;
    if ((access & kRead) != 0) entry |= AR_PTE_R;
    if ((access & kWrite) != 0) entry |= AR_PTE_W;
    if ((access & kExecute) != 0) entry |= AR_PTE_X;
    return user ? entry | kUserRing << AR_PTE_RING_SHIFT : entry | kKernelRing << AR_PTE_RING_SHIFT | AR_PTE_G;
}
unsigned make_pointer(unsigned frame) { return frame | AR_PTE_V; }
void set_space(unsigned table_frame, unsigned space_id) {
    settle();
    expect(call(AR_HYPERCALL_SET_ROOT, table_frame | space_id << AR_ROOT_ASID_SHIFT), "change address spaces");
    table_in_use = table_frame;
}
unsigned space_table() { return static_cast<unsigned>(call(AR_HYPERCALL_ROOT)) & AR_PTE_FRAME; }
void flush_page(unsigned address, unsigned space_id) { send(address | AR_TABLE_FLUSH, space_id); }
void flush_space(unsigned space_id) { send(AR_FLUSH_ALL | AR_TABLE_FLUSH, space_id); }

/// The entry for an address in the tables in use; 0 where there is none.
unsigned entry_of(unsigned address) {
    const unsigned pointer = *entry_in(table_in_use, address >> 22);
    return is_valid(pointer) ? *entry_in(entry_frame(pointer), address >> 12 & (kEntries - 1)) : 0;
}
bool user_may(unsigned address, unsigned access) {
    const unsigned entry = entry_of(address);
    const unsigned rights = ((access & kRead) != 0 ? AR_PTE_R : 0u) | ((access & kWrite) != 0 ? AR_PTE_W : 0u) |
                            ((access & kExecute) != 0 ? AR_PTE_X : 0u);
    return is_valid(entry) && (entry & rights) == rights && (entry >> AR_PTE_RING_SHIFT & 3u) == kUserRing;
}

unsigned port_in(unsigned port) { return static_cast<unsigned>(call(AR_HYPERCALL_PORT_IN, port)); }
void port_out(unsigned port, unsigned value) {
    // Before the device is told, for what it has to say after that is news.
    if (port == AR_PORT_CONSOLE_IRQ) acknowledge(AR_LINE_CONSOLE);
    if (port == AR_PORT_DISK_COMMAND) acknowledge(AR_LINE_DISK);
    call(AR_HYPERCALL_PORT_OUT, port, value);
}
void console_write(const char* text, unsigned bytes) {
    while (bytes != 0) {
        const unsigned address = reinterpret_cast<unsigned>(text);
        const unsigned offset = address & (kPageBytes - 1);
        const unsigned piece = bytes < kPageBytes - offset ? bytes : kPageBytes - offset;
        const unsigned frame = address >= kDirectMap ? physical(text) & AR_PTE_FRAME : entry_frame(entry_of(address));
        expect(call(AR_HYPERCALL_CONSOLE_WRITE, frame | offset, piece), "write to the console");
        text += piece;
        bytes -= piece;
    }
}
void disk_kick(unsigned ring_frame) { expect(call(AR_HYPERCALL_DISK_KICK, ring_frame), "kick the disk"); }
void arm_timer(unsigned cycles) {
    // Stopped first, so that what the old deadline may still have to say is said before it is forgotten.
    call(AR_HYPERCALL_TIMER, 0);
    acknowledge(AR_LINE_TIMER);
    if (cycles != 0) call(AR_HYPERCALL_TIMER, cycles);
}
unsigned cycles() { return READ_CSR(AR_CSR_CYCLE); }
void mark(unsigned activity) { WRITE_CSR(AR_CSR_MARK, activity); }

}  // namespace

const PrivilegedOps kPara = {
    .name = "para",
    .kernel_ring = kKernelRing,
    .entry = ::trap_entry1,
    .ring = ring,
    .set_trap_entry = set_trap_entry,
    .trap_entry = trap_entry_now,
    .trap_value = trap_value,
    .resume = resume_program1,
    .interrupts_on = interrupts_on,
    .interrupts_off = interrupts_off,
    .interrupts_are_on = interrupts_are_on,
    .listen = listen,
    .wait = wait,
    .start_spaces = start_spaces,
    .leave_spaces = leave_spaces,
    .restart_spaces = restart_spaces,
    .adopt_table = adopt_table,
    .adopt_root = adopt_root,
    .release_table = release_table,
    .begin_updates = begin_updates,
    .settle = settle,
    .end_updates = end_updates,
    .make_entry = make_entry,
    .make_pointer = make_pointer,
    .entry_frame = entry_frame,
    .write_entry = write_entry,
    .set_space = set_space,
    .space_table = space_table,
    .flush_page = flush_page,
    .flush_space = flush_space,
    .user_may = user_may,
    .port_in = port_in,
    .port_out = port_out,
    .console_write = console_write,
    .disk_kick = disk_kick,
    .arm_timer = arm_timer,
    .cycles = cycles,
    .mark = mark,
};

void allow_batches(bool allowed) { may_collect = allowed; }

}  // namespace anelix
