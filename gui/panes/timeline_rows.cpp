// What a timeline draws along time: lanes, crossings, activities and VMs, from bins or from events.
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "gui/models/words.hpp"
#include "gui/panes/timeline_picture.hpp"

namespace anel::gui {

namespace {

constexpr double kDim = 0.18;         ///< opacity of what a filter does not let through
constexpr double kLeastWords = 3;     ///< in lines: a box that is narrower has no words
constexpr double kLeastHigh = 0.8;    ///< likewise: one that is lower
constexpr double kAll = 0.999;        ///< of a pixel, which is then as good as covered
constexpr double kApart = 3;          ///< pixels between crossings that are drawn from lane to lane

/// How much of each pixel along a row is covered: what is narrower than a pixel still counts.
class Coverage {
public:
    explicit Coverage(double width) : parts_(static_cast<std::size_t>(std::ceil(width)) + 1) {}
    /// From where to where, in pixels of the row.
    void add(double from, double to) {
        for (auto pixel = static_cast<std::size_t>(from); pixel < parts_.size() && static_cast<double>(pixel) < to; ++pixel) {
            const auto left = static_cast<double>(pixel);
            parts_[pixel] += std::min(to, left + 1) - std::max(from, left);
        }
    }
    double at(std::size_t pixel) const { return std::min(parts_[pixel], 1.0); }
    std::size_t size() const { return parts_.size(); }

private:
    std::vector<double> parts_;
};

}  // namespace

std::optional<QRectF> TimelinePicture::along(const QRectF& area, double from, double to) const {
    const double left = std::max(layout_.x_of(scene_.axis, from), area.left());
    const double right = std::min(layout_.x_of(scene_.axis, to), area.right());
    if (right <= left) return std::nullopt;
    return QRectF(left, area.top(), right - left, area.height());
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

/// A lane is filled to the height of its part of the time, pixel by pixel: all of it where one stretch is wider than that.
void TimelinePicture::draw_lane_spans(std::size_t i) {
    const QRectF& area = layout_.lanes[i];
    const Look look = look_of(scene_.lanes[i].resident, theme_.dark());
    const Look crossing = look_of(spec::Activity::kCrossing, theme_.dark());
    Coverage coverage(area.width());
    std::vector<QRectF> crossings;
    for (const TimelineSpan& span : scene_.data.spans()) {
        if (span.ring != scene_.lanes[i].ring) continue;
        const auto box = along(area, static_cast<double>(span.begin), static_cast<double>(span.end));
        if (!box) continue;
        coverage.add(box->left() - area.left(), box->right() - area.left());
        if (span.activity == spec::Activity::kCrossing && box->width() > 3) crossings.push_back(*box);
    }
    for (std::size_t pixel = 0; pixel < coverage.size();) {
        const double part = coverage.at(pixel);
        std::size_t last = pixel;
        while (part >= kAll && last + 1 < coverage.size() && coverage.at(last + 1) >= kAll) ++last;
        const double height = part >= kAll ? area.height() : std::max(area.height() * part, 1.0);
        const QRectF box(area.left() + static_cast<double>(pixel), area.bottom() - height, static_cast<double>(last - pixel + 1), height);
        if (part > 0) painter_.fillRect(box.intersected(area), look.colour);
        pixel = last + 1;
    }
    for (const QRectF& box : crossings) fill(painter_, box, crossing);
}

void TimelinePicture::draw_crossing_bins() {
    const TimelineBins& bins = scene_.data.bins();
    std::uint64_t most = 1;
    for (std::size_t bin = 0; bin < bins.bins; ++bin) most = std::max(most, bins.crossings_at(bin, {}));
    const QRectF& area = layout_.crossings;
    std::vector<double> heights(bins.bins, 0);
    for (const auto& [what, counts] : bins.crossings) {
        const Look look = look_of_group(what.second);
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
    std::vector<std::pair<double, const cpu::Event*>> seen;
    for (const cpu::Event& event : scene_.data.events())
        if (cpu::is_crossing(event.kind) && scene_.axis.contains(static_cast<double>(event.cycle))) seen.emplace_back(layout_.x_of(scene_.axis, static_cast<double>(event.cycle)), &event);
    // What is let through is drawn last, upon the rest.
    for (const bool through : {false, true}) {
        double last_line = -kApart;
        std::array<double, 2> last_mark{-2 * size, -2 * size};  // in and out
        painter_.setOpacity(through ? 1 : kDim);
        for (std::size_t i = 0; i < seen.size(); ++i) {
            const auto& [x, event] = seen[i];
            if (lets_through(*event) != through || x - last_line < 1) continue;
            last_line = x;
            const Look look = look_of_crossing(event->kind, event->cause, theme_.dark());
            const bool alone = (i == 0 || x - seen[i - 1].first >= kApart) && (i + 1 == seen.size() || seen[i + 1].first - x >= kApart);
            painter_.setPen(QPen(line_of(look, theme_.dark()), alone ? 1.5 : 1));
            painter_.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
            const QRectF* const from = lane_of(event->from);
            const QRectF* const to = lane_of(event->to);
            if (alone && from != nullptr && to != nullptr && from != to) painter_.drawLine(QPointF(x, from->center().y()), QPointF(x, to->center().y()));
            const bool out = leads_out(group_of(event->kind, event->cause));
            if (x - last_mark[out ? 1 : 0] < size * 0.9) continue;
            last_mark[out ? 1 : 0] = x;
            draw_mark(painter_, QPointF(x, area.top() + area.height() * (out ? 0.75 : 0.27)), size, look);
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

/// As lanes are: what covers pixels whole is a box with a name, the rest is stacked.
void TimelinePicture::draw_activity_spans() {
    const QRectF& area = layout_.activities;
    const QFontMetricsF metrics(layout_.font);
    std::map<spec::Activity, Coverage> coverage;
    for (const TimelineSpan& span : scene_.data.spans()) {
        const auto box = along(area, static_cast<double>(span.begin), static_cast<double>(span.end));
        if (box && span.activity) coverage.try_emplace(*span.activity, area.width()).first->second.add(box->left() - area.left(), box->right() - area.left());
    }
    std::vector<double> heights(static_cast<std::size_t>(std::ceil(area.width())) + 1, 0);
    for (const auto& [activity, covered] : coverage) {
        const Look look = look_of(activity, theme_.dark());
        for (std::size_t pixel = 0; pixel < covered.size();) {
            std::size_t last = pixel;
            while (covered.at(pixel) >= kAll && last + 1 < covered.size() && covered.at(last + 1) >= kAll) ++last;
            const double height = area.height() * covered.at(pixel);
            const QRectF box = QRectF(area.left() + static_cast<double>(pixel), area.bottom() - heights[pixel] - height, static_cast<double>(last - pixel + 1), height).intersected(area);
            heights[pixel] += height;
            if (last == pixel) painter_.fillRect(box, look.colour);
            else fill(painter_, box, look);
            pixel = last + 1;
            if (box.width() < metrics.height() * kLeastWords || area.height() < metrics.height() * kLeastHigh) continue;
            const QString text = metrics.elidedText(Words::activity(activity), Qt::ElideRight, box.width() - 4);
            const double width = metrics.horizontalAdvance(text) + 4;
            const QRectF words(box.center().x() - width / 2, box.center().y() - metrics.height() / 2, width, metrics.height());
            painter_.fillRect(words.intersected(area), look.colour);
            painter_.setPen(look.ink);
            painter_.drawText(words, Qt::AlignCenter, text);
        }
    }
}

void TimelinePicture::draw_vms() {
    const QRectF& area = layout_.vms;
    painter_.fillRect(area, theme_.palette().color(QPalette::AlternateBase));
    const auto name = [&](const QRectF& box, std::uint8_t vm, const Look& look) {
        painter_.setPen(look.ink);
        const double line = QFontMetricsF(layout_.font).height();
        if (box.width() > line * 2 && box.height() >= line * kLeastHigh) painter_.drawText(box, Qt::AlignCenter, QString::number(vm));
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

}  // namespace anel::gui
