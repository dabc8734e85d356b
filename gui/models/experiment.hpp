// What a lesson measures beside the machine on the screen: the same stretch of a run in several machines, or workloads in several modes. Done by a
// thread of its own, which is given whole values and hands a whole value back.
// Not here: what is said about it (facts.hpp).
#pragma once

#include <QObject>
#include <QString>
#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "gui/models/readings.hpp"
#include "gui/session/command.hpp"
#include "monitor/control/compare.hpp"

namespace anel::gui {

/// A stretch of a run: one machine for each configuration, moved by commands to where it begins and to where it ends.
struct Stretch {
    std::vector<session::Configuration> configurations;
    std::vector<session::Command> to_begin;
    std::vector<session::Command> to_end;
};

/// Workloads as `anel compare` runs them.
struct Comparing {
    std::vector<std::string> workloads;  ///< names of control::workloads()
    std::vector<control::Mode> modes;
    std::optional<spec::Policy> policy;
};

struct Experiment {
    Stretch stretch;
    Comparing comparing;
    bool empty() const { return stretch.configurations.empty() && comparing.workloads.empty(); }
    /// Of what progress counts.
    int parts() const;
};

struct Outcome {
    std::vector<Span> spans;  ///< by configuration
    std::vector<control::Comparison> comparisons;  ///< by workload
    std::string error;        ///< for a person; empty: none
};

/// By the calling thread. `stop` ends it early, with less in the outcome; `done` is called with how many parts are.
Outcome carry_out(const Experiment& experiment, const std::atomic<bool>& stop, const std::function<void(int)>& done);

/// One experiment at a time, in a thread.
class Experimenter : public QObject {
    Q_OBJECT

public:
    explicit Experimenter(QObject* parent = nullptr) : QObject(parent) {}
    ~Experimenter() override { stop(); }

    /// One that is under way is given up.
    void start(Experiment experiment);
    /// Waits for the thread, which ends within some milliseconds. What it would have said is not said any more.
    void stop();

Q_SIGNALS:
    void progress(int parts_done);
    void finished(const anel::gui::Outcome& outcome);

private:
    std::thread thread_;
    std::atomic<bool> stop_ = false;
    int number_ = 0;  ///< of the experiment that counts
};

}  // namespace anel::gui
