// The words below a row of the timeline, which say what its marks and hatches mean: broken into lines, and counted where there is no room for them.
// Not here: how many lines there is room for (timeline_layout.cpp), painting them (timeline_picture.cpp).
#pragma once

#include <QFont>
#include <QRectF>
#include <QStringList>
#include <limits>
#include <vector>

namespace anel::gui {

struct TimelineNames {
    QRectF area;  ///< empty: there is no room for any
    QFont font;
    std::vector<QRectF> places;  ///< of the first of the names, as many as have room: a mark and a word each
    QRectF more;                 ///< where it is said how many others there are; empty: there are no others

    /// Of a mark.
    double size() const;
    std::size_t lines = 0;
    double width = 0;  ///< of the longest line

    void move_by(const QPointF& by);
};

/// From (0, 0) on. `more` says how many others there are; it stands in the last of `most_lines` lines where some have no room.
TimelineNames wrap_names(const QStringList& names, const QFont& font, double width, QString (*more)(std::size_t count), std::size_t most_lines = std::numeric_limits<std::size_t>::max());

/// The height of so many lines of names.
double names_height(std::size_t lines, const QFont& font);
/// How many lines of two rows of names such a height has room for.
std::size_t names_lines(double height, const QFont& font);

}  // namespace anel::gui
