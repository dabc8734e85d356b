// How things of a kind are told apart: by a colour that the colour-blind can tell from its neighbours, and always by something besides: a
// hatch on areas, a dash on lines, a mark at points. One thing has one look in every pane.
// Not here: colours of text and background (theme.hpp).
#pragma once

#include <QColor>
#include <Qt>

#include "gui/session/frame.hpp"
#include "isa/base/types.hpp"
#include "isa/cpu/event.hpp"
#include "isa/spec/platform.hpp"
#include "monitor/control/modes.hpp"

class QPainter;
class QRectF;
class QPointF;

namespace anel::gui {

enum class Mark : std::uint8_t { kCircle, kSquare, kTriangle, kDiamond, kCross, kPlus, kStar, kBar };

struct Look {
    QColor colour;                               ///< of areas, lines and marks
    QColor ink;                                  ///< of text upon such an area
    Qt::BrushStyle hatch = Qt::SolidPattern;     ///< drawn in ink over the colour; kSolid: none
    Qt::PenStyle line = Qt::SolidLine;
    Mark mark = Mark::kCircle;
};

Look look_of(Ring ring, bool dark);
Look look_of(session::Resident resident, bool dark);
Look look_of(spec::Activity activity, bool dark);
Look look_of(control::Mode mode, bool dark);
/// Of a crossing by its cause: system calls, page faults, privileged and intercepted instructions, interrupts and the rest each have theirs.
Look look_of_crossing(cpu::EventKind kind, std::uint32_t cause, bool dark);
Look look_of(session::Sensitivity sensitivity, bool dark);
/// Any series by its place.
Look look_of_series(std::size_t index, bool dark);

/// Its colour as a thin line: light ones are darkened upon white.
QColor line_of(const Look& look, bool dark);

/// Colour, and the hatch over it.
void fill(QPainter& painter, const QRectF& area, const Look& look);
/// `size`: its height.
void draw_mark(QPainter& painter, const QPointF& middle, double size, const Look& look);

}  // namespace anel::gui
