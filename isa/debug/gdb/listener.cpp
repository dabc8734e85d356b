#include "isa/debug/gdb/listener.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

namespace anel::gdb {

namespace {

struct Place {
    sockaddr_storage address{};
    socklen_t bytes = 0;
    bool loopback = false;
};

std::optional<Place> place_of(const std::string& address, std::uint16_t port) {
    Place place;
    sockaddr_in v4{};
    if (inet_pton(AF_INET, address.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        place.loopback = (ntohl(v4.sin_addr.s_addr) >> 24) == 127;
        place.bytes = sizeof v4;
        std::memcpy(&place.address, &v4, sizeof v4);
        return place;
    }
    sockaddr_in6 v6{};
    if (inet_pton(AF_INET6, address.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        place.loopback = IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
        place.bytes = sizeof v6;
        std::memcpy(&place.address, &v6, sizeof v6);
        return place;
    }
    return std::nullopt;
}

}  // namespace

Listener::~Listener() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Status Listener::open(const std::string& address, std::uint16_t port) {
    auto place = place_of(address, port);
    if (!place) return Error{fmt::format("'{}' is no address to listen at; expected digits, such as 127.0.0.1 or ::1", address), ErrorKind::kUsage};
    descriptor_ = ::socket(place->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    if (descriptor_ >= 0) ::setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    auto* const raw = reinterpret_cast<sockaddr*>(&place->address);
    if (descriptor_ < 0 || ::bind(descriptor_, raw, place->bytes) != 0 || ::listen(descriptor_, 1) != 0) {
        const int why = errno;
        return Error{fmt::format("port {} at {} cannot be listened at: {}; choose another with --port, or 0 for one that is free", port, address, std::strerror(why))};
    }
    ::getsockname(descriptor_, raw, &place->bytes);
    port_ = ntohs(place->address.ss_family == AF_INET ? reinterpret_cast<sockaddr_in*>(raw)->sin_port : reinterpret_cast<sockaddr_in6*>(raw)->sin6_port);
    loopback_ = place->loopback;
    return {};
}

int Listener::accept(const std::atomic<bool>* stop) {
    constexpr int kLookEveryMs = 200;
    while (!stop->load()) {
        pollfd waiting{descriptor_, POLLIN, 0};
        if (::poll(&waiting, 1, kLookEveryMs) <= 0) continue;
        const int client = ::accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        // Packets are short, and each waits for its answer.
        const int yes = 1;
        ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        return client;
    }
    return -1;
}

}  // namespace anel::gdb
