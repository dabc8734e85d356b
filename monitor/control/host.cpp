// The processor's name from where Linux tells it.
#include "monitor/control/host.hpp"

#include <fstream>
#include <thread>

namespace anel::control {

Host describe_host() {
    Host host;
    host.cpu = "unknown";
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        const std::size_t colon = line.find(": ");
        if (!line.starts_with("model name") || colon == std::string::npos) continue;
        host.cpu = line.substr(colon + 2);
        break;
    }
    host.processors = std::thread::hardware_concurrency();
#ifdef __clang__
    host.compiler = "clang " __clang_version__;
#else
    host.compiler = "GCC " __VERSION__;
#endif
    host.build_type = ANEL_BUILD_TYPE;
    return host;
}

}  // namespace anel::control
