#include "gui/panes/rings_pane.hpp"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "gui/models/csv.hpp"
#include "gui/models/words.hpp"
#include "gui/session/goal.hpp"

namespace anel::gui {

namespace {

constexpr qint64 kApartMs = 200;  ///< between the beginnings of two crossings on their way
constexpr int kFadingMs = 33;   ///< between two pictures while something fades
constexpr double kReach = 10;   ///< pixels beside an arrow that still mean it
constexpr QSizeF kRingsDrawing{900, 640};

}  // namespace

RingsPane::RingsPane(PaneContext& context) : Pane(context) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    clock_.start();
    fading_.setInterval(kFadingMs);
    connect(&fading_, &QTimer::timeout, this, [this] { fade(); });
    connect(&context.selection(), &Selection::filter_changed, this, [this] { update(); });
}

QString RingsPane::title() const { return tr("Rings"); }

QString RingsPane::help() const {
    return tr("Who lives in each ring, and what crosses between them. The ring that the machine is in is lit; at full speed each ring is lit by its part of the time. The arc "
              "along a ring is its part of all cycles. An arrow is a sort of crossing: the thicker, the more frequent lately; its number counts all. Point at an arrow or a ring to "
              "read about it; click it, or press Enter, and the timeline shows only those crossings. The arrow keys go from arrow to arrow, a digit to its ring and − to ring −1; Escape shows all again.");
}

QSize RingsPane::minimumSizeHint() const { return {theme().scaled(220), theme().scaled(140)}; }
QSize RingsPane::sizeHint() const { return {theme().scaled(640), theme().scaled(480)}; }
QSizeF RingsPane::drawing_size() const { return kRingsDrawing * theme().percent() / 100; }

void RingsPane::show_frame(const session::Frame& frame) {
    traffic_.show(frame);
    if (traffic_.began_anew()) flights_.clear();
    // One after the other, in their order, though all of them have happened.
    qint64 begins = std::max(clock_.elapsed(), flights_.empty() ? 0 : flights_.back().since_ms + kApartMs);
    for (const cpu::Event& event : traffic_.fresh()) {
        flights_.push_back({event, begins});
        begins += kApartMs;
    }
    if (traffic_.fast()) flights_.clear();
    if (flights_.size() > 2 * RingTraffic::kMostFresh) flights_.erase(flights_.begin(), flights_.end() - static_cast<std::ptrdiff_t>(2 * RingTraffic::kMostFresh));
    if (!flights_.empty() && !fading_.isActive() && seen()) fading_.start();
    arrange();
    update();
}

void RingsPane::fade() {
    std::erase_if(flights_, [this](const Flying& one) { return static_cast<double>(clock_.elapsed() - one.since_ms) >= Flight::kLivesMs; });
    if (flights_.empty()) fading_.stop();
    update();
}

void RingsPane::seen_changed(bool seen) {
    if (seen) return;
    flights_.clear();
    fading_.stop();
}

void RingsPane::arrange() { layout_ = lay_out(traffic_, size(), theme().font(), theme().least_scale()); }

int RingsPane::pointed_arrow() const {
    for (std::size_t i = 0; i < traffic_.arrows().size(); ++i)
        if (traffic_.arrows()[i].filter() == pointed_) return static_cast<int>(i);
    return -1;
}

QString RingsPane::sentence() const {
    if (const int at = pointed_arrow(); at >= 0) return traffic_.sentence(traffic_.arrows()[static_cast<std::size_t>(at)]);
    if (pointed_.to && !pointed_.from)
        if (const RingNow* const ring = traffic_.ring(*pointed_.to)) return traffic_.sentence(*ring);
    QString text;
    if (traffic_.behind()) text = tr("It stands right behind this crossing: %1.").arg(RingTraffic::sentence(*traffic_.behind()));
    else if (traffic_.crossings() == 0) text = tr("Nothing has crossed from ring to ring yet. Run, or go to the next trap, and the crossings will appear here as arrows.");
    else if (traffic_.fast()) text = tr("%1 crossings since reset.").arg(Words::number(traffic_.crossings()));
    else if (traffic_.last()) text = tr("%1 crossings since reset. The last one, at cycle %2: %3.").arg(Words::number(traffic_.crossings()), Words::number(traffic_.last()->cycle), RingTraffic::sentence(*traffic_.last()));
    if (traffic_.lost() != 0) text += u' ' + tr("%1 events were lost; they are in no count.").arg(Words::number(traffic_.lost()));
    return text;
}

RingsState RingsPane::state() const {
    RingsState state;
    state.arrow = pointed_arrow();
    if (state.arrow < 0 && pointed_.to && !pointed_.from) {
        for (std::size_t i = 0; i < traffic_.rings().size(); ++i)
            if (traffic_.rings()[i].ring == *pointed_.to) state.band = static_cast<int>(i);
    }
    state.filter = context().selection().filter();
    for (const Flying& one : flights_) state.flights.push_back({one.event, static_cast<double>(clock_.elapsed() - one.since_ms)});
    state.sentence = sentence();
    if (traffic_.rings().empty()) state.empty = tr("There is no machine.");
    state.focused = hasFocus();
    return state;
}

