#include "gui/app/docks.hpp"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMainWindow>
#include <QScrollArea>
#include <QSettings>
#include <QVBoxLayout>
#include <algorithm>

namespace anel::gui {

namespace {

constexpr int kLayoutVersion = 2;
constexpr int kLinesForStacks = 24;  ///< of text, that a window must be high for panes below each other and a lesson's words
constexpr int kBelow = 3;  ///< of the window's height one part, for what is along its bottom
constexpr auto kPerspectiveKey = "window/perspective";

/// Large words in a small window: what of a pane has no room is scrolled to, and never makes the window larger than the screen.
class Around : public QScrollArea {
public:
    explicit Around(Pane* pane) {
        setWidget(pane);
        setWidgetResizable(true);
        setFrameShape(QFrame::NoFrame);
        setFocusPolicy(Qt::NoFocus);
    }
    QSize minimumSizeHint() const override { return {120, 16}; }
};

}  // namespace

Docks::Docks(QMainWindow& window, PaneContext& context, QSettings& settings) : QObject(&window), window_(window), settings_(settings) {
    for (const PaneRow& row : pane_rows()) {
        auto* const dock = new QDockWidget(&window);
        dock->setObjectName(QLatin1String(row.object_name));
        auto pane = row.make(context);
        Pane* const raw = pane.release();
        raw->setObjectName(QLatin1String(row.object_name) + QStringLiteral("_pane"));
        auto* const around = new Around(raw);
        dock->setWidget(around);
        dock->setFocusProxy(raw);
        raw->restyle();
        all_.push_back({&row, dock, raw, around});
        connect(dock, &QDockWidget::visibilityChanged, this, [this, dock, raw](bool visible) {
            // A dock that has just left a tab bar is said to be hidden by its tab, and yet is on the screen.
            const bool seen = visible || (dock->isFloating() && dock->isVisible());
            if (left_behind_ != dock) raw->set_seen(seen);
        });
    }
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        for (; now != nullptr; now = now->parentWidget())
            if (auto* const pane = qobject_cast<Pane*>(now)) last_focused_ = pane;
    });
}

Docks::~Docks() { disconnect(qApp, nullptr, this, nullptr); }

QString Docks::key(const char* what) const {
    return QStringLiteral("layout/%1/%2").arg(perspective_ == Perspective::kLecture ? QStringLiteral("lecture") : QStringLiteral("debug"), QLatin1String(what));
}

Pane* Docks::pane(const QString& object_name) const {
    for (const One& one : all_)
        if (object_name == QLatin1String(one.row->object_name)) return one.pane;
    return nullptr;
}

void Docks::reset_layout() {
    set_aside_.clear();
    std::map<Qt::DockWidgetArea, QDockWidget*> last;
    for (const One& one : all_) {
        const Spot& spot = perspective_ == Perspective::kLecture ? one.row->lecture : one.row->debug;
        one.dock->setFloating(false);
        window_.addDockWidget(spot.area, one.dock);
        QDockWidget*& before = last[spot.area];
        if (before != nullptr && spot.in_tab) window_.tabifyDockWidget(before, one.dock);
        one.dock->setVisible(spot.visible);
        if (spot.visible) before = one.dock;
    }
    share(last);
    // Of tabs the first is in front.
    for (auto one = all_.rbegin(); one != all_.rend(); ++one)
        if (!one->dock->isHidden()) one->dock->raise();
}

void Docks::save() {
    settings_.setValue(key("state"), set_aside_.isEmpty() ? window_.saveState(kLayoutVersion) : set_aside_);
    settings_.setValue(QLatin1String(kPerspectiveKey), static_cast<int>(perspective_));
}

void Docks::restore() {
    perspective_ = settings_.value(QLatin1String(kPerspectiveKey), 0).toInt() == 1 ? Perspective::kDebug : Perspective::kLecture;
    reset_layout();
    if (const QByteArray state = settings_.value(key("state")).toByteArray(); !state.isEmpty()) window_.restoreState(state, kLayoutVersion);
    Q_EMIT arranged();
}

void Docks::set_perspective(Perspective perspective) {
    if (perspective == perspective_) return;
    put_back();
    save();
    perspective_ = perspective;
    reset_layout();
    if (const QByteArray state = settings_.value(key("state")).toByteArray(); !state.isEmpty()) window_.restoreState(state, kLayoutVersion);
    Q_EMIT arranged();
}

void Docks::show_pane(const QString& object_name) {
    for (const One& one : all_) {
        if (object_name != QLatin1String(one.row->object_name)) continue;
        one.dock->show();
        one.dock->raise();
        one.pane->setFocus(Qt::ShortcutFocusReason);
        last_focused_ = one.pane;
    }
}

