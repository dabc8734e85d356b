#include "isa/debug/gdb/serve.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace anel::gdb {

namespace {

/// Between two looks for a Ctrl-C: some milliseconds.
constexpr Cycles kPortion = 500'000;
constexpr int kLookEveryMs = 200;

bool ready(int descriptor, short what, int wait_ms) {
    pollfd one{descriptor, what, 0};
    return ::poll(&one, 1, wait_ms) > 0;
}

/// False where the other end is gone, or `*stop` is set.
bool send_all(int to, std::string_view text, const std::atomic<bool>* stop) {
    while (!text.empty()) {
        if (stop->load()) return false;
        if (!ready(to, POLLOUT, kLookEveryMs)) continue;
        // A client that has gone is no reason to be ended by a signal; what is not a socket says so.
        ssize_t sent = ::send(to, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == ENOTSOCK) sent = ::write(to, text.data(), text.size());
        if (sent < 0 && errno != EINTR && errno != EAGAIN) return false;
        if (sent > 0) text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

Parting serve(Stub& stub, int from, int to, const std::atomic<bool>* stop) {
    std::array<std::uint8_t, 4096> buffer{};
    while (!stop->load()) {
        if (ready(from, POLLIN, stub.moving() ? 0 : kLookEveryMs)) {
            const ssize_t count = ::read(from, buffer.data(), buffer.size());
            if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) return Parting::kGone;
            if (count > 0) stub.receive({buffer.data(), static_cast<std::size_t>(count)});
        }
        if (stub.moving()) stub.pump(kPortion);
        if (!send_all(to, stub.take_output(), stop)) return stop->load() ? Parting::kStopped : Parting::kGone;
        if (stub.done()) return Parting::kLeave;
    }
    return Parting::kStopped;
}

}  // namespace anel::gdb
