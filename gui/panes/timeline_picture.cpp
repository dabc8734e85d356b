#include "gui/panes/timeline_picture.hpp"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "gui/models/words.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

namespace {

constexpr double kSmallest = 0.6;    ///< of the font, where sentences are long; smaller where the font is very large
constexpr double kLeastLabel = 0.7;  ///< lines; a row that is lower has no words in front of it

}  // namespace

QString TimelinePicture::crossings_word() { return tr("crossings"); }
QString TimelinePicture::activities_word() { return tr("doing what"); }
QString TimelinePicture::and_more(std::size_t count) { return tr("and %1 more").arg(Words::number(count)); }

void TimelinePicture::draw_ground() {
    painter_.save();
    painter_.setFont(layout_.font);
    const bool near = scene_.near();
    draw_grid();
    for (std::size_t i = 0; i < layout_.lanes.size(); ++i) {
        painter_.fillRect(layout_.lanes[i], theme_.palette().color(QPalette::AlternateBase));
        if (near) draw_lane_spans(i);
        else draw_lane_bins(i);
    }
    painter_.fillRect(layout_.crossings, theme_.palette().color(QPalette::AlternateBase));
    painter_.fillRect(layout_.activities, theme_.palette().color(QPalette::AlternateBase));
    painter_.save();
    painter_.setClipRect(layout_.plot);
    if (near) {
        draw_activity_spans();
        draw_crossing_events();
    } else {
        draw_activity_bins();
        draw_crossing_bins();
    }
    if (!layout_.vms.isEmpty()) draw_vms();
    painter_.restore();
    draw_labels();
    draw_crossing_names();
    draw_activity_names();
    painter_.restore();
}

Look TimelinePicture::look_of_group(CrossingGroup group) const {
    const auto [kind, cause] = example_of(group);
    return look_of_crossing(kind, cause, theme_.dark());
}

double TimelinePicture::smallest() const { return theme_.least_scale() * theme_.font().pointSizeF() / layout_.font.pointSizeF(); }

void TimelinePicture::draw_labels() {
    const double line = QFontMetricsF(layout_.font).height();
    const double width = layout_.label_width - line * 0.4;
    // The first that fits, as large as one of them does; the shortest where none does.
    const auto label = [&](const QRectF& row, const QStringList& texts, const QString& shortest, bool faint) {
        if (row.height() < line * kLeastLabel) return;
        QFont font;
        QString text;
        largest_scale(1, std::min(1.0, smallest()), [&](double scale) {
            font = scaled_font(layout_.font, scale);
            const auto fits = [&](const QString& one) {
                const QSizeF needs = QFontMetricsF(font).size(0, one);
                return needs.width() <= width && needs.height() <= row.height();
            };
            if (const auto one = std::ranges::find_if(texts, fits); one != texts.end()) text = *one;
            return !text.isEmpty();
        });
        if (text.isEmpty()) text = QFontMetricsF(font).elidedText(shortest, Qt::ElideRight, width);
        painter_.setFont(font);
        painter_.setPen(faint ? theme_.faint_text() : theme_.text());
        painter_.drawText(QRectF(0, row.top(), width, row.height()), Qt::AlignRight | Qt::AlignVCenter, text);
    };
    for (std::size_t i = 0; i < layout_.lanes.size(); ++i) {
        const TimelineLane& lane = scene_.lanes[i];
        label(layout_.lanes[i], {Words::ring(lane.ring) + u'\n' + Words::resident(lane.resident), lane_name(lane)}, Words::ring(lane.ring), lane.resident == session::Resident::kNobody);
    }
    label(layout_.crossings, {crossings_word()}, crossings_word(), false);
    label(layout_.activities, {activities_word()}, activities_word(), false);
    if (!layout_.vms.isEmpty()) label(layout_.vms, {tr("VM")}, tr("VM"), false);
    painter_.setFont(layout_.font);
}

