// Paravirtualization: the kernel really is in ring 1 and really does without the monitor, batches change costs and nothing else, and a
// guest that is not honest is refused or stopped while the monitor lives.
#include <algorithm>

#include "isa/spec/causes.hpp"
#include "tests/equivalence/both_machines.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using anel::Ring;
using anel::cpu::Event;
using anel::cpu::EventKind;
using anel::cpu::Stop;
using namespace anel::tests;
using anel::spec::Activity;
using anel::spec::TrapCause;

namespace {

GuestRun para(const std::string& image, const std::string& command_line = {}) {
    GuestRun run;
    run.image = bundled_file(image);
    run.mode = "para";
    run.command_line = command_line;
    return run;
}
GuestRun guest(const std::string& name) { return para("../../tests/guests/" + name + ".elf"); }

/// The guest has made its checks, all held, it went off by itself, and the monitor is what it was.
void holds(const Outcome& outcome) {
    INFO("console: " << outcome.console);
    INFO("log: " << outcome.log);
    CHECK(outcome.stop == Stop::kPoweredOff);
    CHECK(outcome.exit_code == 42);
    CHECK(outcome.console.find(" checks, 0 failed\n") != std::string::npos);
    CHECK(outcome.log == "");
    CHECK(outcome.monitor_intact);
    CHECK(outcome.ledger.total() == outcome.cycles);
}

std::uint64_t count_of(const Outcome& outcome, TrapCause cause) { return outcome.counters.exceptions[static_cast<std::size_t>(cause)]; }

std::ptrdiff_t traps(const std::vector<Event>& events, TrapCause cause, Ring from, Ring to) {
    return std::ranges::count_if(events, [&](const Event& event) {
        return event.kind == EventKind::kTrap && event.cause == static_cast<std::uint32_t>(cause) && event.from == from && event.to == to;
    });
}

}  // namespace

TEST_CASE("in para a program's system calls go from ring 3 to its kernel in ring 1 and back, and the monitor sees none") {
    GuestRun run = para("anelix.elf", "run=sysloop 5000");
    run.events = 1'000'000;
    const Outcome outcome = run_under_monitor(run);
    REQUIRE(outcome.exit_code == 0);
    CHECK(traps(outcome.events, TrapCause::kEcall, Ring::k3, Ring::k1) > 5000);
    CHECK(traps(outcome.events, TrapCause::kEcall, Ring::k3, Ring::k0) == 0);
    CHECK(count_of(outcome, TrapCause::kHcall) < 1000);
    // The kernel's time is booked to ring 1, and what privileged instructions there were came before it entered.
    CHECK(outcome.ledger.at(1, Ring::k1, Activity::kKernel) > outcome.ledger.at(1, Ring::k0, Activity::kHypercall));
    CHECK(outcome.ledger.at(1, Ring::k0, Activity::kKernel) == 0);
    CHECK(count_of(outcome, TrapCause::kPrivileged) < 10);
}

TEST_CASE("in para page faults of a program are its kernel's alone") {
    GuestRun run = para("anelix.elf", "run=faults 200");
    run.events = 1'000'000;
    const Outcome outcome = run_under_monitor(run);
    REQUIRE(outcome.exit_code == 0);
    CHECK(traps(outcome.events, TrapCause::kLoadPage, Ring::k3, Ring::k1) >= 200);
    CHECK(traps(outcome.events, TrapCause::kLoadPage, Ring::k3, Ring::k0) == 0);
}

TEST_CASE("batches save hypercalls and change nothing else") {
    const Outcome together = run_under_monitor(para("anelix.elf", "run=ptstress 30;forkwait 5"));
    const Outcome one_by_one = run_under_monitor(para("anelix.elf", "nobatch run=ptstress 30;forkwait 5"));
    CHECK(together.exit_code == 0);
    CHECK(one_by_one.exit_code == 0);
    CHECK(first_difference(together.console, one_by_one.console) == "");
    CHECK(count_of(one_by_one, TrapCause::kHcall) > 5 * count_of(together, TrapCause::kHcall));
}

