#include "gui/models/experiment.hpp"

#include <QMetaObject>

#include "gui/session/simulation.hpp"
#include "isa/machine/yaml_config.hpp"
#include "monitor/control/images.hpp"
#include "monitor/control/workloads.hpp"

namespace anel::gui {

namespace {

using session::Simulation;

/// One machine without a window.
class Driver {
public:
    explicit Driver(const std::atomic<bool>& stop) : stop_(stop) {}

    void obey(const session::Command& command) {
        simulation_.obey(command);
        while (simulation_.running() && !stop_) simulation_.go_on(std::max(session::Pace::Clock::now(), simulation_.not_before()));
        frame_ = simulation_.frame(session::Pace::Clock::now());
        printed_.take(*frame_);
    }
    const session::FramePtr& frame() const { return frame_; }
    const Printed& printed() const { return printed_; }

private:
    const std::atomic<bool>& stop_;
    Simulation simulation_;
    session::FramePtr frame_;
    Printed printed_;
};

/// The error of the machine, if it could not be made.
std::optional<std::string> measure(const Stretch& stretch, const session::Configuration& configuration, const std::atomic<bool>& stop, Outcome& outcome) {
    Driver driver(stop);
    driver.obey(session::Load{configuration});
    if (driver.frame()->error) return driver.frame()->error->why;
    for (const session::Command& command : stretch.to_begin) driver.obey(command);
    const Reading begin = reading_of(*driver.frame());
    for (const session::Command& command : stretch.to_end) driver.obey(command);
    if (!stop) outcome.spans.push_back(between(begin, driver.frame(), driver.printed()));
    return std::nullopt;
}

struct Images {
    machine::MachineConfig config;
    control::Kernel kernel;
    machine::ElfImage monitor;
    std::vector<std::uint8_t> disk;
};

Result<Images> read_images() {
    Images images;
    std::string paths[4];
    const char* const names[4] = {"profiles/default.yaml", "anelix.elf", "monitor.elf", "anelix.disk"};
    for (int i = 0; i < 4; ++i) {
        auto path = control::bundled_file(names[i]);
        if (!path) return path.error();
        paths[i] = std::move(*path);
    }
    auto config = machine::load_config(paths[0]);
    if (!config) return config.error();
    auto kernel = control::load_kernel(paths[1]);
    if (!kernel) return kernel.error();
    auto monitor = control::load_monitor(paths[2]);
    if (!monitor) return monitor.error();
    auto disk = control::load_disk(paths[3]);
    if (!disk) return disk.error();
    return Images{std::move(*config), std::move(*kernel), std::move(*monitor), std::move(*disk)};
}

std::optional<std::string> compare(const Comparing& comparing, const std::atomic<bool>& stop, const std::function<void()>& one_done, Outcome& outcome) {
    auto images = read_images();
    if (!images) return images.error().message;
    if (comparing.policy) machine::replace_policy(images->config, *comparing.policy);
    for (const std::string& name : comparing.workloads) {
        const auto workload = control::find_workload(name);
        if (!workload) return workload.error().message;
        control::CompareRequest request;
        request.config = images->config;
        request.workload = *workload;
        request.modes = comparing.modes;
        request.kernel = &images->kernel;
        request.disk = images->disk;
        request.monitor = &images->monitor;
        request.stop = &stop;
        request.on_mode_done = [&one_done](const control::RunResult&) { one_done(); };
        auto comparison = control::compare(request);
        if (!comparison) return comparison.error().message;
        if (stop) return std::nullopt;
        outcome.comparisons.push_back(std::move(*comparison));
    }
    return std::nullopt;
}

}  // namespace

int Experiment::parts() const { return static_cast<int>(stretch.configurations.size() + comparing.workloads.size() * comparing.modes.size()); }

Outcome carry_out(const Experiment& experiment, const std::atomic<bool>& stop, const std::function<void(int)>& done) {
    Outcome outcome;
    int parts = 0;
    std::optional<std::string> error;
    for (const session::Configuration& configuration : experiment.stretch.configurations) {
        if (stop || error) break;
        error = measure(experiment.stretch, configuration, stop, outcome);
        done(++parts);
    }
    if (!error && !experiment.comparing.workloads.empty() && !stop) error = compare(experiment.comparing, stop, [&] { done(++parts); }, outcome);
    outcome.error = error.value_or("");
    return outcome;
}

void Experimenter::start(Experiment experiment) {
    stop();
    stop_ = false;
    const int number = ++number_;
    // What is queued for one that has been given up finds another number.
    thread_ = std::thread([this, number, experiment = std::move(experiment)] {
        const auto say = [this, number](auto what) {
            QMetaObject::invokeMethod(this, [this, number, what] { if (number == number_) what(); }, Qt::QueuedConnection);
        };
        const auto outcome = std::make_shared<Outcome>(carry_out(experiment, stop_, [&](int parts) { say([this, parts] { Q_EMIT progress(parts); }); }));
        say([this, outcome] { Q_EMIT finished(*outcome); });
    });
}

void Experimenter::stop() {
    ++number_;
    stop_ = true;
    if (thread_.joinable()) thread_.join();
}

}  // namespace anel::gui
