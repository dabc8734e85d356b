// Where a machine's console input comes from: a text, or whatever a file descriptor gives.
// Not here: the console device itself (isa/devices).
#pragma once

#include <atomic>
#include <string>

#include "isa/devices/devices.hpp"

namespace anel::control {

/// What the guest is doing, as far as its input goes.
enum class Appetite : std::uint8_t {
    kBusy,   ///< it computes
    kIdle,   ///< it waits for an interrupt and has read all there is
    kStuck,  ///< besides, nothing but input can wake it
};

/// What comes now: some bytes, and after them perhaps the end of the input.
struct Fed {
    std::string typed;
    bool ended = false;
};

class ConsoleInput {
public:
    virtual ~ConsoleInput() = default;
    /// Called between quanta, until the input has ended. May block while the guest waits for input alone; returns early once `*stop` is set.
    virtual Fed feed(const devices::DeviceState& console, Appetite appetite, const std::atomic<bool>* stop) = 0;
};

/// All of it is there from the first cycle; then the input ends.
class TextInput final : public ConsoleInput {
public:
    explicit TextInput(std::string text) : text_(std::move(text)) {}
    Fed feed(const devices::DeviceState& console, Appetite appetite, const std::atomic<bool>* stop) override;

private:
    std::string text_;
};

/// Reads a descriptor that it does not own.
/// From a terminal bytes arrive when they are typed. From anything else they arrive a line at a time, each when the guest waits
/// for one: then the run depends on what the lines say, not on when the host delivered them, and repeats cycle for cycle.
class DescriptorInput final : public ConsoleInput {
public:
    explicit DescriptorInput(int descriptor);
    Fed feed(const devices::DeviceState& console, Appetite appetite, const std::atomic<bool>* stop) override;
    bool terminal() const { return terminal_; }

private:
    bool read_some(int wait_ms);
    Fed feed_typed(Appetite appetite);

    int descriptor_;
    bool terminal_;
    bool ended_ = false;  ///< the descriptor has no more
    unsigned hungry_polls_ = 0;
    std::string held_;    ///< read, not yet given to the console
};

}  // namespace anel::control
