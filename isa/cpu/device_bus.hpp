// What the CPU sees of the devices: ports, interrupt lines, and when something is due.
// Not here: the devices (isa/devices).
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "isa/base/types.hpp"

namespace anel::cpu {

inline constexpr Cycles kNever = std::numeric_limits<Cycles>::max();

/// Of physical memory.
struct MemoryRange {
    std::uint32_t address = 0;
    std::uint32_t bytes = 0;
    bool operator==(const MemoryRange&) const = default;
};

class DeviceBus {
public:
    virtual ~DeviceBus() = default;
    /// `now` is the commit cycle of the instruction that asks.
    virtual std::uint32_t read_port(std::uint16_t port, Cycles now) = 0;
    virtual void write_port(std::uint16_t port, std::uint32_t value, Cycles now) = 0;
    /// The next cycle at which a device acts by itself; kNever where none will.
    virtual Cycles next_due() const = 0;
    /// Lets everything due by `now` happen, in order of (due time, device).
    virtual void run_due(Cycles now) = 0;
    /// Bit n: line n is high.
    virtual std::uint32_t lines() const = 0;
    virtual bool powered_off() const = 0;
    /// What devices have written to memory since the last call: a CPU that remembers code asks after each run_due. Devices that write no
    /// memory need not override it.
    virtual std::vector<MemoryRange> take_written() { return {}; }
};

}  // namespace anel::cpu
