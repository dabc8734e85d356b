// Copies files, or standard input where none is named, to standard output.
// cat [FILE...]
#include "user/system.hpp"

namespace {

char buffer[512];

/// Until it ends. False where it cannot be read or written.
bool copy(int from) {
    for (;;) {
        const int bytes = anelix::read(from, buffer, sizeof buffer);
        if (bytes <= 0) return bytes == 0;
        if (!anelix::write_all(1, buffer, static_cast<unsigned>(bytes))) return false;
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return copy(0) ? 0 : 1;
    int status = 0;
    for (int i = 1; i < argc; ++i) {
        const int file = anelix::open(argv[i], 0);
        if (file < 0) anelix::complain("cat: %s: %s\n", argv[i], anelix::explain(file));
        const bool copied = file >= 0 && copy(file);
        if (file >= 0) anelix::close(file);
        if (!copied) status = 1;
    }
    return status;
}
