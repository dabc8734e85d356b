// Where lessons are in the window: the welcome page as the whole window, a lesson's panes and its strip, which goes along onto the whole screen.
// Not here: giving a lesson (scenario_player.hpp).
#pragma once

#include <QObject>

#include "gui/app/scenario_player.hpp"

class QMainWindow;
class QSettings;
class QToolBar;

namespace anel::gui {

class Docks;
class ScenarioBar;
class WelcomePane;

class Lesson : public QObject {
    Q_OBJECT

public:
    /// All of them outlive it.
    Lesson(QMainWindow& window, PaneContext& context, Docks& docks, QSettings& settings);

    /// The welcome page, unless a person has said that it is not to be shown at start.
    void begin();
    /// The welcome page alone.
    void welcome();
    /// It is there now.
    bool welcomes() const;
    void take(const session::FramePtr& frame) { player_.take(frame); }
    void retranslate();
    void restyle();
    /// Behind a layout that may have hidden it, and to its place: below the panes, or beside them where the window is low for its words.
    void show_bar();

    ScenarioPlayer& player() { return player_; }
    ScenarioBar& bar() { return *bar_; }

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void started();
    void ended();
    void remember(const char* name);
    void tell_recent();
    void move_bar(bool presenting);

    QMainWindow& window_;
    PaneContext& context_;
    Docks& docks_;
    QSettings& settings_;
    ScenarioPlayer player_;
    ScenarioBar* bar_;
    WelcomePane* page_;  ///< null: this build has none
    QToolBar* tool_bar_;
    QWidget* place_;     ///< in the tool bar, where the strip lies
};

}  // namespace anel::gui
