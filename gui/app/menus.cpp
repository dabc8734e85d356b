// The window's menus, and the words on them.
#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QProgressBar>
#include <QToolBar>

#include "gui/app/appearance.hpp"
#include "gui/app/banner.hpp"
#include "gui/app/chooser.hpp"
#include "gui/app/controls.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/lesson.hpp"
#include "gui/app/lesson_plan.hpp"
#include "gui/app/main_window.hpp"
#include "gui/app/scenario_player.hpp"
#include "gui/app/top_bar.hpp"

namespace anel::gui {

QAction* MainWindow::add(QMenu* menu, const char* object_name, const QKeySequence& key) {
    auto* const action = new QAction(this);
    action->setObjectName(QLatin1String(object_name));
    action->setShortcut(key);
    action->setShortcutContext(Qt::ApplicationShortcut);
    menu->addAction(action);
    named_[action->objectName()] = action;
    return action;
}

void MainWindow::make_menus() {
    file_menu_ = menuBar()->addMenu(QString());
    connect(add(file_menu_, "open_machine", QKeySequence::Open), &QAction::triggered, this, [this] { choose_machine_file(); });
    connect(add(file_menu_, "bundled_machine"), &QAction::triggered, this, [this] { chooser_->choose_machine(QString()); });
    file_menu_->addSeparator();
    connect(add(file_menu_, "export", Qt::CTRL | Qt::Key_E), &QAction::triggered, this, [this] { export_current(); });
    file_menu_->addSeparator();
    connect(add(file_menu_, "quit", QKeySequence(Qt::CTRL | Qt::Key_Q)), &QAction::triggered, this, &QWidget::close);

    run_menu_ = menuBar()->addMenu(QString());
    controls_->add_to(*run_menu_);

    view_menu_ = menuBar()->addMenu(QString());
    panes_menu_ = view_menu_->addMenu(QString());
    go_menu_ = view_menu_->addMenu(QString());
    int number = 0;
    for (const Docks::One& one : docks_->all()) {
        QAction* const toggle = one.dock->toggleViewAction();
        toggle->setObjectName(QLatin1String("pane_") + QLatin1String(one.row->object_name));
        panes_menu_->addAction(toggle);
        const QLatin1String name(one.row->object_name);
        // The welcome page has a key of its own.
        if (name == QLatin1String("welcome") || ++number > 10) continue;
        // To a pane by its number, from wherever the keyboard is: also to one behind a tab, which the list of panes would put away.
        auto* const go = new QAction(this);
        go->setShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_0 + number % 10)));
        go->setObjectName(QLatin1String("go_") + name);
        connect(go, &QAction::triggered, this, [this, name] { docks_->show_pane(name); });
        addAction(go);
        go_menu_->addAction(go);
        named_[go->objectName()] = go;
    }
    connect(add(view_menu_, "float_pane"), &QAction::triggered, this, [this] { docks_->float_current(); });
    view_menu_->addSeparator();
    auto* const perspectives = new QActionGroup(this);
    for (const auto& [name, perspective, key] : {std::tuple("lecture", Perspective::kLecture, Qt::Key_1), std::tuple("debug", Perspective::kDebug, Qt::Key_2)}) {
        QAction* const action = add(view_menu_, name, QKeySequence(Qt::CTRL | key));
        action->setCheckable(true);
        perspectives->addAction(action);
        connect(action, &QAction::triggered, this, [this, perspective] { docks_->set_perspective(perspective); });
    }
    connect(add(view_menu_, "reset_layout"), &QAction::triggered, this, [this] { docks_->reset_layout(); });
    QAction* const present = add(view_menu_, "present", Qt::Key_F11);
    present->setCheckable(true);
    connect(present, &QAction::triggered, this, [this](bool on) { docks_->set_presenting(on); });
    connect(docks_, &Docks::presenting_changed, present, &QAction::setChecked);
    view_menu_->addSeparator();
    connect(add(view_menu_, "larger", QKeySequence::ZoomIn), &QAction::triggered, this, [this] { appearance_.set_percent(appearance_.percent() + Appearance::kPercentStep); });
    connect(add(view_menu_, "smaller", QKeySequence::ZoomOut), &QAction::triggered, this, [this] { appearance_.set_percent(appearance_.percent() - Appearance::kPercentStep); });
    connect(add(view_menu_, "usual_size", QKeySequence(Qt::CTRL | Qt::Key_0)), &QAction::triggered, this, [this] { appearance_.set_percent(Appearance::kPercentLeast); });
    view_menu_->addSeparator();
    theme_menu_ = view_menu_->addMenu(QString());
    auto* const themes = new QActionGroup(this);
    for (const auto& [name, scheme] : {std::pair("theme_system", Scheme::kSystem), std::pair("theme_light", Scheme::kLight), std::pair("theme_dark", Scheme::kDark),
                                       std::pair("theme_contrast", Scheme::kHighContrast)}) {
        QAction* const action = add(theme_menu_, name);
        action->setCheckable(true);
        action->setChecked(appearance_.scheme() == scheme);
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, scheme = scheme] { appearance_.set_scheme(scheme); });
    }
    language_menu_ = view_menu_->addMenu(QString());
    auto* const languages = new QActionGroup(this);
    for (const auto& [name, language] : {std::pair("english", explain::Language::kEnglish), std::pair("portuguese", explain::Language::kPortuguese)}) {
        QAction* const action = add(language_menu_, name);
        action->setCheckable(true);
        action->setChecked(appearance_.language() == language);
        languages->addAction(action);
        connect(action, &QAction::triggered, this, [this, language = language] { appearance_.set_language(language); });
    }
    help_menu_ = menuBar()->addMenu(QString());
    connect(add(help_menu_, "welcome", Qt::Key_F2), &QAction::triggered, this, [this] { lesson_->welcome(); });
    connect(add(help_menu_, "lesson_plan"), &QAction::triggered, this, [this] { show_lesson_plan(); });
    // The strip's own keys count where the keyboard is in it; these count everywhere.
    connect(add(help_menu_, "lesson_on", Qt::ALT | Qt::Key_Right), &QAction::triggered, this, [this] { lesson_->player().go_on(); });
    connect(add(help_menu_, "lesson_back", Qt::ALT | Qt::Key_Left), &QAction::triggered, this, [this] { lesson_->player().back(); });
    connect(add(help_menu_, "lesson_end", Qt::ALT | Qt::Key_End), &QAction::triggered, this, [this] { lesson_->player().end(); });
    const auto allow_lesson = [this] {
        for (const char* const name : {"lesson_on", "lesson_back", "lesson_end"}) named_.at(QLatin1String(name))->setEnabled(lesson_->player().active());
    };
    allow_lesson();
    connect(&lesson_->player(), &ScenarioPlayer::started, this, allow_lesson);
    connect(&lesson_->player(), &ScenarioPlayer::ended, this, allow_lesson);
    help_menu_->addSeparator();
    connect(add(help_menu_, "pane_help", Qt::Key_F1), &QAction::triggered, this, [this] { show_pane_help(); });
    connect(add(help_menu_, "about"), &QAction::triggered, this, [this] { show_about(); });
    connect(view_menu_, &QMenu::aboutToShow, this, [this] {
        named_.at(QStringLiteral("lecture"))->setChecked(docks_->perspective() == Perspective::kLecture);
        named_.at(QStringLiteral("debug"))->setChecked(docks_->perspective() == Perspective::kDebug);
    });
}

