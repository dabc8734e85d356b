// The devices behind the ports: console, log, timer and power, as plain state, and the bus that the CPU sees them and the disk through.
// Not here: the disk itself (disk.hpp); where console input comes from and where its output goes (isa/machine and above).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "isa/cpu/device_bus.hpp"
#include "isa/devices/disk.hpp"

namespace anel::devices {

/// Everything about the devices, but for the disk, that a snapshot must hold.
struct DeviceState {
    std::deque<std::uint8_t> input;  ///< console input not yet read
    bool input_ended = false;        ///< nothing will follow
    bool console_irq = false;
    std::optional<Cycles> timer_due;
    std::optional<std::uint8_t> exit_code;  ///< set: powered off
    bool given_up = false;                  ///< powered off by somebody who could not go on
    std::optional<std::uint32_t> mailbox_page;      ///< physical address, once a monitor has told it
    std::optional<std::uint32_t> mailbox_request;   ///< of the host's; until it is read
    std::optional<std::uint32_t> mailbox_answer;    ///< to the last request
    bool operator==(const DeviceState&) const = default;
};

/// The rest of a snapshot is the disk's contents. Output that nobody has taken yet is not part of it.
struct DevicesSnapshot {
    DeviceState state;
    DiskState disk;
    bool timer_high = false;
    bool operator==(const DevicesSnapshot&) const = default;
};

class Devices final : public cpu::DeviceBus {
public:
    /// `ram`: what the disk reads and writes; it outlives the devices.
    explicit Devices(std::span<std::uint8_t> ram = {}, const DiskTiming& timing = {}) : disk_(ram, timing) {}

    std::uint32_t read_port(std::uint16_t port, Cycles now) override;
    void write_port(std::uint16_t port, std::uint32_t value, Cycles now) override;
    Cycles next_due() const override;
    void run_due(Cycles now) override;
    std::uint32_t lines() const override { return lines_; }
    std::vector<cpu::MemoryRange> take_written() override { return disk_.take_written(); }
    bool powered_off() const override { return state_.exit_code.has_value() || state_.given_up; }

    /// Console input arriving now.
    void type(std::string_view bytes);
    void end_input();

    /// See Disk: contents by value, empty where there is no disk.
    void insert_disk(std::vector<std::uint8_t> content) { disk_.insert(std::move(content)); }
    std::vector<std::uint8_t> take_disk() { return disk_.take(); }
    const Disk& disk() const { return disk_; }
    Disk& disk() { return disk_; }

    /// Asks the monitor (a spec::MailboxCommand): its line rises. The answer is in the state when it has come.
    void ask_monitor(std::uint32_t command);

    const DeviceState& state() const { return state_; }
    DevicesSnapshot save() const { return {state_, disk_.state(), timer_high_}; }
    /// The disk's contents stay. Output that nobody has taken is dropped.
    void restore(const DevicesSnapshot& from);
    /// Output since the last take; the caller owns it.
    std::string take_console();
    std::string take_log();

private:
    void refresh_lines();

    Cycles timer_next() const;

    DeviceState state_;
    Disk disk_;
    bool timer_high_ = false;
    std::uint32_t lines_ = 0;
    std::string console_;
    std::string log_;
};

}  // namespace anel::devices
