// A TCP port at which a client may call.
// Not here: what is said then (serve.hpp).
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "isa/base/result.hpp"

namespace anel::gdb {

class Listener {
public:
    Listener() = default;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener();

    /// `address`: an IPv4 or IPv6 address in digits. Port 0: one that is free. The error says what to choose differently.
    Status open(const std::string& address, std::uint16_t port);
    /// The one that it is.
    std::uint16_t port() const { return port_; }
    /// Nobody on another computer can reach it.
    bool loopback() const { return loopback_; }
    /// Waits for a client and gives its descriptor, which the caller owns; −1 once `*stop` is set.
    int accept(const std::atomic<bool>* stop);

private:
    int descriptor_ = -1;
    std::uint16_t port_ = 0;
    bool loopback_ = true;
};

}  // namespace anel::gdb
