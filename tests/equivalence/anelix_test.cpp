// Anelix under the monitor says and returns what it says and returns on the bare machine.
#include "tests/equivalence/both_machines.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using anel::cpu::Stop;
using namespace anel::tests;
using anel::spec::Activity;

namespace {

GuestRun anelix(const std::string& command_line, const std::string& input = {}) {
    GuestRun run;
    run.image = bundled_file("anelix.elf");
    run.command_line = command_line;
    run.input = input;
    run.limit = 4'000'000'000;
    return run;
}

std::string share_of(const Outcome& outcome) {
    std::string out = std::to_string(outcome.cycles) + " cycles:";
    for (std::size_t id = 0; id < anel::spec::kActivityLimit; ++id)
        if (const auto cycles = outcome.ledger.of_activity(static_cast<Activity>(id)); cycles != 0)
            out += " " + std::string(anel::spec::name_of_activity(id)) + " " + std::to_string(cycles);
    return out;
}

/// In every mode.
void same_everywhere(const GuestRun& run) {
    const Outcome native = run_native(run);
    INFO("native: " << share_of(native));
    REQUIRE(native.stop == Stop::kPoweredOff);
    for (const std::string& mode : kMonitoredModes) {
        const Outcome monitored = run_under_monitor(run, mode);
        INFO(mode << ": " << share_of(monitored));
        INFO("log: " << monitored.log);
        CHECK(monitored.stop == Stop::kPoweredOff);
        CHECK(monitored.exit_code == native.exit_code);
        CHECK(first_difference(native.console, monitored.console) == "");
        CHECK(monitored.cycles > native.cycles);
        CHECK(monitored.monitor_intact);
        CHECK(monitored.ledger.total() == monitored.cycles);
        CHECK(monitored.ledger.of_activity(Activity::kOther) * 100 < monitored.cycles);
    }
}

}  // namespace

TEST_CASE("each of Anelix's programs prints the same under the monitor") {
    const std::string program = GENERATE(as<std::string>{}, "hello", "ls", "primes", "compute", "sysloop", "forkwait", "ptstress",
                                         "pingpong", "panic", "faults", "hostile", "init", "isprime 97", "cat", "sh", "echo a b | cat");
    INFO(program);
    same_everywhere(anelix("run=" + program));
}

TEST_CASE("a shell that reads its lines from the console runs the same under the monitor") {
    same_everywhere(anelix("", "hello\nls\necho one two\nprimes\n"));
}

TEST_CASE("where sensitive instructions do not trap, Anelix itself notices the monitor") {
    struct Row {
        anel::spec::Policy policy;
        std::string complaint;
    };
    const Row row = GENERATE(values<Row>({{anel::spec::Policy::kPopf, "I turned interrupts on"},
                                          {anel::spec::Policy::kLegacy, "I believe that I run in ring 0"}}));
    GuestRun run = anelix("run=hello");
    run.config.policy = row.policy;
    run.config.behaviours = anel::cpu::Behaviours::of(row.policy);
    const Outcome native = run_native(run);
    CHECK(native.stop == Stop::kPoweredOff);
    CHECK(native.exit_code == 0);
    const Outcome monitored = run_under_monitor(run, "full-trap");
    CHECK(monitored.exit_code != native.exit_code);
    CHECK(monitored.console.find(row.complaint) != std::string::npos);
}

TEST_CASE("hardware assist closes the hole: under every policy it runs Anelix as the bare machine does") {
    const auto policy = GENERATE(anel::spec::Policy::kPopf, anel::spec::Policy::kLegacy);
    const std::string mode = GENERATE("assist-shadow", "assist-nested");
    GuestRun run = anelix("run=hello;faults;forkwait 3");
    run.config.policy = policy;
    run.config.behaviours = anel::cpu::Behaviours::of(policy);
    const Outcome native = run_native(run);
    const Outcome assisted = run_under_monitor(run, mode);
    INFO(mode);
    REQUIRE(native.exit_code == 0);
    CHECK(assisted.exit_code == 0);
    CHECK(first_difference(native.console, assisted.console) == "");
}

TEST_CASE("preemption does not change what programs print") { same_everywhere(anelix("tick=20000 run=forkwait;pingpong")); }
