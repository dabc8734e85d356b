#include "gui/session/session.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <optional>
#include <utility>

#include "gui/session/simulation.hpp"

namespace anel::session {

namespace {

constexpr std::chrono::milliseconds kBetweenFrames{16};
/// A journey that is over sooner needs no picture of its way, and more often than that nobody looks.
constexpr std::chrono::milliseconds kBetweenLooks{100};

}  // namespace

Session::Session(std::function<void()> frame_is_there) : frame_is_there_(std::move(frame_is_there)), thread_([this] { live(); }) {}

Session::~Session() {
    {
        const std::lock_guard lock(mutex_);
        quits_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Session::send(Command command) {
    {
        const std::lock_guard lock(mutex_);
        commands_.push_back(std::move(command));
    }
    changed_.notify_one();
}

FramePtr Session::take_frame() {
    FramePtr taken;
    {
        const std::lock_guard lock(mutex_);
        taken = std::exchange(frame_, nullptr);
    }
    if (taken) changed_.notify_one();
    return taken;
}

/// Something has been sent that does not wait until a journey in time is over.
bool Session::stops_journeys() const {
    return quits_ || std::ranges::any_of(commands_, [](const Command& one) {
        return std::holds_alternative<Pause>(one) || std::holds_alternative<Load>(one) || std::holds_alternative<Reset>(one);
    });
}

/// Something has been sent that a person waits for, and not for an answer only.
bool Session::stops_answers() const {
    return quits_ || std::ranges::any_of(commands_, [](const Command& one) {
        return !std::holds_alternative<Ask>(one) && !std::holds_alternative<Show>(one) && !std::holds_alternative<Hide>(one);
    });
}

/// Waits only where there is nothing to do: for a command, for the window to take a frame, or for the time of the next piece or frame.
void Session::live() {
    using Clock = Pace::Clock;
    Pace::Time last_frame{};
    Pace::Time began{};  ///< to obey the command that it is at
    Simulation simulation([&](const Journey& journey) {
        std::unique_lock lock(mutex_);
        if (stops_journeys()) return false;
        const Pace::Time now = Clock::now();
        if (frame_ || now - std::max(began, last_frame) < kBetweenLooks) return true;
        lock.unlock();
        FramePtr made = simulation.frame_on_the_way(journey);
        if (!made) return true;
        lock.lock();
        frame_ = std::move(made);
        last_frame = now;
        lock.unlock();
        frame_is_there_();
        return true;
    });
    bool fresh = false;  ///< something has happened that no frame shows yet
    // An answer may take a while, a command is to be seen at once; so questions wait, and one that is being answered is given up and comes again
    // behind the others. Of a machine that is no more nothing is answered.
    std::deque<Ask> asked;
    const auto nobody_waits = [this] {
        const std::lock_guard lock(mutex_);
        return !stops_answers();
    };
    std::unique_lock lock(mutex_);
    for (;;) {
        while (!commands_.empty() && !quits_) {
            const Command command = std::move(commands_.front());
            commands_.pop_front();
            if (const Ask* const ask = std::get_if<Ask>(&command)) {
                asked.push_back(*ask);
                continue;
            }
            lock.unlock();
            began = Clock::now();
            const std::uint64_t machine = simulation.machines();
            simulation.obey(command);
            if (simulation.machines() != machine)
                for (const Ask& ask : std::exchange(asked, {})) simulation.refuse(ask);
            fresh = true;
            lock.lock();
        }
        if (quits_) return;
        Pace::Time now = Clock::now();
        if (fresh && !frame_ && now - last_frame >= kBetweenFrames) {
            lock.unlock();
            FramePtr made = simulation.frame(now);
            lock.lock();
            frame_ = std::move(made);
            fresh = false;
            last_frame = now;
            lock.unlock();
            frame_is_there_();
            lock.lock();
            continue;
        }
        if (!asked.empty()) {
            lock.unlock();
            const Ask ask = std::move(asked.front());
            asked.pop_front();
            if (simulation.answer(ask, nobody_waits)) fresh = true;
            else asked.push_back(ask);
            lock.lock();
            continue;
        }
        if (simulation.running() && simulation.not_before() <= now) {
            lock.unlock();
            simulation.go_on(now);
            fresh = true;
            lock.lock();
            continue;
        }
        std::optional<Pace::Time> until;
        if (simulation.running()) until = simulation.not_before();
        if (fresh && !frame_) until = until ? std::min(*until, last_frame + kBetweenFrames) : last_frame + kBetweenFrames;
        if (until) changed_.wait_until(lock, *until);
        else changed_.wait(lock);
    }
}

}  // namespace anel::session
