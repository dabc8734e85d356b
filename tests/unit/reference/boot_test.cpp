// Whole boots: Anelix on the bare machine and under a monitor, on the reference and on the engine, each with devices of its own. Everything is
// compared every so often and at the end.
#include <algorithm>
#include <string>

#include "isa/machine/machine.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/workloads.hpp"
#include "tests/unit/reference/twins.hpp"
#include "tests/unit/support.hpp"

namespace {

using namespace anel;

constexpr Cycles kStretch = 1'000'000;

/// Runs until the machine is switched off, at most `limit` cycles; returns how many it were.
Cycles compare_boot(control::Mode mode, const std::string& workload_name, Cycles limit, const machine::MachineConfig& config = {}) {
    const auto kernel = control::load_kernel(tests::bundled_file("anelix.elf").string());
    const auto monitor = control::load_monitor(tests::bundled_file("monitor.elf").string());
    const auto workload = control::find_workload(workload_name);
    REQUIRE(kernel);
    REQUIRE(monitor);
    REQUIRE(workload);
    constexpr std::size_t kEvents = 2 * kStretch / 8;
    machine::Machine machine(config, control::real_ram_bytes(config, mode), kEvents);
    REQUIRE(control::boot(machine, config, mode, *kernel, &*monitor, std::string(workload->cmdline)));

    std::vector<std::uint8_t> ram(machine.memory().begin(), machine.memory().end());
    devices::Devices devices(ram, config.disk);
    cpu::Reference reference(config.timing, config.behaviours, ram, devices, kEvents, config.assist);
    reference.set_state(machine.cpu().state());
    for (devices::Devices* each : {&devices, &machine.devices()}) {
        each->type(workload->input);
        each->end_input();
    }

    cpu::Stop stop = cpu::Stop::kCycleReached;
    for (Cycles until = kStretch; stop == cpu::Stop::kCycleReached && until <= limit; until += kStretch) {
        INFO("by cycle " << until);
        stop = reference.run(until);
        REQUIRE(machine.run(until) == stop);
        tests::check_equal(reference, machine.cpu());
        CHECK(std::ranges::equal(ram, machine.memory()));
        CHECK(devices.state() == machine.devices().state());
        const std::string console = devices.take_console();
        CHECK(console == machine.devices().take_console());
        reference.events().clear();
        machine.cpu().events().clear();
        REQUIRE(reference.cycle() == machine.cpu().cycle());
    }
    return reference.cycle();
}

}  // namespace

TEST_CASE("Anelix boots on the reference, cycle for cycle as on the engine") {
    CHECK(compare_boot(control::Mode::kNative, "boot", 20 * kStretch) > 0);
}

TEST_CASE("a monitor starts Anelix on the reference as on the engine, in ring 0, in ring 1 and in ring -1") {
    for (const control::Mode mode : {control::Mode::kFullTrap, control::Mode::kFullTranslate, control::Mode::kPara, control::Mode::kAssistShadow, control::Mode::kAssistNested}) {
        INFO(control::name_of(mode));
        CHECK(compare_boot(mode, "boot", 4 * kStretch) > 0);
    }
}
