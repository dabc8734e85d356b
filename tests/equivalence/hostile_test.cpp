// Guests that mean no good, in every mode: the monitor lives, nothing outside the guest changes, and the guest is told what the bare machine
// would have told it, or is stopped with the reason on the log. The bare machine says what they must see.
#include "tests/equivalence/hostile_runs.hpp"
#include "tests/unit/catch.hpp"

using anel::Ring;
using anel::cpu::Stop;
using namespace anel::tests;
using anel::spec::Activity;

TEST_CASE("a guest that reaches for memory that is not its own finds what the bare machine shows: nothing") { same_as_bare(hostile("memory")); }

TEST_CASE("wild returns, grants, delegations, roots, timers and vectors do to a guest what they do on the bare machine") {
    same_as_bare(hostile("rings"));
}

TEST_CASE("after storms of exits, and with every line up and nobody listening, the guest still gets its timer") {
    same_as_bare(hostile("storms"));
}

TEST_CASE("a guest that can no longer take its traps is stopped where the bare machine stops, and the log says why") {
    for (char doom = 'a'; doom <= 'n'; ++doom) {
        const GuestRun run = hostile("doom", std::string(1, doom));
        const Outcome native = run_bare(run);
        REQUIRE(native.stop == Stop::kTripleFault);
        for (const std::string& mode : kMonitoredModes) {
            const Outcome monitored = run_under_monitor(run, mode);
            INFO(mode << " doom " << doom << ", log: " << begin_of(monitored.log));
            CHECK(monitored.given_up);
            CHECK(first_difference(native.console, monitored.console) == "");
            CHECK(monitored.log.find("triple fault in the VM") != std::string::npos);
            monitor_lives(monitored);
        }
    }
}

TEST_CASE("a guest cannot have its time booked to another VM, nor to none") {
    for (const std::string& mode : kMonitoredModes) {
        const Outcome outcome = run_under_monitor(hostile("rings"), mode);
        INFO(mode);
        for (std::uint8_t vm = 2; vm < 16; ++vm)
            for (const Ring ring : {Ring::kMinus1, Ring::k0, Ring::k1, Ring::k2, Ring::k3})
                for (std::size_t id = 0; id < anel::spec::kActivityLimit; ++id)
                    if (outcome.ledger.at(vm, ring, static_cast<Activity>(id)) != 0) FAIL_CHECK("cycles of VM " << unsigned{vm});
        for (const Ring ring : {Ring::k0, Ring::k1}) CHECK(outcome.ledger.at(0, ring, Activity::kKernel) == 0);
        CHECK(outcome.ledger.at(1, mode.starts_with("assist") ? Ring::k0 : Ring::k1, Activity::kKernel) > 0);
    }
}
