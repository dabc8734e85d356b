#include "gui/panes/scenario_picture.hpp"

#include <QPainter>
#include <QPainterPath>

#include "gui/theme/theme.hpp"

namespace anel::gui {

namespace {

/// All in a square of 100 by 100.
class Sketch {
public:
    Sketch(QPainter& painter, const Theme& theme) : painter_(painter), theme_(theme) {}

    void ring(Ring which, double radius, bool dashed = false) {
        const Look look = look_of(which, theme_.dark());
        painter_.setPen(QPen(look.colour, 7, dashed ? Qt::DotLine : Qt::SolidLine));
        painter_.setBrush(Qt::NoBrush);
        painter_.drawEllipse(QPointF(50, 50), radius, radius);
    }
    void core(Ring which, double radius) {
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(look_of(which, theme_.dark()).colour);
        painter_.drawEllipse(QPointF(50, 50), radius, radius);
    }
    void arrow(QPointF from, QPointF to, Qt::PenStyle style = Qt::SolidLine) {
        painter_.setPen(QPen(theme_.text(), 4, style, Qt::RoundCap));
        painter_.drawLine(from, to);
        const QLineF line(to, from);
        for (const double turn : {30.0, -30.0}) {
            QLineF barb = line;
            barb.setLength(10);
            barb.setAngle(line.angle() + turn);
            painter_.setPen(QPen(theme_.text(), 4, Qt::SolidLine, Qt::RoundCap));
            painter_.drawLine(barb);
        }
    }
    void box(const QRectF& area, const Look& look) {
        fill(painter_, area, look);
        painter_.setPen(QPen(theme_.text(), 2));
        painter_.setBrush(Qt::NoBrush);
        painter_.drawRect(area);
    }
    void words(const QRectF& area, const QString& text, double size) {
        QFont font = theme_.font();
        font.setPixelSize(static_cast<int>(size));
        font.setBold(true);
        painter_.setFont(font);
        painter_.setPen(theme_.text());
        painter_.drawText(area, Qt::AlignCenter, text);
    }
    void line(QPointF from, QPointF to, double width, Qt::PenStyle style = Qt::SolidLine) {
        painter_.setPen(QPen(theme_.text(), width, style, Qt::RoundCap));
        painter_.drawLine(from, to);
    }
    void table(double left, double top, Ring whose) {
        const Look look = look_of(whose, theme_.dark());
        for (int row = 0; row < 4; ++row) box(QRectF(left, top + row * 14, 26, 14), row == 1 ? look : look_of(session::Sensitivity::kNone, theme_.dark()));
    }
    void padlock() {
        painter_.setPen(QPen(theme_.text(), 6));
        painter_.setBrush(Qt::NoBrush);
        painter_.drawArc(QRectF(58, 46, 26, 34), 0, 180 * 16);
        box(QRectF(52, 62, 38, 30), look_of(Ring::k0, theme_.dark()));
    }
    void bars() {
        const control::Mode modes[] = {control::Mode::kNative, control::Mode::kAssistNested, control::Mode::kPara, control::Mode::kFullTranslate, control::Mode::kFullTrap};
        const double heights[] = {14, 20, 30, 50, 84};
        for (int i = 0; i < 5; ++i) box(QRectF(8 + i * 17.5, 92 - heights[i], 13, heights[i]), look_of(modes[i], theme_.dark()));
        line({4, 92}, {97, 92}, 3);
    }

private:
    QPainter& painter_;
    const Theme& theme_;
};

}  // namespace

void draw_scenario_picture(QPainter& painter, const QRectF& area, std::size_t scenario, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.topLeft());
    painter.scale(area.width() / 100, area.height() / 100);
    Sketch sketch(painter, theme);
    switch (scenario) {
        case 0:  // in, and out again
            sketch.ring(Ring::k3, 44);
            sketch.core(Ring::k0, 16);
            sketch.arrow({14, 30}, {36, 44});
            sketch.arrow({64, 56}, {86, 72});
            break;
        case 1:  // from ring 1 into the monitor's
            sketch.ring(Ring::k3, 44);
            sketch.ring(Ring::k1, 29);
            sketch.core(Ring::k0, 13);
            sketch.arrow({24, 66}, {41, 55});
            break;
        case 2:  // it does not get there
            sketch.ring(Ring::k3, 44);
            sketch.ring(Ring::k1, 29, true);
            sketch.core(Ring::k0, 13);
            sketch.line({22, 74}, {36, 63}, 4, Qt::DotLine);
            sketch.line({38, 54}, {46, 68}, 5);
            sketch.line({48, 56}, {36, 66}, 5);
            break;
        case 3:  // a table, and its shadow
            sketch.table(8, 12, Ring::k1);
            sketch.table(66, 32, Ring::k0);
            sketch.arrow({36, 33}, {64, 52}, Qt::DashLine);
            break;
        case 4:  // below ring 0
            sketch.ring(Ring::k3, 44);
            sketch.core(Ring::k0, 26);
            sketch.box(QRectF(30, 64, 40, 30), look_of(Ring::kMinus1, theme.dark()));
            sketch.words(QRectF(30, 18, 40, 56), QStringLiteral("0"), 26);
            sketch.box(QRectF(34, 68, 32, 22), Look{theme.background(), theme.text(), Qt::SolidPattern, Qt::SolidLine, Mark::kCircle});
            sketch.words(QRectF(30, 64, 40, 30), QStringLiteral("\u22121"), 20);
            break;
        case 5:
            sketch.ring(Ring::k3, 40);
            sketch.core(Ring::k0, 14);
            sketch.padlock();
            break;
        default: sketch.bars(); break;
    }
    painter.restore();
}

}  // namespace anel::gui
