// The manner in which buttons, boxes and lists are drawn: Fusion's, with edges that are seen on dark, too (Fusion draws them darker than the window), and with
// boxes, branches, arrows, scroll bars and the buttons of panes' titles that grow with the words, which Fusion's do not.
// Not here: colours (gui/theme/theme.hpp).
#pragma once

#include <QProxyStyle>

class QDockWidget;

namespace anel::gui {

class Style : public QProxyStyle {
    Q_OBJECT

public:
    Style();
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget = nullptr) const override;
    QIcon standardIcon(StandardPixmap which, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    using QProxyStyle::polish;
    /// Panes behind tabs: names that have no room are scrolled to, as of a letter and an ellipsis nobody knows which pane it is.
    void polish(QWidget* widget) override;

    /// To be called where a dock's words have become of another size or colour: Qt would keep the buttons in its title as they are.
    static void renew_title(QDockWidget& dock);
};

}  // namespace anel::gui
