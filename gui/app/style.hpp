// The manner in which buttons, boxes and lists are drawn: Fusion's, with edges that are seen on dark, too. Fusion draws them darker than the window.
// Not here: colours (gui/theme/theme.hpp).
#pragma once

#include <QProxyStyle>

namespace anel::gui {

class Style : public QProxyStyle {
    Q_OBJECT

public:
    Style();
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget = nullptr) const override;
};

}  // namespace anel::gui
