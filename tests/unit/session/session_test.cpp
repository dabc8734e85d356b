// The session's thread: the sender never waits for it, every frame is given out once, and it ends when it is told to.
#include "gui/session/session.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/unit/catch.hpp"
#include "tests/unit/session/session_bench.hpp"

using namespace anel;
using namespace anel::session;

namespace {

/// As a window does: told of frames by another thread, it takes them in its own.
class Watching {
public:
    Watching() : session_([this] {
        const std::lock_guard lock(mutex_);
        ++there_;
        changed_.notify_one();
    }) {}

    Session& session() { return session_; }
    void send(Command command) { session_.send(std::move(command)); }
    /// Another machine, which has not begun.
    void load(control::Mode mode, std::string line) { send(Load{configured(mode, std::move(line))}); }
    /// One whose program makes system calls for longer than any test, paused at this cycle.
    FramePtr at_work(control::Mode mode, std::uint64_t cycle) {
        load(mode, "run=sysloop 100000000");
        send(GoTo{cycle});
        return wait_for([](const Frame& frame) { return frame.stop == StopReason::kCycle && frame.phase == Phase::kPaused; });
    }
    /// Takes frames until one `holds`.
    template <class Holds>
    FramePtr wait_for(Holds holds) {
        for (;;) {
            std::unique_lock lock(mutex_);
            REQUIRE(changed_.wait_for(lock, std::chrono::seconds(120), [this] { return there_ > 0; }));
            --there_;
            lock.unlock();
            FramePtr frame = session_.take_frame();
            REQUIRE(frame);
            REQUIRE(frame->number == ++last_);
            console_.resize(std::min(console_.size(), frame->console.begin));
            console_ += frame->console.text;
            for (const auto& [id, answer] : frame->answers) answers_.push_back(id);
            if (holds(*frame)) return frame;
        }
    }
    const std::string& console() const { return console_; }
    const std::vector<QueryId>& answers() const { return answers_; }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int there_ = 0;
    std::uint64_t last_ = 0;
    std::string console_;
    std::vector<QueryId> answers_;
    Session session_;
};

}  // namespace

TEST_CASE("a run in its own thread prints what it prints, whoever takes its frames, and no frame is missed") {
    Watching watching;
    watching.load(control::Mode::kFullTrap, "run=hello;sysloop 200");
    watching.send(Run{});
    const FramePtr end = watching.wait_for([](const Frame& frame) { return frame.phase == Phase::kEnded; });
    CHECK(end->stop == StopReason::kPoweredOff);
    CHECK(watching.console().find("Hello from ring 3.") != std::string::npos);
    CHECK_FALSE(watching.session().take_frame());
}

TEST_CASE("commands are done in their order while it runs, and a pause comes through") {
    Watching watching;
    watching.load(control::Mode::kNative, "run=sysloop 100000000");
    watching.send(Run{});
    watching.wait_for([](const Frame& frame) { return frame.now.cycle > 1'000'000; });
    for (QueryId id = 1; id <= 20; ++id) watching.send(Ask{id, Evaluate{"pc"}});
    watching.send(Pause{});
    const FramePtr paused = watching.wait_for([](const Frame& frame) { return frame.phase == Phase::kPaused && frame.stop == StopReason::kAsked; });
    // Commands go before questions, so the answers may come behind the pause.
    if (watching.answers().size() < 20) watching.wait_for([&](const Frame&) { return watching.answers().size() == 20; });
    CHECK(std::ranges::is_sorted(watching.answers()));
    watching.send(SetSpeed{1000});
    watching.send(Run{});
    const FramePtr slow = watching.wait_for([&](const Frame& frame) { return frame.now.instructions > paused->now.instructions + 50; });
    CHECK(slow->now.instructions < paused->now.instructions + 1000);
    watching.send(StepBack{});
    watching.wait_for([](const Frame& frame) { return frame.phase == Phase::kPaused; });
}

