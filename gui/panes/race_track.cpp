#include "gui/panes/race_track.hpp"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "gui/models/overhead.hpp"
#include "gui/models/race_words.hpp"
#include "gui/models/words.hpp"

namespace anel::gui {

using session::RaceLane;
using session::RacePoint;

struct RaceTrack::Places {
    double line = 0;
    double big = 0;      ///< of the counters
    QRectF lanes;        ///< the bars: from zero to the axis' end
    double lane = 0;     ///< the height of one, its counter with it
    QRectF ratio;
    QRectF ways;
    QRectF key;
    double longest = 1;  ///< cycles at the axis' end
};

namespace {

/// The axis grows by leaps, or everything would creep all the time.
double roomy(double longest) {
    const double step = round_step(std::max(longest, 1000.0), 8);
    return std::ceil(std::max(longest, 1000.0) / step) * step;
}

}  // namespace

RaceTrack::RaceTrack(std::function<const Theme&()> theme, QWidget* parent) : QWidget(parent), theme_(std::move(theme)) {}

void RaceTrack::show(session::RaceShownPtr shown) {
    shown_ = std::move(shown);
    update();
}

void RaceTrack::refresh() {
    const QSizeF size = drawing_size();
    setMinimumSize(static_cast<int>(size.width() * 0.36), static_cast<int>(size.height() * 0.65));
    update();
}

std::vector<KeyRow> RaceTrack::key() const {
    std::vector<KeyRow> rows;
    if (!shown_) return rows;
    for (const spec::Activity activity : activities_in_order())
        for (const RaceLane& lane : shown_->lanes) {
            // What cannot be seen in a bar needs no key.
            if (lane.by_activity[static_cast<std::size_t>(activity)] * 200 < lane.now.cycles || lane.now.cycles == 0) continue;
            rows.push_back({look_of(activity, theme_().dark()), Words::activity(activity)});
            break;
        }
    return rows;
}

QSizeF RaceTrack::drawing_size() const {
    const double line = QFontMetricsF(theme_().font()).height();
    return {line * 56, line * 34};
}

RaceTrack::Places RaceTrack::places(const QSizeF& size) const {
    Places places;
    places.line = QFontMetricsF(theme_().font()).height();
    places.big = places.line * 1.6;
    const double inset = places.line * 0.6, key_size = key_height(key(), size.width() - inset * 2, theme_());
    places.lane = places.line * 2.2 + places.big;
    places.lanes = QRectF(inset, places.line * 0.3, size.width() - inset * 2, places.lane * 2);
    places.ratio = QRectF(inset, places.lanes.bottom() + places.line * 0.2, places.lanes.width(), places.line * 2.4);
    const double bottom = size.height() - key_size - places.line * 3.2;
    places.ways = QRectF(QPointF(inset + places.line * 6, places.ratio.bottom() + places.line * 1.8), QPointF(size.width() - inset - places.line * 3, std::max(places.ratio.bottom() + places.line * 5, bottom)));
    places.key = QRectF(inset, places.ways.bottom() + places.line * 3, size.width() - inset * 2, key_size);
    places.longest = roomy(static_cast<double>(std::max(shown_->lanes[0].now.cycles, shown_->lanes[1].now.cycles)));
    return places;
}

void RaceTrack::draw(QPainter& painter, const QSizeF& size) const {
    const Theme& theme = theme_();
    painter.setFont(theme.font());
    painter.setPen(theme.text());
    if (!shown_ || shown_->state == session::RaceShown::State::kFailed) {
        painter.drawText(QRectF({8, 8}, size - QSizeF(16, 16)), Qt::AlignCenter | Qt::TextWordWrap, tr("Choose a workload and two modes, and press Start."));
        return;
    }
    const Places places = this->places(size);
    for (std::size_t i = 0; i < 2; ++i) draw_lane(painter, places, i);
    draw_ratio(painter, places);
    draw_ways(painter, places);
    draw_key(painter, places.key, key(), theme);
}

void RaceTrack::draw_lane(QPainter& painter, const Places& places, std::size_t which) const {
    const Theme& theme = theme_();
    const RaceLane& lane = shown_->lanes[which];
    const double top = places.lanes.top() + places.lane * static_cast<double>(which);
    QFont big = theme.font();
    big.setPointSizeF(big.pointSizeF() * 1.35);
    big.setBold(true);
    painter.setFont(big);
    painter.setPen(theme.text());
    const QRectF words(places.lanes.left(), top, places.lanes.width(), places.big);
    draw_mark(painter, QPointF(words.left() + places.line * 0.5, words.center().y()), places.line * 0.8, look_of(lane.mode, theme.dark()));
    painter.drawText(words.adjusted(places.line * 1.3, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, Words::mode(lane.mode));
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, tr("%1 cycles").arg(Words::number(lane.now.cycles)));
    const double name = QFontMetricsF(big).horizontalAdvance(Words::mode(lane.mode)), counter = QFontMetricsF(big).horizontalAdvance(tr("%1 cycles").arg(Words::number(lane.now.cycles)));
    painter.setFont(theme.font());
    painter.setPen(theme.faint_text());
    QString detail = control::monitor_ring(lane.mode) ? tr("exits: %1").arg(Words::number(lane.exits)) : tr("no monitor");
    if (lane.ended) detail = (lane.finished ? tr("finished") : tr("ended early")) + QStringLiteral(", ") + detail;
    const QRectF room = words.adjusted(places.line * 2.2 + name, 0, -counter - places.line, 0);
    if (QFontMetricsF(theme.font()).horizontalAdvance(detail) <= room.width()) painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, detail);

