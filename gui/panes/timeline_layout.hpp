// Where a timeline has its lanes, bands and words, for a size and a font; and what of the run belongs to which pixel.
// Not here: painting (timeline_picture.hpp).
#pragma once

#include <QFont>
#include <QRectF>
#include <optional>
#include <vector>

#include "gui/models/time_axis.hpp"
#include "gui/models/timeline_data.hpp"
#include "gui/panes/timeline_names.hpp"

namespace anel::gui {

struct TimelineLane {
    Ring ring = Ring::k0;
    session::Resident resident = session::Resident::kNobody;
};

/// All that the picture is made of.
struct TimelineScene {
    TimeAxis axis;
    TimelineData data;
    std::vector<TimelineLane> lanes;  ///< the outermost first
    std::optional<Cycles> cursor;     ///< the one that panes share
    Filter filter;
    std::optional<std::pair<double, double>> range;  ///< that is measured
    std::optional<double> hover;
    QString strip;         ///< the sentences at the bottom
    QString hint;          ///< where there are none: what one can do
    QString hint_unnamed;  ///< likewise, where there is no room for names below the rows
    QString empty;         ///< instead of everything, where there is nothing

    bool near() const { return data.near(axis.from(), axis.to(), axis.end()); }
    /// Of what there is to be drawn, in the order in which it is named.
    std::vector<CrossingGroup> crossings_seen() const;
    /// What takes longest first.
    std::vector<spec::Activity> activities_seen() const;
};

struct TimelineLayout {
    QRectF plot;  ///< from the first lane to the last band; along it runs time
    QRectF ticks;
    std::vector<QRectF> lanes;  ///< as the scene's
    QRectF crossings;
    QRectF activities;
    QRectF vms;  ///< empty where there is but one VM
    TimelineNames crossing_names;  ///< what marks and hatches mean; of what the scene has in sight
    TimelineNames activity_names;
    QRectF strip;  ///< for sentences; empty where there is no room
    double label_width = 0;
    QFont font;

    double x_of(const TimeAxis& time, double cycle) const { return plot.left() + (cycle - time.from()) / time.span() * plot.width(); }
    double cycle_at(const TimeAxis& time, double x) const { return time.from() + (x - plot.left()) / plot.width() * time.span(); }
    double cycles_per_pixel(const TimeAxis& time) const { return time.span() / plot.width(); }
};

/// The font is made smaller where there is little room, down to `least` of its size.
TimelineLayout lay_out(const TimelineScene& scene, const QSizeF& size, const QFont& font, double least);

/// What the scene has in sight, in words.
QStringList names_of(const std::vector<CrossingGroup>& groups);
QStringList names_of(const std::vector<spec::Activity>& activities);

/// Of rows of places along one line, each in rising order, those that stay `by` apart from all the others. The rows take turns, so that none has all the room.
std::vector<std::vector<double>> apart(const std::vector<std::vector<double>>& rows, double by);

/// The words in front of a lane.
QString lane_name(const TimelineLane& lane);

}  // namespace anel::gui
