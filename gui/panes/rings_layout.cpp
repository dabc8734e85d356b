#include "gui/panes/rings_layout.hpp"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "gui/models/words.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

namespace {

// The words of rings are at the top; the arrows have the rest, clockwise.
constexpr double kFirstArrow = 68;
constexpr double kLastArrow = 284;
constexpr double kCore = 1.55;  ///< radius of the innermost, in bands
constexpr double kInCore = 0.82;  ///< of its radius, where arrows begin and end: around its words
constexpr double kMostOfWidth = 0.3;  ///< that words take from the rings, on each side
constexpr double kAroundRings = 1.6;       ///< lines between the circle and the words beside it
// Lines of text.
constexpr double kRingMargin = 0.6;
constexpr double kBehind = 0.375;     ///< words of an arrow, where there is room
constexpr double kRow = 1.25;         ///< words of an arrow
constexpr double kTwoLineRow = 2.5;
constexpr double kLowRings = 12;           ///< a picture that is lower has one line of sentences
constexpr double kBesidePreferred = 0.8;  ///< of the radius that words below would leave
constexpr double kLeastRadius = 0.22; ///< of the picture's smaller side, that words must leave
constexpr int kSentenceLines = 2;
constexpr int kStepsAlong = 32;   ///< an arrow, to find how far it is

QString short_ring(Ring ring) { return ring == Ring::kMinus1 ? QStringLiteral("\u22121") : QString::number(number(ring)); }

double line_height(const QFont& font) { return QFontMetricsF(font).height(); }

/// Of an arrow's words, measured once for all that is tried with a font.
struct WordsWidth {
    double name = 0;
    double count = 0;

    double in(bool two_lines, double line) const { return two_lines ? std::max(name, count) + line * kMarkRoom : name + count + line * (kMarkRoom + kBeforeCount); }
};

/// `grown`: with room for counts to grow, so that nothing moves while they do.
std::vector<WordsWidth> widths_of(const RingTraffic& traffic, const QFont& font, bool grown) {
    QFont bold = font;
    bold.setBold(true);
    const QFontMetricsF metrics(font), bold_metrics(bold);
    const double least = grown ? metrics.horizontalAdvance(QStringLiteral("\u22120 \u2192 0   0,000,000")) : 0;
    std::vector<WordsWidth> widths;
    for (const RingArrow& arrow : traffic.arrows()) widths.push_back({bold_metrics.horizontalAdvance(arrow_name(arrow)), std::max(metrics.horizontalAdvance(arrow_count(arrow)), least)});
    return widths;
}

double angle_of(std::size_t i, std::size_t count) {
    return kFirstArrow + (kLastArrow - kFirstArrow) * (static_cast<double>(i) + 0.5) / static_cast<double>(count);
}

/// Moves boxes of one height along y so that none overlaps the next and all are within [top, bottom].
void spread(std::vector<double>& tops, double height, double top, double bottom) {
    double least = top;
    for (double& one : tops) {
        one = std::max(one, least);
        least = one + height;
    }
    double most = bottom - height;
    for (auto one = tops.rbegin(); one != tops.rend(); ++one) {
        *one = std::min(*one, most);
        most = *one - height;
    }
}

struct Maker {
    const RingTraffic& traffic;
    QSizeF size;
    std::vector<WordsWidth> needed;  ///< as the arrows; in the smallest letters
    RingsLayout out;
    std::vector<WordsWidth> wanted;  ///< likewise; in those that are tried

    double middle_of(Ring ring) const {
        for (std::size_t i = 0; i < traffic.rings().size(); ++i)
            if (traffic.rings()[i].ring == ring) return i == 0 ? out.bands[i].outer * kInCore : (out.bands[i].inner + out.bands[i].outer - out.edge) / 2;
        return out.radius;
    }

    void set_rings(double radius) {
        out.radius = radius;
        const std::size_t count = traffic.rings().size();
        const double band = radius / (static_cast<double>(count) - 1 + kCore);
        out.edge = std::clamp(band * 0.12, 3.0, 12.0);
        out.bands.clear();
        for (std::size_t i = 0; i < count; ++i) {
            const double outer = band * (kCore + static_cast<double>(i));
            out.bands.push_back({i == 0 ? 0 : outer - band, outer});
        }
    }

    void set_arrow(std::size_t i) {
        const RingArrow& arrow = traffic.arrows()[i];
        ArrowPlace& place = out.arrows[i];
        const double angle = angle_of(i, out.arrows.size());
        const double from = middle_of(arrow.from);
        const double to = middle_of(arrow.to);
        place.path = QPainterPath();
        if (arrow.from == arrow.to) {
            // A loop within its ring.
            const double turn = std::min(9.0, 80.0 / static_cast<double>(out.arrows.size()));
            const double bulge = out.radius / (static_cast<double>(out.bands.size()) + kCore) * 0.75;
            place.tail = out.on_circle(from * 0.92, angle - turn);
            place.head = out.on_circle(from * 0.92, angle + turn);
            const QPointF control = out.on_circle(from + bulge, angle + turn * 0.9);
            place.path.moveTo(place.tail);
            place.path.cubicTo(out.on_circle(from + bulge, angle - turn * 0.9), control, place.head);
            place.heading = place.head - control;
        } else {
            place.tail = out.on_circle(from, angle);
            place.head = out.on_circle(to, angle);
            place.path.moveTo(place.tail);
            place.path.lineTo(place.head);
            place.heading = place.head - place.tail;
        }
        const double length = std::hypot(place.heading.x(), place.heading.y());
        place.heading /= std::max(length, 1e-6);
    }

