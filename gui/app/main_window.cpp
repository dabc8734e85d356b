#include "gui/app/main_window.hpp"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QLayout>
#include <QMessageBox>
#include <QProgressBar>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>
#include <algorithm>

#include "gui/app/appearance.hpp"
#include "gui/app/banner.hpp"
#include "gui/app/chooser.hpp"
#include "gui/app/controls.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/exporting.hpp"
#include "gui/app/lesson.hpp"
#include "gui/app/lesson_plan.hpp"
#include "gui/app/read_out.hpp"
#include "gui/app/style.hpp"
#include "gui/app/top_bar.hpp"
#include "gui/models/selection.hpp"
#include "gui/models/words.hpp"

namespace anel::gui {

namespace {

constexpr auto kGeometryKey = "window/geometry";
constexpr QSize kLeastSize(480, 360);

}  // namespace

MainWindow::MainWindow(Appearance& appearance, QSettings& settings)
    : appearance_(appearance), settings_(settings), frame_(std::make_shared<session::Frame>()), selection_(new Selection(this)), banner_(new Banner(this)), chooser_(new Chooser(*this, this)),
      controls_(new Controls(*this, *chooser_, this)), docks_(new Docks(*this, *this, settings)),
      lesson_(new Lesson(*this, *this, *docks_, settings)) {
    setObjectName(QStringLiteral("window"));
    // A strip that has just come would make the window larger before the others can give way (top_bar.hpp).
    layout()->setSizeConstraint(QLayout::SetNoConstraint);
    setMinimumSize(kLeastSize);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    // Docks alone: nothing lies between them, but a line of no width. Without it the panes at the bottom would take, and keep, some of each height that comes and
    // goes above them, with a message or with large words.
    auto* const nothing = new QWidget(this);
    nothing->setFixedWidth(0);
    setCentralWidget(nothing);
    make_bars();
    make_menus();
    read_out_ = new ReadOut(this);
    statusBar()->addWidget(read_out_, 1);
    journey_ = new QProgressBar(this);
    journey_->setObjectName(QStringLiteral("journey"));
    journey_->setTextVisible(false);
    journey_->hide();
    statusBar()->addPermanentWidget(journey_);
    connect(&link_, &Link::frame, this, &MainWindow::take);
    // What was remembered may be of another size, and have had something to say.
    connect(docks_, &Docks::arranged, this, [this] {
        show_crossing();
        banner_bar_->setVisible(!banner_->is_empty());
    });
    connect(&appearance_, &Appearance::theme_changed, this, &MainWindow::restyle);
    connect(controls_, &Controls::refused, banner_, [this](const QString& why) { banner_->say(why, true); });
    connect(chooser_, &Chooser::loading, this, [this](const session::Configuration& configuration) {
        loading_ = configuration;
        is_loading_ = true;
    });
    restyle();
    retranslate();
    resize(1280, 800);
    restoreGeometry(settings_.value(QLatin1String(kGeometryKey)).toByteArray());
    docks_->restore();
}

MainWindow::~MainWindow() {
    // Docks are hidden once the machine is gone; panes would want to tell it.
    for (const Docks::One& one : docks_->all()) one.dock->disconnect(docks_);
}

const Theme& MainWindow::theme() const { return appearance_.theme(); }
explain::Language MainWindow::language() const { return appearance_.language(); }
void MainWindow::show_pane(const QString& object_name) { docks_->show_pane(object_name); }

void MainWindow::begin() { lesson_->begin(); }
void MainWindow::load(const session::Configuration& configuration) { send(session::Load{configuration}); }
void MainWindow::send(session::Command command) { link_.send(std::move(command)); }

void MainWindow::ask(QObject* receiver, session::Query query, std::function<void(const session::Answer&)> answered) {
    asked_[++queries_] = {receiver, std::move(answered), frame_->machine};
    send(session::Ask{queries_, std::move(query)});
}

void MainWindow::make_bars() {
    bar_ = new TopBar(this);
    bar_->setObjectName(QStringLiteral("controls"));
    bar_->add(controls_->buttons());
    for (QWidget* const part : chooser_->parts()) bar_->add(part);
    addToolBar(bar_);
    addToolBarBreak();
    banner_bar_ = new QToolBar(this);
    banner_bar_->setObjectName(QStringLiteral("banner"));
    banner_bar_->setMovable(false);
    banner_bar_->toggleViewAction()->setEnabled(false);
    banner_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    banner_bar_->addWidget(banner_);
    addToolBar(banner_bar_);
    banner_bar_->hide();
    connect(banner_, &Banner::changed, this, [this] { banner_bar_->setVisible(!banner_->is_empty()); });
}

void MainWindow::take(const session::FramePtr& frame) {
    frame_ = frame;
    selection_->follow(*frame);
    for (const auto& [id, answer] : frame->answers) {
        auto asked = asked_.extract(id);
        if (!asked.empty() && asked.mapped().receiver && asked.mapped().machine == frame->machine) asked.mapped().answered(answer);
    }
    chooser_->show_frame(*frame);
    controls_->show_frame(*frame);
    show_crossing();
    if (frame->error) banner_->say(Words::refusal(*frame->error), true);
    else if (is_loading_ && frame->configuration == loading_)
        banner_->say(tr("Another machine, from reset: mode %1, policy %2, workload %3.").arg(Words::mode(loading_.mode), Words::policy(loading_.policy), Words::workload(loading_)), false);
    is_loading_ = is_loading_ && !frame->error && frame->configuration != loading_;
    for (const Docks::One& one : docks_->all())
        if (one.pane->seen() || one.pane->wants_every_frame()) one.pane->show_frame(*frame);
    show_read_out();
    lesson_->take(frame);
    Q_EMIT frame_shown(frame);
}

/// Not above the welcome page, where nobody has begun to watch.
void MainWindow::show_crossing() {
    if (lesson_->welcomes()) banner_->forget_crossing();
    else banner_->show_frame(*frame_, language());
}

void MainWindow::show_read_out() {
    QString text = tr("cycle %1", "the machine's clock").arg(Words::number(frame_->now.cycle));
    if (frame_->now < frame_->end) text += tr(" of %1").arg(Words::number(frame_->end.cycle));
    text += QStringLiteral("   ") + Words::ring(frame_->cpu.ring) + QStringLiteral(" (") + Words::resident(frame_->residents[lane(frame_->cpu.ring)]) + u')';
    if (frame_->cpu.vmid != 0) text += QStringLiteral("   VM %1").arg(frame_->cpu.vmid);
    journey_->setVisible(frame_->journey.has_value());
    if (frame_->journey) {
        constexpr int kSteps = 1000;
        journey_->setRange(0, kSteps);
        journey_->setValue(static_cast<int>(kSteps * frame_->journey->share()));
    } else if (frame_->phase == session::Phase::kRunning) {
        text += QStringLiteral("   ") + (frame_->mips >= 0.01 ? tr("%1 MIPS").arg(QLocale().toString(frame_->mips, 'f', frame_->mips < 10 ? 2 : 1))
                                                              : tr("%1 instructions a second").arg(QLocale().toString(frame_->mips * 1e6, 'f', 0)));
    }
    read_out_->say(Words::state(*frame_), text);
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    for (const Docks::One& one : docks_->all())
        if (!one.pane->may_close()) return event->ignore();
    docks_->set_presenting(false);
    docks_->save();
    settings_.setValue(QLatin1String(kGeometryKey), saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::restyle() {
    banner_->restyle(theme());
    controls_->restyle();
    lesson_->restyle();
    chooser_->restyle(theme());
    bar_->restyle(theme());
    docks_->restyle();
    for (const Docks::One& one : docks_->all()) {
        // A dock whose font is like the application's writes its title in the one that was usual when it was made; a hint that says nothing new makes it another font.
        QFont title = theme().font();
        title.setStyleHint(QFont::SansSerif);
        one.dock->setFont(title);
        Style::renew_title(*one.dock);
        one.pane->restyle();
        if (one.pane->seen()) one.pane->show_frame(*frame_);
    }
}

void MainWindow::export_current() {
    Pane* const pane = docks_->current();
    if (pane == nullptr) return;
    const QString csv = pane->table().isEmpty() ? QString() : tr("Table (*.csv)");
    const QString filter = QStringList({tr("Picture (*.svg)"), tr("Picture (*.png)"), csv}).filter(QStringLiteral("*")).join(QStringLiteral(";;"));
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the pane \u201c%1\u201d").arg(pane->title()), QStringLiteral("%1.svg").arg(pane->objectName()), filter);
    if (file.isEmpty()) return;
    const QString wrong = export_pane(*pane, file);
    banner_->say(wrong.isEmpty() ? tr("Written: %1").arg(file) : wrong, !wrong.isEmpty());
}

void MainWindow::choose_machine_file() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Choose a machine"), QString(), tr("Machines (*.yaml *.yml)"));
    if (!file.isEmpty()) chooser_->choose_machine(file);
}

void MainWindow::show_about() {
    QMessageBox::about(this, tr("About Anel"),
                       tr("Anel %1\n\nWhat does it cost, and what does it take, to run an operating system that believes it owns the machine?\n\n"
                          "Everything above the hardware is real code: it is executed, and can be watched, instruction by instruction.")
                           .arg(QCoreApplication::applicationVersion()));
}

void MainWindow::show_lesson_plan() {
    auto* plan = findChild<LessonPlan*>();
    if (plan == nullptr) {
        plan = new LessonPlan(this);
        plan->retranslate(appearance_.language());
    }
    plan->show();
    plan->raise();
    plan->activateWindow();
}

void MainWindow::show_pane_help() {
    if (Pane* const pane = docks_->current()) banner_->say(pane->title() + QStringLiteral(": ") + pane->help(), false);
}

}  // namespace anel::gui
