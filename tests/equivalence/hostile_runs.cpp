#include "tests/equivalence/hostile_runs.hpp"

#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

namespace anel::tests {

using cpu::Stop;

GuestRun hostile(const std::string& name, const std::string& command_line) {
    GuestRun run;
    run.image = bundled_file("../../tests/guests/hostile_" + name + ".elf");
    run.command_line = command_line;
    run.input = "typed";
    return run;
}

Outcome run_bare(GuestRun run) {
    run.config.assist.present = false;
    return run_native(run);
}

void monitor_lives(const Outcome& outcome) {
    CHECK(outcome.monitor_intact);
    CHECK(outcome.ledger.total() == outcome.cycles);
}

std::string begin_of(const std::string& log) { return log.substr(0, 200); }

namespace {

void agree(const GuestRun& run, const std::vector<std::string>& modes) {
    const Outcome native = run_bare(run);
    INFO("command line: " << run.command_line);
    REQUIRE(native.stop == Stop::kPoweredOff);
    REQUIRE(native.exit_code == 42);
    for (const std::string& mode : modes) {
        const Outcome monitored = run_under_monitor(run, mode);
        INFO(mode << ", log: " << begin_of(monitored.log));
        CHECK(first_difference(native.console, monitored.console) == "");
        CHECK(monitored.stop == Stop::kPoweredOff);
        CHECK(monitored.exit_code == 42);
        CHECK((monitored.log == native.log));
        monitor_lives(monitored);
    }
}

}  // namespace

void same_as_bare(const GuestRun& run, const std::vector<std::string>& modes) {
    const std::string translated = "full-translate";
    std::vector<std::string> others;
    for (const std::string& mode : modes)
        if (mode != translated) others.push_back(mode);
    agree(run, others);
    if (others.size() == modes.size()) return;
    // What translated code shares with the monitor lies in the window, where a guest does not look.
    GuestRun sparing = run;
    sparing.command_line += "+";
    agree(sparing, {translated});
}

void random_guests(int first, int count) {
    for (int seed = first; seed < first + count; ++seed) {
        GuestRun run = hostile("random", std::to_string(seed));
        same_as_bare(run, kUnmodifiedModes);
        run.limit = 60'000'000;
        const Outcome para = run_under_monitor(run, "para");
        INFO("para, command line: " << run.command_line << ", log: " << begin_of(para.log));
        monitor_lives(para);
        CHECK(para.log.find("trap in the monitor") == std::string::npos);
    }
}

}  // namespace anel::tests
