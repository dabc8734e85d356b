// Page tables that change under whoever walks them: what a guest sees after it has flushed is under the monitor, in every mode that runs an unmodified
// guest, what it is on the bare machine.
#include "tests/equivalence/both_machines.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;

namespace {

GuestRun table_watch() {
    GuestRun run;
    run.image = bundled_file("../../tests/guests/table_watch.elf");
    run.disk.resize(64 * 512);
    return run;
}

void agrees(const GuestRun& run, const std::string& mode) {
    INFO(mode << " " << run.monitor_options);
    static const Outcome native = run_native(table_watch());
    REQUIRE(native.exit_code == 11);
    CHECK(std::ranges::count(native.console, '\n') == 18);
    const Outcome monitored = run_under_monitor(run, mode);
    CHECK(monitored.log == "");
    CHECK(first_difference(native.console, monitored.console) == "");
    CHECK(monitored.exit_code == 11);
    CHECK(monitored.disk == native.disk);
    CHECK(monitored.monitor_intact);
}

}  // namespace

TEST_CASE("a page table may be changed in every way that memory can be, and what is seen through it is the same under the monitor") {
    for (const std::string& mode : kUnmodifiedModes) agrees(table_watch(), mode);
}

TEST_CASE("so it is where stores that keep faulting are not translated anew, and where programs are translated, too") {
    GuestRun run = table_watch();
    run.monitor_options = "adapt=no ";
    agrees(run, "full-translate");
    run.monitor_options = "translate=all ";
    agrees(run, "full-translate");
}
