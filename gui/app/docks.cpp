#include "gui/app/docks.hpp"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMainWindow>
#include <QPointer>
#include <QScrollArea>
#include <QSettings>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/app/tab_names.hpp"

namespace anel::gui {

namespace {

constexpr int kLayoutVersion = 2;
constexpr double kFirstOfStack = 1.5;  ///< as high as each of those below it
constexpr double kBelow = 0.37;  ///< of the window's height, for what is along its bottom
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

Docks::Docks(QMainWindow& window, PaneContext& context, QSettings& settings) : QObject(&window), window_(window), context_(context), settings_(settings), tab_names_(new TabNames(window, context)) {
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
            tab_names_->fit_soon();
        });
    }
    window.installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        for (; now != nullptr; now = now->parentWidget())
            if (auto* const pane = qobject_cast<Pane*>(now)) last_focused_ = pane;
    });
}

Docks::~Docks() { disconnect(qApp, nullptr, this, nullptr); }

QString Docks::key(const char* what) const {
    const QString name = perspective_ == Perspective::kLecture ? QStringLiteral("lecture") : QStringLiteral("debug");
    return QStringLiteral("layout/%1/%2").arg(low_ ? name + QStringLiteral("-low") : name, QLatin1String(what));
}

Pane* Docks::pane(const QString& object_name) const {
    for (const One& one : all_)
        if (object_name == QLatin1String(one.row->object_name)) return one.pane;
    return nullptr;
}

void Docks::reset_layout() {
    lent_ = false;
    laid_out_ = true;
    low_ = context_.theme().low(window_.height());
    std::map<Qt::DockWidgetArea, QDockWidget*> last;
    Stacks stacks;
    for (const One& one : all_) {
        const Spot& spot = perspective_ == Perspective::kLecture ? one.row->lecture : one.row->debug;
        const Qt::DockWidgetArea area = low_ && spot.area == Qt::BottomDockWidgetArea ? Qt::LeftDockWidgetArea : spot.area;
        one.dock->setFloating(false);
        window_.addDockWidget(area, one.dock);
        QDockWidget*& before = last[area];
        if (before != nullptr && (low_ || spot.in_tab)) window_.tabifyDockWidget(before, one.dock);
        one.dock->setVisible(spot.visible);
        if (!spot.visible) continue;
        if (before == nullptr || !(low_ || spot.in_tab)) stacks[area].push_back(one.dock);
        before = one.dock;
    }
    share(stacks);
    // Of tabs the first is in front.
    for (auto one = all_.rbegin(); one != all_.rend(); ++one)
        if (!one->dock->isHidden()) one->dock->raise();
}

void Docks::save() {
    // One that has been set aside was saved then.
    if (!lent_) settings_.setValue(key("state"), window_.saveState(kLayoutVersion));
    settings_.setValue(QLatin1String(kPerspectiveKey), static_cast<int>(perspective_));
}

void Docks::restore() {
    perspective_ = settings_.value(QLatin1String(kPerspectiveKey), 0).toInt() == 1 ? Perspective::kDebug : Perspective::kLecture;
    lay_out_own();
}

void Docks::lay_out_own() {
    reset_layout();
    if (const QByteArray state = settings_.value(key("state")).toByteArray(); !state.isEmpty()) window_.restoreState(state, kLayoutVersion);
    Q_EMIT arranged();
}

void Docks::set_perspective(Perspective perspective) {
    if (perspective == perspective_) return;
    put_back();
    save();
    perspective_ = perspective;
    lay_out_own();
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
    front_ = object_name;
    for (const One& one : all_)
        if (object_name == QLatin1String(one.row->object_name) && !one.dock->isHidden()) one.dock->raise();
}

