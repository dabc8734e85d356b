// A machine that runs in a thread of its own, for a window that never waits for it. The window sends commands and takes frames; the simulation
// makes the next frame when the last one has been taken, sixty times a second at most, and says that it is there.
// Not here: what the commands do (simulation.hpp), windows.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "gui/session/command.hpp"
#include "gui/session/frame.hpp"

namespace anel::session {

class Session {
public:
    /// `frame_is_there` is called by the simulation's thread whenever a frame can be taken. It must not wait for anything, nor call the session.
    explicit Session(std::function<void()> frame_is_there);
    /// Ends the simulation: behind the piece or the command that it is at.
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Any thread. Returns at once.
    void send(Command command);
    /// The next frame, which is then the caller's alone; null where there is none yet. Every frame is given out once. Any thread; returns at once.
    FramePtr take_frame();

private:
    void live();
    bool stops_journeys() const;
    bool stops_answers() const;

    std::function<void()> frame_is_there_;
    std::mutex mutex_;  ///< of all up to the thread
    std::condition_variable changed_;
    std::deque<Command> commands_;
    FramePtr frame_;      ///< waits to be taken
    bool quits_ = false;
    std::thread thread_;  ///< last: it uses all of the above
};

}  // namespace anel::session
