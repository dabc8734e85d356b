// Blocking is by poll with a short time limit, so that Ctrl-C is noticed.
#include "monitor/control/console_input.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace anel::control {

namespace {

constexpr int kIdleWaitMs = 20;
constexpr int kStuckWaitMs = 100;
/// A guest that reads without interrupts never waits: after so many quanta of not asking, its line is given unasked.
constexpr unsigned kPatience = 64;

bool stopped(const std::atomic<bool>* stop) { return stop != nullptr && stop->load(); }

}  // namespace

Fed TextInput::feed(const devices::DeviceState&, Appetite, const std::atomic<bool>*) { return {std::move(text_), true}; }

DescriptorInput::DescriptorInput(int descriptor) : descriptor_(descriptor), terminal_(::isatty(descriptor) != 0) {}

/// True where something came or the end was reached.
bool DescriptorInput::read_some(int wait_ms) {
    pollfd asked{descriptor_, POLLIN, 0};
    if (::poll(&asked, 1, wait_ms) <= 0) return false;
    std::array<char, 4096> chunk{};
    const ssize_t count = ::read(descriptor_, chunk.data(), chunk.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return false;
    if (count <= 0) ended_ = true;
    else held_.append(chunk.data(), static_cast<std::size_t>(count));
    return true;
}

Fed DescriptorInput::feed_typed(Appetite appetite) {
    if (!ended_) read_some(appetite == Appetite::kBusy ? 0 : appetite == Appetite::kIdle ? kIdleWaitMs : kStuckWaitMs);
    return {std::exchange(held_, {}), ended_};
}

Fed DescriptorInput::feed(const devices::DeviceState& console, Appetite appetite, const std::atomic<bool>* stop) {
    if (terminal_) return feed_typed(appetite);
    if (!console.input.empty()) return {};
    if (appetite == Appetite::kBusy) {
        if (console.console_irq || ++hungry_polls_ < kPatience) return {};
    }
    std::size_t end = held_.find('\n');
    while (end == std::string::npos && !ended_ && !stopped(stop)) {
        read_some(kStuckWaitMs);
        end = held_.find('\n');
    }
    if (stopped(stop)) return {};
    Fed fed{held_.substr(0, end == std::string::npos ? held_.size() : end + 1), false};
    held_.erase(0, fed.typed.size());
    fed.ended = ended_ && held_.empty();
    return fed;
}

}  // namespace anel::control
