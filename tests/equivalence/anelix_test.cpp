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

struct Pair {
    Outcome native;
    Outcome monitored;
};

const std::vector<std::string> kModes{"full-trap", "para"};

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
    CHECK(out.monitored.monitor_intact);
    CHECK(out.monitored.ledger.total() == out.monitored.cycles);
    CHECK(out.monitored.ledger.of_activity(Activity::kOther) * 100 < out.monitored.cycles);
    return out;
}

}  // namespace

TEST_CASE("each of Anelix's programs prints the same under the monitor") {
    const std::string program = GENERATE(as<std::string>{}, "hello", "ls", "primes", "compute", "sysloop", "forkwait", "ptstress",
                                         "pingpong", "panic", "faults", "hostile", "init", "isprime 97", "cat", "sh", "echo a b | cat");
    const std::string mode = GENERATE(from_range(kModes));
    INFO(program);
    const Pair pair = both(anelix("run=" + program), mode);
    CHECK(pair.monitored.cycles > pair.native.cycles);
}

TEST_CASE("a shell that reads its lines from the console runs the same under the monitor") {
    for (const std::string& mode : kModes) both(anelix("", "hello\nls\necho one two\nprimes\n"), mode);
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
    const Outcome monitored = run_under_monitor(run);
    CHECK(monitored.exit_code != native.exit_code);
    CHECK(monitored.console.find(row.complaint) != std::string::npos);
}

TEST_CASE("preemption does not change what programs print") {
    for (const std::string& mode : kModes) both(anelix("tick=20000 run=forkwait;pingpong"), mode);
}
