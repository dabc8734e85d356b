#include "gui/panes/timeline_names.hpp"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace anel::gui {

namespace {

// In lines of their text.
constexpr double kMark = 0.7;
constexpr double kMarkAndSpace = 1;
constexpr double kBetween = 1;
constexpr double kLine = 1.1;
constexpr double kAroundLines = 0.2;

}  // namespace

double TimelineNames::size() const { return QFontMetricsF(font).height() * kMark; }

void TimelineNames::move_by(const QPointF& by) {
    area.translate(by);
    for (QRectF& place : places) place.translate(by);
    if (!more.isEmpty()) more.translate(by);
}

double names_height(std::size_t lines, const QFont& font) { return QFontMetricsF(font).height() * (kAroundLines + kLine * static_cast<double>(lines)); }

std::size_t names_lines(double height, const QFont& font) {
    const double lines = (height / QFontMetricsF(font).height() - 2 * kAroundLines) / kLine;
    return lines < 1 ? 0 : static_cast<std::size_t>(lines);
}

TimelineNames wrap_names(const QStringList& names, const QFont& font, double width, QString (*more)(std::size_t count), std::size_t most_lines) {
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    TimelineNames out;
    double x = 0;
    // Nothing: it would be in a line too many.
    const auto put = [&](double needs) {
        if (out.lines == 0) out.lines = 1;
        if (x > 0 && x + needs > width) {
            x = 0;
            ++out.lines;
        }
        const QRectF place(x, line * (kAroundLines / 2 + kLine * static_cast<double>(out.lines - 1)), needs, line * kLine);
        x += needs + line * kBetween;
        out.width = std::max(out.width, place.right());
        return out.lines <= most_lines && needs <= width ? place : QRectF();
    };
    const auto all = static_cast<std::size_t>(names.size());
    for (std::size_t count = all;; --count) {
        out = {};
        out.font = font;
        x = 0;
        bool fits = true;
        for (std::size_t i = 0; i < count && fits; ++i) {
            out.places.push_back(put(line * kMarkAndSpace + metrics.horizontalAdvance(names[static_cast<int>(i)])));
            fits = !out.places.back().isEmpty();
        }
        if (fits && count < all) {
            out.more = put(metrics.horizontalAdvance(more(all - count)));
            fits = !out.more.isEmpty();
        }
        if (fits) break;
        if (count == 0) {
            out.more = {};
            break;
        }
    }
    out.area = QRectF(0, 0, width, names_height(std::max<std::size_t>(out.lines, 1), font));
    return out;
}

}  // namespace anel::gui
