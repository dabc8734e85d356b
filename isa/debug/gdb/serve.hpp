// One client's conversation with a stub over a pair of file descriptors, while the machine moves in between.
// Not here: the protocol (stub.hpp), where clients come from (listener.hpp).
#pragma once

#include <atomic>

#include "isa/debug/gdb/stub.hpp"

namespace anel::gdb {

enum class Parting : std::uint8_t {
    kLeave,   ///< the client said so
    kGone,    ///< its end was closed, or broke
    kStopped, ///< `*stop` was set
};

/// Until the client leaves. The descriptors stay the caller's; of a socket they are the same. A client that does not read its answers is waited for.
Parting serve(Stub& stub, int from, int to, const std::atomic<bool>* stop);

}  // namespace anel::gdb
