#include "gui/panes/timeline_picture.hpp"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <set>

#include "gui/models/words.hpp"

namespace anel::gui {

namespace {

constexpr double kDim = 0.18;  ///< opacity of what a filter does not let through
constexpr double kLeastTextWidth = 3;  ///< in lines: a word in a box that is narrower is none

Look look_of_group(CrossingGroup group, bool dark) {
    const auto [kind, cause] = example_of(group);
    return look_of_crossing(kind, cause, dark);
}

}  // namespace

QString TimelinePicture::crossings_word() { return tr("crossings"); }
QString TimelinePicture::activities_word() { return tr("doing what"); }

std::optional<QRectF> TimelinePicture::along(const QRectF& area, double from, double to) const {
    const double left = std::max(layout_.x_of(scene_.axis, from), area.left());
    const double right = std::min(layout_.x_of(scene_.axis, to), area.right());
    if (right <= left) return std::nullopt;
    return QRectF(left, area.top(), right - left, area.height());
}

void TimelinePicture::draw_ground() {
    painter_.save();
    painter_.setFont(layout_.font);
    const bool near = scene_.near();
    draw_ticks();
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

void TimelinePicture::draw_labels() {
    const QFontMetricsF metrics(layout_.font);
    const auto label = [&](const QRectF& row, const QString& text, bool faint) {
        painter_.setPen(faint ? theme_.faint_text() : theme_.text());
        const QRectF area(0, row.center().y() - metrics.height() / 2, layout_.label_width - metrics.height() * 0.4, metrics.height());
        painter_.drawText(area, Qt::AlignRight | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, area.width()));
    };
    for (std::size_t i = 0; i < layout_.lanes.size(); ++i) label(layout_.lanes[i], lane_name(scene_.lanes[i]), scene_.lanes[i].resident == session::Resident::kNobody);
    label(layout_.crossings, crossings_word(), false);
    label(layout_.activities, activities_word(), false);
    if (!layout_.vms.isEmpty()) label(layout_.vms, tr("VM"), false);
}

void TimelinePicture::draw_ticks() {
    const QFontMetricsF metrics(layout_.font);
    const double widest = metrics.horizontalAdvance(Words::number(static_cast<std::uint64_t>(scene_.axis.to()))) + metrics.height() * 1.5;
    for (const Cycles tick : scene_.axis.ticks(std::max<std::size_t>(1, static_cast<std::size_t>(layout_.ticks.width() / widest)))) {
        const double x = layout_.x_of(scene_.axis, static_cast<double>(tick));
        painter_.setPen(QPen(theme_.grid(), 1));
        painter_.drawLine(QPointF(x, layout_.ticks.bottom() - metrics.height() * 0.25), QPointF(x, layout_.plot.bottom()));
        painter_.setPen(theme_.faint_text());
        const QString text = Words::number(tick);
        const double half = metrics.horizontalAdvance(text) / 2 + 1;
        const double middle = std::clamp(x, layout_.ticks.left() + half, std::max(layout_.ticks.right() - half, layout_.ticks.left() + half));
        painter_.drawText(QRectF(middle - half, layout_.ticks.top(), 2 * half, metrics.height()), Qt::AlignCenter, text);
    }
}

void TimelinePicture::draw_lane_bins(std::size_t i) {
    const TimelineBins& bins = scene_.data.bins();
    const std::vector<std::uint64_t>& counts = bins.rings[lane(scene_.lanes[i].ring)];
    if (counts.empty()) return;
    const QRectF& area = layout_.lanes[i];
    const Look look = look_of(scene_.lanes[i].resident, theme_.dark());
    for (std::size_t bin = 0; bin < bins.bins; ++bin) {
        if (counts[bin] == 0 || bins.cycles[bin] == 0) continue;
        const auto begin = static_cast<double>(bins.begin + bins.width * bin);
        const auto box = along(area, begin, begin + static_cast<double>(bins.width));
        if (!box) continue;
        const double height = std::max(area.height() * static_cast<double>(counts[bin]) / static_cast<double>(bins.cycles[bin]), 1.0);
        painter_.fillRect(QRectF(box->left(), area.bottom() - height, box->width(), height), look.colour);
    }
}

void TimelinePicture::draw_lane_spans(std::size_t i) {
    const QRectF& area = layout_.lanes[i];
    const Look look = look_of(scene_.lanes[i].resident, theme_.dark());
    const Look crossing = look_of(spec::Activity::kCrossing, theme_.dark());
    double painted = -1;  // many within one pixel are one
    for (const TimelineSpan& span : scene_.data.spans()) {
        if (span.ring != scene_.lanes[i].ring) continue;
        const auto box = along(area, static_cast<double>(span.begin), static_cast<double>(span.end));
        if (!box || box->right() <= painted) continue;
        const bool is_crossing = span.activity == spec::Activity::kCrossing;
        QRectF wide = *box;
        if (wide.width() < 1) wide.setWidth(1);
        if (is_crossing && wide.width() > 3) fill(painter_, wide, crossing);
        else painter_.fillRect(wide, look.colour);
        painted = wide.width() <= 1 ? wide.right() : -1;
    }
}

void TimelinePicture::draw_crossing_bins() {
    const TimelineBins& bins = scene_.data.bins();
    std::uint64_t most = 1;
    for (std::size_t bin = 0; bin < bins.bins; ++bin) most = std::max(most, bins.crossings_at(bin, {}));
    const QRectF& area = layout_.crossings;
    std::vector<double> heights(bins.bins, 0);
    for (const auto& [what, counts] : bins.crossings) {
        const Look look = look_of_group(what.second, theme_.dark());
        const Filter& filter = scene_.filter;
        const bool through = (!filter.to || *filter.to == what.first) && (!filter.group || *filter.group == what.second);
        painter_.setOpacity(through ? 1 : kDim);
        for (std::size_t bin = 0; bin < bins.bins; ++bin) {
            if (counts[bin] == 0) continue;
            const auto begin = static_cast<double>(bins.begin + bins.width * bin);
            const auto box = along(area, begin, begin + static_cast<double>(bins.width));
            if (!box) continue;
            const double height = area.height() * static_cast<double>(counts[bin]) / static_cast<double>(most);
            fill(painter_, QRectF(box->left(), area.bottom() - heights[bin] - height, box->width(), height), look);
            heights[bin] += height;
        }
    }
    painter_.setOpacity(1);
}

void TimelinePicture::draw_crossing_events() {
    const QRectF& area = layout_.crossings;
    const double size = std::min(area.height() * 0.5, QFontMetricsF(layout_.font).height() * 0.9);
    const auto lane_of = [this](Ring ring) -> const QRectF* {
        for (std::size_t i = 0; i < scene_.lanes.size(); ++i)
            if (scene_.lanes[i].ring == ring) return &layout_.lanes[i];
        return nullptr;
    };
    // What is let through is drawn last, upon the rest.
    for (const bool through : {false, true}) {
        double last = -10;
        double last_mark = -100;
        painter_.setOpacity(through ? 1 : kDim);
        for (const cpu::Event& event : scene_.data.events()) {
            if (!cpu::is_crossing(event.kind) || lets_through(event) != through || !scene_.axis.contains(static_cast<double>(event.cycle))) continue;
            const double x = layout_.x_of(scene_.axis, static_cast<double>(event.cycle));
            if (x - last < 1) continue;
            last = x;
            const Look look = look_of_crossing(event.kind, event.cause, theme_.dark());
            painter_.setPen(QPen(look.colour, 1.5));
            painter_.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
            const QRectF* const from = lane_of(event.from);
            const QRectF* const to = lane_of(event.to);
            if (from != nullptr && to != nullptr && from != to) painter_.drawLine(QPointF(x, from->center().y()), QPointF(x, to->center().y()));
            if (x - last_mark < size * 0.9) continue;
            last_mark = x;
            const double part = event.kind == cpu::EventKind::kReturn || event.kind == cpu::EventKind::kEntry ? 0.75 : 0.3;
            draw_mark(painter_, QPointF(x, area.top() + area.height() * part), size, look);
        }
    }
    painter_.setOpacity(1);
}

void TimelinePicture::draw_activity_bins() {
    const TimelineBins& bins = scene_.data.bins();
    const QRectF& area = layout_.activities;
    std::vector<double> heights(bins.bins, 0);
    for (const auto& [activity, counts] : bins.activities) {
        const Look look = look_of(activity, theme_.dark());
        for (std::size_t bin = 0; bin < bins.bins; ++bin) {
            if (counts[bin] == 0 || bins.cycles[bin] == 0) continue;
            const auto begin = static_cast<double>(bins.begin + bins.width * bin);
            const auto box = along(area, begin, begin + static_cast<double>(bins.width));
            if (!box) continue;
            const double height = area.height() * static_cast<double>(counts[bin]) / static_cast<double>(bins.cycles[bin]);
            fill(painter_, QRectF(box->left(), area.bottom() - heights[bin] - height, box->width(), height), look);
            heights[bin] += height;
        }
    }
}

void TimelinePicture::draw_activity_spans() {
    const QRectF& area = layout_.activities;
    const QFontMetricsF metrics(layout_.font);
    double painted = -1;
    const std::vector<TimelineSpan>& spans = scene_.data.spans();
    for (std::size_t i = 0; i < spans.size();) {
        // What goes on under one name is one box.
        std::size_t last = i;
        while (last + 1 < spans.size() && spans[last + 1].activity == spans[i].activity && spans[last + 1].begin == spans[last].end) ++last;
        const auto box = along(area, static_cast<double>(spans[i].begin), static_cast<double>(spans[last].end));
        const std::optional<spec::Activity> activity = spans[i].activity;
        i = last + 1;
        if (!box || box->right() <= painted) continue;
        painted = box->width() < 1 ? box->left() + 1 : -1;
        if (!activity) continue;
        const Look look = look_of(*activity, theme_.dark());
        fill(painter_, *box, look);
        if (box->width() < metrics.height() * kLeastTextWidth) continue;
        const QString text = metrics.elidedText(Words::activity(*activity), Qt::ElideRight, box->width() - 4);
        const double width = metrics.horizontalAdvance(text) + 4;
        const QRectF words(box->center().x() - width / 2, box->center().y() - metrics.height() / 2, width, metrics.height());
        painter_.fillRect(words, look.colour);
        painter_.setPen(look.ink);
        painter_.drawText(words, Qt::AlignCenter, text);
    }
}

void TimelinePicture::draw_vms() {
    const QRectF& area = layout_.vms;
    painter_.fillRect(area, theme_.palette().color(QPalette::AlternateBase));
    const auto name = [&](const QRectF& box, std::uint8_t vm, const Look& look) {
        painter_.setPen(look.ink);
        if (box.width() > QFontMetricsF(layout_.font).height() * 2) painter_.drawText(box, Qt::AlignCenter, QString::number(vm));
    };
    if (scene_.near()) {
        const std::vector<TimelineSpan>& spans = scene_.data.spans();
        for (std::size_t i = 0; i < spans.size();) {
            std::size_t last = i;
            while (last + 1 < spans.size() && spans[last + 1].vm == spans[i].vm) ++last;
            const Look look = look_of_series(spans[i].vm, theme_.dark());
            if (const auto box = along(area, static_cast<double>(spans[i].begin), static_cast<double>(spans[last].end))) {
                painter_.fillRect(*box, look.colour);
                name(*box, spans[i].vm, look);
            }
            i = last + 1;
        }
        return;
    }
    const TimelineBins& bins = scene_.data.bins();
    std::vector<double> heights(bins.bins, 0);
    for (const auto& [vm, counts] : bins.vms) {
        for (std::size_t bin = 0; bin < bins.bins; ++bin) {
            if (counts[bin] == 0) continue;
            const auto begin = static_cast<double>(bins.begin + bins.width * bin);
            const auto box = along(area, begin, begin + static_cast<double>(bins.width));
            const double height = area.height() * static_cast<double>(counts[bin]) / static_cast<double>(bins.cycles[bin]);
            if (box) fill(painter_, QRectF(box->left(), area.bottom() - heights[bin] - height, box->width(), height), look_of_series(vm, theme_.dark()));
            heights[bin] += height;
        }
    }
}

void TimelinePicture::draw_names(const QRectF& area, const std::vector<std::pair<QString, Look>>& names, bool marks) {
    const QFontMetricsF metrics(layout_.font);
    const double size = metrics.height() * 0.7;
    double x = area.left();
    for (const auto& [text, look] : names) {
        const double width = size * 1.4 + metrics.horizontalAdvance(text) + metrics.height();
        if (x + width - metrics.height() > area.right()) break;
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
    for (const CrossingGroup group : groups) names.emplace_back(CrossingGroupWords::name(group), look_of_group(group, theme_.dark()));
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

void TimelinePicture::draw_vertical(double cycle, const QPen& pen, const QString& label) {
    if (!scene_.axis.contains(cycle)) return;
    const double x = layout_.x_of(scene_.axis, cycle);
    painter_.setPen(pen);
    painter_.drawLine(QPointF(x, layout_.ticks.top() + layout_.ticks.height() * 0.5), QPointF(x, layout_.plot.bottom()));
    if (label.isEmpty()) return;
    const QFontMetricsF metrics(layout_.font);
    const double width = metrics.horizontalAdvance(label) + 10;
    const double left = std::clamp(x - width / 2, layout_.ticks.left(), std::max(layout_.ticks.right() - width, layout_.ticks.left()));
    const QRectF box(left, layout_.ticks.top(), width, metrics.height() + 2);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(pen.color());
    painter_.drawRoundedRect(box, 3, 3);
    painter_.setPen(pen.color().lightness() > 128 ? Qt::black : Qt::white);
    painter_.drawText(box, Qt::AlignCenter, label);
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
        if (const auto future = along(layout_.plot, now, static_cast<double>(scene_.axis.end()))) {
            QColor veil = theme_.background();
            veil.setAlphaF(0.55F);
            painter_.fillRect(*future, veil);
        }
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
    draw_vertical(now, QPen(theme_.text(), 2), tr("now %1").arg(Words::number(scene_.axis.now())));
    if (scene_.cursor) draw_vertical(static_cast<double>(*scene_.cursor), QPen(theme_.highlight(), 2, Qt::DashLine), Words::number(*scene_.cursor));
    painter_.setPen(theme_.text());
    painter_.drawText(layout_.strip, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, scene_.strip);
    painter_.restore();
}

}  // namespace anel::gui
