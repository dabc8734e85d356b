// Greets, so that one can see that programs run.
#include "user/system.hpp"

int main(int, char**) {
    anelix::print("Hello from ring 3.\n");
    return 0;
}
