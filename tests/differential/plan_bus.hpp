// The devices of a scenario: lines, DMA, a timer and ports, that do what the plan says at the cycle it says.
// Not here: the machine's real devices (isa/devices), which boots are compared with.
#pragma once

#include <optional>
#include <span>
#include <utility>

#include "isa/cpu/device_bus.hpp"
#include "tests/differential/scenario.hpp"

namespace anel::differential {

/// Everything that has gone through the ports, so that two models can be seen to have asked for the same things at the same time.
struct PortAccess {
    Cycles at = 0;
    std::uint32_t value = 0;
    std::uint16_t port = 0;
    bool written = false;
    bool operator==(const PortAccess&) const = default;
};

class PlanBus final : public cpu::DeviceBus {
public:
    /// Both outlive the bus.
    PlanBus(const BusPlan& plan, std::span<std::uint8_t> ram) : plan_(plan), ram_(ram), next_beat_(plan.beat) {}

    std::uint32_t read_port(std::uint16_t port, Cycles now) override;
    void write_port(std::uint16_t port, std::uint32_t value, Cycles now) override;
    Cycles next_due() const override;
    void run_due(Cycles now) override;
    std::uint32_t lines() const override { return lines_; }
    bool powered_off() const override { return off_; }
    std::vector<cpu::MemoryRange> take_written() override { return std::exchange(written_, {}); }

    const std::vector<PortAccess>& accesses() const { return accesses_; }

private:
    void write_memory(const Piece& piece);

    const BusPlan& plan_;
    std::span<std::uint8_t> ram_;
    std::size_t next_ = 0;
    Cycles next_beat_;
    bool beat_is_high_ = false;
    std::optional<Cycles> timer_, dma_;
    std::uint32_t lines_ = 0;
    bool off_ = false;
    std::vector<cpu::MemoryRange> written_;
    std::vector<PortAccess> accesses_;
};

}  // namespace anel::differential
