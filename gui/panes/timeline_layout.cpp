#include "gui/panes/timeline_layout.hpp"

#include <QFontMetricsF>
#include <algorithm>
#include <set>

#include "gui/models/words.hpp"
#include "gui/panes/timeline_picture.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

namespace {

constexpr double kMostLabels = 0.3;  ///< of the width
// Heights, in lines of text.
constexpr double kRight = 0.5;  ///< of the plot
constexpr double kAxis = 1.6;
constexpr double kStrip = 2.2;
constexpr double kShortStrip = 1.2;
constexpr double kNeededRow = 0.9;
constexpr double kLow = 6;     ///< a picture that is lower has no sentences
constexpr double kShort = 14;  ///< a picture that is lower has one line of sentences
constexpr double kTwoLines = 2;
/// Heights against each other, and the least in lines of text, at which there is room for what stands in front of a row or in it.
struct Height {
    double part;
    double least;
};
constexpr Height kLived{1, 0.9};
constexpr Height kDeserted{0.45, 0.76};
constexpr Height kCrossings{1.1, 0.9};
constexpr Height kActivities{0.8, 0.9};
constexpr Height kVms{0.55, 0.9};

/// Which rows have room for their words.
enum class Worded : std::uint8_t { kEvery, kInhabited, kNone };

/// What names below rows leave to them, in lines of text for a lane, and down to which part of their size they do: rather smaller names than lanes without room
/// for two lines, but rather lower lanes than names that are much smaller than other words.
struct Leaves {
    double lane;
    double scale;
    Worded words;
};
constexpr Leaves kNamesLeave[] = {{kTwoLines, 0.85, Worded::kEvery}, {1.2, 0.7, Worded::kEvery}, {kNeededRow, 0, Worded::kInhabited}};

bool deserted(const TimelineLane& lane, const TimelineData& data) {
    return lane.resident == session::Resident::kNobody && data.bins().rings[anel::lane(lane.ring)].empty();
}

/// The rows of a timeline, from the first lane to the last band.
class Rows {
public:
    Rows(const TimelineScene& scene, double line) : line_(line) {
        for (const TimelineLane& lane : scene.lanes) heights_.push_back(deserted(lane, scene.data) ? kDeserted : kLived);
        heights_.insert(heights_.end(), {kCrossings, kActivities});
        if (scene.data.bins().vms.size() > 1) heights_.push_back(kVms);
    }
    std::size_t size() const { return heights_.size(); }
    /// `unit`: of a lane.
    double height(std::size_t row, double unit, Worded worded) const {
        const Height& one = heights_[row];
        const bool words = worded == Worded::kEvery || (worded == Worded::kInhabited && one.part != kDeserted.part);
        return std::max(one.part * unit, words ? one.least * line_ : 0);
    }
    /// Of all of them.
    double height(double unit, Worded worded) const {
        double sum = 0;
        for (std::size_t row = 0; row < size(); ++row) sum += height(row, unit, worded);
        return sum;
    }
    /// So that they fill the room, with as many words as there can be.
    std::pair<double, Worded> fill(double room) const {
        const Worded worded = height(0, Worded::kEvery) <= room ? Worded::kEvery : height(0, Worded::kInhabited) <= room ? Worded::kInhabited : Worded::kNone;
        double low = 0, high = room;
        for (int i = 0; i < kHalvings; ++i) (height((low + high) / 2, worded) > room ? high : low) = (low + high) / 2;
        return {low, worded};
    }

private:
    static constexpr int kHalvings = 30;

    std::vector<Height> heights_;
    double line_;
};

/// Puts both rows of names into the layout, as large as they can be with the other rows in that room.
void wrap_both(TimelineLayout& layout, const QStringList& crossings, const QStringList& activities, double width, const Rows& rows, double room, double least) {
    const double line = QFontMetricsF(layout.font).height();
    TimelineNames& first = layout.crossing_names;
    TimelineNames& second = layout.activity_names;
    QFont font;
    const auto wrap = [&](std::size_t most_first, std::size_t most_second) {
        first = wrap_names(crossings, font, width, TimelinePicture::and_more, most_first);
        second = wrap_names(activities, font, width, TimelinePicture::and_more, most_second);
    };
    constexpr auto kAny = std::numeric_limits<std::size_t>::max();
    for (const auto& [unit, smallest, worded] : kNamesLeave) {
        bool fit = false;
        largest_scale(1, std::max(smallest, least), [&](double scale) {
            font = scaled_font(layout.font, scale);
            wrap(kAny, kAny);
            const bool all = first.places.size() + second.places.size() == static_cast<std::size_t>(crossings.size() + activities.size());
            return fit = all && rows.height(unit * line, worded) <= room - first.area.height() - second.area.height();
        });
        if (fit) return;
    }
    // The smallest, and not all of them.
    const std::size_t lines = names_lines(room - rows.height(kNeededRow * line, Worded::kInhabited), font);
    const std::size_t needed = first.lines;
    if (lines >= 2) wrap(std::min(needed, lines - 1), lines - std::min(needed, lines - 1));
    else first = second = {};
}

}  // namespace

