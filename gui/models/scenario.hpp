// A lesson that the window gives: a prepared machine, the panes to look at, and short steps that ask, wait for the room's guess, and reveal what the
// machine did. All of it values.
// Not here: giving it (gui/app/scenario_player.hpp), what is measured by which name (facts.hpp).
#pragma once

#include <QString>
#include <Qt>
#include <vector>

#include "gui/models/experiment.hpp"
#include "gui/session/command.hpp"

namespace anel::gui {

struct Placed {
    const char* pane = nullptr;  ///< its object name; one that this build has not is left out
    Qt::DockWidgetArea area = Qt::LeftDockWidgetArea;
    bool in_tab = false;         ///< behind the one before it in that area
};

/// It is right where the number that the step is judged by lies from `least` to `most`.
struct Guess {
    QString text;
    double least = 0;
    double most = 0;
};

struct ScenarioStep {
    QString question;             ///< may have gaps that the machine fills, as it stands when it is asked
    std::vector<Guess> guesses;   ///< at most 4; none: the room says what it likes
    QString judged;               ///< the name of a number
    std::vector<session::Command> prepare;  ///< from a machine at reset to where the question is asked; the first is a Load. None: as the step before left it
    std::vector<session::Command> reveal;   ///< what the machine on the screen does then; none: nothing
    bool slowly = false;          ///< crossing by crossing, so that one can watch: the last of `reveal` is a RunToCrossing
    Experiment experiment;        ///< beside it
    enum class Table : std::uint8_t { kCosts, kEndings };
    Table table = Table::kCosts;  ///< of the experiment: what modes cost, how they ended
    const char* pane = nullptr;   ///< comes to the front with the answer, where there is such a pane
    QString sentence;             ///< with gaps for what was measured
    QString explanation;          ///< likewise
};

struct Scenario {
    const char* name = nullptr;   ///< never changes: settings know it by this
    QString title;
    QString description;          ///< a sentence or two, for the card
    std::vector<Placed> panes;
    std::vector<ScenarioStep> steps;
};

inline constexpr std::size_t kScenarioCount = 7;
/// All of them, in the language in use.
std::vector<Scenario> scenarios();

}  // namespace anel::gui