void Docks::arrange(const std::vector<Placed>& panes) {
    set_presenting(false);
    save();
    lent_ = true;
    front_.clear();
    low_ = context_.theme().low(window_.height());
    for (const One& one : all_) {
        one.dock->setFloating(false);
        one.dock->hide();
    }
    std::map<Qt::DockWidgetArea, QDockWidget*> last;
    std::vector<QDockWidget*> shown;
    Stacks stacks;
    placed_ = panes;
    for (const Placed& placed : placed_) {
        const auto found = std::ranges::find_if(all_, [&placed](const One& one) { return qstrcmp(one.row->object_name, placed.pane) == 0; });
        if (found == all_.end()) continue;
        const Qt::DockWidgetArea area = low_ ? placed_.front().area : placed.area;
        window_.addDockWidget(area, found->dock);
        QDockWidget*& before = last[area];
        if (before != nullptr && (low_ || placed.in_tab)) window_.tabifyDockWidget(before, found->dock);
        if (before == nullptr || !(low_ || placed.in_tab)) stacks[area].push_back(found->dock);
        found->dock->show();
        before = found->dock;
        shown.push_back(found->dock);
    }
    share(stacks);
    for (auto dock = shown.rbegin(); dock != shown.rend(); ++dock) (*dock)->raise();
    Q_EMIT arranged();
}

/// Another layout has left other sizes behind, and a pane at the side would be a strip.
void Docks::share(const Stacks& stacks) {
    const auto in = [&stacks](Qt::DockWidgetArea area) { return stacks.contains(area) ? stacks.at(area).front() : nullptr; };
    QDockWidget* const left = in(Qt::LeftDockWidgetArea);
    QDockWidget* const right = in(Qt::RightDockWidgetArea);
    if (left != nullptr && right != nullptr) window_.resizeDocks({left, right}, {window_.width() / 2, window_.width() / 2}, Qt::Horizontal);
    if (QDockWidget* const below = in(Qt::BottomDockWidgetArea)) window_.resizeDocks({below}, {static_cast<int>(window_.height() * kBelow)}, Qt::Vertical);
    for (const auto& [area, docks] : stacks) {
        if (docks.size() < 2) continue;
        // Shares: what there is to be shared is known to the window.
        QList<int> heights(docks.size(), window_.height());
        heights.front() = static_cast<int>(window_.height() * kFirstOfStack);
        window_.resizeDocks(docks, heights, Qt::Vertical);
    }
}

void Docks::restyle() {
    tab_names_->fit_soon();
    if (!laid_out_ || stage_ != nullptr || context_.theme().low(window_.height()) == low_) return;
    if (lent_) {
        const QString front = front_;
        // What is hidden for a moment gives the keys away.
        const QPointer<QWidget> keys = window_.focusWidget();
        arrange(std::vector(placed_));
        bring_forward(front);
        if (keys && keys->isVisible()) keys->setFocus(Qt::OtherFocusReason);
        return;
    }
    save();
    const Pane* const front = last_focused_ != nullptr && last_focused_->seen() ? last_focused_ : nullptr;
    lay_out_own();
    // The one that a person works in, whatever the other layout was left with.
    for (const One& one : all_) {
        if (one.pane != front) continue;
        one.dock->show();
        one.dock->raise();
    }
}

void Docks::put_back() {
    if (!lent_) return;
    set_presenting(false);
    lay_out_own();
}

Pane* Docks::current() const {
    if (last_focused_ != nullptr && last_focused_->isVisible()) return last_focused_;
    for (const One& one : all_)
        if (one.pane->seen()) return one.pane;
    return nullptr;
}

void Docks::float_current() {
    Pane* const pane = current();
    if (pane == nullptr || presenting()) return;
    QDockWidget* const dock = std::ranges::find(all_, pane, &One::pane)->dock;
    dock->setFloating(!dock->isFloating());
    dock->raise();
    if (dock->isFloating()) dock->activateWindow();
    // On its way it has given the keyboard to another one.
    pane->setFocus(Qt::OtherFocusReason);
    last_focused_ = pane;
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
    // Within the window's own work its panes cannot be moved.
    if (object == &window_ && event->type() == QEvent::Resize) QMetaObject::invokeMethod(this, [this] { restyle(); }, Qt::QueuedConnection);
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
        // Qt names them when they are made, in the language of that moment.
        for (const auto& [name, text] : {std::pair("qt_dockwidget_floatbutton", tr("Out of the window, or back")), std::pair("qt_dockwidget_closebutton", tr("Put the pane away"))}) {
            auto* const button = one.dock->findChild<QAbstractButton*>(QLatin1String(name), Qt::FindDirectChildrenOnly);
            if (button == nullptr) continue;
            button->setAccessibleName(text);
            button->setToolTip(text);
        }
    }
    tab_names_->fit_soon();
}

}  // namespace anel::gui
