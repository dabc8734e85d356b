#include "gui/session/session.hpp"

#include <chrono>
#include <deque>
#include <optional>
#include <utility>

#include "gui/session/simulation.hpp"

namespace anel::session {

namespace {

constexpr std::chrono::milliseconds kBetweenFrames{16};

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

/// Waits only where there is nothing to do: for a command, for the window to take a frame, or for the time of the next piece or frame.
void Session::live() {
    using Clock = Pace::Clock;
    Simulation simulation;
    bool fresh = false;  ///< something has happened that no frame shows yet
    // An answer may take a while, a command is to be seen at once; so questions wait, but not until there is another machine.
    std::deque<Ask> asked;
    const auto answer_one = [&] {
        simulation.obey(std::move(asked.front()));
        asked.pop_front();
        fresh = true;
    };
    Pace::Time last_frame{};
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
            if (std::holds_alternative<Load>(command) || std::holds_alternative<Reset>(command))
                while (!asked.empty()) answer_one();
            simulation.obey(command);
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
            answer_one();
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
