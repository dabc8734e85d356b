// A machine: memory, devices and CPU, ready to be loaded and run.
// Not here: images and boot blocks (elf.hpp, monitor/control), YAML (yaml_config.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "isa/base/types.hpp"
#include "isa/cpu/engine/cpu.hpp"
#include "isa/devices/devices.hpp"
#include "isa/machine/machine_config.hpp"
#include "isa/machine/snapshot.hpp"

namespace anel::machine {

class Machine {
public:
    /// `ram_bytes`: all real memory (a monitor's included). `event_capacity`: crossings kept between two reads; 0: none.
    Machine(const MachineConfig& config, std::uint32_t ram_bytes, std::size_t event_capacity = 0)
        : ram_(ram_bytes), devices_(ram_, config.disk),
          cpu_(config.timing, config.behaviours, ram_, devices_, event_capacity, config.assist) {}
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    /// False, with nothing written, where the bytes do not fit into memory.
    [[nodiscard]] bool write_memory(PhysAddr at, std::span<const std::uint8_t> bytes);
    std::span<const std::uint8_t> memory() const { return ram_; }
    /// Puts the CPU at its reset state with `pc`, and a0 and a1 as the boot contract says.
    void reset_to(PhysAddr entry, PhysAddr boot_block);

    /// Runs until `until` (a cycle count since reset) or something ends it.
    cpu::Stop run(Cycles until) { return cpu_.run(until); }

    /// Everything that decides how this machine goes on; between runs. Pages that are equal to those of `like` are shared with it: where this
    /// machine has taken that one, at the cost of the pages that it has written since.
    MachineSnapshot save(const MachineSnapshot* like = nullptr);
    /// Of a machine with the same configuration and memory. Output that nobody has taken is dropped.
    void restore(const MachineSnapshot& from);

    cpu::Cpu& cpu() { return cpu_; }
    const cpu::Cpu& cpu() const { return cpu_; }
    devices::Devices& devices() { return devices_; }
    const devices::Devices& devices() const { return devices_; }

private:
    std::shared_ptr<const void> mark_ = std::make_shared<char>();  ///< of the snapshots that this machine has taken
    std::vector<std::uint8_t> ram_;  // before devices and CPU, which hold on to it
    devices::Devices devices_;
    cpu::Cpu cpu_;
};

}  // namespace anel::machine
