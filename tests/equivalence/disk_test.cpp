// What a guest sees of its disk under the monitor is what it sees on the bare machine; and whatever it asks the disk for, the monitor lives.
#include "tests/equivalence/both_machines.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using anel::cpu::Stop;
using namespace anel::tests;

namespace {

GuestRun disk_probe(std::size_t sectors) {
    GuestRun run;
    run.image = bundled_file("../../tests/guests/disk_probe.elf");
    run.disk.resize(sectors * 512);
    for (std::size_t i = 0; i < run.disk.size(); ++i) run.disk[i] = static_cast<std::uint8_t>(i * 31 + i / 512 * 7 + i / 256);
    // Slow, so that many exits to a monitor fit into a transfer.
    run.config.disk = {200000, 1000, 30000};
    return run;
}

void same_in_both(const GuestRun& run) {
    const Outcome native = run_native(run);
    const std::string mode = GENERATE(from_range(kUnmodifiedModes));
    const Outcome monitored = run_under_monitor(run, mode);
    INFO(mode << ": " << native.console);
    REQUIRE(native.stop == Stop::kPoweredOff);
    REQUIRE(native.exit_code == 43);
    CHECK(monitored.log == "");
    CHECK(monitored.stop == Stop::kPoweredOff);
    CHECK(monitored.exit_code == native.exit_code);
    CHECK(first_difference(native.console, monitored.console) == "");
    CHECK(monitored.disk == native.disk);
    CHECK(monitored.monitor_intact);
    CHECK((run.disk.empty() || native.disk != run.disk));
}

}  // namespace

TEST_CASE("commands, states, interrupts and rings of the disk are the same under the monitor, and attacks reach nothing") {
    same_in_both(disk_probe(64));
}

TEST_CASE("without a disk every request fails in the same way under the monitor") { same_in_both(disk_probe(0)); }
