// What a timeline draws along time: lanes, crossings, activities and VMs, from bins or from events.
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <ranges>

#include "gui/models/words.hpp"
#include "gui/panes/timeline_picture.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

namespace {

constexpr double kDim = 0.18;         ///< opacity of what a filter does not let through
constexpr double kAroundWords = 4;         ///< pixels beside words in a box
constexpr double kAll = 0.999;        ///< of a pixel, which is then as good as covered
constexpr double kMarksApart = 0.9;   ///< of their size
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
    struct Seen {
        double x;
        const cpu::Event* event;
        bool alone;
    };
    std::vector<Seen> seen;
    for (const cpu::Event& event : scene_.data.events())
        if (cpu::is_crossing(event.kind) && scene_.axis.contains(static_cast<double>(event.cycle))) seen.push_back({layout_.x_of(scene_.axis, static_cast<double>(event.cycle)), &event, true});
    for (std::size_t i = 1; i < seen.size(); ++i)
        if (seen[i].x - seen[i - 1].x < kApart) seen[i - 1].alone = seen[i].alone = false;
    // What leads in stands in the upper half and what leads out in the lower one: neither hides the other.
    const auto half_of = [&area](CrossingGroup group) { return QRectF(area.left(), leads_out(group) ? area.center().y() : area.top(), area.width(), area.height() / 2); };
    // What is let through is drawn last, upon the rest.
    for (const bool through : {false, true}) {
        painter_.setOpacity(through ? 1 : kDim);
        std::map<CrossingGroup, std::vector<Seen>> groups;
        for (const Seen& one : seen)
            if (lets_through(*one.event) == through) groups[group_of(one.event->kind, one.event->cause)].push_back(one);
        std::vector<std::pair<CrossingGroup, std::vector<Seen>>> rare_first(groups.begin(), groups.end());
        std::ranges::stable_sort(rare_first, {}, [](const auto& group) { return group.second.size(); });
        for (const auto& [group, crossings] : rare_first | std::views::reverse) {
            const QRectF half = half_of(group);
            const QColor colour = line_of(look_of_group(group), theme_.dark());
            double last = -kApart;
            for (const auto& [x, event, alone] : crossings) {
                if (x - last < 1) continue;
                last = x;
                painter_.setPen(QPen(colour, alone ? 1.5 : 1));
                painter_.drawLine(QPointF(x, half.top()), QPointF(x, half.bottom()));
                const QRectF* const from = lane_of(event->from);
                const QRectF* const to = lane_of(event->to);
                if (alone && from != nullptr && to != nullptr && from != to) painter_.drawLine(QPointF(x, from->center().y()), QPointF(x, to->center().y()));
            }
        }
        for (const bool out : {false, true}) {
            std::vector<CrossingGroup> of;
            std::vector<std::vector<double>> places;
            for (const auto& [group, crossings] : rare_first) {
                if (leads_out(group) != out) continue;
                of.push_back(group);
                places.emplace_back();
                for (const Seen& one : crossings) places.back().push_back(one.x);
            }
            places = apart(places, size * kMarksApart);
            for (std::size_t i = 0; i < places.size(); ++i)
                for (const double x : places[i]) draw_mark(painter_, QPointF(x, half_of(of[i]).center().y()), size, look_of_group(of[i]));
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

/// As large as it can be; where there is no room for it, the names below say what it is.
void TimelinePicture::draw_name_upon(const QRectF& box, const QString& name, const Look& look) {
    // Most boxes are some pixels wide.
    if (box.width() <= 2 * kAroundWords) return;
    QFont font;
    QSizeF needs;
    const auto fits = [&](double scale) {
        font = scaled_font(layout_.font, scale);
        needs = QFontMetricsF(font).size(0, name);
        return needs.width() + kAroundWords <= box.width() && needs.height() <= box.height();
    };
    const double least = std::min(1.0, smallest());
    if (!fits(least)) return;
    largest_scale(1, least, fits);
    const QRectF words(box.center() - QPointF(needs.width() + kAroundWords, needs.height()) / 2, QSizeF(needs.width() + kAroundWords, needs.height()));
    painter_.setFont(font);
    painter_.fillRect(words.intersected(box), look.colour);
    painter_.setPen(look.ink);
    painter_.drawText(words, Qt::AlignCenter, name);
    painter_.setFont(layout_.font);
}

/// As lanes are: what covers pixels whole is a box with a name, the rest is stacked.
void TimelinePicture::draw_activity_spans() {
    const QRectF& area = layout_.activities;
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
            draw_name_upon(box, Words::activity(activity), look);
        }
    }
}

void TimelinePicture::draw_vms() {
    const QRectF& area = layout_.vms;
    painter_.fillRect(area, theme_.palette().color(QPalette::AlternateBase));
    if (scene_.near()) {
        const std::vector<TimelineSpan>& spans = scene_.data.spans();
        for (std::size_t i = 0; i < spans.size();) {
            std::size_t last = i;
            while (last + 1 < spans.size() && spans[last + 1].vm == spans[i].vm) ++last;
            const Look look = look_of_series(spans[i].vm, theme_.dark());
            if (const auto box = along(area, static_cast<double>(spans[i].begin), static_cast<double>(spans[last].end))) {
                painter_.fillRect(*box, look.colour);
                draw_name_upon(*box, QString::number(spans[i].vm), look);
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
    // Named where it has most of the time for so long that there is room.
    for (const auto& [vm, counts] : bins.vms) {
        const auto has_most = [&](std::size_t bin) { return 2 * counts[bin] > bins.cycles[bin]; };
        for (std::size_t bin = 0; bin < bins.bins; ++bin) {
            std::size_t last = bin;
            while (last < bins.bins && has_most(last)) ++last;
            const auto box = along(area, static_cast<double>(bins.begin + bins.width * bin), static_cast<double>(bins.begin + bins.width * last));
            if (box) draw_name_upon(*box, QString::number(vm), look_of_series(vm, theme_.dark()));
            bin = last;
        }
    }
}

}  // namespace anel::gui
