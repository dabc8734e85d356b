// print(): collects what it formats, so that a line is one system call.
#include "user/system.hpp"

namespace anelix {

namespace {
struct Line {
    char text[128];
    unsigned used = 0;
    void send() {
        write(1, text, used);
        used = 0;
    }
};
void collect(void* context, char c) {
    auto& line = *static_cast<Line*>(context);
    line.text[line.used++] = c;
    if (line.used == sizeof line.text) line.send();
}
}  // namespace

void print(const char* pattern, ...) {
    Line line;
    __builtin_va_list arguments;
    __builtin_va_start(arguments, pattern);
    format(collect, &line, pattern, arguments);
    __builtin_va_end(arguments);
    if (line.used != 0) line.send();
}

}  // namespace anelix
