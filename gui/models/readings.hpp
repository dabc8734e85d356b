// What a stretch of a run amounts to: two readings of the machine, and everything that lies between them.
// Not here: sentences about it (facts.hpp), making the run (experiment.hpp).
#pragma once

#include <string>
#include <vector>

#include "gui/session/frame.hpp"

namespace anel::gui {

/// The console and the log of one machine, put together from the frames of it: all of them, each once.
class Printed {
public:
    void take(const session::Frame& frame);
    const std::string& console() const { return console_; }
    const std::string& log() const { return log_; }

private:
    std::uint64_t machine_ = 0;
    std::uint64_t frame_ = 0;
    std::string console_, log_;
};

/// The machine at one moment.
struct Reading {
    std::uint64_t machine = 0;
    machine::Moment now;
    cpu::Ledger ledger;
    cpu::Counters counters;
    std::vector<session::CrossingCount> crossings;
};
Reading reading_of(const session::Frame& frame);

/// What lies between two moments of one machine.
struct Span {
    control::Mode mode = control::Mode::kNative;
    Cycles cycles = 0;
    std::uint64_t instructions = 0;
    std::uint64_t crossings = 0;
    std::uint64_t exits = 0;                   ///< into the monitor's ring from outside it; where nobody planned for one, into ring −1
    std::vector<session::CrossingCount> by_kind;  ///< crossings: `total` is how many lie between; none of 0
    std::vector<std::pair<spec::Activity, Cycles>> by_activity;  ///< in the tables' order, those that took any
    session::FramePtr frame;                   ///< where it ends
    std::string console, log;                  ///< all that was printed up to there

    Cycles of(spec::Activity activity) const;
    /// Of all activities that are the monitor's.
    Cycles of_monitor() const;
};
Span between(const Reading& begin, const session::FramePtr& end, const Printed& printed);

}  // namespace anel::gui
