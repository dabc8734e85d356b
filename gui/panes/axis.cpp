#include "gui/panes/axis.hpp"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace anel::gui {

namespace {

struct Axis {
    Q_DECLARE_TR_FUNCTIONS(Axis)
};

/// Calls `each` with a row and the place of its swatch; gives the height.
template <class Each>
double along_key(const std::vector<KeyRow>& rows, double width, const Theme& theme, Each&& each) {
    const QFontMetricsF metrics(theme.font());
    const double line = metrics.height() * 1.35, swatch = metrics.height() * 1.6, gap = metrics.height() * 0.35;
    double x = 0, y = 0;
    for (const KeyRow& row : rows) {
        const double needed = swatch + gap + metrics.horizontalAdvance(row.name) + gap * 3;
        if (x > 0 && x + needed > width) {
            x = 0;
            y += line;
        }
        each(row, QRectF(x, y + line * 0.12, swatch, line * 0.76), QPointF(x + swatch + gap, y + line / 2));
        x += needed;
    }
    return rows.empty() ? 0 : y + line;
}

}  // namespace

double round_step(double longest, int most) {
    if (!(longest > 0)) return 1;
    const double least = longest / most;
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double lead : {1.0, 2.0, 5.0})
        if (lead * power >= least * (1 - 1e-9)) return lead * power;
    return 10 * power;
}

QString short_number(double value) {
    const QLocale locale;
    const auto with = [&locale](double number) {
        const int digits = std::abs(number) >= 100 || number == std::floor(number) ? 0 : std::abs(number) >= 10 ? 1 : 2;
        QString text = locale.toString(number, 'f', digits);
        return text;
    };
    if (std::abs(value) >= 1e9) return Axis::tr("%1 thousand million").arg(with(value / 1e9));
    if (std::abs(value) >= 1e6) return Axis::tr("%1 million").arg(with(value / 1e6));
    return std::abs(value) >= 1000 ? locale.toString(value, 'f', 0) : with(value);
}

double key_height(const std::vector<KeyRow>& rows, double width, const Theme& theme) {
    return along_key(rows, width, theme, [](const KeyRow&, const QRectF&, const QPointF&) {});
}

void draw_key(QPainter& painter, const QRectF& area, const std::vector<KeyRow>& rows, const Theme& theme) {
    painter.save();
    painter.translate(area.topLeft());
    painter.setFont(theme.font());
    const QFontMetricsF metrics(theme.font());
    along_key(rows, area.width(), theme, [&](const KeyRow& row, const QRectF& swatch, const QPointF& text) {
        fill(painter, swatch, row.look);
        painter.setPen(QPen(theme.text(), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(swatch);
        painter.drawText(QPointF(text.x(), text.y() + metrics.ascent() / 2 - metrics.descent() / 2), row.name);
    });
    painter.restore();
}

bool draw_plate(QPainter& painter, const QRectF& area, const QString& text, const Theme& theme) {
    const QFontMetricsF metrics(theme.font());
    const double width = metrics.horizontalAdvance(text) + metrics.height() * 0.5;
    if (width + 4 > area.width() || metrics.height() > area.height()) return false;
    QRectF plate(0, 0, width, metrics.height());
    plate.moveCenter(area.center());
    QColor background = theme.background();
    background.setAlphaF(0.9F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(background);
    painter.drawRoundedRect(plate, 3, 3);
    painter.setPen(theme.text());
    painter.setFont(theme.font());
    painter.drawText(plate, Qt::AlignCenter, text);
    return true;
}

}  // namespace anel::gui
