// Lists the programs that there are.
#include "user/system.hpp"

int main(int, char**) {
    char name[20];
    for (unsigned i = 0; anelix::system_call(anelix::SystemCall::kProgramName, i, anelix::address_of(name), sizeof name) >= 0; ++i)
        anelix::print("%s\n", name);
    return 0;
}
