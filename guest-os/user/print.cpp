// print() collects what it formats, so that a line is one system call; write_all() insists where write() gives up.
#include "user/system.hpp"

namespace anelix {

namespace {
struct Line {
    char text[128];
    unsigned used = 0;
    void send() {
        write_all(1, text, used);
        used = 0;
    }
};
void collect(void* context, char c) {
    auto& line = *static_cast<Line*>(context);
    line.text[line.used++] = c;
    if (line.used == sizeof line.text) line.send();
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
    Line line;
    __builtin_va_list arguments;
    __builtin_va_start(arguments, pattern);
    format(collect, &line, pattern, arguments);
    __builtin_va_end(arguments);
    if (line.used != 0) line.send();
}

}  // namespace anelix
