#include "tests/equivalence/anelix_pair.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

namespace anel::tests {

using cpu::Stop;
using spec::Activity;

namespace {

std::string share_of(const Outcome& outcome) {
    std::string out = std::to_string(outcome.cycles) + " cycles:";
    for (std::size_t id = 0; id < spec::kActivityLimit; ++id)
        if (const auto cycles = outcome.ledger.of_activity(static_cast<Activity>(id)); cycles != 0)
            out += " " + std::string(spec::name_of_activity(id)) + " " + std::to_string(cycles);
    return out;
}

}  // namespace

GuestRun anelix(const std::string& command_line, const std::string& input) {
    GuestRun run;
    run.image = bundled_file("anelix.elf");
    run.command_line = command_line;
    run.input = input;
    run.limit = 4'000'000'000;
    return run;
}

Pair both(GuestRun run, const std::string& mode) {
    run.mode = mode;
    Pair out{run_native(run), run_under_monitor(run)};
    INFO("mode: " << mode);
    INFO("native: " << share_of(out.native));
    INFO("monitored: " << share_of(out.monitored));
    INFO("log: " << out.monitored.log);
    REQUIRE(out.native.stop == Stop::kPoweredOff);
    CHECK(out.monitored.stop == Stop::kPoweredOff);
    CHECK(out.monitored.exit_code == out.native.exit_code);
    CHECK(first_difference(out.native.console, out.monitored.console) == "");
    CHECK((out.monitored.disk == out.native.disk));  // a mebibyte is not to be printed
    CHECK(out.monitored.monitor_intact);
    CHECK(out.monitored.ledger.total() == out.monitored.cycles);
    CHECK(out.monitored.ledger.of_activity(Activity::kOther) * 100 < out.monitored.cycles);
    return out;
}

}  // namespace anel::tests
