// The devices of the machine that follows: they do nothing by themselves. Lines and answers are what they are told to be, what is written to
// them is kept for comparison, and the disk moves its next request when it is told that the other machine's has.
// Not here: who tells them (comparison.hpp); what a disk does with its registers (isa/devices/disk.hpp: the same disk).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "isa/cpu/device_bus.hpp"
#include "isa/devices/disk.hpp"

namespace anel::control::lockstep {

class PuppetBus final : public cpu::DeviceBus {
public:
    /// `ram`: the following machine's, which outlives the bus.
    PuppetBus(std::span<std::uint8_t> ram, std::vector<std::uint8_t> disk) : ram_(ram), disk_(ram, devices::DiskTiming{}) { disk_.insert(std::move(disk)); }

    std::uint32_t read_port(std::uint16_t, Cycles) override {
        ++reads_;
        return answer_;
    }
    void write_port(std::uint16_t port, std::uint32_t value, Cycles now) override;
    Cycles next_due() const override { return cpu::kNever; }
    void run_due(Cycles) override {}
    std::uint32_t lines() const override { return lines_; }
    bool powered_off() const override { return exit_code_.has_value() || given_up_; }

    void set_lines(std::uint32_t lines) { lines_ = lines; }
    void set_answer(std::uint32_t answer) { answer_ = answer; }

    /// What a request of the disk was about, when it has been served.
    struct Served {
        devices::DiskTransfer transfer;
        bool into_memory = false;  ///< it was a read, and could be done
        bool onto_disk = false;    ///< it was a write, and could be done
    };
    bool disk_is_busy() const { return disk_.next_due() != cpu::kNever; }
    /// Serves the next request. What the disk would then write into its ring for the driver to see is held back. Precondition: it is busy.
    Served serve_disk();
    /// Words of the ring that are held back: the driver sees them when the other machine's does.
    struct Held {
        std::uint32_t address = 0;
        std::uint32_t value = 0;
        bool ends_request = false;  ///< the ring's `consumed`, the last that is written for a request
    };
    std::span<const Held> held() const { return held_; }
    /// The first `count` of them go to memory.
    void release(std::size_t count);

    const devices::Disk& disk() const { return disk_; }
    const std::string& console() const { return console_; }
    const std::string& log() const { return log_; }
    std::optional<std::uint8_t> exit_code() const { return exit_code_; }
    bool console_irq() const { return console_irq_; }
    std::uint64_t reads() const { return reads_; }
    std::uint64_t writes() const { return writes_; }
    /// The last value written to the timer's port since this was last asked.
    std::optional<std::uint32_t> take_timer() { return std::exchange(timer_, std::nullopt); }

private:
    std::optional<std::uint32_t> moved_to(const devices::DiskTransfer& transfer, std::uint32_t address) const;
    std::uint32_t word(std::uint32_t address) const;
    void put_word(std::uint32_t address, std::uint32_t value);

    std::span<std::uint8_t> ram_;
    devices::Disk disk_;
    std::vector<Held> held_;
    std::uint32_t lines_ = 0;
    std::uint32_t answer_ = 0;
    std::uint64_t reads_ = 0, writes_ = 0;
    std::string console_, log_;
    std::optional<std::uint32_t> timer_;
    std::optional<std::uint8_t> exit_code_;
    bool given_up_ = false;
    bool console_irq_ = false;
};

}  // namespace anel::control::lockstep
