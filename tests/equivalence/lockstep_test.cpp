// Lockstep: the guest under the monitor and the guest on the bare machine are in the same state after every instruction, in every mode that has
// such a state, for Anelix and for guests that are made to find a monitor out.
#include "monitor/control/lockstep/lockstep.hpp"

#include "tests/equivalence/lockstep_bench.hpp"
#include "tests/unit/catch.hpp"

using namespace anel::tests;
using anel::control::lockstep::Ending;
using Lockstep = anel::control::lockstep::Outcome;

TEST_CASE("Anelix boots, runs a program and powers off without one instruction that ends differently under the monitor") {
    struct Row {
        std::string mode;
        bool user, adapt;
    };
    const Row row = GENERATE(values<Row>({{"native", false, true},
                                          {"full-trap", false, true},
                                          {"full-translate", false, true},
                                          {"full-translate", true, true},
                                          {"full-translate", false, false},
                                          {"assist-shadow", false, true},
                                          {"assist-nested", false, true}}));
    LockstepBench bench(row.mode, "run=echo booted");
    bench.request().run.monitor_options.translate_user = row.user;
    bench.request().run.monitor_options.adapt = row.adapt;
    const Lockstep outcome = bench.run();
    INFO(told(outcome));
    REQUIRE(outcome.ending == Ending::kEnded);
    CHECK(outcome.guest_exit == 0);
    CHECK(outcome.counts.instructions > 400'000);
    CHECK(outcome.counts.stores > 50'000);
    CHECK(outcome.counts.memory_compared >= outcome.counts.instructions / anel::control::lockstep::kMemoryPeriod);
    CHECK(outcome.counts.transfers > 10);
    CHECK(outcome.counts.device_writes > 50);
    CHECK(outcome.counts.console_bytes > 10);
    CHECK((outcome.counts.jumps != 0) == (row.mode == "full-translate"));
}

TEST_CASE("a guest that asks its machine about everything, interrupts and time too, is told the same after every instruction") {
    const std::string mode = GENERATE(as<std::string>{}, "full-trap", "assist-nested");
    LockstepBench bench(mode, "one two", test_guest("machine_probe"));
    bench.request().typed = "typed";
    const Lockstep outcome = bench.run();
    INFO(told(outcome));
    REQUIRE(outcome.ending == Ending::kEnded);
    CHECK(outcome.guest_exit == 42);
    CHECK(outcome.counts.interrupts > 3);
    CHECK(outcome.counts.time_reads > 3);
    CHECK(outcome.counts.device_reads > 10);
}

TEST_CASE("code that a translator may get wrong goes instruction by instruction as on the bare machine") {
    LockstepBench bench("full-translate", GENERATE(as<std::string>{}, "l", "m", "f", "e", "p", "b", "i", "s", "o", "c"), test_guest("translate_probe"));
    bench.request().run.monitor_options.translate_user = GENERATE(false, true);
    const Lockstep outcome = bench.run();
    INFO(bench.request().run.cmdline << "\n" << told(outcome));
    REQUIRE(outcome.ending == Ending::kEnded);
    CHECK(outcome.guest_exit == 42);
}

TEST_CASE("page tables that are changed in every awkward way lead to the same, and the disk's requests end the same, instruction by instruction") {
    const std::string mode = GENERATE(as<std::string>{}, "full-trap", "full-translate", "assist-shadow");
    const std::string guest = GENERATE(as<std::string>{}, "table_tricks", "disk_probe");
    LockstepBench bench(mode, "", test_guest(guest));
    const Lockstep outcome = bench.run();
    INFO(mode << ", " << guest << "\n" << told(outcome));
    REQUIRE(outcome.ending == Ending::kEnded);
}

TEST_CASE("a guest whose machine stops with a triple fault ends the same under the monitor") {
    for (const char* const mode : {"native", "full-trap", "full-translate", "assist-shadow", "assist-nested"}) {
        const Lockstep outcome = LockstepBench(mode, "", test_guest("triple_fault")).run();
        INFO(mode << "\n" << told(outcome));
        CHECK(outcome.ending == Ending::kEnded);
        CHECK_FALSE(outcome.guest_exit);
    }
}

TEST_CASE("where sensitive instructions do not trap, the first one that matters is found and named; translated, there is none") {
    struct Row {
        anel::spec::Policy policy;
        std::string instruction, what, leader, native;
    };
    const Row row = GENERATE(values<Row>({{anel::spec::Policy::kPopf, "ei", "status0", "0x00000000", "0x00000001"},
                                          {anel::spec::Policy::kLegacy, "csrrs a0, ring, zero", "a0", "0x00000001", "0x00000000"}}));
    LockstepBench trapping("full-trap", "run=echo booted");
    trapping.set_policy(row.policy);
    const Lockstep found = trapping.run();
    REQUIRE(found.ending == Ending::kDiverged);
    REQUIRE(found.divergence);
    CHECK(found.divergence->at.text == row.instruction);
    CHECK(found.divergence->at.ring == anel::Ring::k0);
    CHECK(found.divergence->real_ring == anel::Ring::k1);
    CHECK_FALSE(found.divergence->monitor_came);
    CHECK(found.divergence->instruction == found.counts.instructions);
    REQUIRE(found.divergence->differences.size() == 1);
    const auto& difference = found.divergence->differences.front();
    CHECK(difference.what == row.what);
    CHECK(difference.leader.starts_with(row.leader));
    CHECK(difference.native.starts_with(row.native));
    REQUIRE(found.divergence->remarks.size() == 1);
    CHECK(found.divergence->remarks.front().find("`" + row.instruction + "`") != std::string::npos);
    CHECK(found.divergence->story);
    CHECK(found.divergence->story_is_older);

    LockstepBench translating("full-translate", "run=echo booted");
    translating.set_policy(row.policy);
    const Lockstep none = translating.run();
    INFO(told(none));
    CHECK(none.ending == Ending::kEnded);
}

TEST_CASE("a paravirtual guest is not held against the bare machine") {
    const LockstepBench bench("full-trap", "");
    anel::control::lockstep::Request request;
    request.run.mode = anel::control::Mode::kPara;
    const auto outcome = run_lockstep(request);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind == anel::ErrorKind::kUsage);
}
