#include "gui/panes/timeline_layout.hpp"

#include <QFontMetricsF>
#include <algorithm>

#include "gui/models/words.hpp"
#include "gui/panes/timeline_picture.hpp"

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
constexpr double kTwoLines = 18;  ///< between axis and sentences, for lanes of two lines
// Heights against each other.
constexpr double kLived = 1;
constexpr double kDeserted = 0.45;
constexpr double kCrossings = 1.1;
constexpr double kActivities = 0.8;
constexpr double kVms = 0.55;

bool deserted(const TimelineLane& lane, const TimelineData& data) {
    return lane.resident == session::Resident::kNobody && data.bins().rings[anel::lane(lane.ring)].empty();
}

}  // namespace

QString lane_name(const TimelineLane& lane) { return Words::ring(lane.ring) + QStringLiteral(" \u00b7 ") + Words::resident(lane.resident); }

TimelineLayout lay_out(const TimelineScene& scene, const QSizeF& size, const QFont& font, double least) {
    TimelineLayout out;
    const double needed = QFontMetricsF(font).height() * (kAxis + kShortStrip + kNeededRow * static_cast<double>(scene.lanes.size() + 3));
    out.font = font;
    out.font.setPointSizeF(font.pointSizeF() * std::clamp(size.height() / needed, std::min(least, 1.0), 1.0));
    const QFontMetricsF metrics(out.font);
    const double line = metrics.height();
    const double gap = line * 0.25;
    // In two lines where a lane is high enough; which it is when all of them are.
    const bool two_lines = size.height() >= line * (kAxis + kStrip + kTwoLines);
    double label = 0;
    for (const TimelineLane& lane : scene.lanes) {
        const bool one_line = !two_lines || deserted(lane, scene.data);
        label = std::max({label, metrics.horizontalAdvance(one_line ? lane_name(lane) : Words::ring(lane.ring)), one_line ? 0 : metrics.horizontalAdvance(Words::resident(lane.resident))});
    }
    for (const QString& word : {TimelinePicture::crossings_word(), TimelinePicture::activities_word()}) label = std::max(label, metrics.horizontalAdvance(word));
    out.label_width = std::min(label + line, size.width() * kMostLabels);
    const double left = out.label_width;
    const double width = std::max(size.width() - left - line * 0.5, 10.0);
    out.ticks = QRectF(left, 0, width, line * kAxis);
    const double strip = size.height() < line * kLow ? 0 : line * (size.height() < line * kShort ? kShortStrip : kStrip);
    out.strip = QRectF(gap, size.height() - strip, size.width() - 2 * gap, strip);

    const bool several_vms = scene.data.bins().vms.size() > 1;
    double weights = kCrossings + kActivities + (several_vms ? kVms : 0);
    for (const TimelineLane& lane : scene.lanes) weights += deserted(lane, scene.data) ? kDeserted : kLived;
    const std::size_t rows = scene.lanes.size() + 2 + (several_vms ? 1 : 0);
    const double room = out.strip.top() - out.ticks.bottom() - gap * static_cast<double>(rows + 1);
    const double names = 2 * line * kNames;
    const bool names_fit = (room - names) / weights >= line * 1.2;
    const double unit = std::max((room - (names_fit ? names : 0)) / weights, 2.0);

    double y = out.ticks.bottom();
    const auto row = [&](double height) {
        const QRectF area(left, y, width, height);
        y += height + gap;
        return area;
    };
    for (const TimelineLane& lane : scene.lanes) out.lanes.push_back(row(unit * (deserted(lane, scene.data) ? kDeserted : kLived)));
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
