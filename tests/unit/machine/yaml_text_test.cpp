// A machine written as YAML is that machine when it is read again.
#include "isa/machine/yaml_text.hpp"

#include <random>

#include "isa/machine/policy_overrides.hpp"
#include "isa/machine/yaml_config.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::machine;

namespace {

void check_round_trip(const MachineConfig& config) {
    const std::string text = to_yaml(config);
    INFO(text);
    const auto again = parse_config(text, "again");
    INFO((again ? std::string() : again.error().message));
    REQUIRE(again);
    REQUIRE(*again == config);
    REQUIRE(to_yaml(*again) == text);
}

class Choices {
public:
    explicit Choices(unsigned seed) : random_(seed) {}
    std::uint32_t between(std::uint32_t least, std::uint32_t most) {
        // The ends often.
        const unsigned kind = random_() % 4;
        return kind == 0 ? least : kind == 1 ? most : least + static_cast<std::uint32_t>(random_() % (std::uint64_t{most} - least + 1));
    }
    bool coin() { return random_() % 2 == 0; }
    cpu::CacheParams cache() { return {1U << between(12, 24), 1U << between(0, 4), 1U << between(2, 8), between(0, 100000)}; }

private:
    std::mt19937 random_;
};

MachineConfig random_config(unsigned seed) {
    Choices choose(seed);
    MachineConfig config;
    static const std::string kNames[] = {"default", "a b", "yes", "1.5", "\"quoted\"", "back\\slash", "#: - {}[]&*!|>%@`'", " spaces ", "null", "Anel ação"};
    config.name = kNames[choose.between(0, 9)];
    config.ram_bytes = choose.between(kMinRamMib, kMaxRamMib) << 20;
    config.monitor_bytes = choose.between(kMinMonitorMib, kMaxMonitorMib) << 20;
    cpu::TimingParams& timing = config.timing;
    timing.timed = choose.coin();
    for (std::uint32_t* const knob : {&timing.load_use, &timing.jump, &timing.mispredict, &timing.indirect, &timing.refetch, &timing.drain, &timing.walk_ref,
                                      &timing.crossing_flush, &timing.crossing_word, &timing.crossing_serialize})
        *knob = choose.between(0, 100000);
    timing.mul = choose.between(1, 100000);
    timing.div = choose.between(1, 100000);
    timing.icache = choose.cache();
    timing.dcache = choose.cache();
    timing.tlb_entries = choose.between(4, 4096);
    timing.predictor = static_cast<cpu::PredictorKind>(choose.between(0, 2));
    timing.predictor_entries = 1U << choose.between(0, 20);
    config.assist = {choose.coin(), choose.coin()};
    config.disk = {choose.between(1, 10000000), choose.between(0, 10000000), choose.between(1, 10000000)};
    replace_policy(config, static_cast<spec::Policy>(choose.between(0, 2)));
    const auto rows = overridable_rows();
    for (std::uint32_t i = choose.between(0, 5); i > 0; --i)
        REQUIRE(override_row(config.behaviours, rows[choose.between(0, static_cast<std::uint32_t>(rows.size() - 1))], static_cast<spec::Outside>(choose.between(0, 2))));
    return config;
}

}  // namespace

TEST_CASE("what is written of a machine is read as the same machine, whatever its knobs, its name and its overrides") {
    check_round_trip({});
    for (unsigned seed = 1; seed <= 300; ++seed) check_round_trip(random_config(seed));
}

TEST_CASE("the bundled profiles survive being written") {
    for (const char* const file : {"default.yaml", "deep.yaml"}) {
        const auto config = load_config(tests::source_file(std::string("isa/profiles/") + file).string());
        REQUIRE(config);
        check_round_trip(*config);
    }
}
