// Page tables that change under whoever walks them: what a guest sees after it has flushed is under the monitor, in every mode that runs an unmodified
// guest, what it is on the bare machine.
#include "isa/spec/causes.hpp"
#include "tests/equivalence/anelix_pair.hpp"
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

/// What some more of the same takes.
struct More {
    std::uint64_t cycles, store_faults;
};
More more(const std::string& program, const std::string& few, const std::string& many, const std::string& mode, const std::string& options) {
    std::vector<Outcome> outcomes;
    for (const std::string& count : {few, many}) {
        GuestRun run = anelix("run=" + program + " " + count);
        run.monitor_options = options;
        outcomes.push_back(run_under_monitor(run, mode));
        REQUIRE(outcomes.back().exit_code == 0);
    }
    const auto faults = [](const Outcome& outcome) { return outcome.counters.inward_exceptions[static_cast<std::size_t>(anel::spec::TrapCause::kStorePage)]; };
    return {outcomes[1].cycles - outcomes[0].cycles, faults(outcomes[1]) - faults(outcomes[0])};
}

}  // namespace

TEST_CASE("a write to a page table in use traps once; under adaptive translation the instruction becomes a call, and that is cheaper") {
    const More trapped = more("nano ptwrite", "1000 -q", "3000 -q", "full-trap", "");
    CHECK(trapped.store_faults >= 2000);
    CHECK(trapped.store_faults < 2100);
    const More adapted = more("nano ptwrite", "1000 -q", "3000 -q", "full-translate", "");
    const More stubborn = more("nano ptwrite", "1000 -q", "3000 -q", "full-translate", "adapt=no ");
    CHECK(adapted.store_faults < 20);
    CHECK(stubborn.store_faults >= 2000);
    CHECK(adapted.cycles * 11 < stubborn.cycles * 10);
}

TEST_CASE("tables that are built, torn down, or no tables any more do not cost a trap for each store") {
    for (const char* const mode : {"full-trap", "full-translate"}) {
        INFO(mode);
        CHECK(more("forkwait", "4", "14", mode, "").store_faults < 10 * 8);
    }
}

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
