// What drawn axes have in common: round steps, short numbers, keys of what the areas mean.
// Not here: what is drawn along them.
#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>
#include <vector>

#include "gui/theme/theme.hpp"

namespace anel::gui {

/// 1, 2 or 5 times a power of ten, so that `longest` takes at most `most` steps.
double round_step(double longest, int most);
/// "12,300", "1.5 million": as an axis or a label says it.
QString short_number(double value);

struct KeyRow {
    Look look;
    QString name;
};
/// The height that draw_key() takes.
double key_height(const std::vector<KeyRow>& rows, double width, const Theme& theme);
/// Swatches with their names, in as many lines as it takes, from the top of `area` on.
void draw_key(QPainter& painter, const QRectF& area, const std::vector<KeyRow>& rows, const Theme& theme);

/// Text on a plate of the background, so that hatches do not cross it. False, and nothing drawn, where `area` is too small.
bool draw_plate(QPainter& painter, const QRectF& area, const QString& text, const Theme& theme);

}  // namespace anel::gui
