// A simulation that is driven by hand until something holds of its frames, for tests of sessions.
// Not here: threads (session_test.cpp).
#pragma once

#include <functional>
#include <string>

#include "gui/session/simulation.hpp"
#include "tests/unit/catch.hpp"

namespace anel::session {

class Driven {
public:
    explicit Driven(const Configuration& configuration = {}, Simulation::OnJourney on_journey = {}) : simulation_(std::move(on_journey)) {
        // Bundled files are looked for beside the program, and tests are programs of the build.
        simulation_.obey(Load{configuration});
        take();
        INFO((last_->error ? last_->error->why : std::string()));
        REQUIRE(last_->phase == Phase::kPaused);
    }

    Simulation& simulation() { return simulation_; }
    /// A command, all that it leads to, and the frame behind it.
    const Frame& after(const Command& command) {
        simulation_.obey(command);
        while (simulation_.running()) {
            simulation_.go_on(std::max(Pace::Clock::now(), simulation_.not_before()));
            take();
        }
        return take();
    }
    /// Runs until `holds`, at most to the end.
    const Frame& run_until(const std::function<bool(const Frame&)>& holds) {
        simulation_.obey(Run{});
        take();
        while (simulation_.running() && !holds(*last_)) {
            simulation_.go_on(std::max(Pace::Clock::now(), simulation_.not_before()));
            take();
        }
        return *last_;
    }
    const Frame& take() {
        last_ = simulation_.frame(Pace::Clock::now());
        console_.resize(std::min(console_.size(), last_->console.begin));
        REQUIRE(console_.size() == last_->console.begin);
        console_ += last_->console.text;
        return *last_;
    }
    const Frame& last() const { return *last_; }
    FramePtr last_shared() const { return last_; }
    /// As a window has it that takes every frame.
    const std::string& console() const { return console_; }

private:
    Simulation simulation_;
    FramePtr last_;
    std::string console_;
};

inline Configuration configured(control::Mode mode, std::string line) {
    Configuration configuration;
    configuration.mode = mode;
    configuration.command_line = std::move(line);
    return configuration;
}

}  // namespace anel::session