void Docks::bring_forward(const QString& object_name) {
    for (const One& one : all_)
        if (object_name == QLatin1String(one.row->object_name) && !one.dock->isHidden()) one.dock->raise();
}

void Docks::arrange(const std::vector<Placed>& panes) {
    set_presenting(false);
    if (set_aside_.isEmpty()) set_aside_ = window_.saveState(kLayoutVersion);
    for (const One& one : all_) {
        one.dock->setFloating(false);
        one.dock->hide();
    }
    std::map<Qt::DockWidgetArea, QDockWidget*> last;
    std::vector<QDockWidget*> shown;
    placed_ = panes;
    placed_low_ = is_low();
    for (const Placed& placed : placed_) {
        const auto found = std::ranges::find_if(all_, [&placed](const One& one) { return qstrcmp(one.row->object_name, placed.pane) == 0; });
        if (found == all_.end()) continue;
        const Qt::DockWidgetArea area = placed_low_ ? placed_.front().area : placed.area;
        window_.addDockWidget(area, found->dock);
        QDockWidget*& before = last[area];
        if (before != nullptr && (placed_low_ || placed.in_tab)) window_.tabifyDockWidget(before, found->dock);
        found->dock->show();
        before = found->dock;
        shown.push_back(found->dock);
    }
    if (!placed_low_) share(last);
    for (auto dock = shown.rbegin(); dock != shown.rend(); ++dock) (*dock)->raise();
    Q_EMIT arranged();
}

/// Words that were large for a while, or another layout, have left other sizes behind, and a pane at the side would be a strip.
void Docks::share(const std::map<Qt::DockWidgetArea, QDockWidget*>& docks) {
    const auto in = [&docks](Qt::DockWidgetArea area) { return docks.contains(area) ? docks.at(area) : nullptr; };
    QDockWidget* const left = in(Qt::LeftDockWidgetArea);
    QDockWidget* const right = in(Qt::RightDockWidgetArea);
    if (left != nullptr && right != nullptr) window_.resizeDocks({left, right}, {window_.width() / 2, window_.width() / 2}, Qt::Horizontal);
    if (QDockWidget* const below = in(Qt::BottomDockWidgetArea)) window_.resizeDocks({below}, {window_.height() / kBelow}, Qt::Vertical);
}

bool Docks::is_low() const { return window_.height() < kLinesForStacks * window_.fontMetrics().height(); }

void Docks::restyle() {
    if (set_aside_.isEmpty() || stage_ != nullptr || is_low() == placed_low_) return;
    arrange(std::vector(placed_));
}

void Docks::put_back() {
    if (set_aside_.isEmpty()) return;
    set_presenting(false);
    window_.restoreState(set_aside_, kLayoutVersion);
    set_aside_.clear();
    Q_EMIT arranged();
}

Pane* Docks::current() const {
    if (last_focused_ != nullptr && last_focused_->isVisible()) return last_focused_;
    for (const One& one : all_)
        if (one.pane->seen()) return one.pane;
    return nullptr;
}

void Docks::set_presenting(bool on) {
    if (on == presenting()) return;
    if (on) {
        Pane* const pane = current();
        if (pane == nullptr) return Q_EMIT presenting_changed(false);
        const One& shown = *std::ranges::find(all_, pane, &One::pane);
        left_behind_ = shown.dock;
        stage_ = new QWidget(&window_, Qt::Window);
        stage_->setObjectName(QStringLiteral("stage"));
        stage_->setWindowTitle(pane->title());
        stage_->installEventFilter(this);
        auto* const layout = new QVBoxLayout(stage_);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(shown.around);
        shown.around->show();
        pane->set_seen(true);
        stage_->showFullScreen();
        pane->setFocus();
    } else {
        QWidget* const stage = std::exchange(stage_, nullptr);
        QDockWidget* const dock = std::exchange(left_behind_, nullptr);
        for (const One& one : all_) {
            if (one.dock != dock) continue;
            dock->setWidget(one.around);
            one.around->show();
            one.pane->set_seen(dock->isVisible());
        }
        stage->hide();
        stage->deleteLater();
    }
    Q_EMIT presenting_changed(on);
}

bool Docks::eventFilter(QObject* object, QEvent* event) {
    if (object != stage_ || stage_ == nullptr) return QObject::eventFilter(object, event);
    const bool escape = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (!escape && event->type() != QEvent::Close) return QObject::eventFilter(object, event);
    set_presenting(false);
    return true;
}

void Docks::retranslate() {
    for (const One& one : all_) {
        one.dock->setWindowTitle(one.pane->title());
        one.pane->setAccessibleName(one.pane->title());
        one.pane->setAccessibleDescription(one.pane->help());
        one.dock->toggleViewAction()->setStatusTip(one.pane->help());
    }
}

}  // namespace anel::gui
