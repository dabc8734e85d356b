#include "guests/para_guest.hpp"

namespace {

alignas(8) u32 operation[2];
u32 checks;
u32 failures;

void tell(const char* text) {
    for (; *text != 0; ++text) call(AR_HYPERCALL_PORT_OUT, AR_PORT_CONSOLE_DATA, static_cast<unsigned char>(*text));
}
void tell_number(u32 value) {
    char digits[11];
    u32 at = sizeof digits - 1;
    digits[at] = 0;
    do digits[--at] = static_cast<char>('0' + value % 10);
    while ((value /= 10) != 0);
    tell(digits + at);
}

}  // namespace

u32 call(u32 number, u32 a, u32 b) {
    register u32 a0 asm("a0") = a;
    register u32 a1 asm("a1") = b;
    register u32 a7 asm("a7") = number;
    asm volatile(".word %1" : "+r"(a0) : "i"(AR_WORD_HCALL), "r"(a1), "r"(a7) : "memory");
    return a0;
}

void build_tables() {
    for (u32 i = 0; i < 1024; ++i) word_at(kRoot + i * 4) = i < kTableCount ? (kTables + i * 4096) | AR_PTE_V : 0;
    for (u32 page = 0; page < kRam; page += 4096) {
        const bool is_table = page >= kRoot && page < kTables + kTableCount * 4096;
        word_at(entry_of(page)) = page | (is_table ? kReadOnly : kPage);
    }
}

u32 enter() {
    quiet = true;
    const u32 result = call(AR_HYPERCALL_ENTER, kRoot | 1U << AR_ROOT_ASID_SHIFT | AR_ROOT_ON);
    if (result != 0) return result;
    csr_write<AR_CSR_VECTOR1>(address_of(reinterpret_cast<void*>(&trap_entry1)));
    csr_write<AR_CSR_SCRATCH1>(address_of(trap_stack_top1));
    return 0;
}

u32 leave(u32 root) {
    csr_write<AR_CSR_VECTOR1>(address_of(reinterpret_cast<void*>(&trap_entry0)));
    csr_write<AR_CSR_SCRATCH1>(address_of(trap_stack_top0));
    return call(AR_HYPERCALL_LEAVE, root);
}

u32 update(u32 first, u32 second) {
    operation[0] = first;
    operation[1] = second;
    return call(AR_HYPERCALL_UPDATE, address_of(operation), 1);
}

u32 store(u32 address, u32 value) {
    last_trap.cause = 0;
    word_at(address) = value;
    after_possible_trap();
    return last_trap.cause;
}
u32 load(u32 address) {
    last_trap.cause = 0;
    const u32 value = word_at(address);
    asm volatile("" : : "r"(value));
    after_possible_trap();
    return last_trap.cause;
}
u32 fetch(u32 address) {
    last_trap.cause = 0;
    asm volatile("jalr ra, 0(%0)" : : "r"(address) : "ra", "memory");
    return last_trap.cause;
}

void expect(const char* what, u32 seen, u32 wanted) {
    ++checks;
    if (seen == wanted) return;
    ++failures;
    tell(what);
    tell(": ");
    tell_number(seen);
    tell(", not ");
    tell_number(wanted);
    tell("\n");
}

void finish() {
    tell_number(checks);
    tell(" checks, ");
    tell_number(failures);
    tell(" failed\n");
    call(AR_HYPERCALL_PORT_OUT, AR_PORT_POWER, failures == 0 ? 42 : 1);
    for (;;) {}
}
