// What an unmodified guest sees under the monitor, in every mode that runs one, is what it sees on the bare machine.
#include "tests/equivalence/both_machines.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using anel::Cycles;
using anel::Ring;
using anel::cpu::Stop;
using namespace anel::tests;
using anel::spec::Activity;

namespace {

GuestRun guest(const std::string& name) {
    GuestRun run;
    run.image = bundled_file("../../tests/guests/" + name + ".elf");
    run.command_line = "one two";
    return run;
}

std::string any_mode() {
    const std::string mode = GENERATE(from_range(kUnmodifiedModes));
    INFO(mode);
    return mode;
}

}  // namespace

TEST_CASE("a guest that asks everything gets the same answers under the monitor") {
    const std::string mode = any_mode();
    GuestRun run = guest("machine_probe");
    run.input = "hello";
    const Outcome native = run_native(run);
    const Outcome monitored = run_under_monitor(run, mode);
    REQUIRE(native.stop == Stop::kPoweredOff);
    CHECK(native.exit_code == 42);
    CHECK(monitored.log == "");
    CHECK(monitored.stop == Stop::kPoweredOff);
    CHECK(monitored.exit_code == native.exit_code);
    CHECK(first_difference(native.console, monitored.console) == "");
}

TEST_CASE("a guest with more page tables than the monitor can shadow reads what its own tables say") {
    const std::string mode = any_mode();
    const Outcome native = run_native(guest("memory_pressure"));
    const Outcome monitored = run_under_monitor(guest("memory_pressure"), mode);
    REQUIRE(native.stop == Stop::kPoweredOff);
    CHECK(monitored.log == "");
    CHECK(monitored.stop == Stop::kPoweredOff);
    CHECK(monitored.exit_code == native.exit_code);
    CHECK(first_difference(native.console, monitored.console) == "");
}

TEST_CASE("a console interrupt that the guest once let pass comes again with the next byte") {
    const std::string mode = any_mode();
    GuestRun run = guest("late_input");
    run.input = "a";
    run.late_input = "b";
    const Outcome native = run_native(run);
    const Outcome monitored = run_under_monitor(run, mode);
    REQUIRE(native.exit_code == 7);
    CHECK(monitored.exit_code == 7);
    CHECK(first_difference(native.console, monitored.console) == "");
}

TEST_CASE("a monitor that cannot start says why on the log and stops the machine") {
    const std::string mode = any_mode();
    GuestRun run = guest("machine_probe");
    run.image = source_file("CMakeLists.txt");
    const Outcome outcome = run_under_monitor(run, mode);
    CHECK(outcome.given_up);
    CHECK(outcome.console == "");
    CHECK(outcome.log.find("monitor: the guest image is not an ELF32 file") != std::string::npos);
}

TEST_CASE("a guest that triple-faults is stopped, and the log says why") {
    const std::string mode = any_mode();
    const Outcome native = run_native(guest("triple_fault"));
    const Outcome monitored = run_under_monitor(guest("triple_fault"), mode);
    REQUIRE(native.stop == Stop::kTripleFault);
    CHECK(monitored.given_up);
    CHECK(first_difference(native.console, monitored.console) == "");
    CHECK(monitored.log.find("triple fault in the VM") != std::string::npos);
}

TEST_CASE("under the monitor every cycle is booked, and little of it to nobody") {
    const Outcome run = run_under_monitor(guest("machine_probe"), "full-trap");
    CHECK(run.ledger.total() == run.cycles);
    CHECK(run.ledger.of_activity(Activity::kOther) * 100 < run.cycles);
    for (const Activity activity : {Activity::kBoot, Activity::kSwitch, Activity::kDispatch, Activity::kDecode, Activity::kEmulate,
                                    Activity::kShadowFill, Activity::kShadowSync, Activity::kInject, Activity::kDevice}) {
        INFO(anel::spec::name_of_activity(static_cast<std::size_t>(activity)));
        CHECK(run.ledger.of_activity(activity) > 0);
    }
    // The guest's kernel is never in ring 0.
    CHECK(run.ledger.at(0, Ring::k0, Activity::kKernel) + run.ledger.at(1, Ring::k0, Activity::kKernel) == 0);
    CHECK(run.ledger.at(1, Ring::k1, Activity::kKernel) > 0);
}

TEST_CASE("under hardware assist the guest's kernel runs in ring 0, and the monitor beneath it") {
    const std::string mode = GENERATE("assist-shadow", "assist-nested");
    const Outcome run = run_under_monitor(guest("machine_probe"), mode);
    INFO(mode);
    CHECK(run.ledger.total() == run.cycles);
    CHECK(run.ledger.of_activity(Activity::kOther) * 100 < run.cycles);
    // What this guest runs in its own ring 1 says for a while that it is a kernel too.
    CHECK(run.ledger.at(1, Ring::k0, Activity::kKernel) > 10 * run.ledger.at(1, Ring::k1, Activity::kKernel));
    CHECK(run.ledger.at(0, Ring::k0, Activity::kKernel) == 0);
    for (const Activity activity : {Activity::kSwitch, Activity::kDispatch, Activity::kDecode, Activity::kEmulate, Activity::kDevice}) {
        INFO(anel::spec::name_of_activity(static_cast<std::size_t>(activity)));
        CHECK(run.ledger.at(1, Ring::kMinus1, activity) > 0);
    }
    CHECK((run.ledger.of_activity(Activity::kShadowFill) > 0) == (mode == "assist-shadow"));
    CHECK((run.ledger.of_activity(Activity::kNestedFill) > 0) == (mode == "assist-nested"));
}
