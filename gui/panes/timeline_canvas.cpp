#include "gui/panes/timeline_canvas.hpp"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "gui/panes/timeline_picture.hpp"

namespace anel::gui {

namespace {

constexpr double kPanStep = 0.1;    ///< of what is seen
constexpr double kCursorStep = 0.01;
constexpr double kSnap = 6;         ///< pixels from a crossing that still mean it
constexpr double kWheelNotch = 120;

}  // namespace

TimelineCanvas::TimelineCanvas(PaneContext& context, QWidget* parent) : QWidget(parent), context_(context) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
}

void TimelineCanvas::ground_changed() {
    layout_ = lay_out(scene_, size(), context_.theme().font(), context_.theme().least_scale());
    stale_ = true;
    update();
}

void TimelineCanvas::draw(QPainter& painter, const QSizeF& size) const {
    painter.fillRect(QRectF(QPointF(0, 0), size), context_.theme().background());
    const TimelineLayout layout = lay_out(scene_, size, context_.theme().font(), context_.theme().least_scale());
    TimelinePicture picture(painter, context_.theme(), scene_, layout);
    if (scene_.empty.isEmpty()) picture.draw_ground();
    picture.draw_above();
}

void TimelineCanvas::paintEvent(QPaintEvent*) {
    if (stale_) {
        ground_ = QPixmap(size() * devicePixelRatio());
        ground_.setDevicePixelRatio(devicePixelRatio());
        ground_.fill(context_.theme().background());
        QPainter painter(&ground_);
        if (scene_.empty.isEmpty()) TimelinePicture(painter, context_.theme(), scene_, layout_).draw_ground();
        stale_ = false;
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, ground_);
    TimelinePicture(painter, context_.theme(), scene_, layout_).draw_above();
    if (hasFocus()) {
        painter.setPen(QPen(context_.theme().highlight(), 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

QString TimelineCanvas::names_at(const QPointF& point) const {
    const auto names_of_row = [&](const QRectF& row, const TimelineNames& names, const QStringList& all) {
        const auto named = static_cast<int>(names.places.size());
        const bool before_row = point.x() < layout_.plot.left() && point.y() >= row.top() && point.y() <= row.bottom();
        return before_row || names.more.contains(point) ? all.mid(named).join(QStringLiteral(", ")) : QString();
    };
    const QString crossings = names_of_row(layout_.crossings, layout_.crossing_names, names_of(scene_.crossings_seen()));
    return crossings.isEmpty() ? names_of_row(layout_.activities, layout_.activity_names, names_of(scene_.activities_seen())) : crossings;
}

bool TimelineCanvas::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* const help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), names_at(help->pos()), this);
    return true;
}

void TimelineCanvas::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    ground_changed();
    Q_EMIT moved();
}

void TimelineCanvas::zoom(double factor) {
    TimeAxis& axis = scene_.axis;
    const auto now = static_cast<double>(axis.now());
    const double cursor = scene_.cursor ? static_cast<double>(*scene_.cursor) : now;
    axis.zoom(factor, axis.contains(cursor) ? cursor : axis.contains(now) ? now : axis.from() + axis.span() / 2);
    Q_EMIT moved();
}

void TimelineCanvas::show_whole() {
    scene_.axis.show_whole();
    Q_EMIT moved();
}

void TimelineCanvas::show_now() {
    scene_.axis.bring_in(static_cast<double>(scene_.axis.now()));
    Q_EMIT moved();
}

void TimelineCanvas::wheelEvent(QWheelEvent* event) {
    const QPoint turned = event->angleDelta();
    const bool sideways = turned.x() != 0 || (event->modifiers() & Qt::ShiftModifier) != 0;
    const double notches = (turned.x() != 0 ? turned.x() : turned.y()) / kWheelNotch;
    if (sideways) scene_.axis.pan(-notches * kPanStep * scene_.axis.span());
    else scene_.axis.zoom(std::pow(kZoomStep, notches), cycle_at(event->position()));
    event->accept();
    Q_EMIT moved();
}

Cycles TimelineCanvas::meant(double cycle) const {
    if (scene_.near())
        if (const cpu::Event* const event = scene_.data.nearest_crossing(cycle, kSnap * layout_.cycles_per_pixel(scene_.axis))) return event->cycle;
    return static_cast<Cycles>(std::clamp(std::round(cycle), 0.0, static_cast<double>(scene_.axis.end())));
}

void TimelineCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || scene_.axis.end() == 0) return;
    drag_ = (event->modifiers() & Qt::ShiftModifier) != 0 ? Drag::kMeasures : Drag::kPressed;
    pressed_ = event->position();
    last_x_ = pressed_.x();
    measured_from_ = cycle_at(pressed_);
}

void TimelineCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    if (drag_ == Drag::kPressed && (at - pressed_).manhattanLength() >= QApplication::startDragDistance()) drag_ = Drag::kPans;
    if (drag_ == Drag::kPans) {
        setCursor(Qt::ClosedHandCursor);
        scene_.axis.pan((last_x_ - at.x()) * layout_.cycles_per_pixel(scene_.axis));
        last_x_ = at.x();
        Q_EMIT moved();
        return;
    }
    if (drag_ == Drag::kMeasures) return measure_to(cycle_at(at));
    const bool within = at.x() >= layout_.plot.left() && at.x() <= layout_.plot.right() && at.y() <= layout_.plot.bottom();
    Q_EMIT points(within ? std::optional(cycle_at(at)) : std::nullopt);
}

void TimelineCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const Drag drag = std::exchange(drag_, Drag::kNone);
    unsetCursor();
    if (drag == Drag::kMeasures && std::abs(cycle_at(event->position()) - measured_from_) < 1) Q_EMIT measures(std::nullopt);
    if (drag != Drag::kPressed || event->position().x() < layout_.plot.left()) return;
    const Cycles cycle = meant(cycle_at(event->position()));
    if ((event->modifiers() & Qt::ControlModifier) != 0) Q_EMIT picks(cycle);
    else Q_EMIT travels(cycle);
}

void TimelineCanvas::leaveEvent(QEvent*) { Q_EMIT points(std::nullopt); }

void TimelineCanvas::measure_to(double cycle) {
    const auto end = static_cast<double>(scene_.axis.end());
    const auto [from, to] = std::minmax({std::clamp(measured_from_, 0.0, end), std::clamp(cycle, 0.0, end)});
    Q_EMIT measures(std::pair(from, to));
}

/// To the next crossing where they are known one by one; otherwise a hundredth of what is seen.
void TimelineCanvas::step_cursor(int direction, bool measuring) {
    const Cycles here = scene_.cursor.value_or(scene_.axis.now());
    double there = static_cast<double>(here) + direction * std::max(1.0, kCursorStep * scene_.axis.span());
    if (scene_.near()) {
        const std::vector<cpu::Event>& events = scene_.data.events();
        const auto is_next = [&](const cpu::Event& event) { return cpu::is_crossing(event.kind) && scene_.filter.matches(event); };
        if (direction > 0) {
            const auto next = std::ranges::find_if(events, [&](const cpu::Event& event) { return event.cycle > here && is_next(event); });
            if (next != events.end()) there = static_cast<double>(next->cycle);
        } else {
            const auto before = std::find_if(events.rbegin(), events.rend(), [&](const cpu::Event& event) { return event.cycle < here && is_next(event); });
            if (before != events.rend()) there = static_cast<double>(before->cycle);
        }
    }
    there = std::clamp(there, 0.0, static_cast<double>(scene_.axis.end()));
    if (measuring) {
        if (!scene_.range) measured_from_ = static_cast<double>(here);
        measure_to(there);
    }
    Q_EMIT picks(static_cast<Cycles>(there));
    scene_.axis.bring_in(there);
    Q_EMIT moved();
}

/// Takes back one thing after the other. False: there is nothing left to take back.
bool TimelineCanvas::escape() {
    if (scene_.range) Q_EMIT measures(std::nullopt);
    else if (scene_.cursor) Q_EMIT picks(std::nullopt);
    else if (!scene_.filter.everything()) context_.selection().set_filter({});
    else return false;
    return true;
}

void TimelineCanvas::keyPressEvent(QKeyEvent* event) {
    const bool moves_cursor = (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) != 0;
    const bool measuring = (event->modifiers() & Qt::ShiftModifier) != 0;
    const auto pan = [this](double part) {
        scene_.axis.pan(part * scene_.axis.span());
        Q_EMIT moved();
    };
    const auto show_at = [this](double from) {
        const double span = scene_.axis.span();
        if (!scene_.axis.whole()) scene_.axis.show(from, from + span);
        Q_EMIT moved();
    };
    switch (event->key()) {
        case Qt::Key_Left: return moves_cursor ? step_cursor(-1, measuring) : pan(-kPanStep);
        case Qt::Key_Right: return moves_cursor ? step_cursor(1, measuring) : pan(kPanStep);
        case Qt::Key_Plus:
        case Qt::Key_Equal:
        case Qt::Key_Up: return zoom(kZoomStep);
        case Qt::Key_Minus:
        case Qt::Key_Down: return zoom(1 / kZoomStep);
        case Qt::Key_PageUp: return pan(-1);
        case Qt::Key_PageDown: return pan(1);
        case Qt::Key_Home: return show_at(0);
        case Qt::Key_End: return show_at(static_cast<double>(scene_.axis.end()) - scene_.axis.span() * 0.95);
        case Qt::Key_0: return show_whole();
        case Qt::Key_N: return show_now();
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (scene_.cursor) Q_EMIT travels(*scene_.cursor);
            return;
        case Qt::Key_Escape:
            if (escape()) return;
            break;
        default: break;
    }
    QWidget::keyPressEvent(event);
}

void TimelineCanvas::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void TimelineCanvas::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

}  // namespace anel::gui
