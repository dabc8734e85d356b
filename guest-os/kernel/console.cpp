// Console output by programmed I/O, one byte a port write.
#include "kernel/console.hpp"

#include "anel_target.h"
#include "kernel/privileged.hpp"
#include "lib/text.hpp"

namespace anelix {

void put(char c) { ops->port_out(AR_PORT_CONSOLE_DATA, static_cast<unsigned char>(c)); }

namespace {
void to_console(void*, char c) { put(c); }
void to_log(void*, char c) { ops->port_out(AR_PORT_LOG, static_cast<unsigned char>(c)); }
}  // namespace

void print(const char* pattern, ...) {
    __builtin_va_list arguments;
    __builtin_va_start(arguments, pattern);
    format(to_console, nullptr, pattern, arguments);
    __builtin_va_end(arguments);
}

void log(const char* pattern, ...) {
    __builtin_va_list arguments;
    __builtin_va_start(arguments, pattern);
    format(to_log, nullptr, pattern, arguments);
    __builtin_va_end(arguments);
}

void power_off(unsigned code) {
    for (;;) ops->port_out(AR_PORT_POWER, code);
}

void panic(const char* pattern, ...) {
    print("anelix: panic: ");
    __builtin_va_list arguments;
    __builtin_va_start(arguments, pattern);
    format(to_console, nullptr, pattern, arguments);
    __builtin_va_end(arguments);
    print("\n");
    power_off(kPanicExitCode);
}

}  // namespace anelix
