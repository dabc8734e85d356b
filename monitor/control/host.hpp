// On what a measurement was made: the host's processor, and how this program was built. Numbers of seconds mean nothing without it.
// Not here: measuring (bench.hpp).
#pragma once

#include <string>

namespace anel::control {

struct Host {
    std::string cpu;  ///< its model's name
    unsigned processors = 0;
    std::string compiler;
    std::string build_type;

    bool release() const { return build_type == "Release"; }
};

Host describe_host();

}  // namespace anel::control
