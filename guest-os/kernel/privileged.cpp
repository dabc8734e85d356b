// The native table: each operation is the instruction that does it. Read this file to know what it takes to own the machine; and
// privileged_para.cpp beside it, in the same order, to know how the same is done where somebody else owns it.
#include "kernel/privileged.hpp"

#include "anel_target.h"

// The assembly half of this table: trap.S.
extern "C" void trap_entry0();
extern "C" void resume_program0(anelix::Frame* frame);
extern "C" int ask_for_monitor();

namespace anelix {

namespace {

#define READ_CSR(number) \
    ({ unsigned value_; asm volatile("csrr %0, %1" : "=r"(value_) : "i"(number)); value_; })
#define WRITE_CSR(number, value) asm volatile("csrw %0, %1" : : "i"(number), "r"(value) : "memory")

unsigned ring() { return READ_CSR(AR_CSR_RING); }
void set_trap_entry(void (*entry)()) { WRITE_CSR(AR_CSR_VECTOR0, entry); }
void (*trap_entry_now())() { return reinterpret_cast<void (*)()>(READ_CSR(AR_CSR_VECTOR0)); }
unsigned trap_value() { return READ_CSR(AR_CSR_VALUE0); }

void interrupts_on() { asm volatile(".word %0" : : "i"(AR_WORD_EI) : "memory"); }
void interrupts_off() { asm volatile(".word %0" : : "i"(AR_WORD_DI) : "memory"); }
bool interrupts_are_on() { return (READ_CSR(AR_CSR_STATUS0) & AR_STATUS_IE) != 0; }
void listen(unsigned lines) { WRITE_CSR(AR_CSR_IMASK0, lines); }
void wait() { asm volatile(".word %0" : : "i"(AR_WORD_WFI) : "memory"); }

void nothing() {}
void nothing_for_table(unsigned) {}
void nothing_for_table_at(unsigned, unsigned) {}

unsigned make_entry(unsigned frame, unsigned access, bool user) {
    unsigned entry = frame | AR_PTE_V;
    if ((access & kRead) != 0) entry |= AR_PTE_R;
    if ((access & kWrite) != 0) entry |= AR_PTE_W;
    if ((access & kExecute) != 0) entry |= AR_PTE_X;
    return user ? entry | 3u << AR_PTE_RING_SHIFT : entry | AR_PTE_G;
}
unsigned make_pointer(unsigned frame) { return frame | AR_PTE_V; }
unsigned entry_frame(unsigned entry) { return entry & AR_PTE_FRAME; }
void write_entry(unsigned* place, unsigned entry) { *static_cast<volatile unsigned*>(place) = entry; }
void set_space(unsigned table_frame, unsigned space_id) {
    WRITE_CSR(AR_CSR_ROOT, table_frame | space_id << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
}
unsigned space_table() { return READ_CSR(AR_CSR_ROOT) & AR_PTE_FRAME; }
void flush_page(unsigned address, unsigned space_id) {
    asm volatile(".insn r 0x0B, 1, 0, x0, %0, %1" : : "r"(address), "r"(space_id) : "memory");
}
void flush_space(unsigned space_id) { asm volatile(".insn r 0x0B, 1, 0, x0, x0, %0" : : "r"(space_id) : "memory"); }
void start_spaces(unsigned table_frame) {
    set_space(table_frame, 0);
    flush_space(0);  // of what the boot tables have said
}
bool user_may(unsigned address, unsigned access) {
    unsigned answer;
    asm volatile(".insn r 0x0B, 4, 0, %0, %1, %2" : "=r"(answer) : "r"(address), "r"(access | 3u << 4));
    return answer != 0;
}

unsigned port_in(unsigned port) {
    unsigned value;
    asm volatile(".insn i 0x0B, 2, %0, 0(%1)" : "=r"(value) : "r"(port) : "memory");
    return value;
}
void port_out(unsigned port, unsigned value) { asm volatile(".insn s 0x0B, 3, %0, 0(%1)" : : "r"(value), "r"(port) : "memory"); }
void console_write(const char* text, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i) port_out(AR_PORT_CONSOLE_DATA, static_cast<unsigned char>(text[i]));
}
void disk_kick(unsigned ring_frame) {
    port_out(AR_PORT_DISK_RING, ring_frame);
    port_out(AR_PORT_DISK_KICK, 0);
}
void arm_timer(unsigned cycles) { port_out(AR_PORT_TIMER, cycles); }
unsigned cycles() { return READ_CSR(AR_CSR_CYCLE); }
void mark(unsigned activity) { WRITE_CSR(AR_CSR_MARK, activity); }

constexpr PrivilegedOps kNative = {
    .name = "native",
    .kernel_ring = 0,
    .entry = ::trap_entry0,
    .ring = ring,
    .set_trap_entry = set_trap_entry,
    .trap_entry = trap_entry_now,
    .trap_value = trap_value,
    .resume = resume_program0,
    .interrupts_on = interrupts_on,
    .interrupts_off = interrupts_off,
    .interrupts_are_on = interrupts_are_on,
    .listen = listen,
    .wait = wait,
    .start_spaces = start_spaces,
    .leave_spaces = nothing,
    .restart_spaces = nothing,
    .adopt_table = nothing_for_table_at,
    .adopt_root = nothing_for_table,
    .release_table = nothing_for_table,
    .begin_updates = nothing,
    .settle = nothing,
    .end_updates = nothing,
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

}  // namespace

const PrivilegedOps* ops = &kNative;

void choose_operations() {
    if (ask_for_monitor() == AR_HYPERCALL_INTERFACE) ops = &kPara;
}

}  // namespace anelix