std::vector<CrossingGroup> TimelineScene::crossings_seen() const {
    std::vector<CrossingGroup> groups;
    for (const auto& [group, count] : data.crossings_seen(axis.from(), axis.to(), axis.end())) groups.push_back(group);
    return groups;
}

std::vector<spec::Activity> TimelineScene::activities_seen() const {
    std::vector<std::pair<Cycles, spec::Activity>> by_time;
    for (const auto& [activity, cycles] : data.activities_seen(axis.from(), axis.to(), axis.end())) by_time.emplace_back(cycles, activity);
    std::ranges::sort(by_time, std::ranges::greater());
    std::vector<spec::Activity> activities;
    for (const auto& [cycles, activity] : by_time) activities.push_back(activity);
    return activities;
}

QStringList names_of(const std::vector<CrossingGroup>& groups) {
    QStringList names;
    for (const CrossingGroup group : groups) names << CrossingGroupWords::name(group);
    return names;
}

QStringList names_of(const std::vector<spec::Activity>& activities) {
    QStringList names;
    for (const spec::Activity activity : activities) names << Words::activity(activity);
    return names;
}

std::vector<std::vector<double>> apart(const std::vector<std::vector<double>>& rows, double by) {
    std::vector<std::vector<double>> out(rows.size());
    std::vector<std::size_t> next(rows.size(), 0);
    std::set<double> taken;
    const auto is_free = [&](double place) {
        const auto near = taken.upper_bound(place - by);
        return near == taken.end() || *near >= place + by;
    };
    for (bool more = true; more;) {
        more = false;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            while (next[row] < rows[row].size() && !is_free(rows[row][next[row]])) ++next[row];
            if (next[row] == rows[row].size()) continue;
            out[row].push_back(rows[row][next[row]]);
            taken.insert(out[row].back());
            more = true;
        }
    }
    return out;
}

QString lane_name(const TimelineLane& lane) { return Words::ring(lane.ring) + QStringLiteral(" \u00b7 ") + Words::resident(lane.resident); }

TimelineLayout lay_out(const TimelineScene& scene, const QSizeF& size, const QFont& font, double least) {
    TimelineLayout out;
    const double needed = QFontMetricsF(font).height() * (kAxis + kShortStrip + kNeededRow * static_cast<double>(scene.lanes.size() + 3));
    out.font = font;
    out.font.setPointSizeF(font.pointSizeF() * std::clamp(size.height() / needed, std::min(least, 1.0), 1.0));
    const QFontMetricsF metrics(out.font);
    const double line = metrics.height();
    const double gap = line * 0.25;
    const double strip = size.height() < line * kLow ? 0 : line * (size.height() < line * kShort ? kShortStrip : kStrip);
    out.strip = QRectF(gap, size.height() - strip, size.width() - 2 * gap, strip);

    const Rows rows(scene, line);
    const double room = out.strip.top() - line * kAxis - gap * static_cast<double>(rows.size() + 1);
    // They may begin before the plot.
    const double smallest = std::min(least * font.pointSizeF() / out.font.pointSizeF(), 1.0);
    wrap_both(out, names_of(scene.crossings_seen()), names_of(scene.activities_seen()), size.width() - line * kRight - out.strip.left(), rows, room, smallest);
    const auto [unit, worded] = rows.fill(std::max(room - out.crossing_names.area.height() - out.activity_names.area.height(), 2.0 * static_cast<double>(rows.size())));
    const bool two_lines = unit >= line * kTwoLines;
    double label = 0;
    for (const TimelineLane& lane : scene.lanes) {
        const bool one_line = !two_lines || deserted(lane, scene.data);
        label = std::max({label, metrics.horizontalAdvance(one_line ? lane_name(lane) : Words::ring(lane.ring)), one_line ? 0 : metrics.horizontalAdvance(Words::resident(lane.resident))});
    }
    for (const QString& word : {TimelinePicture::crossings_word(), TimelinePicture::activities_word()}) label = std::max(label, metrics.horizontalAdvance(word));
    out.label_width = std::min(label + line, size.width() * kMostLabels);
    const double left = out.label_width;
    const double width = std::max(size.width() - left - line * kRight, 10.0);
    out.ticks = QRectF(left, 0, width, line * kAxis);

    double y = out.ticks.bottom();
    std::size_t at = 0;
    const auto put_row = [&] {
        const QRectF area(left, y, width, rows.height(at++, unit, worded));
        y += area.height() + gap;
        return area;
    };
    const auto put_names = [&](TimelineNames& names) {
        if (names.area.isEmpty()) return;
        names.move_by(QPointF(std::clamp(left + width - names.width, out.strip.left(), left), y - gap));
        names.area.setRight(left + width);
        y += names.area.height();
    };
    while (out.lanes.size() < scene.lanes.size()) out.lanes.push_back(put_row());
    out.crossings = put_row();
    put_names(out.crossing_names);
    out.activities = put_row();
    put_names(out.activity_names);
    if (at < rows.size()) out.vms = put_row();
    out.plot = QRectF(left, out.ticks.bottom(), width, std::max(out.activities.bottom(), out.vms.bottom()) - out.ticks.bottom());
    return out;
}

}  // namespace anel::gui
