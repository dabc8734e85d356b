#include "tests/equivalence/conformance_runs.hpp"

#include <algorithm>

#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

namespace anel::tests {

using cpu::Stop;
using enum spec::Policy;

const std::vector<Way> kWays{
    {"full-trap", "", {kStrict}, {kPopf, kLegacy}},
    {"full-translate", "", {kStrict, kPopf}, {kLegacy}},
    {"full-translate", "translate=all ", {kStrict, kLegacy}, {}},
    {"assist-shadow", "", {kStrict, kLegacy}, {}},
    {"assist-nested", "", {kStrict, kPopf}, {}},
};
const Way kPara{"para", "", {kStrict}, {}};
const Way kNarrow{"full-translate", "translate=all cache_bytes=16384 ", {kStrict}, {}};

GuestRun conformance_guest(const std::string& name, spec::Policy policy) {
    GuestRun run;
    run.image = bundled_file("../../tests/guests/" + name + ".elf");
    run.config.policy = policy;
    run.config.behaviours = cpu::Behaviours::of(policy);
    // No guest's machine has hardware assist.
    run.config.assist.present = false;
    return run;
}

Outcome native_of(const GuestRun& run, int exit_code, std::size_t lines) {
    Outcome native = run_native(run);
    REQUIRE(native.stop == Stop::kPoweredOff);
    REQUIRE(native.exit_code == exit_code);
    CHECK(static_cast<std::size_t>(std::ranges::count(native.console, '\n')) == lines);
    return native;
}

Outcome run_by(GuestRun run, const Way& way) {
    run.monitor_options = way.options;
    run.config.assist.present = true;
    return run_under_monitor(run, way.mode);
}

Outcome agrees(const GuestRun& run, const Outcome& native, const Way& way) {
    Outcome monitored = run_by(run, way);
    INFO(way.mode << " " << way.options << spec::name_of(run.config.policy));
    CHECK(monitored.log == "");
    CHECK(first_difference(native.console, monitored.console) == "");
    CHECK(monitored.stop == Stop::kPoweredOff);
    CHECK(monitored.exit_code == native.exit_code);
    CHECK(monitored.monitor_intact);
    return monitored;
}

}  // namespace anel::tests
