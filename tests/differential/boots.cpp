#include "tests/differential/boots.hpp"

#include <algorithm>
#include <cstring>
#include <iostream>
#include <vector>

#include "isa/machine/machine.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/images.hpp"
#include "tests/differential/models.hpp"
#include "tests/differential/observed.hpp"
#include "tests/differential/peek.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

namespace anel::differential {

namespace {

constexpr Cycles kStretch = 2'000'000;
constexpr Cycles kLimit = 400'000'000;
constexpr std::size_t kEvents = 1U << 19;

template <class Model>
struct Side {
    Side(const machine::MachineConfig& config, const machine::Machine& booted, const std::vector<std::uint8_t>& disk)
        : ram(booted.memory().begin(), booted.memory().end()), devices(ram, config.disk),
          cpu(config.timing, config.behaviours, ram, devices, kEvents, config.assist) {
        devices.insert_disk(disk);
        devices.end_input();
        cpu.set_state(booted.cpu().state());
    }
    std::vector<std::uint8_t> ram;
    devices::Devices devices;
    Model cpu;
};

/// What differs between the sides; takes what they have written on console and log.
std::string differ(Side<Reference>& a, cpu::Stop stop_a, Side<Engine>& b, cpu::Stop stop_b) {
    std::string text;
    const Observed of_a = observe(a.cpu, stop_a), of_b = observe(b.cpu, stop_b);
    if (!(of_a == of_b)) text = differences(of_a, of_b);
    if (a.ram != b.ram) text += differing_memory(a.ram, b.ram);
    if (!(a.devices.state() == b.devices.state())) text += "  devices: their states differ\n";
    if (a.devices.lines() != b.devices.lines()) text += "  devices: their lines differ\n";
    if (const std::string one = a.devices.take_console(), other = b.devices.take_console(); one != other) text += "  console: " + one + " | " + other + "\n";
    if (const std::string one = a.devices.take_log(), other = b.devices.take_log(); one != other) text += "  log: " + one + " | " + other + "\n";
    return text;
}

}  // namespace

void compare_boot(control::Mode mode, const std::string& command_line) {
    const machine::MachineConfig config;
    const auto kernel = control::load_kernel(tests::bundled_file("anelix.elf").string());
    const auto monitor = control::load_monitor(tests::bundled_file("monitor.elf").string());
    const auto disk = control::load_disk(tests::bundled_file("anelix.disk").string());
    REQUIRE(kernel);
    REQUIRE(monitor);
    REQUIRE(disk);
    machine::Machine booted(config, control::real_ram_bytes(config, mode));
    REQUIRE(control::boot(booted, config, mode, *kernel, &*monitor, command_line));
    Side<Reference> reference(config, booted, *disk);
    Side<Engine> engine(config, booted, *disk);

    cpu::Stop stop = cpu::Stop::kCycleReached;
    for (Cycles until = kStretch; stop == cpu::Stop::kCycleReached && until <= kLimit; until += kStretch) {
        // The engine runs in one go where the reference makes a halt, and the other way about.
        stop = reference.cpu.run(until - kStretch / 3);
        const cpu::Stop engine_stop = engine.cpu.run(until);
        if (stop == cpu::Stop::kCycleReached) stop = reference.cpu.run(until);
        INFO(control::name_of(mode) << ", by cycle " << until);
        REQUIRE(differ(reference, stop, engine, engine_stop) == "");
        reference.cpu.events().clear();
        engine.cpu.events().clear();
    }
    CHECK(stop == cpu::Stop::kPoweredOff);
    CHECK((reference.devices.take_disk() == engine.devices.take_disk()));
    std::cout << control::name_of(mode) << ": " << engine.cpu.cycle() << " cycles, " << engine.cpu.counters().instructions << " instructions, "
              << engine.cpu.counters().entries << " entries\n";
}

}  // namespace anel::differential
