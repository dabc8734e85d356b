// One fixed set of programs under every timing knob by itself, at its least, usual and large values.
// Not here: knobs all at once (random_test.cpp).
#include <functional>
#include <string>

#include "tests/differential/generate.hpp"
#include "tests/differential/verdict.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::differential;
using cpu::TimingParams;

namespace {

struct Knob {
    std::string name;
    std::vector<std::uint32_t> values;
    std::function<void(TimingParams&, std::uint32_t)> set;
};

Knob latency(const std::string& name, std::uint32_t TimingParams::*knob, std::uint32_t least = 0) {
    const std::uint32_t usual = TimingParams{}.*knob;
    return {name, {least, least + 1, usual, usual + 1, 10 * usual + 50}, [knob](TimingParams& timing, std::uint32_t value) { timing.*knob = value; }};
}

void add_cache(std::vector<Knob>& knobs, const std::string& name, cpu::CacheParams TimingParams::*cache) {
    knobs.push_back({name + ".miss", {0, 1, 20, 300}, [cache](TimingParams& timing, std::uint32_t value) { (timing.*cache).miss = value; }});
    knobs.push_back({name + ".size_bytes", {256, 1024, 16384, 1U << 20}, [cache](TimingParams& timing, std::uint32_t value) { (timing.*cache).size_bytes = value; }});
    knobs.push_back({name + ".ways", {1, 2, 4, 16, 64}, [cache](TimingParams& timing, std::uint32_t value) { (timing.*cache).ways = value; }});
    knobs.push_back({name + ".line_bytes", {4, 16, 32, 64, 128, 4096}, [cache](TimingParams& timing, std::uint32_t value) { (timing.*cache).line_bytes = value; }});
}

std::vector<Knob> all_knobs() {
    std::vector<Knob> knobs{
        latency("load_use", &TimingParams::load_use),
        latency("mul", &TimingParams::mul, 1),
        latency("div", &TimingParams::div, 1),
        latency("jump", &TimingParams::jump),
        latency("mispredict", &TimingParams::mispredict),
        latency("indirect", &TimingParams::indirect),
        latency("refetch", &TimingParams::refetch),
        latency("drain", &TimingParams::drain),
        latency("walk_ref", &TimingParams::walk_ref),
        latency("crossing_flush", &TimingParams::crossing_flush),
        latency("crossing_word", &TimingParams::crossing_word),
        latency("crossing_serialize", &TimingParams::crossing_serialize),
        {"timed", {0, 1}, [](TimingParams& timing, std::uint32_t value) { timing.timed = value != 0; }},
        {"tlb_entries", {4, 5, 8, 64, 512}, [](TimingParams& timing, std::uint32_t value) { timing.tlb_entries = value; }},
        {"predictor", {0, 1, 2}, [](TimingParams& timing, std::uint32_t value) { timing.predictor = static_cast<cpu::PredictorKind>(value); }},
        {"predictor_entries", {1, 2, 512, 8192}, [](TimingParams& timing, std::uint32_t value) { timing.predictor_entries = value; }},
    };
    add_cache(knobs, "icache", &TimingParams::icache);
    add_cache(knobs, "dcache", &TimingParams::dcache);
    return knobs;
}

}  // namespace

TEST_CASE("each timing knob by itself, turned low, left alone and turned high, changes both models alike") {
    const Seeds seeds = seeds_to_run({500'001, 30});
    for (const Knob& knob : all_knobs())
        for (const std::uint32_t value : knob.values)
            for (std::uint64_t seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
                Scenario scenario = scenario_of_seed(seed);
                scenario.timing = {};
                knob.set(scenario.timing, value);
                CHECK(verdict(scenario, knob.name + " = " + std::to_string(value) + ", seed " + std::to_string(seed)) == "");
            }
}
