#include "gui/panes/timeline_layout.hpp"

#include <QFontMetricsF>
#include <algorithm>

#include "gui/models/words.hpp"
#include "gui/panes/timeline_picture.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

namespace {

constexpr double kMostLabels = 0.3;  ///< of the width
// Heights, in lines of text.
constexpr double kAxis = 1.6;
constexpr double kStrip = 2.2;
constexpr double kShortStrip = 1.2;
constexpr double kNeededRow = 0.9;
constexpr double kLow = 6;     ///< a picture that is lower has no sentences
constexpr double kShort = 14;  ///< a picture that is lower has one line of sentences
constexpr double kNames = 1.3;
// Heights against each other.
constexpr double kLived = 1;
constexpr double kDeserted = 0.45;
constexpr double kCrossings = 1.1;
constexpr double kActivities = 0.8;
constexpr double kVms = 0.55;

bool deserted(const TimelineLane& lane, const TimelineData& data) {
    return lane.resident == session::Resident::kNobody && data.bins().rings[anel::lane(lane.ring)].empty();
}

double weight_of(const TimelineLane& lane, const TimelineData& data) { return deserted(lane, data) ? kDeserted : kLived; }

/// Of the words in front of the rows: in two lines where a lane is high enough.
double labels_width(const TimelineScene& scene, double unit, const QFont& font) {
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    double label = 0;
    for (const TimelineLane& lane : scene.lanes) {
        const bool two_lines = unit * weight_of(lane, scene.data) >= 2 * line;
        label = std::max(label, two_lines ? std::max(metrics.horizontalAdvance(Words::ring(lane.ring)), metrics.horizontalAdvance(Words::resident(lane.resident))) : metrics.horizontalAdvance(lane_name(lane)));
    }
    for (const QString& word : {TimelinePicture::crossings_word(), TimelinePicture::activities_word()}) label = std::max(label, metrics.horizontalAdvance(word));
    return label + line;
}

}  // namespace

QString lane_name(const TimelineLane& lane) { return Words::ring(lane.ring) + QStringLiteral(" \u00b7 ") + Words::resident(lane.resident); }

TimelineLayout lay_out(const TimelineScene& scene, const QSizeF& size, const QFont& font, double least) {
    TimelineLayout out;
    least = std::min(least, 1.0);
    const double needed = QFontMetricsF(font).height() * (kAxis + kShortStrip + kNeededRow * static_cast<double>(scene.lanes.size() + 3));
    const double scale = std::clamp(size.height() / needed, least, 1.0);
    out.font = scaled_font(font, scale);
    const double line = QFontMetricsF(out.font).height();
    const double gap = line * 0.25;
    const double strip = size.height() < line * kLow ? 0 : line * (size.height() < line * kShort ? kShortStrip : kStrip);
    out.strip = QRectF(gap, size.height() - strip, size.width() - 2 * gap, strip);

    const bool several_vms = scene.data.bins().vms.size() > 1;
    double weights = kCrossings + kActivities + (several_vms ? kVms : 0);
    for (const TimelineLane& lane : scene.lanes) weights += weight_of(lane, scene.data);
    const std::size_t rows = scene.lanes.size() + 2 + (several_vms ? 1 : 0);
    const double room = out.strip.top() - line * kAxis - gap * static_cast<double>(rows + 1);
    const double names = 2 * line * kNames;
    const bool names_fit = (room - names) / weights >= line * 1.2;
    const double unit = std::max((room - (names_fit ? names : 0)) / weights, 2.0);

    const double most_labels = size.width() * kMostLabels;
    largest_scale(scale, least, [&](double by) {
        out.label_font = scaled_font(font, by);
        out.label_width = labels_width(scene, unit, out.label_font);
        return out.label_width <= most_labels;
    });
    out.label_width = std::min(out.label_width, most_labels);
    const double left = out.label_width;
    const double width = std::max(size.width() - left - line * 0.5, 10.0);
    out.ticks = QRectF(left, 0, width, line * kAxis);

    double y = out.ticks.bottom();
    const auto row = [&](double height) {
        const QRectF area(left, y, width, height);
        y += height + gap;
        return area;
    };
    for (const TimelineLane& lane : scene.lanes) out.lanes.push_back(row(unit * weight_of(lane, scene.data)));
    out.crossings = row(unit * kCrossings);
    const auto names_row = [&] {
        const QRectF area(left, y - gap, width, line * kNames);
        y += line * kNames;
        return area;
    };
    if (names_fit) out.crossing_names = names_row();
    out.activities = row(unit * kActivities);
    if (names_fit) out.activity_names = names_row();
    if (several_vms) out.vms = row(unit * kVms);
    out.plot = QRectF(left, out.ticks.bottom(), width, std::max(out.activities.bottom(), out.vms.bottom()) - out.ticks.bottom());
    return out;
}

}  // namespace anel::gui
