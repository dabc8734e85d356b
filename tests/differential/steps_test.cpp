// The models step by step: a step is one instruction, or one trap or interrupt, and both mean the same by that.
// Not here: runs (random_test.cpp).
#include "tests/differential/compare.hpp"
#include "tests/differential/generate.hpp"
#include "tests/differential/models.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::differential;

namespace {

/// The first step after which the models differ, as text; empty where there is none.
std::string first_differing_step(const Scenario& scenario) {
    constexpr unsigned kThorough = 512;  ///< every so many steps everything is compared
    Cycles cap = 0;
    for (const Quantum& quantum : scenario.quanta) cap += quantum.cycles;
    Rig<Reference> reference(scenario);
    Rig<Engine> engine(scenario);
    for (unsigned steps = 1; reference.cpu.cycle() < cap; ++steps) {
        const std::uint32_t pc = reference.cpu.state().pc;
        const cpu::Stop stop = step_or_wait(reference.cpu);
        const cpu::Stop engine_stop = step_or_wait(engine.cpu);
        const bool same = stop == engine_stop && reference.cpu.cycle() == engine.cpu.cycle() && reference.cpu.state() == engine.cpu.state();
        if (!same || steps % kThorough == 0 || stop != cpu::Stop::kCycleReached) {
            if (const std::string text = differences(reference, stop, engine, engine_stop); !text.empty())
                return "step " + std::to_string(steps) + " from pc " + hex(pc) + ":\n" + text;
        }
        if (stop != cpu::Stop::kCycleReached) break;
    }
    return "";
}

}  // namespace

TEST_CASE("step by step the engine and the reference agree as well") {
    unsigned failures = 0;
    for (std::uint64_t seed = 1; seed <= 500 && failures < 3; ++seed) {
        const std::string said = first_differing_step(scenario_of_seed(seed));
        INFO("seed " << seed << ", " << said);
        CHECK(said.empty());
        failures += !said.empty();
    }
}
