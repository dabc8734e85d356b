#include "gui/panes/timeline_picture.hpp"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <set>

#include "gui/models/words.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

namespace {

constexpr double kSmallest = 0.6;    ///< of the font, where sentences are long; smaller where the font is very large
constexpr double kLeastLabel = 0.7;  ///< lines; a row that is lower has no words in front of it

}  // namespace

QString TimelinePicture::crossings_word() { return tr("crossings"); }
QString TimelinePicture::activities_word() { return tr("doing what"); }

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
    if (!layout_.crossing_names.isEmpty()) draw_crossing_names();
    if (!layout_.activity_names.isEmpty()) draw_activity_names();
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
    // The first that fits, as large as one of them does.
    const auto label = [&](const QRectF& row, const QStringList& texts, bool faint) {
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
        if (text.isEmpty()) text = QFontMetricsF(font).elidedText(texts.last(), Qt::ElideRight, width);
        painter_.setFont(font);
        painter_.setPen(faint ? theme_.faint_text() : theme_.text());
        painter_.drawText(QRectF(0, row.top(), width, row.height()), Qt::AlignRight | Qt::AlignVCenter, text);
    };
    for (std::size_t i = 0; i < layout_.lanes.size(); ++i) {
        const TimelineLane& lane = scene_.lanes[i];
        label(layout_.lanes[i], {Words::ring(lane.ring) + u'\n' + Words::resident(lane.resident), lane_name(lane)}, lane.resident == session::Resident::kNobody);
    }
    label(layout_.crossings, {crossings_word()}, false);
    label(layout_.activities, {activities_word()}, false);
    if (!layout_.vms.isEmpty()) label(layout_.vms, {tr("VM")}, false);
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

void TimelinePicture::draw_names(const QRectF& area, const std::vector<std::pair<QString, Look>>& names, bool marks) {
    QFont font;
    double size = 0, between = 0, all = 0;
    const auto width_of = [&](const QString& text) { return size * 1.4 + QFontMetricsF(font).horizontalAdvance(text) + between; };
    largest_scale(1, std::max(kSmallest, std::min(1.0, smallest())), [&](double scale) {
        font = scaled_font(layout_.font, scale);
        between = QFontMetricsF(font).height();
        size = between * 0.7;
        all = 0;
        for (const auto& [text, look] : names) all += width_of(text);
        return all - between <= area.right() - layout_.strip.left();
    });
    painter_.setFont(font);
    // Where they are too long to begin under the plot, they begin before it.
    double x = std::clamp(area.right() + between - all, layout_.strip.left(), area.left());
    painter_.fillRect(QRectF(QPointF(x, area.top() + 1), area.bottomRight()), theme_.background());
    for (const auto& [text, look] : names) {
        const double width = width_of(text);
        if (x + width - between > area.right() + 1) break;
        const QPointF middle(x + size / 2, area.center().y());
        if (marks) draw_mark(painter_, middle, size, look);
        else fill(painter_, QRectF(middle - QPointF(size / 2, size / 2), QSizeF(size, size)), look);
        painter_.setPen(theme_.text());
        painter_.drawText(QRectF(x + size * 1.4, area.top(), width, area.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width;
    }
}

void TimelinePicture::draw_crossing_names() {
    std::set<CrossingGroup> groups;
    if (scene_.near()) {
        for (const cpu::Event& event : scene_.data.events())
            if (cpu::is_crossing(event.kind) && scene_.axis.contains(static_cast<double>(event.cycle))) groups.insert(group_of(event.kind, event.cause));
    } else {
        for (const auto& [what, counts] : scene_.data.bins().crossings) groups.insert(what.second);
    }
    std::vector<std::pair<QString, Look>> names;
    for (const CrossingGroup group : groups) names.emplace_back(CrossingGroupWords::name(group), look_of_group(group));
    draw_names(layout_.crossing_names, names, scene_.near());
}

void TimelinePicture::draw_activity_names() {
    std::map<spec::Activity, double> seen;
    if (scene_.near()) {
        for (const TimelineSpan& span : scene_.data.spans())
            if (span.activity && static_cast<double>(span.end) > scene_.axis.from() && static_cast<double>(span.begin) < scene_.axis.to()) seen[*span.activity] += static_cast<double>(span.end - span.begin);
    } else {
        for (const auto& [activity, counts] : scene_.data.bins().activities)
            for (const std::uint64_t count : counts) seen[activity] += static_cast<double>(count);
    }
    // Where there is no room for all, those are named that take longest.
    std::vector<std::pair<double, spec::Activity>> by_time;
    for (const auto& [activity, time] : seen) by_time.emplace_back(time, activity);
    std::ranges::sort(by_time, std::ranges::greater());
    std::vector<std::pair<QString, Look>> names;
    for (const auto& [time, activity] : by_time) names.emplace_back(Words::activity(activity), look_of(activity, theme_.dark()));
    draw_names(layout_.activity_names, names, false);
}

/// Gives where its label is.
QRectF TimelinePicture::draw_vertical(double cycle, const QPen& pen, const QString& label) {
    if (!scene_.axis.contains(cycle)) return {};
    const double x = layout_.x_of(scene_.axis, cycle);
    painter_.setPen(pen);
    // Not through words, of which some may be below the plot.
    double y = layout_.ticks.top() + layout_.ticks.height() * 0.5;
    for (const QRectF& names : {layout_.crossing_names, layout_.activity_names}) {
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
    QFont font;
    largest_scale(1, std::min(kSmallest, smallest()), [&](double scale) {
        font = scaled_font(layout_.font, scale);
        return QFontMetricsF(font).boundingRect(layout_.strip, Qt::AlignLeft | Qt::TextWordWrap, scene_.strip).height() <= layout_.strip.height();
    });
    painter_.setFont(font);
    painter_.setPen(theme_.text());
    painter_.setClipRect(layout_.strip);
    painter_.drawText(layout_.strip, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, scene_.strip);
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