    const QRectF track(places.lanes.left(), top + places.big, places.lanes.width(), places.line * 1.5);
    painter.setPen(QPen(theme.grid(), 1));
    painter.setBrush(theme.palette().color(QPalette::AlternateBase));
    painter.drawRect(track);
    Cycles before = 0;
    const auto x_of = [&](Cycles cycles) { return track.left() + static_cast<double>(cycles) / places.longest * track.width(); };
    for (const spec::Activity activity : activities_in_order()) {
        const Cycles cycles = lane.by_activity[static_cast<std::size_t>(activity)];
        if (cycles == 0) continue;
        const QRectF area(x_of(before), track.top(), x_of(before + cycles) - x_of(before), track.height());
        fill(painter, area, look_of(activity, theme.dark()));
        draw_plate(painter, area, Words::activity(activity), theme);
        before += cycles;
    }
    painter.setPen(QPen(theme.text(), 2));
    painter.drawLine(QPointF(x_of(lane.now.cycles), track.top() - 2), QPointF(x_of(lane.now.cycles), track.bottom() + 2));
}

void RaceTrack::draw_ratio(QPainter& painter, const Places& places) const {
    const Theme& theme = theme_();
    QFont big = theme.font();
    big.setPointSizeF(big.pointSizeF() * 1.8);
    big.setBold(true);
    painter.setFont(big);
    painter.setPen(theme.text());
    const auto ratio = race_ratio(*shown_);
    const QString text = ratio ? tr("%1 \u00d7").arg(QLocale().toString(*ratio, 'f', 2)) : QStringLiteral("\u2013");
    const double width = QFontMetricsF(big).horizontalAdvance(text) + places.line;
    painter.drawText(places.ratio, Qt::AlignLeft | Qt::AlignVCenter, text);
    painter.setFont(theme.font());
    painter.drawText(places.ratio.adjusted(width, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
                     tr("the cycles of %1, at %2 %3", "mode, number, of what").arg(Words::mode(shown_->lanes[0].mode), Words::number(common_progress(*shown_)), RaceWords::measure(shown_->wish.measure)));
}

void RaceTrack::draw_ways(QPainter& painter, const Places& places) const {
    const Theme& theme = theme_();
    const QFontMetricsF metrics(theme.font());
    const QRectF& area = places.ways;
    const double most = roomy(static_cast<double>(std::max(shown_->lanes[0].now.progress, shown_->lanes[1].now.progress)));
    const auto point = [&](const RacePoint& at) {
        return QPointF(area.left() + static_cast<double>(at.progress) / most * area.width(), area.bottom() - static_cast<double>(at.cycles) / places.longest * area.height());
    };
    painter.setFont(theme.font());
    const double step_y = round_step(places.longest, std::max(1, static_cast<int>(area.height() / (places.line * 2))));
    for (int i = 0; i * step_y <= places.longest * 1.0001; ++i) {
        const double y = area.bottom() - i * step_y / places.longest * area.height();
        painter.setPen(QPen(theme.grid(), 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.text());
        painter.drawText(QRectF(0, y - places.line / 2, area.left() - places.line * 0.4, places.line), Qt::AlignRight | Qt::AlignVCenter, short_number(i * step_y));
    }
    const double step_x = round_step(most, std::max(1, static_cast<int>(area.width() / (metrics.horizontalAdvance(short_number(most)) + places.line * 3))));
    for (int i = 0; i * step_x <= most * 1.0001; ++i) {
        const double x = area.left() + i * step_x / most * area.width();
        painter.setPen(QPen(theme.grid(), 1));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(theme.text());
        painter.drawText(QRectF(x - places.line * 6, area.bottom() + 2, places.line * 12, places.line), Qt::AlignHCenter | Qt::AlignVCenter, short_number(i * step_x));
    }
    painter.setPen(theme.faint_text());
    painter.drawText(QRectF(area.left(), area.bottom() + places.line * 1.2, area.width(), places.line), Qt::AlignCenter, RaceWords::measure(shown_->wish.measure));
    painter.drawText(QRectF(0, area.top() - places.line * 1.8, area.left() - places.line * 0.4, places.line), Qt::AlignRight | Qt::AlignVCenter, tr("cycles"));
    for (const RaceLane& lane : shown_->lanes) {
        const Look look = look_of(lane.mode, theme.dark());
        QPolygonF way;
        for (const RacePoint& at : lane.way) way << point(at);
        painter.setPen(QPen(look.colour, 3, &lane == &shown_->lanes[0] ? Qt::SolidLine : Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(way);
        draw_mark(painter, point(lane.now), places.line * 0.8, look);
        painter.setPen(theme.text());
        const QPointF end = point(lane.now);
        const double width = metrics.horizontalAdvance(Words::mode(lane.mode));
        // On the side where there is room.
        const double left = end.x() - width - places.line > area.left() ? end.x() - width - places.line * 0.7 : end.x() + places.line * 0.7;
        const bool above = lane.now.cycles >= std::max(shown_->lanes[0].now.cycles, shown_->lanes[1].now.cycles);
        painter.drawText(QPointF(left, end.y() + (above ? -places.line * 0.3 : places.line * 1.1)), Words::mode(lane.mode));
    }
}

void RaceTrack::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme_().background());
    draw(painter, size());
}

}  // namespace anel::gui
