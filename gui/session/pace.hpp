// How fast a session runs: a wanted speed turned into pieces of a run and pauses between them, and the speed that came of it.
// Not here: the pauses themselves (session.hpp).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "isa/base/types.hpp"

namespace anel::session {

class Pace {
public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;

    /// Instructions a second; 0: no limit.
    void want(double speed) { wanted_ = std::max(speed, 0.0); }
    double wanted() const { return wanted_; }

    /// Begins to run, or to run at another speed, from here.
    void begin(Time now, std::uint64_t instructions, Cycles cycles) {
        started_ = measured_from_ = now;
        at_start_ = instructions;
        measured_instructions_ = instructions;
        measured_cycles_ = cycles;
    }
    /// How many instructions may be run now that so many have been.
    std::uint64_t allowed(Time now, std::uint64_t instructions) const {
        const std::chrono::duration<double> since = now - started_;
        // The first one comes at once.
        const double due = since.count() * wanted_ + 1;
        const double done = static_cast<double>(instructions - at_start_);
        return due > done ? static_cast<std::uint64_t>(due - done) : 0;
    }
    /// When the next one may be run, and not more than sixty times a second.
    Time next(Time now, std::uint64_t instructions) const {
        const std::chrono::duration<double> due((static_cast<double>(instructions - at_start_)) / wanted_);
        const Time at = started_ + std::chrono::duration_cast<Clock::duration>(due);
        return std::max(at, now + std::chrono::milliseconds(16));
    }

    /// Takes note of what has been run; the speed is that of the last half second or so.
    void measure(Time now, std::uint64_t instructions, Cycles cycles) {
        const std::chrono::duration<double> since = now - measured_from_;
        if (since < std::chrono::milliseconds(250)) return;
        instructions_per_second_ = static_cast<double>(instructions - measured_instructions_) / since.count();
        cycles_per_second_ = static_cast<double>(cycles - measured_cycles_) / since.count();
        measured_from_ = now;
        measured_instructions_ = instructions;
        measured_cycles_ = cycles;
    }
    double instructions_per_second() const { return instructions_per_second_; }
    double cycles_per_second() const { return cycles_per_second_; }

private:
    double wanted_ = 0;
    Time started_{};
    std::uint64_t at_start_ = 0;
    Time measured_from_{};
    std::uint64_t measured_instructions_ = 0;
    Cycles measured_cycles_ = 0;
    double instructions_per_second_ = 0;
    double cycles_per_second_ = 0;
};

}  // namespace anel::session
