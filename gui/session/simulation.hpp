// A session without its thread: obeys commands, runs in pieces that take the host some milliseconds, and makes frames of what it has come to.
// Not here: the thread and its queue (session.hpp).
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gui/session/command.hpp"
#include "gui/session/computer.hpp"
#include "gui/session/frame.hpp"
#include "gui/session/goal.hpp"
#include "gui/session/pace.hpp"
#include "gui/session/watcher.hpp"

namespace anel::session {

class Simulation {
public:
    using Time = Pace::Time;

    /// Told of each journey in time, within it and again and again, by obey(); false gives it up.
    using OnJourney = std::function<bool(const Journey&)>;
    explicit Simulation(OnJourney on_journey = {}) : on_journey_(std::move(on_journey)) {}

    void obey(const Command& command);
    /// As obey() does, but an answer that takes long asks again and again whether it may go on. False: it was given up, and can be asked for again.
    bool answer(const Ask& ask, const std::function<bool()>& may_go_on = {});
    /// Of a question about a machine that is no more.
    void refuse(const Ask& ask) { answers_.emplace_back(ask.id, NoAnswer{"there is another machine now"}); }
    /// So many there have been.
    std::uint64_t machines() const { return machines_; }

    /// Whether go_on() has something to do: now, or from the time on that it is not before.
    bool running() const { return computer_ && phase_ == Phase::kRunning; }
    Time not_before() const { return not_before_; }
    /// Runs for some milliseconds at most, less at slow speeds.
    void go_on(Time now);

    /// What is new since the last one is in it, and in no other.
    FramePtr frame(Time now);
    /// The last one once more, within a journey. Null where there has been none of this machine.
    FramePtr frame_on_the_way(const Journey& journey);

    const Computer* computer() const { return computer_.get(); }
    /// What is kept of the run, about: snapshots, counts, texts.
    std::size_t bytes() const;

private:
    // What each command does.
    void on(const Load& command);
    void on(const Reset&);
    void on(const Run&);
    void on(const Pause&);
    void on(const Step& command);
    void on(const StepOverTrap&);
    void on(const StepBack&);
    void on(const GoTo& command);
    void on(const NextCrossing& command);
    void on(const PreviousCrossing& command);
    void on(const EndOfStory&);
    void on(const RunTo& command);
    void on(const RunToCrossing& command);
    void on(const SetSpeed& command);
    void on(const Type& command);
    void on(const EndInput&);
    void on(const SetBreakpoints& command);
    void on(const StopAtCrossings& command);
    void on(const Show& command);
    void on(const Hide& command);
    void on(const Ask& command);

    void start(std::unique_ptr<Computer> computer);
    void go(Goal goal);
    void arm();
    void pause(StopReason reason);
    void end(cpu::Stop stop);
    // A piece of the run.
    void run_piece(Cycles most);
    void step_once();
    void behind(cpu::Stop stop, const machine::Moment& before);
    bool reached(const std::optional<cpu::Event>& crossing);
    std::optional<cpu::Event> take_events();
    /// Goes where `move` goes, which gives the reason for being there, and counts what is counted there.
    template <class Move> void travel(Move move);
    machine::OnWay on_way(bool counts);
    bool begins_new_future();
    void new_future();
    void cut_texts();
    /// Behind which the machine stands, if the last thing that it did was one.
    std::optional<cpu::Event> crossing_here() const;
    void explain(Frame& frame) const;
    void show_place(Frame& frame);
    static TextPiece piece_of(std::string_view all, std::size_t& shown);

    static constexpr Cycles kPiece = 100'000;
    /// A crossing takes at least half a cycle (trap and interrupt may meet in one) and a mark a whole one, so all fit.
    static constexpr std::size_t kEventCapacity = 2 * kPiece + 16;

    OnJourney on_journey_;
    bool given_up_ = false;  ///< the last journey
    std::unique_ptr<Computer> computer_;
    std::unique_ptr<Watcher> watcher_;
    Phase phase_ = Phase::kNoMachine;
    StopReason stop_ = StopReason::kReset;
    Goal goal_;
    unsigned idle_ = 0;  ///< so often it has waited without anything coming
    Pace pace_;
    Time not_before_{};
    bool slow_motion_ = false;
    std::vector<std::uint32_t> breakpoints_;
    std::map<ViewId, View> views_;
    // For the next frame.
    std::uint64_t frames_ = 0;
    FramePtr last_frame_;
    std::uint64_t machines_ = 0;
    std::uint64_t jumps_ = 0;
    std::optional<Refusal> error_;
    std::size_t console_shown_ = 0;
    std::size_t log_shown_ = 0;
    struct TypedThen {
        machine::Moment at;
        Typed typed;
    };
    std::vector<TypedThen> typed_;  ///< by moment
    std::vector<std::pair<QueryId, Answer>> answers_;
};

}  // namespace anel::session
