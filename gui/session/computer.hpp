// A machine with everything that a session needs around it: its configuration, its images and their symbols, its run as a history, and the
// debugger's view of all that.
// Not here: running it (simulation.hpp).
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "gui/session/configuration.hpp"
#include "isa/base/result.hpp"
#include "isa/debug/session.hpp"
#include "isa/machine/elf.hpp"
#include "isa/machine/history.hpp"
#include "isa/machine/machine.hpp"
#include "isa/machine/machine_config.hpp"

namespace anel::session {

class Computer {
public:
    /// Reads, checks and boots all of it. The error is for the person who chose the configuration.
    static Result<std::unique_ptr<Computer>> make(const Configuration& configuration);
    Computer(const Computer&) = delete;
    Computer& operator=(const Computer&) = delete;

    const Configuration& configuration() const { return configuration_; }
    const machine::MachineConfig& config() const { return config_; }
    machine::Machine& machine() { return *machine_; }
    const machine::Machine& machine() const { return *machine_; }
    machine::History& history() { return *history_; }
    const machine::History& history() const { return *history_; }
    cpu::Cpu& cpu() { return machine_->cpu(); }
    const cpu::Cpu& cpu() const { return machine_->cpu(); }
    debug::Session& debug() { return *debug_; }
    const debug::Session& debug() const { return *debug_; }
    /// "kernel:anelix::main+0x10"; empty where no program is known.
    std::string symbol_at(std::uint32_t address) const;

private:
    Computer() = default;

    Configuration configuration_;
    machine::MachineConfig config_;
    std::optional<machine::ElfImage> monitor_;
    std::unique_ptr<machine::Machine> machine_;
    std::unique_ptr<machine::History> history_;
    std::unique_ptr<debug::Session> debug_;
};

}  // namespace anel::session
