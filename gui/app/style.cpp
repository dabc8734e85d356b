#include "gui/app/style.hpp"

#include <QPainter>
#include <QStyleOption>

namespace anel::gui {

namespace {

constexpr int kDark = 128;  ///< of a window's lightness
constexpr float kOpaque = 0.7F;

}  // namespace

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool has_edge = element == PE_IndicatorCheckBox || (element == PE_FrameLineEdit && (option->state & State_HasFocus) == 0);
    if (!has_edge || option->palette.color(QPalette::Window).lightness() >= kDark) return;
    QColor edge = option->palette.color(QPalette::WindowText);
    edge.setAlphaF(kOpaque);
    painter->save();
    painter->setBrush(Qt::NoBrush);
    painter->setPen(edge);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

}  // namespace anel::gui
