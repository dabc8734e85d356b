// Runs one guest image on the bare machine and under the monitor, by the boot contract, with nothing but isa/machine.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "isa/machine/machine.hpp"

namespace anel::tests {

struct Outcome {
    std::string console;
    std::string log;
    cpu::Stop stop = cpu::Stop::kCycleReached;
    int exit_code = -1;  ///< -1: the machine was not switched off, or by somebody who gave up
    bool given_up = false;
    Cycles cycles = 0;
    cpu::Counters counters;
    cpu::Ledger ledger;
    std::vector<std::uint8_t> disk;
    std::vector<cpu::Event> events;  ///< the first ones, as many as the run asked for
    std::vector<std::uint8_t> translator;  ///< what a translating monitor has counted (isa/spec/translator.hpp); empty without one
    /// One word of it.
    std::uint32_t translator_word(std::uint32_t offset) const;
    bool monitor_intact = true;      ///< its code, and all that it does not use, are at the end as they were loaded
};

inline constexpr Cycles kLate = 5'000'000;

struct GuestRun {
    std::filesystem::path image;
    std::string mode = "full-trap";  ///< what the monitor is asked for
    std::string monitor_options;     ///< what else it is told, each word with a space behind it
    std::string command_line;
    std::string input;
    std::vector<std::uint8_t> disk;  ///< empty: none
    std::string late_input;  ///< typed when the machine has run for kLate cycles
    Cycles limit = 400'000'000;
    std::size_t events = 0;  ///< crossings to keep
    machine::MachineConfig config;
};

/// The two machines at their first instruction, for who goes on by himself. Without disk and input.
std::unique_ptr<machine::Machine> boot_native(const GuestRun& run);
std::unique_ptr<machine::Machine> boot_under_monitor(const GuestRun& run);

Outcome run_native(const GuestRun& run);
Outcome run_under_monitor(const GuestRun& run);
Outcome run_under_monitor(GuestRun run, const std::string& mode);

/// All modes with a monitor, and those in which an unmodified guest must find what it finds on the bare machine.
inline const std::vector<std::string> kMonitoredModes{"full-trap", "full-translate", "para", "assist-shadow", "assist-nested"};
inline const std::vector<std::string> kUnmodifiedModes{"full-trap", "full-translate", "assist-shadow", "assist-nested"};

/// Empty where both say the same; otherwise the first line that differs, as each has it.
std::string first_difference(const std::string& native, const std::string& monitored);

}  // namespace anel::tests
