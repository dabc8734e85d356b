// Blocking is by poll with a short time limit, so that Ctrl-C is noticed.
#include "monitor/control/console_input.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace anel::control {

namespace {

constexpr int kIdleWaitMs = 20;
constexpr int kStuckWaitMs = 100;
/// A guest that reads without interrupts never waits: after so many quanta of not asking, its line is given unasked.
constexpr unsigned kPatience = 64;

bool stopped(const std::atomic<bool>* stop) { return stop != nullptr && stop->load(); }

}  // namespace

void TextInput::feed(devices::Devices& devices, Appetite, const std::atomic<bool>*) {
    if (devices.state().input_ended) return;
    devices.type(text_);
    devices.end_input();
}

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

void DescriptorInput::feed_typed(devices::Devices& devices, Appetite appetite) {
    if (!ended_) read_some(appetite == Appetite::kBusy ? 0 : appetite == Appetite::kIdle ? kIdleWaitMs : kStuckWaitMs);
    devices.type(held_);
    held_.clear();
    if (ended_ && !told_) devices.end_input(), told_ = true;
}

void DescriptorInput::feed(devices::Devices& devices, Appetite appetite, const std::atomic<bool>* stop) {
    if (told_) return;
    if (terminal_) return feed_typed(devices, appetite);
    if (!devices.state().input.empty()) return;
    if (appetite == Appetite::kBusy) {
        if (devices.state().console_irq || ++hungry_polls_ < kPatience) return;
    }
    std::size_t end = held_.find('\n');
    while (end == std::string::npos && !ended_ && !stopped(stop)) {
        read_some(kStuckWaitMs);
        end = held_.find('\n');
    }
    if (stopped(stop)) return;
    const std::size_t length = end == std::string::npos ? held_.size() : end + 1;
    devices.type(std::string_view(held_).substr(0, length));
    held_.erase(0, length);
    if (ended_ && held_.empty()) devices.end_input(), told_ = true;
}

}  // namespace anel::control