TEST_CASE("a long journey in time says how far it is, and a pause gives it up") {
    Watching watching;
    const FramePtr before = watching.at_work(control::Mode::kNative, 40'000'000);
    // Of a kind that there is none of, so that all of the run is searched.
    const Alike none{cpu::EventKind::kExit, 1, Ring::k0, Ring::kMinus1};
    watching.send(PreviousCrossing{false, none});
    FramePtr on_the_way = watching.wait_for([](const Frame& frame) { return frame.journey.has_value(); });
    CHECK(on_the_way->phase == Phase::kRunning);
    CHECK(on_the_way->now == before->now);
    CHECK(on_the_way->journey->done > 0);
    CHECK(on_the_way->journey->done <= on_the_way->journey->of);
    CHECK(on_the_way->console.text.empty());
    watching.send(Pause{});
    const FramePtr after = watching.wait_for([](const Frame& frame) { return !frame.journey; });
    CHECK(after->phase == Phase::kPaused);
    CHECK(after->stop == StopReason::kAsked);
    CHECK(after->now == before->now);
    CHECK(after->cpu == before->cpu);
    CHECK(after->jumps == before->jumps);
    // Who ends the session, or has another machine, does not wait for one either.
    watching.send(PreviousCrossing{false, none});
    watching.wait_for([](const Frame& frame) { return frame.journey.has_value(); });
    watching.send(Reset{});
    const FramePtr reset = watching.wait_for([](const Frame& frame) {
        CHECK(frame.stop != StopReason::kNotFound);
        return frame.stop == StopReason::kReset;
    });
    CHECK(reset->machine == before->machine + 1);
}

TEST_CASE("a command does not wait for an answer that takes long, and the answer comes behind it") {
    Watching watching;
    FramePtr before = watching.at_work(control::Mode::kFullTrap, 60'000'000);
    // Where this thread does not get its turn in time, the answer is there before the command has been sent.
    bool answered_first = true;
    for (QueryId id = 1; id <= 6 && answered_first; ++id) {
        watching.send(Ask{id, EventsIn{0, 60'000'000, 100'000'000}});
        // By now it is being answered, as a rule, and that takes longer.
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        watching.send(StepBack{});
        const FramePtr after = watching.wait_for([&](const Frame& frame) { return frame.jumps > before->jumps; });
        CHECK(after->now < before->now);
        answered_first = watching.answers().size() == id;
        before = after;
        if (answered_first) continue;
        const FramePtr answered = watching.wait_for([&](const Frame&) { return watching.answers().size() == id; });
        CHECK(answered->now == after->now);
        CHECK(answered->cpu == after->cpu);
    }
    CHECK_FALSE(answered_first);
}

TEST_CASE("a question waits neither for another machine nor for one that keeps being given up") {
    Watching watching;
    watching.at_work(control::Mode::kFullTrap, 20'000'000);
    for (QueryId id = 1; id <= 3; ++id) watching.send(Ask{id, EventsIn{0, 20'000'000, 100'000'000}});
    watching.send(Reset{});
    // Each has an answer, if only that there will be none; and never what would be true of the new machine, which has done nothing.
    const FramePtr reset = watching.wait_for([&](const Frame& frame) {
        for (const auto& [id, answer] : frame.answers) CHECK((std::holds_alternative<NoAnswer>(answer) || !std::get<std::vector<cpu::Event>>(answer).empty()));
        return frame.stop == StopReason::kReset && watching.answers().size() == 3;
    });
    CHECK(reset->machine == 2);
    // A machine that cannot be made changes nothing about what was asked of the one before.
    Configuration missing;
    missing.machine_file = "/no/such/machine.yaml";
    watching.send(Ask{4, Evaluate{"pc"}});
    watching.send(Load{missing});
    watching.wait_for([&](const Frame& frame) {
        for (const auto& [id, answer] : frame.answers) CHECK(std::holds_alternative<Value>(answer));
        return watching.answers().size() == 4;
    });
}

TEST_CASE("a session that is running, or never had a machine, ends at once when it is told to") {
    { Watching watching; }
    Watching watching;
    watching.load(control::Mode::kNative, "run=sysloop 100000000");
    watching.send(Run{});
    watching.wait_for([](const Frame& frame) { return frame.phase == Phase::kRunning; });
}
