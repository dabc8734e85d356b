// Guests that try the machine's rules one by one and say a digest of each step: under the monitor, in every mode that runs an unmodified guest,
// every step must be what it is on the bare machine.
#include "tests/equivalence/both_machines.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using anel::cpu::Stop;
using namespace anel::tests;

namespace {

void agrees_in_every_mode(const std::string& name, int exit_code, std::size_t lines) {
    GuestRun run;
    run.image = bundled_file("../../tests/guests/" + name + ".elf");
    const Outcome native = run_native(run);
    REQUIRE(native.stop == Stop::kPoweredOff);
    REQUIRE(native.exit_code == exit_code);
    CHECK(static_cast<std::size_t>(std::ranges::count(native.console, '\n')) == lines);
    for (const std::string& mode : kUnmodifiedModes) {
        INFO(mode);
        const Outcome monitored = run_under_monitor(run, mode);
        CHECK(monitored.log == "");
        CHECK(first_difference(native.console, monitored.console) == "");
        CHECK(monitored.stop == Stop::kPoweredOff);
        CHECK(monitored.exit_code == exit_code);
        CHECK(monitored.monitor_intact);
    }
}

}  // namespace

TEST_CASE("every page-table entry admits and marks under the monitor what it does on the bare machine, in every ring") {
    // For small pages and superpages two without V, and seven rights x four rings x four states of A and D; then four more.
    agrees_in_every_mode("page_matrix", 7, 2 * (2 + 7 * 4 * 4) + 4);
}

TEST_CASE("pages with several names, shared tables, tables as data, spaces and superpages are the same under the monitor") {
    // Thirty of them are those of six rounds in two spaces.
    agrees_in_every_mode("table_tricks", 9, 30 + 21);
}
