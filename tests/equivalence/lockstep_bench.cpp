#include "tests/equivalence/lockstep_bench.hpp"

#include "monitor/control/lockstep/report.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

namespace anel::tests {

using namespace control::lockstep;

LockstepBench::LockstepBench(const std::string& mode, const std::string& cmdline, const std::string& kernel) {
    const auto found = control::find_mode(mode);
    REQUIRE(found);
    auto image = control::load_kernel(bundled_file(kernel).string());
    REQUIRE(image);
    kernel_ = std::move(*image);
    auto monitor = control::load_monitor(bundled_file("monitor.elf").string());
    REQUIRE(monitor);
    monitor_ = std::move(*monitor);
    auto disk = control::load_disk(bundled_file("anelix.disk").string());
    REQUIRE(disk);
    disk_ = std::move(*disk);
    request_.run.mode = *found;
    request_.run.kernel = &kernel_;
    request_.run.monitor = &monitor_;
    request_.run.cmdline = cmdline;
    request_.run.disk = disk_;
    request_.run.max_cycles = 2'000'000'000;
}

void LockstepBench::set_policy(spec::Policy policy) {
    request_.run.config.policy = policy;
    request_.run.config.behaviours = cpu::Behaviours::of(policy);
}

control::lockstep::Outcome LockstepBench::run() const {
    const auto outcome = run_lockstep(request_);
    REQUIRE(outcome);
    return *outcome;
}

LockstepBench::Hands LockstepBench::join() const {
    control::RunRequest bare = request_.run;
    bare.mode = control::Mode::kNative;
    auto native = control::boot_for(bare);
    auto leading = control::boot_for(request_.run);
    REQUIRE(native);
    REQUIRE(leading);
    Hands hands;
    hands.follower = std::make_unique<Follower>(request_.run.config, **native);
    hands.leader = std::make_unique<Leader>(std::move(*leading), request_.run);
    REQUIRE(hands.leader->start());
    hands.pair = std::make_unique<Pair>(*hands.leader, *hands.follower, request_.run.config.ram_bytes);
    return hands;
}

std::string test_guest(const std::string& name) { return "../../tests/guests/" + name + ".elf"; }

std::string told(const control::lockstep::Outcome& outcome) { return to_text(outcome, {}, explain::Language::kEnglish); }

}  // namespace anel::tests