    void set_words_beside(double left, double right, double height) {
        const double gap = line_height(out.font) * 0.6;
        for (const bool on_right : {true, false}) {
            std::vector<std::size_t> here;
            for (std::size_t i = 0; i < out.arrows.size(); ++i)
                if ((angle_of(i, out.arrows.size()) < 180) == on_right) here.push_back(i);
            // By angle they go down on the right, and up on the left.
            if (!on_right) std::ranges::reverse(here);
            std::vector<double> tops;
            for (const std::size_t i : here) tops.push_back(out.on_circle(out.radius, angle_of(i, out.arrows.size())).y() - height / 2);
            spread(tops, height, 0, out.strip.top());
            for (std::size_t k = 0; k < here.size(); ++k) {
                ArrowPlace& place = out.arrows[here[k]];
                // As near as there is room for.
                const double away = out.radius + line_height(out.font) * kAroundRings;
                const double x_right = std::min(size.width() - right, out.middle.x() + away);
                const double x_left = std::max(0.0, out.middle.x() - away - left);
                place.words = on_right ? QRectF(x_right, tops[k], right, height) : QRectF(x_left, tops[k], left, height);
                place.words_to_the_right = on_right;
                const RingArrow& arrow = traffic.arrows()[here[k]];
                const double angle = angle_of(here[k], out.arrows.size());
                const double begin = arrow.from == arrow.to ? middle_of(arrow.from) + out.edge * 3 : std::max(middle_of(arrow.from), middle_of(arrow.to));
                const double y = place.words.center().y();
                const double x = on_right ? place.words.left() : place.words.right();
                place.leader = QPolygonF({out.on_circle(begin, angle), out.on_circle(out.radius + gap * 0.7, angle), QPointF(x + (on_right ? -gap : gap) * 0.4, y), QPointF(x, y)});
            }
        }
    }

    void set_words_below(double top, double width, std::size_t columns, double height) {
        for (std::size_t i = 0; i < out.arrows.size(); ++i) {
            const std::size_t rows = (out.arrows.size() + columns - 1) / columns;
            out.arrows[i].words = QRectF(width * static_cast<double>(i / rows), top + height * static_cast<double>(i % rows), width, height);
            out.arrows[i].leader.clear();
        }
    }

    /// What words leave of the picture for the rings.
    struct Room {
        double left = 0;
        double right = 0;
        double radius = 0;
        double row = 0;
        std::size_t columns = 1;  ///< of words below
        double width = 0;         ///< of one
        bool fits = true;
    };

    /// Left and right: each in two lines, or where that is too high, in one.
    Room beside() {
        Room room;
        const double line = line_height(out.font);
        const std::size_t count = traffic.arrows().size();
        for (const bool two_lines : {true, false}) {
            std::array<std::size_t, 2> on{};
            room.left = room.right = 0;
            for (std::size_t i = 0; i < count; ++i) {
                const bool on_right = angle_of(i, count) < 180;
                ++on[on_right ? 1 : 0];
                double& side = on_right ? room.right : room.left;
                side = std::max(side, wanted[i].in(two_lines, line) + line * kBehind);
            }
            out.two_lines = two_lines;
            room.row = line * (two_lines ? kTwoLineRow : kRow);
            room.fits = static_cast<double>(std::max(on[0], on[1])) * room.row <= out.strip.top();
            if (room.fits) break;
        }
        const double around = count == 0 ? line * kRingMargin : line * kAroundRings;
        const double high = out.strip.top() / 2 - line * kRingMargin;
        // And of a wide picture what rings of its height leave, each as it lacks.
        const double most = size.width() * kMostOfWidth;
        const double left_over = size.width() - 2 * (high + around) - std::min(room.left, most) - std::min(room.right, most);
        const double lacks = std::max(room.left - most, 0.0) + std::max(room.right - most, 0.0);
        const double part = std::clamp(left_over / std::max(lacks, 1.0), 0.0, 1.0);
        for (double* const side : {&room.left, &room.right}) *side = std::min(*side, most + std::max(*side - most, 0.0) * part);
        room.radius = std::min((size.width() - room.left - room.right) / 2 - around, high);
        return room;
    }

