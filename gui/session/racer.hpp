// A race in a thread of its own: a window says what runs, and when; it is handed how far both have come, thirty times a second at most.
// Not here: the race itself (race.hpp).
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "gui/session/latest.hpp"
#include "gui/session/race.hpp"

namespace anel::session {

/// A moment of a race: a value that nobody changes any more.
struct RaceShown {
    enum class State : std::uint8_t { kPaused, kRunning, kEnded, kFailed };
    std::uint64_t number = 0;  ///< counts wishes
    RaceWish wish;
    State state = State::kPaused;
    std::string error;         ///< of one that failed: why, and what to do
    std::array<RaceLane, 2> lanes;
};
using RaceShownPtr = std::shared_ptr<const RaceShown>;

class Racer {
public:
    /// `there` is called by the worker's thread whenever something can be taken. It must not wait for anything, nor call the racer.
    explicit Racer(std::function<void()> there);
    /// Ends it, within a few milliseconds.
    ~Racer();
    Racer(const Racer&) = delete;
    Racer& operator=(const Racer&) = delete;

    /// A new race from reset, paused. Returns its number at once.
    std::uint64_t set(RaceWish wish);
    void run();
    void pause();
    /// Of the measure, how many a second of the host's; 0: as many as it can.
    void set_speed(double per_second);
    /// The newest; null where there is nothing new. The last one before a standstill is never lost.
    RaceShownPtr take() { return latest_.take(); }

private:
    using Clock = std::chrono::steady_clock;
    void live();

    Latest<RaceShown> latest_;
    std::mutex mutex_;  ///< of all up to the thread
    std::condition_variable changed_;
    std::optional<RaceWish> wish_;
    std::uint64_t wishes_ = 0;
    bool runs_ = false;
    double speed_ = 0;
    std::uint64_t orders_ = 0;  ///< counts what has been asked for
    bool quits_ = false;
    std::thread thread_;  ///< last: it uses all of the above
};

}  // namespace anel::session
