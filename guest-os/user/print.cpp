// print() collects what it formats, so that a line is one system call; write_all() insists where write() gives up.
#include "user/system.hpp"

namespace anelix {

namespace {
struct Line {
    int fd = 1;
    unsigned used = 0;
    char text[128];
    void send() {
        write_all(fd, text, used);
        used = 0;
    }
};
void collect(void* context, char c) {
    auto& line = *static_cast<Line*>(context);
    line.text[line.used++] = c;
    if (line.used == sizeof line.text) line.send();
}
void print_list(int fd, const char* pattern, __builtin_va_list arguments) {
    Line line;
    line.fd = fd;
    format(collect, &line, pattern, arguments);
    if (line.used != 0) line.send();
}
}  // namespace

bool write_all(int fd, const void* from, unsigned bytes) {
    const char* at = static_cast<const char*>(from);
    while (bytes != 0) {
        const int written = write(fd, at, bytes);
        if (written < 0) return false;
        at += written;
        bytes -= static_cast<unsigned>(written);
    }
    return true;
}

void print(const char* pattern, ...) {
    __builtin_va_list arguments;
    __builtin_va_start(arguments, pattern);
    print_list(1, pattern, arguments);
    __builtin_va_end(arguments);
}

void complain(const char* pattern, ...) {
    __builtin_va_list arguments;
    __builtin_va_start(arguments, pattern);
    print_list(2, pattern, arguments);
    __builtin_va_end(arguments);
}

}  // namespace anelix