QList<QAction*> MainWindow::all_actions() const {
    QList<QAction*> all = controls_->actions();
    for (const auto& [name, action] : named_) all << action;
    return all;
}

void MainWindow::retranslate() {
    setWindowTitle(tr("Anel"));
    bar_->setWindowTitle(tr("Controls"));
    banner_bar_->setWindowTitle(tr("Messages"));
    journey_->setAccessibleName(tr("How far the way through the run is"));
    file_menu_->setTitle(tr("&File"));
    run_menu_->setTitle(tr("&Run"));
    view_menu_->setTitle(tr("&View"));
    panes_menu_->setTitle(tr("&Panes"));
    go_menu_->setTitle(tr("&Bring forward"));
    theme_menu_->setTitle(tr("&Theme"));
    language_menu_->setTitle(tr("Lan&guage"));
    help_menu_->setTitle(tr("&Help"));
    const std::pair<const char*, QString> texts[] = {
        {"open_machine", tr("&Open a machine…")}, {"bundled_machine", tr("The &bundled machine")}, {"export", tr("&Export the pane…")}, {"quit", tr("&Quit")},
        {"float_pane", tr("Pane out of the &window, or back")}, {"lecture", tr("&Lecture")}, {"debug", tr("&Debug")}, {"reset_layout", tr("&Reset layout")}, {"present", tr("&One pane on the whole screen")},
        {"larger", tr("L&arger text")}, {"smaller", tr("&Smaller text")}, {"usual_size", tr("&Usual size of text")},
        {"theme_system", tr("As the &system")}, {"theme_light", tr("&Light")}, {"theme_dark", tr("&Dark")}, {"theme_contrast", tr("&High contrast")},
        // Each in itself, so that whoever has lost the way finds back.
        {"english", QStringLiteral("&English")}, {"portuguese", QStringLiteral("&Português (Brasil)")},
        {"welcome", tr("&Welcome page")}, {"lesson_plan", tr("&Lesson plan")}, {"lesson_on", tr("&On with the lesson")}, {"lesson_back", tr("&Back in the lesson")}, {"lesson_end", tr("&End the lesson")},
        {"pane_help", tr("About this &pane")}, {"about", tr("&About Anel")},
    };
    for (const auto& [name, text] : texts) named_.at(QLatin1String(name))->setText(text);
    for (const Docks::One& one : docks_->all())
        if (const auto go = named_.find(QLatin1String("go_") + QLatin1String(one.row->object_name)); go != named_.end()) go->second->setText(tr("Go to %1").arg(one.pane->title()));
    chooser_->retranslate();
    controls_->retranslate();
    banner_->retranslate();
    for (const Docks::One& one : docks_->all()) one.pane->retranslate();
    docks_->retranslate();
    lesson_->retranslate();
    if (auto* const plan = findChild<LessonPlan*>()) plan->retranslate(appearance_.language());
    show_crossing();
    if (read_out_ != nullptr) show_read_out();
}

}  // namespace anel::gui
