#include "gui/app/style.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QPainter>
#include <QStyleOption>
#include <QTabBar>
#include <algorithm>

#include "gui/theme/icons.hpp"

namespace anel::gui {

namespace {

constexpr int kDark = 128;  ///< of a window's lightness
constexpr float kOpaque = 0.7F;
// Of the height of a line.
constexpr double kBox = 0.9;
constexpr double kTitleButton = 0.8;
constexpr double kBranch = 0.22;  ///< half of an arrow
constexpr double kScrollBar = 0.7;
constexpr double kArrow = 0.9;    ///< what a box has for its arrow
constexpr double kBeside = 0.15;  ///< on either side of what a cell of a table says

bool is_title(const QWidget* widget) { return widget != nullptr && (widget->inherits("QDockWidget") || widget->inherits("QDockWidgetTitleButton")); }

// The application's own: a widget's becomes another one a while later.
int of_line(double part) { return static_cast<int>(part * QFontMetrics(QApplication::font()).height()); }

/// Pixels of a box's width that its arrow needs beyond what Fusion leaves it.
int more_for_arrow() {
    constexpr int kFusions = 18;
    return std::max(0, of_line(kArrow) - kFusions);
}

void draw_arrow(const QRectF& area, double line, bool down, const QColor& colour, QPainter& painter) {
    const double half = line * kBranch;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.translate(area.center());
    painter.rotate(down ? 90 : 0);
    painter.drawPolygon(QPolygonF({{-half * 0.7, -half}, {half * 0.9, 0}, {-half * 0.7, half}}));
    painter.restore();
}

}  // namespace

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    if (element == PE_IndicatorBranch && (option->state & State_Children) != 0) 
        return draw_arrow(option->rect, option->fontMetrics.height(), (option->state & State_Open) != 0, option->palette.color(QPalette::Text), *painter);
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

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    const int usual = QProxyStyle::pixelMetric(metric, option, widget);
    switch (metric) {
        case PM_IndicatorWidth:
        case PM_IndicatorHeight: return std::max(usual, of_line(kBox));
        case PM_ScrollBarExtent: return std::max(usual, of_line(kScrollBar));
        // Of the table's own letters: large ones may have given way.
        case PM_HeaderMargin:
        case PM_FocusFrameHMargin: return widget == nullptr ? usual : std::max(usual, qRound(kBeside * widget->fontMetrics().height()));
        case PM_SmallIconSize: return is_title(widget) ? of_line(kTitleButton) : usual;
        default: return usual;
    }
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const {
    QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    if (control != CC_ComboBox) return rect;
    const int more = option->direction == Qt::LeftToRight ? more_for_arrow() : 0;
    if (part == SC_ComboBoxArrow) rect.setLeft(rect.left() - more);
    if (part == SC_ComboBoxEditField) rect.setRight(rect.right() - more);
    return rect;
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const {
    QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox) wanted.rwidth() += more_for_arrow();
    return wanted;
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const {
    const auto* const box = control == CC_ComboBox ? qstyleoption_cast<const QStyleOptionComboBox*>(option) : nullptr;
    if (box == nullptr) return QProxyStyle::drawComplexControl(control, option, painter, widget);
    QStyleOptionComboBox without_arrow(*box);
    without_arrow.subControls &= ~SC_ComboBoxArrow;
    QProxyStyle::drawComplexControl(control, &without_arrow, painter, widget);
    const QRect area = subControlRect(CC_ComboBox, box, SC_ComboBoxArrow, widget);
    draw_arrow(area, QFontMetrics(QApplication::font()).height(), true, box->palette.color((box->state & State_Enabled) != 0 ? QPalette::Normal : QPalette::Disabled, QPalette::ButtonText), *painter);
}

QIcon Style::standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const {
    if (is_title(widget) && which == SP_TitleBarNormalButton) return icon_of(Symbol::kLoosen, QApplication::palette());
    if (is_title(widget) && which == SP_TitleBarCloseButton) return icon_of(Symbol::kClose, QApplication::palette());
    return QProxyStyle::standardIcon(which, option, widget);
}

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    auto* const tabs = qobject_cast<QTabBar*>(widget);
    if (tabs == nullptr || qobject_cast<QMainWindow*>(tabs->parentWidget()) == nullptr) return;
    tabs->setElideMode(Qt::ElideNone);
    tabs->setUsesScrollButtons(true);
}

void Style::renew_title(QDockWidget& dock) {
    for (const auto& [name, which] : {std::pair("qt_dockwidget_floatbutton", SP_TitleBarNormalButton), std::pair("qt_dockwidget_closebutton", SP_TitleBarCloseButton)}) {
        auto* const button = dock.findChild<QAbstractButton*>(QLatin1String(name), Qt::FindDirectChildrenOnly);
        if (button == nullptr) continue;
        // It draws its icon as large as before until then.
        QEvent other_size(QEvent::StyleChange);
        QCoreApplication::sendEvent(button, &other_size);
        button->setIcon(dock.style()->standardIcon(which, nullptr, &dock));
    }
}

}  // namespace anel::gui
