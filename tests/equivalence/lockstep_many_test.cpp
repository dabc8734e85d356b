// Lockstep at length: every workload in every mode, random guests, every kind of page-table entry.
#include "monitor/control/workloads.hpp"
#include "tests/equivalence/lockstep_bench.hpp"
#include "tests/unit/catch.hpp"

using namespace anel::tests;
using anel::control::lockstep::Ending;
using Lockstep = anel::control::lockstep::Outcome;

namespace {

const std::vector<std::string> kModes{"full-trap", "full-translate", "assist-shadow", "assist-nested"};

}  // namespace

TEST_CASE("every workload ends in every mode without one instruction that ends differently") {
    for (const anel::control::Workload& workload : anel::control::workloads())
        for (const std::string& mode : kModes)
            for (const bool translate_user : {false, true}) {
                if (translate_user && mode != "full-translate") continue;
                LockstepBench bench(mode, std::string(workload.cmdline));
                bench.request().typed = workload.input;
                bench.request().run.monitor_options.translate_user = translate_user;
                const Lockstep outcome = bench.run();
                INFO(workload.name << ", " << mode << "\n" << told(outcome));
                CHECK(outcome.ending == Ending::kEnded);
                CHECK(outcome.guest_exit == 0);
            }
}

TEST_CASE("what a guest does at random ends the same, instruction by instruction") {
    for (int seed = 1; seed <= 60; ++seed)
        for (const std::string& mode : kModes) {
            // What translated code shares with its monitor lies in the window, where a guest does not look.
            LockstepBench bench(mode, std::to_string(seed) + (mode == "full-translate" ? "+" : ""), test_guest("hostile_random"));
            bench.request().typed = "typed";
            const Lockstep outcome = bench.run();
            INFO(seed << ", " << mode << "\n" << told(outcome));
            CHECK(outcome.ending == Ending::kEnded);
        }
}

TEST_CASE("every kind of page-table entry admits and refuses the same, instruction by instruction") {
    for (const char* const mode : {"full-trap", "assist-shadow", "assist-nested"}) {
        const Lockstep outcome = LockstepBench(mode, "", test_guest("page_matrix")).run();
        INFO(mode << "\n" << told(outcome));
        CHECK(outcome.ending == Ending::kEnded);
    }
}