std::vector<Cycles> TimelinePicture::ticks() const {
    const QFontMetricsF metrics(layout_.font);
    const double widest = metrics.horizontalAdvance(Words::number(static_cast<std::uint64_t>(scene_.axis.to()))) + metrics.height() * 1.5;
    return scene_.axis.ticks(std::max<std::size_t>(1, static_cast<std::size_t>(layout_.ticks.width() / widest)));
}

void TimelinePicture::draw_grid() {
    painter_.setPen(QPen(theme_.grid(), 1));
    for (const Cycles tick : ticks()) {
        const double x = layout_.x_of(scene_.axis, static_cast<double>(tick));
        painter_.drawLine(QPointF(x, layout_.ticks.bottom() - layout_.ticks.height() * 0.2), QPointF(x, layout_.plot.bottom()));
    }
}

/// But where a cursor says where it is.
void TimelinePicture::draw_numbers(const std::vector<QRectF>& taken) {
    const QFontMetricsF metrics(layout_.font);
    painter_.setPen(theme_.faint_text());
    for (const Cycles tick : ticks()) {
        const QString text = Words::number(tick);
        const double half = metrics.horizontalAdvance(text) / 2 + 1;
        const double x = layout_.x_of(scene_.axis, static_cast<double>(tick));
        const double middle = std::clamp(x, layout_.ticks.left() + half, std::max(layout_.ticks.right() - half, layout_.ticks.left() + half));
        const QRectF box(middle - half, layout_.ticks.top(), 2 * half, metrics.height());
        if (std::ranges::none_of(taken, [&box](const QRectF& other) { return other.adjusted(-4, 0, 4, 0).intersects(box); })) painter_.drawText(box, Qt::AlignCenter, text);
    }
}

void TimelinePicture::draw_names(const TimelineNames& places, const QStringList& names, const std::vector<Look>& looks, bool marks) {
    painter_.setFont(places.font);
    painter_.fillRect(QRectF(places.area.topLeft() + QPointF(0, 1), places.area.bottomRight()), theme_.background());
    const double size = places.size();
    for (std::size_t i = 0; i < places.places.size(); ++i) {
        const QRectF& place = places.places[i];
        const QPointF middle(place.left() + size / 2, place.center().y());
        if (marks) draw_mark(painter_, middle, size, looks[i]);
        else fill(painter_, QRectF(middle - QPointF(size / 2, size / 2), QSizeF(size, size)), looks[i]);
        painter_.setPen(theme_.text());
        painter_.drawText(place, Qt::AlignRight | Qt::AlignVCenter, names[static_cast<int>(i)]);
    }
    if (places.more.isEmpty()) return;
    painter_.setPen(theme_.faint_text());
    painter_.drawText(places.more, Qt::AlignLeft | Qt::AlignVCenter, and_more(static_cast<std::size_t>(names.size()) - places.places.size()));
}

void TimelinePicture::draw_crossing_names() {
    const std::vector<CrossingGroup> groups = scene_.crossings_seen();
    std::vector<Look> looks;
    for (const CrossingGroup group : groups) looks.push_back(look_of_group(group));
    draw_names(layout_.crossing_names, names_of(groups), looks, scene_.near());
}

void TimelinePicture::draw_activity_names() {
    const std::vector<spec::Activity> activities = scene_.activities_seen();
    std::vector<Look> looks;
    for (const spec::Activity activity : activities) looks.push_back(look_of(activity, theme_.dark()));
    draw_names(layout_.activity_names, names_of(activities), looks, false);
}

