// Words without the room that they ask for: the largest part of their size at which they have it.
// Not here: how small they may become (Theme::giving_scale, Theme::least_scale).
#pragma once

#include <QFont>

namespace anel::gui {

inline QFont scaled_font(const QFont& font, double by) {
    QFont scaled = font;
    scaled.setPointSizeF(font.pointSizeF() * by);
    return scaled;
}

/// From `most` down the first at which `fits(scale)` is true; `least` where there is none. The last call of `fits` is with what is returned, so that it may set what it tries.
template <typename Fits>
double largest_scale(double most, double least, Fits&& fits) {
    constexpr double kStep = 0.05;
    for (double scale = most; scale > least; scale -= kStep)
        if (fits(scale)) return scale;
    fits(least);
    return least;
}

/// Likewise; false where there is none.
template <typename Fits>
bool fits_at_some_scale(double most, double least, Fits&& fits) {
    bool found = false;
    largest_scale(most, least, [&](double scale) { return found = fits(scale); });
    return found;
}

/// As largest_scale; but what has no room even at `least` stays as large as it should be, and nothing is given up in vain.
template <typename Fits>
double scale_that_helps(double most, double least, Fits&& fits) {
    if (fits(least)) return largest_scale(most, least, fits);
    fits(most);
    return most;
}

}  // namespace anel::gui
