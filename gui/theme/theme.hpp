// Light, dark or high contrast, and how large text is: a value that every pane draws by.
// Not here: what tells rings, causes and activities apart (looks.hpp).
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <algorithm>
#include <optional>

#include "gui/theme/looks.hpp"

namespace anel::gui {

enum class Scheme : std::uint8_t { kSystem, kLight, kDark, kHighContrast };

class Theme {
public:
    /// `system`: the palette that the desktop gives. `percent`: of the text's usual size, 100 to 300.
    Theme(Scheme scheme, const QPalette& system, const QFont& usual, int percent);

    Scheme scheme() const { return scheme_; }
    int percent() const { return percent_; }
    bool dark() const { return dark_; }
    bool high_contrast() const { return scheme_ == Scheme::kHighContrast; }

    const QPalette& palette() const { return palette_; }
    const QFont& font() const { return font_; }
    /// Of one width, for code and numbers in columns.
    const QFont& fixed_font() const { return fixed_; }
    /// Of the font: how small a drawing may write where words are long or room is little. Large text is there as small as usual text is.
    double least_scale() const { return 75.0 / percent_; }
    /// Of the font: what large text gives up before what it says must be scrolled to; never more than makes it as small as usual text is.
    double giving_scale() const { return std::max(0.6, std::min(100.0 / percent_, 1.0)); }
    /// A window of this height, in pixels, is low for its words: things below each other would have no room.
    bool low(int height) const;
    /// A length that grows with the text: `at_100` pixels at 100 %.
    int scaled(double at_100) const { return static_cast<int>(at_100 * percent_ / 100 + 0.5); }

    QColor background() const { return palette_.color(QPalette::Base); }
    QColor text() const { return palette_.color(QPalette::Text); }
    QColor faint_text() const;                  ///< still readable: 4.5 to 1 against the background
    QColor grid() const;                        ///< lines that help the eye
    QColor highlight() const { return palette_.color(QPalette::Highlight); }
    QColor changed() const;                     ///< behind what has changed, which is also marked
    QColor warning() const;                     ///< behind text

private:
    Scheme scheme_;
    int percent_;
    QPalette palette_;
    bool dark_;
    QFont font_;
    QFont fixed_;
};

}  // namespace anel::gui