TEST_CASE("Anelix leaves the monitor's interface, enters it again, and goes on as if nothing had been") {
    const GuestRun run = para("anelix.elf", "restarts=5 run=hello;forkwait 2");
    const Outcome native = run_native(run);
    const Outcome monitored = run_under_monitor(run);
    CHECK(native.exit_code == 0);
    CHECK(monitored.exit_code == 0);
    CHECK(first_difference(native.console, monitored.console) == "");
    CHECK(monitored.ledger.at(1, Ring::k0, Activity::kShadowFill) > 0);
}

TEST_CASE("in para Anelix runs under every policy, because it uses no instruction that might not trap") {
    const auto policy = GENERATE(anel::spec::Policy::kStrict, anel::spec::Policy::kPopf, anel::spec::Policy::kLegacy);
    GuestRun run = para("anelix.elf", "run=hello;forkwait 3");
    run.config.policy = policy;
    run.config.behaviours = anel::cpu::Behaviours::of(policy);
    const Outcome native = run_native(run);
    const Outcome monitored = run_under_monitor(run);
    CHECK(native.exit_code == 0);
    CHECK(monitored.exit_code == 0);
    CHECK(first_difference(native.console, monitored.console) == "");
}

TEST_CASE("a guest that makes no hypercall runs in para as under full-trap") {
    const std::string name = GENERATE("memory_pressure", "late_input");
    GuestRun run = guest(name);
    run.input = "a";
    run.late_input = "b";
    const Outcome native = run_native(run);
    const Outcome monitored = run_under_monitor(run);
    CHECK(monitored.exit_code == native.exit_code);
    CHECK(first_difference(native.console, monitored.console) == "");
}

TEST_CASE("a kernel in ring 1 enters and leaves again and again, takes its interrupts, and turns them on and off by itself") {
    const Outcome outcome = run_under_monitor(guest("para_life"));
    holds(outcome);
    // 4,000 times the flag was moved, and no privileged instruction is left over for that.
    CHECK(count_of(outcome, TrapCause::kPrivileged) < 2000);
}

TEST_CASE("a guest's page tables cannot be made to reach more than its own ordinary memory") {
    holds(run_under_monitor(guest("para_tables")));
}

TEST_CASE("wild hypercalls are refused, ten thousand bad operations too, and nothing is half-done") {
    holds(run_under_monitor(guest("para_calls")));
}

TEST_CASE("a paravirtual guest uses its disk by commands and by rings, and cannot make it write to a page table") {
    GuestRun run = guest("para_disk");
    run.disk.resize(64 * 512);
    run.config.disk = {200000, 1000, 30000};  // slow, so that there is time while a transfer is under way
    holds(run_under_monitor(run));
}

TEST_CASE("after storms of calls and traps a paravirtual guest still gets its timer, and the monitor sleeps when it waits") {
    GuestRun run = guest("para_storms");
    run.input = "typed";
    const Outcome outcome = run_under_monitor(run);
    holds(outcome);
    CHECK(outcome.ledger.at(1, Ring::k0, Activity::kHypercall) < 1'500'000);
    CHECK(outcome.ledger.of_activity(Activity::kIdle) > 5'800'000);
}

TEST_CASE("a guest that never takes an interrupt cannot hold up the monitor") {
    GuestRun run = guest("para_deaf");
    run.input = "anybody there?";
    const Outcome outcome = run_under_monitor(run);
    holds(outcome);
    CHECK(outcome.counters.interrupts[anel::spec::kLineTimer] == 1);
    CHECK(outcome.counters.interrupts[anel::spec::kLineConsole] <= 2);
}

TEST_CASE("a guest that can no longer take its own traps is stopped, and the log says why") {
    const Outcome outcome = run_under_monitor(guest("para_doomed"));
    CHECK(outcome.given_up);
    CHECK(outcome.console == "");
    CHECK(outcome.log.find("monitor: the VM is stopped: the first instruction of its trap handler in ring 1") != std::string::npos);
    CHECK(outcome.monitor_intact);
}
