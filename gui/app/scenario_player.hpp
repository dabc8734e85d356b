// Gives a lesson: moves the machine to where a question is asked, waits for the room, moves it on, and measures what lay between. What it measures
// beside, it measures while the room is guessing.
// Not here: what a lesson holds (gui/models/scenario.hpp), how it looks (scenario_bar.hpp), where panes go (lesson.hpp).
#pragma once

#include <QObject>
#include <QTimer>
#include <array>
#include <deque>
#include <optional>

#include "gui/models/facts.hpp"
#include "gui/models/scenario.hpp"
#include "gui/panes/pane.hpp"

namespace anel::gui {

class ScenarioPlayer : public QObject {
    Q_OBJECT

public:
    enum class State : std::uint8_t {
        kNone,       ///< no lesson
        kPreparing,  ///< the machine is on its way to where the question is asked
        kAsking,
        kRevealing,  ///< the machine is on its way again, or what is measured beside it is not there yet
        kRevealed,
    };
    static constexpr std::size_t kMostGuesses = 4;

    /// `context` outlives it.
    explicit ScenarioPlayer(PaneContext& context, QObject* parent = nullptr);

    void start(std::size_t scenario);
    void end();
    /// What a teacher does next: to the answer, and from there to the next question. Behind the last one the lesson ends.
    void go_on();
    void next();
    void back();
    void reveal();
    /// One more raised hand for that guess, from 0.
    void raise_hand(std::size_t guess);
    void forget_hands();

    /// Every frame, once.
    void take(const session::FramePtr& frame);
    /// All texts in the language in use.
    void retranslate();
    /// Between two crossings where a step is to be watched; 0: none is.
    void set_pause_ms(int pause) { pause_ms_ = pause; }

    State state() const { return state_; }
    bool active() const { return state_ != State::kNone; }
    const Scenario& scenario() const { return lessons_[scenario_]; }
    std::size_t step_index() const { return step_; }
    const ScenarioStep& step() const { return scenario().steps[step_]; }
    const std::vector<Scenario>& lessons() const { return lessons_; }
    unsigned hands(std::size_t guess) const { return hands_[guess]; }
    /// Whether what was measured makes it right; only where it is revealed.
    bool is_right(std::size_t guess) const;
    QString question() const;
    QString sentence() const;
    QString explanation() const;
    const Facts& facts() const { return facts_; }
    FactTable table() const;
    /// For a person; empty: none.
    const QString& error() const { return error_; }
    int parts_done() const { return parts_done_; }

Q_SIGNALS:
    /// Of all that is shown of it.
    void changed();
    /// Another lesson, or none any more.
    void started();
    void ended();
    /// The answer is best seen there.
    void pane_wanted(const char* object_name);

private:
    void enter(std::size_t step);
    void stop();
    void do_next();
    void send(const session::Command& command);
    void at_rest();
    void commands_done();
    void finish_if_complete();
    bool is_where_it_was_asked() const;
    std::optional<session::CrossingFilter> watched_for() const;

    PaneContext& context_;
    std::vector<Scenario> lessons_;
    State state_ = State::kNone;
    std::size_t scenario_ = 0;
    std::size_t step_ = 0;
    std::array<unsigned, kMostGuesses> hands_{};
    bool reveals_next_ = false;  ///< as soon as it is prepared

    std::deque<session::Command> todo_;
    std::uint64_t sent_ = 0;     ///< counts; what comes back for an earlier one does not count
    bool under_way_ = false;     ///< what was sent last
    bool waits_for_machine_ = false;
    bool obeyed_ = false;
    std::uint64_t machine_before_ = 0;
    std::optional<session::CrossingFilter> watched_;  ///< it goes crossing by crossing to one of these
    std::optional<std::uint32_t> page_;
    QTimer pause_;
    int pause_ms_ = 500;

    Printed printed_;
    std::optional<Reading> begin_;
    session::FramePtr asked_at_;
    std::optional<Span> span_;
    Experimenter experimenter_;
    std::optional<Outcome> outcome_;
    int parts_done_ = 0;
    Facts facts_;
    QString error_;
};

}  // namespace anel::gui
