// The first program. Runs what the kernel's command line says (programs separated by ';'), or else the shell; then powers off
// with the exit code of the last one.
#include "user/system.hpp"

int main(int argc, char** argv) {
    char shell[] = "sh";
    char batch[] = "-c";
    char* arguments[] = {shell, nullptr, nullptr, nullptr};
    if (argc > 1) {
        arguments[1] = batch;
        arguments[2] = argv[1];
    }
    const int pid = anelix::fork();
    if (pid == 0) {
        anelix::exec(shell, arguments);
        anelix::print("init: there is no shell\n");
        anelix::exit(1);
    }
    int status = 0;
    while (anelix::wait(-1, &status) != pid) {}
    anelix::system_call(anelix::SystemCall::kPowerOff, static_cast<unsigned>(status));
    return 0;
}
