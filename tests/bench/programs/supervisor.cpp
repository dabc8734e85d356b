// The least that lets a program run in ring 3 of the bare machine: it turns paging on if asked to, enters the program, and answers write
// and exit. The host has loaded the program; the command line says where: `paging=1 entry=0x… code=0x… data=0x… end=0x…`.
// Not here: an operating system (guest-os).
#include "anel_target.h"

extern "C" [[noreturn]] void enter_ring_3(unsigned entry);

namespace {

#define READ_CSR(number) \
    ({ unsigned value_; asm volatile("csrr %0, %1" : "=r"(value_) : "i"(number)); value_; })

void port_out(unsigned port, unsigned value) { asm volatile(".insn s 0x0B, 3, %0, 0(%1)" : : "r"(value), "r"(port) : "memory"); }

[[noreturn]] void power_off(unsigned code) {
    for (;;) port_out(AR_PORT_POWER, code);
}

void log(const char* text) {
    for (; *text != '\0'; ++text) port_out(AR_PORT_LOG, static_cast<unsigned char>(*text));
}
void log(unsigned number) {
    for (int shift = 28; shift >= 0; shift -= 4) port_out(AR_PORT_LOG, static_cast<unsigned char>("0123456789abcdef"[number >> shift & 15]));
}
[[noreturn]] void give_up(const char* why, unsigned number) {
    log("supervisor: ");
    log(why);
    log(" 0x");
    log(number);
    log("\n");
    power_off(AR_POWER_GIVE_UP);
}

/// The number behind `key`, which ends in `=`; as on paper, hexadecimal behind 0x.
unsigned number_of(const char* line, const char* key) {
    for (; *line != '\0'; ++line) {
        const char* c = line;
        const char* k = key;
        while (*k != '\0' && *c == *k) ++c, ++k;
        if (*k != '\0') continue;
        const unsigned base = c[0] == '0' && c[1] == 'x' ? 16 : 10;
        if (base == 16) c += 2;
        unsigned number = 0;
        for (; *c != '\0' && *c != ' '; ++c) number = number * base + static_cast<unsigned>(*c <= '9' ? *c - '0' : *c - 'a' + 10);
        return number;
    }
    return 0;
}

// Everything is mapped onto itself.
constexpr unsigned kPage = 4096, kEntries = 1024, kTables = 4;
alignas(4096) unsigned root[kEntries];
alignas(4096) unsigned tables[kTables][kEntries];

void map(unsigned from, unsigned end, unsigned rights) {
    for (unsigned page = from & ~(kPage - 1); page < end; page += kPage) {
        const unsigned table = page >> 22;
        if (table >= kTables) give_up("no page table for", page);
        root[table] = reinterpret_cast<unsigned>(tables[table]) | AR_PTE_V;
        tables[table][page >> 12 & (kEntries - 1)] = page | rights | AR_PTE_V;
    }
}

void start_paging(unsigned code, unsigned data, unsigned end) {
    constexpr unsigned kOurs = 0x00100000, kUser = 3u << AR_PTE_RING_SHIFT;
    map(kOurs, code, AR_PTE_R | AR_PTE_W | AR_PTE_X | AR_PTE_G);
    map(code, data, AR_PTE_R | AR_PTE_X | kUser);
    map(data, end, AR_PTE_R | AR_PTE_W | kUser);
    const unsigned value = reinterpret_cast<unsigned>(root) | AR_ROOT_ON;
    asm volatile("csrw %0, %1" : : "i"(AR_CSR_ROOT), "r"(value) : "memory");
}

}  // namespace

extern "C" {

[[noreturn]] void supervise(const unsigned* boot_block) {
    constexpr unsigned kCommandLine = 6;  // the boot block's word
    const char* const line = reinterpret_cast<const char*>(boot_block[kCommandLine]);
    const unsigned entry = number_of(line, "entry=");
    if (number_of(line, "paging=") != 0) start_paging(number_of(line, "code="), number_of(line, "data="), number_of(line, "end="));
    enter_ring_3(entry);
}

int answer(unsigned a0, const unsigned char* text, unsigned bytes, unsigned number) {
    constexpr unsigned kWrite = 64, kExit = 93;
    constexpr int kNoSuchCall = -38;
    const unsigned cause = READ_CSR(AR_CSR_CAUSE0);
    if (cause != AR_CAUSE_ECALL) {
        log("supervisor: trap at pc 0x");
        log(READ_CSR(AR_CSR_EPC0));
        log(", value 0x");
        log(READ_CSR(AR_CSR_VALUE0));
        log("\n");
        give_up("unexpected trap of cause", cause);
    }
    if (number == kExit) power_off(a0 & 0xff);
    if (number != kWrite) return kNoSuchCall;
    for (unsigned i = 0; i < bytes; ++i) port_out(AR_PORT_CONSOLE_DATA, text[i]);
    return static_cast<int>(bytes);
}

}