    Room below() const {
        Room room;
        const double line = line_height(out.font);
        room.width = 1;
        for (const WordsWidth& one : wanted) room.width = std::max(room.width, one.in(false, line) + line * (kBehind + kRingMargin));
        room.width = std::min(room.width, size.width());
        room.columns = std::max<std::size_t>(1, static_cast<std::size_t>(size.width() / room.width));
        room.width = size.width() / static_cast<double>(room.columns);
        room.row = line * kRow;
        const double list = room.row * static_cast<double>((traffic.arrows().size() + room.columns - 1) / room.columns);
        room.radius = std::min(size.width() / 2, (out.strip.top() - list) / 2) - line * kRingMargin;
        return room;
    }

    bool cuts(const Room& room) const {
        for (std::size_t i = 0; i < needed.size(); ++i) {
            const double width = !out.beside ? room.width : angle_of(i, needed.size()) < 180 ? room.right : room.left;
            if (needed[i].in(out.two_lines && out.beside, line_height(out.font)) + kBehindWords > width) return true;
        }
        return false;
    }

    enum class How : std::uint8_t { kWhole, kCut, kNone };

    /// False: words leave too little room for the rings; or they would be cut, where they should be whole.
    bool make(const QFont& font, How words) {
        out.font = font;
        wanted = widths_of(traffic, font, true);
        const double line = line_height(font);
        const double margin = line * kRingMargin;
        const double strip = size.height() < line * kLowRings ? line + margin : line * kSentenceLines + margin * 1.5;
        out.strip = QRectF(margin, size.height() - strip, size.width() - 2 * margin, strip);
        const std::size_t count = traffic.arrows().size();
        out.arrows.assign(count, {});
        const Room at_sides = beside();
        const Room under = below();
        out.beside = at_sides.fits && at_sides.radius >= under.radius * kBesidePreferred;
        const Room& room = out.beside ? at_sides : under;
        const double enough = kLeastRadius * std::min(size.width(), size.height());
        const bool fits = count == 0 || (room.radius >= enough && (words != How::kWhole || !cuts(room)));
        if (words == How::kNone || count == 0) {
            const double radius = std::min(size.width(), out.strip.top()) / 2 - margin;
            out.middle = QPointF(size.width() / 2, out.strip.top() / 2);
            set_rings(std::max(radius, line));
        } else {
            const double radius = std::max(room.radius, line);
            out.middle = out.beside ? QPointF(room.left + (size.width() - room.left - room.right) / 2, out.strip.top() / 2) : QPointF(size.width() / 2, radius + margin);
            set_rings(radius);
        }
        for (std::size_t i = 0; i < count; ++i) set_arrow(i);
        if (words == How::kNone) return true;
        if (out.beside) {
            set_words_beside(room.left, room.right, room.row);
        } else {
            out.two_lines = false;
            set_words_below(out.middle.y() + out.radius + margin, room.width, room.columns, room.row);
        }
        return fits;
    }
};

}  // namespace

QString arrow_name(const RingArrow& arrow) { return CrossingGroupWords::name(arrow.group, arrow.from); }

QString arrow_count(const RingArrow& arrow) {
    return QStringLiteral("%1 \u2192 %2   %3").arg(short_ring(arrow.from), short_ring(arrow.to), Words::number(arrow.total));
}

double thickness_of(double rate) { return std::clamp(1.5 + 2.2 * std::log10(1 + rate), 1.5, 11.0); }

QPointF RingsLayout::on_circle(double at, double degrees) const {
    const double angle = degrees * M_PI / 180;
    return middle + QPointF(std::sin(angle), -std::cos(angle)) * at;
}

int RingsLayout::arrow_at(const QPointF& point, double reach) const {
    for (std::size_t i = 0; i < arrows.size(); ++i)
        if (arrows[i].words.contains(point)) return static_cast<int>(i);
    // Near the middle they lie close together: the nearest is meant.
    int nearest = -1;
    for (std::size_t i = 0; i < arrows.size(); ++i) {
        for (int step = 0; step <= kStepsAlong; ++step) {
            const QPointF away = arrows[i].path.pointAtPercent(static_cast<double>(step) / kStepsAlong) - point;
            const double distance = std::hypot(away.x(), away.y());
            if (distance >= reach) continue;
            reach = distance;
            nearest = static_cast<int>(i);
        }
    }
    return nearest;
}

int RingsLayout::band_at(const QPointF& point) const {
    const QPointF away = point - middle;
    const double at = std::hypot(away.x(), away.y());
    for (std::size_t i = 0; i < bands.size(); ++i)
        if (at >= bands[i].inner && at < bands[i].outer) return static_cast<int>(i);
    return -1;
}

RingsLayout lay_out(const RingTraffic& traffic, const QSizeF& size, const QFont& font, double least) {
    Maker maker{traffic, size, widths_of(traffic, scaled_font(font, least), false), {}, {}};
    const auto made = [&](Maker::How words) { return fits_at_some_scale(1, least, [&](double scale) { return maker.make(scaled_font(font, scale), words); }); };
    if (!made(Maker::How::kWhole) && !made(Maker::How::kCut)) maker.make(scaled_font(font, least), Maker::How::kNone);
    return std::move(maker.out);
}

}  // namespace anel::gui
