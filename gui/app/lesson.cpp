#include "gui/app/lesson.hpp"

#include <QEvent>
#include <QMainWindow>
#include <QSettings>
#include <QStringList>
#include <QToolBar>
#include <QVBoxLayout>

#include "gui/app/docks.hpp"
#include "gui/app/scenario_bar.hpp"
#include "gui/panes/overhead_pane.hpp"
#include "gui/panes/welcome_pane.hpp"

namespace anel::gui {

namespace {

constexpr auto kAtStartKey = "welcome/at_start", kRecentKey = "welcome/recent";
constexpr qsizetype kMostRecent = 3;

}  // namespace

Lesson::Lesson(QMainWindow& window, PaneContext& context, Docks& docks, QSettings& settings)
    : QObject(&window), window_(window), context_(context), docks_(docks), settings_(settings), player_(context), bar_(new ScenarioBar(player_)),
      page_(qobject_cast<WelcomePane*>(docks.pane(QStringLiteral("welcome")))), tool_bar_(new QToolBar(&window)), place_(new QWidget(tool_bar_)) {
    tool_bar_->setObjectName(QStringLiteral("lesson"));
    tool_bar_->setMovable(false);
    tool_bar_->toggleViewAction()->setEnabled(false);
    auto* const layout = new QVBoxLayout(place_);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(bar_);
    tool_bar_->addWidget(place_);
    window.addToolBar(Qt::BottomToolBarArea, tool_bar_);
    window.installEventFilter(this);
    tool_bar_->hide();
    connect(&player_, &ScenarioPlayer::started, this, [this] { started(); });
    connect(&player_, &ScenarioPlayer::ended, this, [this] { ended(); });
    connect(&player_, &ScenarioPlayer::pane_wanted, this, [this](const char* name) {
        docks_.bring_forward(QLatin1String(name));
        if (auto* const overhead = qobject_cast<OverheadPane*>(docks_.pane(QLatin1String(name)))) overhead->adopt(player_.facts().outcome().comparisons);
    });
    connect(&docks_, &Docks::presenting_changed, this, [this](bool on) { move_bar(on); });
    connect(&docks_, &Docks::arranged, this, [this] { show_bar(); });
    if (page_ == nullptr) return;
    page_->set_at_start(settings_.value(QLatin1String(kAtStartKey), true).toBool());
    tell_recent();
    connect(page_, &WelcomePane::chosen, this, [this](int scenario) { player_.start(static_cast<std::size_t>(scenario)); });
    connect(page_, &WelcomePane::left, this, [this] { docks_.put_back(); });
    connect(page_, &WelcomePane::at_start_changed, this, [this](bool on) { settings_.setValue(QLatin1String(kAtStartKey), on); });
}

void Lesson::begin() {
    if (settings_.value(QLatin1String(kAtStartKey), true).toBool()) welcome();
}

void Lesson::welcome() {
    if (player_.active()) return player_.end();
    if (page_ == nullptr) return;
    docks_.arrange({{"welcome", Qt::LeftDockWidgetArea}});
    page_->setFocus(Qt::OtherFocusReason);
}

bool Lesson::welcomes() const { return docks_.lent() && !player_.active(); }

void Lesson::started() {
    remember(player_.scenario().name);
    docks_.arrange(player_.scenario().panes);
    bar_->setFocus(Qt::OtherFocusReason);
}

void Lesson::ended() {
    tool_bar_->hide();
    docks_.set_presenting(false);
    if (page_ != nullptr) welcome();
    else docks_.put_back();
}

void Lesson::show_bar() {
    QWidget* const stage = docks_.stage();
    const bool beside = context_.theme().low((stage != nullptr ? stage : &window_)->height());
    bar_->set_beside(beside);
    if (stage != nullptr) {
        static_cast<QBoxLayout*>(stage->layout())->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    } else if (const Qt::ToolBarArea area = beside ? Qt::RightToolBarArea : Qt::BottomToolBarArea; window_.toolBarArea(tool_bar_) != area) {
        window_.addToolBar(area, tool_bar_);
    }
    place_->setSizePolicy(beside ? QSizePolicy::Fixed : QSizePolicy::Expanding, beside ? QSizePolicy::Expanding : QSizePolicy::Fixed);
    tool_bar_->setVisible(player_.active() && stage == nullptr);
    if (player_.active()) bar_->fit();
}

bool Lesson::eventFilter(QObject* object, QEvent* event) {
    // Within the window's own work its toolbars cannot be moved; and the docks' new layout comes first.
    if (object == &window_ && event->type() == QEvent::Resize && player_.active()) QMetaObject::invokeMethod(this, [this] { show_bar(); }, Qt::QueuedConnection);
    return QObject::eventFilter(object, event);
}

void Lesson::move_bar(bool presenting) {
    if (!player_.active() && bar_->parentWidget() == place_) return;
    QWidget* const to = presenting && docks_.stage() != nullptr ? docks_.stage() : place_;
    to->layout()->addWidget(bar_);
    bar_->show();
    show_bar();
    bar_->fit();
    if (presenting) bar_->setFocus(Qt::OtherFocusReason);
}

void Lesson::remember(const char* name) {
    QStringList recent = settings_.value(QLatin1String(kRecentKey)).toStringList();
    recent.removeAll(QLatin1String(name));
    recent.prepend(QLatin1String(name));
    while (recent.size() > kMostRecent) recent.removeLast();
    settings_.setValue(QLatin1String(kRecentKey), recent);
    tell_recent();
}

void Lesson::tell_recent() {
    if (page_ != nullptr) page_->set_recent(settings_.value(QLatin1String(kRecentKey)).toStringList());
}

void Lesson::retranslate() {
    tool_bar_->setWindowTitle(tr("Lesson"));
    player_.retranslate();
    bar_->retranslate();
}

void Lesson::restyle() {
    bar_->restyle(context_.theme());
    if (player_.active()) show_bar();
}

}  // namespace anel::gui
