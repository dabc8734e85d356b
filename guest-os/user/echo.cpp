// Prints its arguments.
#include "user/system.hpp"

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) anelix::print(i + 1 < argc ? "%s " : "%s", argv[i]);
    anelix::print("\n");
    return 0;
}
