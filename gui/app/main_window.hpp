// The window: takes each frame once, shows it to those panes that can be seen, and offers panes what they may ask for.
// Not here: the machine (gui/session), what panes show (gui/panes), the actions that move it (controls.hpp).
#pragma once

#include <QMainWindow>
#include <QPointer>
#include <map>

#include "gui/app/link.hpp"
#include "gui/panes/pane.hpp"

class QActionGroup;
class QMenu;
class QProgressBar;
class QSettings;

namespace anel::gui {

class Appearance;
class Banner;
class Chooser;
class Controls;
class Docks;
class Lesson;
class ReadOut;
class Selection;
class TopBar;

class MainWindow : public QMainWindow, public PaneContext {
    Q_OBJECT

public:
    /// Both outlive it.
    MainWindow(Appearance& appearance, QSettings& settings);
    ~MainWindow() override;

    /// The first machine.
    void load(const session::Configuration& configuration);
    /// As it is at start: the welcome page, unless a person does not want it.
    void begin();

    // What panes may ask for.
    void send(session::Command command) override;
    void ask(QObject* receiver, session::Query query, std::function<void(const session::Answer&)> answered) override;
    session::ViewId new_view() override { return ++views_; }
    const session::FramePtr& frame() const override { return frame_; }
    Selection& selection() override { return *selection_; }
    const Theme& theme() const override;
    explain::Language language() const override;
    void show_pane(const QString& object_name) override;

    Docks& docks() { return *docks_; }
    Banner& banner() { return *banner_; }
    Lesson& lesson() { return *lesson_; }
    /// Every action that a menu holds.
    QList<QAction*> all_actions() const;

Q_SIGNALS:
    /// It is on the screen, as far as the window draws by itself.
    void frame_shown(const session::FramePtr& frame);

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    struct Asked {
        QPointer<QObject> receiver;
        std::function<void(const session::Answer&)> answered;
        std::uint64_t machine = 0;
    };

    void make_bars();
    void make_menus();
    QAction* add(QMenu* menu, const char* object_name, const QKeySequence& key = {});
    void take(const session::FramePtr& frame);
    void show_read_out();
    void show_crossing();
    void retranslate();
    void restyle();
    void export_current();
    void choose_machine_file();
    void show_about();
    void show_lesson_plan();
    void show_pane_help();

    Appearance& appearance_;
    QSettings& settings_;
    session::FramePtr frame_;
    std::map<session::QueryId, Asked> asked_;
    session::QueryId queries_ = 0;
    session::ViewId views_ = 0;
    session::Configuration loading_;
    bool is_loading_ = false;

    Selection* selection_;  ///< before the docks, whose panes use it
    Banner* banner_;
    Chooser* chooser_;
    Controls* controls_;
    Docks* docks_;
    Lesson* lesson_;
    TopBar* bar_ = nullptr;
    QToolBar* banner_bar_ = nullptr;
    QProgressBar* journey_ = nullptr;  ///< there while there is one
    ReadOut* read_out_ = nullptr;
    QMenu *file_menu_ = nullptr, *run_menu_ = nullptr, *view_menu_ = nullptr, *panes_menu_ = nullptr, *go_menu_ = nullptr, *theme_menu_ = nullptr, *language_menu_ = nullptr, *help_menu_ = nullptr;
    std::map<QString, QAction*> named_;  ///< the window's own actions by object name
    Link link_;  ///< last: it ends before what it shows frames to
};

}  // namespace anel::gui