void RingsPane::draw(QPainter& painter, const QSizeF& size) {
    painter.fillRect(QRectF(QPointF(0, 0), size), theme().background());
    const RingsLayout layout = lay_out(traffic_, size, theme().font(), theme().least_scale());
    const RingsState now = state();
    RingsPicture(painter, theme(), traffic_, layout, now).draw();
}

void RingsPane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const RingsState now = state();
    RingsPicture picture(painter, theme(), traffic_, layout_, now);
    const QString key = picture.ring_words_key() + QString::number(devicePixelRatio());
    if (key != words_key_ || words_.size() != size() * devicePixelRatio()) {
        words_ = QPixmap(size() * devicePixelRatio());
        words_.setDevicePixelRatio(devicePixelRatio());
        words_.fill(Qt::transparent);
        QPainter words_painter(&words_);
        RingsPicture(words_painter, theme(), traffic_, layout_, now).draw_ring_words();
        words_key_ = key;
    }
    picture.draw_ground();
    painter.drawPixmap(0, 0, words_);
    picture.draw_above();
    if (hasFocus()) {
        painter.setPen(QPen(theme().highlight(), 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void RingsPane::resizeEvent(QResizeEvent* event) {
    Pane::resizeEvent(event);
    arrange();
}

void RingsPane::point_at(const Filter& what) {
    if (what == pointed_) return;
    pointed_ = what;
    setCursor(pointed_.everything() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (by_keys_ && !pointed_.everything()) {
        setAccessibleDescription(sentence());
        QAccessibleEvent spoken(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&spoken);
    }
    update();
}

void RingsPane::mouseMoveEvent(QMouseEvent* event) {
    by_keys_ = false;
    Filter what;
    if (const int arrow = layout_.arrow_at(event->position(), theme().scaled(kReach)); arrow >= 0) what = traffic_.arrows()[static_cast<std::size_t>(arrow)].filter();
    else if (const int band = layout_.band_at(event->position()); band >= 0) what.to = traffic_.rings()[static_cast<std::size_t>(band)].ring;
    point_at(what);
}

void RingsPane::mousePressEvent(QMouseEvent* event) {
    mouseMoveEvent(event);
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::LeftButton) pick();
}

void RingsPane::leaveEvent(QEvent*) {
    if (!by_keys_) point_at({});
}

/// The timeline shows only what is pointed at; once more, all again.
void RingsPane::pick() {
    Selection& selection = context().selection();
    selection.set_filter(selection.filter() == pointed_ ? Filter() : pointed_);
}

void RingsPane::keyPressEvent(QKeyEvent* event) {
    const auto count = static_cast<int>(traffic_.arrows().size());
    const auto to = [&](int at) {
        if (count == 0) return;
        by_keys_ = true;
        point_at(traffic_.arrows()[static_cast<std::size_t>((at + count) % count)].filter());
    };
    const auto to_ring = [&](Ring ring) {
        if (traffic_.ring(ring) == nullptr) return;
        by_keys_ = true;
        Filter what;
        what.to = ring;
        point_at(what);
    };
    const int now = pointed_arrow();
    switch (event->key()) {
        case Qt::Key_Right:
        case Qt::Key_Down: return to(now + 1);
        case Qt::Key_Left:
        case Qt::Key_Up: return to(now < 0 ? count - 1 : now - 1 + count);
        case Qt::Key_Home: return to(0);
        case Qt::Key_End: return to(count - 1);
        case Qt::Key_0:
        case Qt::Key_1:
        case Qt::Key_2:
        case Qt::Key_3: return to_ring(ring_from(static_cast<unsigned>(event->key() - Qt::Key_0)));
        case Qt::Key_Minus: return to_ring(Ring::kMinus1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (!pointed_.everything()) pick();
            return;
        case Qt::Key_Escape:
            if (pointed_.everything() && context().selection().filter().everything()) break;
            context().selection().set_filter({});
            point_at({});
            return;
        default: break;
    }
    Pane::keyPressEvent(event);
}

bool RingsPane::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return Pane::event(event);
}

void RingsPane::retranslate() {
    setAccessibleDescription(help());
    arrange();
    update();
}

void RingsPane::restyle() {
    arrange();
    update();
}

QString RingsPane::table() const {
    QString text = QStringList({csv_field(tr("from ring")), csv_field(tr("to ring")), csv_field(tr("crossing")), csv_field(tr("cause")), csv_field(tr("count"))}).join(u',') + QStringLiteral("\r\n");
    for (const RingArrow& arrow : traffic_.arrows())
        for (const session::CrossingCount& one : arrow.causes)
            text += QStringList({QString::number(number(one.from)), QString::number(number(one.to)), csv_field(Words::crossing(one.kind)),
                                 csv_field(session::is_trap(one.kind) ? Words::cause(one.kind, one.cause, one.from) : QString()), QString::number(one.total)})
                        .join(u',') +
                    QStringLiteral("\r\n");
    return text;
}

}  // namespace anel::gui
