// Console output, collected line by line.
#include "kernel/console.hpp"

#include "anel_target.h"
#include "kernel/privileged.hpp"
#include "lib/text.hpp"

namespace anelix {

namespace {

/// Collects what is printed, because a monitor is better told a line at a time.
struct Pending {
    char text[80];
    unsigned used = 0;
    void send() {
        ops->console_write(text, used);
        used = 0;
    }
};
void to_console(void* pending, char c) {
    auto& line = *static_cast<Pending*>(pending);
    line.text[line.used++] = c;
    if (line.used == sizeof line.text) line.send();
}
void to_log(void*, char c) { ops->port_out(AR_PORT_LOG, static_cast<unsigned char>(c)); }
void print_list(const char* pattern, __builtin_va_list arguments) {
    Pending line;
    format(to_console, &line, pattern, arguments);
    line.send();
}
}  // namespace

void print(const char* pattern, ...) {
    __builtin_va_list arguments;
    __builtin_va_start(arguments, pattern);
    print_list(pattern, arguments);
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
    print_list(pattern, arguments);
    __builtin_va_end(arguments);
    print("\n");
    power_off(kPanicExitCode);
}

}  // namespace anelix
