#include "gui/session/comparer.hpp"

#include "gui/session/parts.hpp"
#include "monitor/control/boot.hpp"

namespace anel::session {

using control::Mode;

Comparer::Comparer(std::function<void()> there)
    : latest_(std::move(there)), thread_([this](CompareWish wish, std::uint64_t number, const std::atomic<bool>& stop) {
          Comparing comparing;
          comparing.number = number;
          comparing.wish = std::move(wish);
          compare(std::move(comparing), stop);
      }) {}

void Comparer::compare(Comparing comparing, const std::atomic<bool>& stop) {
    const auto say = [&] { latest_.put(std::make_shared<const Comparing>(comparing)); };
    if (stop) {
        comparing.state = Comparing::State::kCancelled;
        return say();
    }
    const auto fail = [&](const Error& error) {
        comparing.state = Comparing::State::kFailed;
        comparing.error = error.message;
        comparing.running.reset();
        say();
    };
    const auto workload = control::find_workload(comparing.wish.workload);
    if (!workload) return fail(workload.error());
    Configuration configuration;
    configuration.machine_file = comparing.wish.machine_file;
    configuration.policy = comparing.wish.policy;
    const auto parts = load_parts(configuration, true);
    if (!parts) return fail(parts.error());
    comparing.modes = {Mode::kNative};
    for (const Mode mode : comparing.wish.modes) {
        if (mode == Mode::kNative) continue;
        (control::check_mode(parts->config, mode) ? comparing.modes : comparing.left_out).push_back(mode);
    }

    control::Comparison so_far;
    so_far.workload = workload->name;
    so_far.machine = parts->config.name;
    so_far.policy = spec::name_of(parts->config.policy);
    so_far.operations = workload->operations;
    control::CompareRequest request;
    request.config = parts->config;
    request.workload = *workload;
    request.modes = comparing.modes;
    request.kernel = &parts->kernel;
    request.monitor = &parts->monitor->elf;
    request.disk = parts->disk;
    request.stop = &stop;
    request.on_progress = [&](Mode mode, Cycles cycles) {
        comparing.running = mode;
        comparing.cycles = cycles;
        // Who has not looked at the last one need not have the next.
        if (!latest_.waits()) say();
    };
    request.on_mode_judged = [&](const control::ComparedMode& row) {
        if (stop) return;
        so_far.modes.push_back(row);
        so_far.modes.back().run.disk = {};
        comparing.comparison = std::make_shared<const control::Comparison>(so_far);
        say();
    };
    comparing.running = Mode::kNative;
    say();
    auto comparison = control::compare(request);
    if (!comparison) return fail(comparison.error());
    comparing.running.reset();
    comparing.state = comparison->interrupted || stop ? Comparing::State::kCancelled : Comparing::State::kDone;
    if (comparing.state == Comparing::State::kDone) {
        for (control::ComparedMode& row : comparison->modes) row.run.disk = {};
        comparing.comparison = std::make_shared<const control::Comparison>(std::move(*comparison));
    }
    say();
}

}  // namespace anel::session
