// Anelix under the monitor says and returns what it says and returns on the bare machine.
#include "isa/spec/translator.hpp"
#include "tests/equivalence/anelix_pair.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using anel::cpu::Stop;
using namespace anel::tests;

namespace {

void same_everywhere(const GuestRun& run) {
    for (const std::string& mode : kMonitoredModes) {
        const Pair pair = both(run, mode);
        CHECK(pair.monitored.cycles > pair.native.cycles);
    }
}

}  // namespace

TEST_CASE("each of Anelix's programs prints the same under the monitor") {
    const std::string program = GENERATE(as<std::string>{}, "hello", "ls", "primes", "compute", "sysloop", "forkwait", "ptstress",
                                         "pingpong", "panic", "faults", "hostile", "init", "isprime 97", "cat", "sh", "misaligned", "cat hello", "rm hello", "write f x", "files", "echo a b | cat");
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

TEST_CASE("translation closes the hole: under every policy Anelix runs as on the bare machine, its programs translated or not") {
    const auto policy = GENERATE(anel::spec::Policy::kPopf, anel::spec::Policy::kLegacy);
    GuestRun run = anelix("run=hello;faults;forkwait 3;pingpong 20;ptstress 3");
    run.config.policy = policy;
    run.config.behaviours = anel::cpu::Behaviours::of(policy);
    run.monitor_options = GENERATE(as<std::string>{}, "", "translate=all ", "adapt=no ", "cache_bytes=24576 ");
    const Outcome translated = both(run, "full-translate").monitored;
    CHECK(translated.exit_code == 0);
    if (run.monitor_options.starts_with("cache")) CHECK(translated.translator_word(anel::spec::translator::kEvictions) > 0);
}

TEST_CASE("Anelix's red pill sees a monitor where programs may look and are run directly, and none where they are translated or nobody may look") {
    constexpr const char* kBeneath = "somebody is beneath the kernel";
    constexpr const char* kNobody = "nobody is beneath it, or he lets nothing be seen";
    constexpr const char* kEnded = "on this machine programs may not look";
    struct Row {
        std::string mode, options;
        const char* legacy;
    };
    const Row row = GENERATE(values<Row>({{"full-translate", "", kBeneath}, {"full-translate", "translate=all ", kNobody}, {"para", "", kBeneath},
                                          {"assist-shadow", "", kNobody}, {"assist-nested", "", kNobody}}));
    GuestRun run = anelix("run=redpill");
    run.monitor_options = row.options;
    INFO(row.mode << " " << row.options);
    CHECK(run_native(run).console.find(kEnded) != std::string::npos);
    CHECK(run_under_monitor(run, row.mode).console.find(kEnded) != std::string::npos);
    run.config.policy = anel::spec::Policy::kLegacy;
    run.config.behaviours = anel::cpu::Behaviours::of(run.config.policy);
    CHECK(run_native(run).console.find(kNobody) != std::string::npos);
    CHECK(run_under_monitor(run, row.mode).console.find(row.legacy) != std::string::npos);
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

TEST_CASE("single operations give the same results under the monitor") {
    const std::string operation = GENERATE(as<std::string>{}, "compute 1000", "syscall 100", "irqflag 300", "callret 300", "exception 100", "pagefault 300",
                                           "ptwrite 100", "ptbatch 100", "switch 101", "chase 1000", "fork 3", "pipe 30");
    const std::string mode = GENERATE(from_range(kMonitoredModes));
    INFO(operation);
    const Pair pair = both(anelix("run=nano " + operation + " -q"), mode);
    CHECK(pair.native.exit_code == 0);
    CHECK(pair.native.console.find(" times, result ") != std::string::npos);
}

TEST_CASE("nano measures every operation, and says what there is") {
    GuestRun run = anelix("run=nano; nano nothing");
    const Outcome outcome = run_native(run);
    INFO(outcome.console);
    for (const char* name : {"compute", "syscall", "irqflag", "callret", "exception", "pagefault", "ptwrite", "ptbatch", "switch", "chase", "fork", "pipe"})
        CHECK(outcome.console.find("\n" + std::string(name) + " ") != std::string::npos);
    CHECK(outcome.console.find("nano: pio: there is no disk\n") != std::string::npos);
    CHECK(outcome.console.find("nano: there are compute ") != std::string::npos);
}

TEST_CASE("misaligned loads are done by the kernel, byte by byte, and misaligned stores are an offence") {
    const Outcome outcome = run_native(anelix("run=panic misaligned; misaligned"));
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.console.find("it stored to a misaligned address") != std::string::npos);
    CHECK(outcome.console.find("misaligned: 52 loads, 0 wrong, 0\n") != std::string::npos);
}

TEST_CASE("Anelix starts anew from its first instruction, in every mode, as often as its command line says") {
    const std::string work = "tick=20000 run=hello; forkwait 2";
    GuestRun run = anelix("reboots=5 " + work);
    const bool disk = GENERATE(false, true);
    INFO("disk: " << disk);
    if (disk) {
        const std::string image = read_file(bundled_file("anelix.disk"));
        run.disk.assign(image.begin(), image.end());
    }
    same_everywhere(run);
    const Outcome native = run_native(run);
    CHECK(native.exit_code == 0);
    run.command_line = work;
    const std::string once = run_native(run).console;
    REQUIRE(once.starts_with("Anelix v1: "));
    std::string wanted = once;
    for (int more = 4; more >= 0; --more) wanted += "anelix: reboot, " + std::to_string(more) + " more to come\n" + once;
    CHECK(first_difference(wanted, native.console) == "");
}

TEST_CASE("a kernel that has used its console's interrupt and the monitor's interface starts anew all the same") {
    same_everywhere(anelix("restarts=2 reboots=2", "hello\nls\n"));
}

TEST_CASE("the exit code is that of the last life, and a panic is the end whatever was planned") {
    struct Row {
        std::string program;
        int exit_code;
        bool reboots;
    };
    const Row row = GENERATE(values<Row>({{"init=/bin/panic kernel", 101, false}, {"init=/bin/rm nothing", 1, true}}));
    const std::string mode = GENERATE(from_range(kMonitoredModes));
    INFO(row.program << ", " << mode);
    const Outcome native = both(anelix("reboots=1 " + row.program), mode).native;
    CHECK(native.exit_code == row.exit_code);
    CHECK((native.console.find("anelix: reboot") != std::string::npos) == row.reboots);
}

TEST_CASE("preemption does not change what programs print") { same_everywhere(anelix("tick=20000 run=forkwait;pingpong")); }