/// Gives where its label is.
QRectF TimelinePicture::draw_vertical(double cycle, const QPen& pen, const QString& label) {
    if (!scene_.axis.contains(cycle)) return {};
    const double x = layout_.x_of(scene_.axis, cycle);
    painter_.setPen(pen);
    // Not through words, of which some may be below the plot.
    double y = layout_.ticks.top() + layout_.ticks.height() * 0.5;
    for (const QRectF& names : {layout_.crossing_names.area, layout_.activity_names.area}) {
        if (names.isEmpty()) continue;
        painter_.drawLine(QPointF(x, y), QPointF(x, names.top()));
        y = names.bottom();
    }
    if (y < layout_.plot.bottom()) painter_.drawLine(QPointF(x, y), QPointF(x, layout_.plot.bottom()));
    if (label.isEmpty()) return {};
    const QFontMetricsF metrics(layout_.font);
    const double width = metrics.horizontalAdvance(label) + metrics.height() * 0.6;
    const double left = std::clamp(x - width / 2, layout_.ticks.left(), std::max(layout_.ticks.right() - width, layout_.ticks.left()));
    const QRectF box(left, layout_.ticks.top(), width, metrics.height() + 2);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(pen.color());
    painter_.drawRoundedRect(box, 3, 3);
    painter_.setPen(pen.color().lightness() > 128 ? Qt::black : Qt::white);
    painter_.drawText(box, Qt::AlignCenter, label);
    return box;
}

/// Smaller where they are long.
void TimelinePicture::draw_sentences() {
    if (layout_.strip.isEmpty()) return;
    const QString& hint = layout_.crossing_names.area.isEmpty() ? scene_.hint_unnamed : scene_.hint;
    const QString& text = scene_.strip.isEmpty() ? hint : scene_.strip;
    QFont font;
    largest_scale(1, std::min(kSmallest, smallest()), [&](double scale) {
        font = scaled_font(layout_.font, scale);
        return QFontMetricsF(font).boundingRect(layout_.strip, Qt::AlignLeft | Qt::TextWordWrap, text).height() <= layout_.strip.height();
    });
    painter_.setFont(font);
    painter_.setPen(theme_.text());
    painter_.setClipRect(layout_.strip);
    painter_.drawText(layout_.strip, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
    painter_.setClipping(false);
}

void TimelinePicture::draw_above() {
    painter_.save();
    painter_.setFont(layout_.font);
    painter_.setRenderHint(QPainter::Antialiasing);
    if (!scene_.empty.isEmpty()) {
        painter_.setPen(theme_.faint_text());
        painter_.drawText(QRectF(layout_.plot.topLeft(), layout_.strip.bottomRight()), Qt::AlignCenter | Qt::TextWordWrap, scene_.empty);
        painter_.restore();
        return;
    }
    const auto now = static_cast<double>(scene_.axis.now());
    // What the run is known to do from here on has not happened yet.
    if (scene_.axis.now() < scene_.axis.end()) {
        QColor veil = theme_.background();
        veil.setAlphaF(0.55F);
        std::vector<QRectF> rows = layout_.lanes;
        rows.insert(rows.end(), {layout_.crossings, layout_.activities, layout_.vms});
        for (const QRectF& row : rows)
            if (const auto future = along(row, now, static_cast<double>(scene_.axis.end()))) painter_.fillRect(*future, veil);
    }
    if (scene_.range) {
        if (const auto range = along(layout_.plot, scene_.range->first, scene_.range->second)) {
            QColor tint = theme_.highlight();
            tint.setAlphaF(0.25F);
            painter_.fillRect(*range, tint);
            painter_.setPen(QPen(theme_.highlight(), 2));
            painter_.drawLine(range->topLeft(), range->bottomLeft());
            painter_.drawLine(range->topRight(), range->bottomRight());
        }
    }
    if (scene_.hover) draw_vertical(*scene_.hover, QPen(theme_.faint_text(), 1), {});
    std::vector<QRectF> taken{draw_vertical(now, QPen(theme_.text(), 2), tr("now %1").arg(Words::number(scene_.axis.now())))};
    if (scene_.cursor) taken.push_back(draw_vertical(static_cast<double>(*scene_.cursor), QPen(theme_.highlight(), 2, Qt::DashLine), Words::number(*scene_.cursor)));
    draw_numbers(taken);
    draw_sentences();
    painter_.restore();
}

}  // namespace anel::gui
