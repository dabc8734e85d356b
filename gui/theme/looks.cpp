// The colours are Okabe and Ito's, which all kinds of colour vision can tell apart.
#include "gui/theme/looks.hpp"

#include <QPainter>
#include <QPainterPath>
#include <array>
#include <cmath>

#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"

namespace anel::gui {

namespace {

struct Hue {
    QRgb colour;
    bool light;  ///< dark text is read upon it
};
constexpr std::array<Hue, 8> kHues{{
    {0xff0072b2, false},  // blue
    {0xffe69f00, true},   // orange
    {0xff009e73, true},   // bluish green
    {0xffcc79a7, true},   // reddish purple
    {0xff56b4e9, true},   // sky blue
    {0xffd55e00, true},   // vermilion
    {0xfff0e442, true},   // yellow
    {0xff8c8c8c, true},   // grey
}};
enum HueName : std::size_t { kBlue, kOrange, kGreen, kPurple, kSky, kVermilion, kYellow, kGrey };

constexpr std::array kHatches{Qt::SolidPattern, Qt::BDiagPattern, Qt::Dense6Pattern, Qt::HorPattern, Qt::DiagCrossPattern, Qt::FDiagPattern, Qt::VerPattern, Qt::CrossPattern};
constexpr std::array kLines{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};

Look make(std::size_t hue, std::size_t style, bool dark) {
    const Hue& one = kHues[hue % kHues.size()];
    Look look;
    look.colour = QColor::fromRgb(one.colour);
    // Blue is too dark a line on black.
    if (dark && hue == kBlue) look.colour = QColor(0x3d, 0x9b, 0xdc);
    look.ink = one.light || dark ? QColor(Qt::black) : QColor(Qt::white);
    look.hatch = kHatches[style % kHatches.size()];
    look.line = kLines[style % kLines.size()];
    look.mark = static_cast<Mark>(style % 8);
    return look;
}

}  // namespace

Look look_of_series(std::size_t index, bool dark) { return make(index % kHues.size(), index + index / kHues.size(), dark); }

Look look_of(Ring ring, bool dark) {
    switch (ring) {
        case Ring::kMinus1: return make(kVermilion, 4, dark);
        case Ring::k0: return make(kOrange, 1, dark);
        case Ring::k1: return make(kPurple, 2, dark);
        case Ring::k2: return make(kGrey, 3, dark);
        case Ring::k3: return make(kSky, 0, dark);
    }
    return {};
}

Look look_of(session::Resident resident, bool dark) {
    switch (resident) {
        case session::Resident::kNobody: return make(kGrey, 3, dark);
        case session::Resident::kMonitor:
        case session::Resident::kIntruder: return make(kVermilion, 4, dark);
        case session::Resident::kGuestKernel:
        case session::Resident::kKernel: return make(kGreen, 1, dark);
        case session::Resident::kGuestPrograms:
        case session::Resident::kPrograms: return make(kSky, 0, dark);
    }
    return {};
}

/// Who works has his hue: programs and kernel as above; the monitor's activities are told apart by hue and hatch together.
Look look_of(spec::Activity activity, bool dark) {
    using enum spec::Activity;
    switch (activity) {
        case kOther: return make(kGrey, 0, dark);
        case kUser: return make(kSky, 0, dark);
        case kKernel: return make(kGreen, 1, dark);
        case kIdle: return make(kGrey, 3, dark);
        case kCrossing: return make(kVermilion, 4, dark);
        case kDeclared: return make(kVermilion, 2, dark);
        case kBoot: return make(kGrey, 5, dark);
        case kSwitch: return make(kOrange, 0, dark);
        case kDecode: return make(kPurple, 2, dark);
        case kEmulate: return make(kBlue, 5, dark);
        case kShadowFill: return make(kYellow, 3, dark);
        case kShadowSync: return make(kYellow, 7, dark);
        case kInject: return make(kGreen, 6, dark);
        case kDevice: return make(kPurple, 0, dark);
        case kDispatch: return make(kOrange, 6, dark);
        case kHypercall: return make(kBlue, 1, dark);
        case kValidate: return make(kPurple, 4, dark);
        case kNestedFill: return make(kYellow, 1, dark);
        case kState: return make(kGrey, 7, dark);
        case kTranslate: return make(kBlue, 3, dark);
    }
    return make(kGrey, 0, dark);
}

Look look_of(control::Mode mode, bool dark) {
    constexpr std::array<std::size_t, 6> hues{kGrey, kVermilion, kOrange, kBlue, kPurple, kGreen};
    const auto at = static_cast<std::size_t>(mode);
    return make(hues[at % hues.size()], at, dark);
}

Look look_of_crossing(cpu::EventKind kind, std::uint32_t cause, bool dark) {
    if (kind == cpu::EventKind::kReturn || kind == cpu::EventKind::kEntry) return make(kGrey, 0, dark);
    if (kind == cpu::EventKind::kVmon || kind == cpu::EventKind::kVmoff) return make(kGrey, 7, dark);
    if ((cause & spec::kInterruptBit) != 0) return make(kYellow, 3, dark);
    if (kind == cpu::EventKind::kExit && cause >= spec::kCauseCount) {
        switch (static_cast<spec::ExitReason>(cause)) {
            case spec::ExitReason::kNestedFault: return make(kGreen, 6, dark);
            case spec::ExitReason::kPreempted: return make(kYellow, 3, dark);
            case spec::ExitReason::kCsr:
            case spec::ExitReason::kPort:
            case spec::ExitReason::kInstruction:
            case spec::ExitReason::kExtension: return make(kOrange, 7, dark);
            case spec::ExitReason::kTripleFault: break;
        }
    }
    switch (static_cast<spec::TrapCause>(cause)) {
        case spec::TrapCause::kEcall: return make(kSky, 1, dark);
        case spec::TrapCause::kHcall: return make(kBlue, 5, dark);
        case spec::TrapCause::kPrivileged: return make(kVermilion, 2, dark);
        case spec::TrapCause::kIllegal: return make(kPurple, 4, dark);
        case spec::TrapCause::kFetchPage:
        case spec::TrapCause::kLoadPage:
        case spec::TrapCause::kStorePage: return make(kGreen, 6, dark);
        default: return make(kBlue, 7, dark);
    }
}

Look look_of(session::Sensitivity sensitivity, bool dark) {
    switch (sensitivity) {
        case session::Sensitivity::kInnocuous: return make(kSky, 0, dark);
        case session::Sensitivity::kPrivileged: return make(kOrange, 1, dark);
        case session::Sensitivity::kHole: return make(kVermilion, 4, dark);
        case session::Sensitivity::kNone: return make(kGrey, 3, dark);
    }
    return {};
}

QColor line_of(const Look& look, bool dark) {
    constexpr int kDarkened = 135;
    return dark || look.ink == QColor(Qt::white) ? look.colour : look.colour.darker(kDarkened);
}

void fill(QPainter& painter, const QRectF& area, const Look& look) {
    painter.fillRect(area, look.colour);
    if (look.hatch == Qt::SolidPattern) return;
    QColor ink = look.ink;
    ink.setAlphaF(0.45F);
    painter.fillRect(area, QBrush(ink, look.hatch));
}

void draw_mark(QPainter& painter, const QPointF& middle, double size, const Look& look) {
    const double half = size / 2;
    QPainterPath path;
    const auto polygon = [&](unsigned corners, double turned, double inner) {
        QPolygonF points;
        const unsigned count = inner == 0 ? corners : corners * 2;
        for (unsigned i = 0; i < count; ++i) {
            const double radius = inner != 0 && i % 2 != 0 ? half * inner : half;
            const double angle = turned + 2 * M_PI * i / count;
            points << middle + QPointF(std::sin(angle), -std::cos(angle)) * radius;
        }
        path.addPolygon(points);
        path.closeSubpath();
    };
    switch (look.mark) {
        case Mark::kCircle: path.addEllipse(middle, half, half); break;
        case Mark::kSquare: path.addRect(QRectF(middle - QPointF(half, half) * 0.85, QSizeF(size, size) * 0.85)); break;
        case Mark::kTriangle: polygon(3, 0, 0); break;
        case Mark::kDiamond: polygon(4, 0, 0); break;
        case Mark::kCross: polygon(4, M_PI / 4, 0.35); break;
        case Mark::kPlus: polygon(4, 0, 0.35); break;
        case Mark::kStar: polygon(5, 0, 0.45); break;
        case Mark::kBar: path.addRect(QRectF(middle - QPointF(half / 3, half), QSizeF(size / 3, size))); break;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.ink, 1));
    painter.setBrush(look.colour);
    painter.drawPath(path);
    painter.restore();
}

}  // namespace anel::gui
