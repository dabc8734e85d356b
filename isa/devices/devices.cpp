// What each port does. The numbers are the platform contract's.
#include "isa/devices/devices.hpp"

#include <algorithm>
#include <utility>

#include "isa/spec/platform.hpp"

namespace anel::devices {

std::uint32_t Devices::read_port(std::uint16_t port, Cycles now) {
    constexpr std::uint32_t kNothing = 0xffffffff;
    if (Disk::has_port(port)) return disk_.read_port(port);
    switch (port) {
        case spec::kPortConsoleData: {
            if (state_.input.empty()) return kNothing;
            const std::uint8_t byte = state_.input.front();
            state_.input.pop_front();
            refresh_lines();
            return byte;
        }
        case spec::kPortConsoleStatus:
            return (state_.input.empty() ? 0 : spec::kConsoleReady) |
                   (state_.input.empty() && state_.input_ended ? spec::kConsoleEnded : 0);
        case spec::kPortConsoleIrq: return state_.console_irq ? 1 : 0;
        case spec::kPortTimer:
            return state_.timer_due && *state_.timer_due > now ? static_cast<std::uint32_t>(*state_.timer_due - now) : 0;
        case spec::kPortMailbox: {
            const std::uint32_t request = state_.mailbox_request.value_or(kNothing);
            state_.mailbox_request.reset();
            refresh_lines();
            return request;
        }
        default: return kNothing;
    }
}

void Devices::write_port(std::uint16_t port, std::uint32_t value, Cycles now) {
    switch (port) {
        case spec::kPortConsoleData: console_ += static_cast<char>(value); break;
        case spec::kPortConsoleIrq: state_.console_irq = (value & 1U) != 0; break;
        case spec::kPortLog: log_ += static_cast<char>(value); break;
        case spec::kPortTimer:
            timer_high_ = false;
            state_.timer_due = value == 0 ? std::nullopt : std::optional<Cycles>(now + value);
            break;
        case spec::kPortMailbox: state_.mailbox_page = value; break;
        case spec::kPortMailboxAnswer: state_.mailbox_answer = value; break;
        case spec::kPortPower:
            if ((value & spec::kPowerGiveUp) != 0) state_.given_up = true;
            else state_.exit_code = static_cast<std::uint8_t>(value);
            break;
        default:
            if (Disk::has_port(port)) disk_.write_port(port, value, now);
            break;
    }
    refresh_lines();
}

Cycles Devices::timer_next() const { return state_.timer_due && !timer_high_ ? *state_.timer_due : cpu::kNever; }
Cycles Devices::next_due() const { return std::min(timer_next(), disk_.next_due()); }

void Devices::run_due(Cycles now) {
    for (Cycles due = next_due(); due <= now && due != cpu::kNever; due = next_due()) {
        if (timer_next() == due) timer_high_ = true;
        else disk_.run_due();
    }
    refresh_lines();
}

void Devices::type(std::string_view bytes) {
    state_.input.insert(state_.input.end(), bytes.begin(), bytes.end());
    refresh_lines();
}

void Devices::end_input() {
    state_.input_ended = true;
    refresh_lines();
}

void Devices::ask_monitor(std::uint32_t command) {
    state_.mailbox_request = command;
    state_.mailbox_answer.reset();
    refresh_lines();
}

void Devices::restore(const DevicesSnapshot& from) {
    state_ = from.state;
    timer_high_ = from.timer_high;
    disk_.restore(from.disk);
    console_.clear();
    log_.clear();
    refresh_lines();
}

std::string Devices::take_console() { return std::exchange(console_, {}); }
std::string Devices::take_log() { return std::exchange(log_, {}); }

void Devices::refresh_lines() {
    const bool console = state_.console_irq && (!state_.input.empty() || state_.input_ended);
    lines_ = (timer_high_ ? 1U << spec::kLineTimer : 0) | (console ? 1U << spec::kLineConsole : 0) |
             (disk_.line() ? 1U << spec::kLineDisk : 0) | (state_.mailbox_request ? 1U << spec::kLineMailbox : 0);
}

}  // namespace anel::devices
