// Makes a file of its arguments, whatever was in it before.
// write FILE WORD...
#include "user/system.hpp"

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const int file = anelix::open(argv[1], anelix::kWriteOnly | anelix::kCreate | anelix::kTruncate);
    bool good = file >= 0;
    for (int i = 2; good && i < argc; ++i)
        good = anelix::write_all(file, argv[i], anelix::length(argv[i])) && anelix::write_all(file, i + 1 < argc ? " " : "\n", 1);
    if (good) return 0;
    anelix::complain("write: %s: %s\n", argv[1], file < 0 ? anelix::explain(file) : "the disk is full, or has failed");
    return 1;
}
