#include "gui/theme/theme.hpp"

#include <QFontDatabase>
#include <QFontMetrics>
#include <algorithm>

namespace anel::gui {

namespace {

constexpr int kLinesForStacks = 34;  ///< of text, that a window must be high for things below each other

struct Colours {
    QColor window, base, alternate, text, button, highlight, highlighted, link, disabled;
};

QPalette palette_from(const Colours& colours) {
    QPalette palette;
    palette.setColor(QPalette::Window, colours.window);
    palette.setColor(QPalette::WindowText, colours.text);
    palette.setColor(QPalette::Base, colours.base);
    palette.setColor(QPalette::AlternateBase, colours.alternate);
    palette.setColor(QPalette::Text, colours.text);
    palette.setColor(QPalette::PlaceholderText, colours.disabled);
    palette.setColor(QPalette::Button, colours.button);
    palette.setColor(QPalette::ButtonText, colours.text);
    palette.setColor(QPalette::BrightText, colours.text);
    palette.setColor(QPalette::ToolTipBase, colours.base);
    palette.setColor(QPalette::ToolTipText, colours.text);
    palette.setColor(QPalette::Highlight, colours.highlight);
    palette.setColor(QPalette::HighlightedText, colours.highlighted);
    palette.setColor(QPalette::Link, colours.link);
    palette.setColor(QPalette::Light, colours.button.lighter(130));
    palette.setColor(QPalette::Midlight, colours.button.lighter(115));
    palette.setColor(QPalette::Mid, colours.button.darker(130));
    palette.setColor(QPalette::Dark, colours.button.darker(160));
    palette.setColor(QPalette::Shadow, Qt::black);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colours.disabled);
    return palette;
}

QPalette palette_of(Scheme scheme, const QPalette& system) {
    switch (scheme) {
        case Scheme::kSystem: return system;
        case Scheme::kLight:
            return palette_from({0xf3f3f3U, 0xffffffU, 0xf4f6f8U, 0x1a1a1aU, 0xe9e9e9U, 0x0063a3U, 0xffffffU, 0x0063a3U, 0x6b6b6bU});
        case Scheme::kDark:
            return palette_from({0x2a2c30U, 0x1e2023U, 0x26292dU, 0xf0f0f0U, 0x3a3d42U, 0x56b4e9U, 0x101010U, 0x7cc4f0U, 0xa0a0a0U});
        case Scheme::kHighContrast:
            return palette_from({0x000000U, 0x000000U, 0x101010U, 0xffffffU, 0x202020U, 0xffff00U, 0x000000U, 0x00ffffU, 0xc8c8c8U});
    }
    return system;
}

QColor mixed(const QColor& a, const QColor& b, float part_of_b) {
    const float rest = 1 - part_of_b;
    return QColor::fromRgbF(a.redF() * rest + b.redF() * part_of_b, a.greenF() * rest + b.greenF() * part_of_b, a.blueF() * rest + b.blueF() * part_of_b);
}

}  // namespace

Theme::Theme(Scheme scheme, const QPalette& system, const QFont& usual, int percent)
    : scheme_(scheme), percent_(std::clamp(percent, 100, 300)), palette_(palette_of(scheme, system)),
      dark_(palette_.color(QPalette::Base).lightness() < 128), font_(usual), fixed_(QFontDatabase::systemFont(QFontDatabase::FixedFont)) {
    const double points = usual.pointSizeF() > 0 ? usual.pointSizeF() : 10;
    font_.setPointSizeF(points * percent_ / 100);
    fixed_.setStyleHint(QFont::Monospace);
    fixed_.setPointSizeF(points * percent_ / 100);
}

bool Theme::low(int height) const { return height < kLinesForStacks * QFontMetrics(font_).height(); }

QColor Theme::faint_text() const { return high_contrast() ? text() : mixed(text(), background(), 0.3F); }
QColor Theme::grid() const { return mixed(text(), background(), high_contrast() ? 0.4F : 0.75F); }
QColor Theme::changed() const { return high_contrast() ? QColor(0x00, 0x40, 0x80) : dark_ ? QColor(0x5a, 0x46, 0x10) : QColor(0xff, 0xec, 0xb3); }
QColor Theme::warning() const { return high_contrast() ? QColor(0x80, 0, 0) : dark_ ? QColor(0x70, 0x30, 0x10) : QColor(0xff, 0xd9, 0xc2); }

}  // namespace anel::gui
