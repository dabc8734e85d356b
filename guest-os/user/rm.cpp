// Removes files.
// rm FILE...
#include "user/system.hpp"

int main(int argc, char** argv) {
    int status = argc > 1 ? 0 : 2;
    for (int i = 1; i < argc; ++i) {
        const int error = anelix::unlink(argv[i]);
        if (error == 0) continue;
        anelix::complain("rm: %s: %s\n", argv[i], anelix::explain(error));
        status = 1;
    }
    return status;
}
