// Runs one guest image on the bare machine and under the monitor, by the boot contract, with nothing but isa/machine.
#pragma once

#include <cstdint>
#include <filesystem>
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
    bool monitor_intact = true;  ///< its code and its copy of the guest's image are as they were loaded
};

inline constexpr Cycles kLate = 5'000'000;

struct GuestRun {
    std::filesystem::path image;
    std::string command_line;
    std::string input;
    std::vector<std::uint8_t> disk;  ///< empty: none
    std::string late_input;  ///< typed when the machine has run for kLate cycles
    Cycles limit = 400'000'000;
    machine::MachineConfig config;
};

Outcome run_native(const GuestRun& run);
/// `mode`: by its name on the monitor's command line.
Outcome run_under_monitor(const GuestRun& run, const std::string& mode);

/// The modes in which an unmodified guest must find what it finds on the bare machine.
inline const std::vector<std::string> kUnmodifiedModes{"full-trap", "assist-shadow", "assist-nested"};

/// Empty where both say the same; otherwise the first line that differs, as each has it.
std::string first_difference(const std::string& native, const std::string& monitored);

}  // namespace anel::tests
