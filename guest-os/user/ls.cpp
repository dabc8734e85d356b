// Lists the files that there are, with their sizes. Programs are files.
#include "user/system.hpp"

int main(int, char**) {
    anelix::FileEntry file;
    int next = 0;
    while ((next = anelix::list(next, file)) > 0) {
        char size[] = "        ";
        unsigned at = sizeof size - 1;
        unsigned rest = file.bytes;
        do {
            size[--at] = static_cast<char>('0' + rest % 10);
            rest /= 10;
        } while (rest != 0 && at != 0);
        anelix::print("%s  %s\n", size, file.name);
    }
    if (next == anelix::kNotFound) return 0;
    anelix::complain("ls: %s\n", anelix::explain(next));
    return 1;
}
