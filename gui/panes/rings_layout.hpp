// Where the rings' picture has its rings, arrows and words, for a size and a font: geometry alone.
// Not here: what there is to show (gui/models/ring_traffic.hpp), colours (rings_picture.hpp).
#pragma once

#include <QFont>
#include <QPainterPath>
#include <QRectF>
#include <vector>

#include "gui/models/ring_traffic.hpp"

namespace anel::gui {

// In lines of text.
inline constexpr double kMarkRoom = 1.125;    ///< before an arrow's name, for its mark
inline constexpr double kBeforeCount = 0.5;   ///< between its name and its number, where they are in one line

inline constexpr double kBehindWords = 2;     ///< pixels

struct RingBand {
    double inner = 0;  ///< radii; 0 of the innermost, which is a disc
    double outer = 0;
};

struct ArrowPlace {
    QPainterPath path;   ///< from tail to the point of the head
    QPointF tail;
    QPointF head;        ///< its point
    QPointF heading;     ///< of length 1
    QPolygonF leader;    ///< to its words; empty where there is none
    QRectF words;        ///< empty where there is no room for any
    bool words_to_the_right = true;  ///< of where the leader ends
};

struct RingsLayout {
    QPointF middle;
    double radius = 0;
    double edge = 0;  ///< thickness of the arcs that show shares
    std::vector<RingBand> bands;     ///< as RingTraffic::rings()
    std::vector<ArrowPlace> arrows;  ///< as RingTraffic::arrows()
    QFont font;                      ///< of the words of arrows
    bool two_lines = false;          ///< of those
    bool beside = false;             ///< they stand left and right; else below
    QRectF strip;                    ///< for sentences, at the bottom

    /// By place in `arrows`; -1: none. `reach`: how far beside it still counts.
    int arrow_at(const QPointF& point, double reach) const;
    /// By place in `bands`; -1: none.
    int band_at(const QPointF& point) const;
    QPointF on_circle(double radius, double degrees) const;  ///< clockwise from the top
};

/// Thickness of an arrow of so many crossings in a million cycles: by the logarithm, so that rare ones are seen beside frequent ones.
double thickness_of(double rate);

/// The font is made smaller, down to `least` of its size, where that gives the rings room or leaves the words of arrows whole.
RingsLayout lay_out(const RingTraffic& traffic, const QSizeF& size, const QFont& font, double least);

/// What stands beside an arrow: what it is, and how often.
QString arrow_name(const RingArrow& arrow);
QString arrow_count(const RingArrow& arrow);

}  // namespace anel::gui
