// What a drawing writes, and where: a device that keeps every text that is painted upon it, and nothing else.
// Not here: how it looks; nothing is drawn.
#pragma once

#include <QGuiApplication>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QScreen>
#include <vector>

#include "gui/panes/pane.hpp"

namespace anel::gui {

struct DrawnText {
    QString text;
    QRectF box;   ///< from the ascent to the descent, in the device's pixels
    QRectF room;  ///< what of the device is painted upon: its clip, or all of it
};

class WordsEngine : public QPaintEngine {
public:
    WordsEngine() : QPaintEngine(AllFeatures) {}

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }
    void updateState(const QPaintEngineState&) override {}
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawPath(const QPainterPath&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    void drawTextItem(const QPointF& at, const QTextItem& item) override {
        const QTransform to_device = painter()->combinedTransform();
        const QRectF whole(0, 0, paintDevice()->width(), paintDevice()->height());
        const QRectF box(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        texts_.push_back({item.text(), to_device.mapRect(box), painter()->hasClipping() ? to_device.mapRect(painter()->clipBoundingRect()).intersected(whole) : whole});
    }

    const std::vector<DrawnText>& texts() const { return texts_; }

private:
    std::vector<DrawnText> texts_;
};

class WordsDevice : public QPaintDevice {
public:
    explicit WordsDevice(const QSize& size) : size_(size) {}

    QPaintEngine* paintEngine() const override { return &engine_; }
    /// Draws the pane, and gives what of it is cut off, or of the texts is not there in full; empty: nothing. Spaces do not count: a line that is wrapped has none there.
    /// What is written along a circle comes letter by letter.
    QString cut(Pane& pane, const QStringList& wanted) {
        QPainter painter(this);
        pane.draw(painter, size_);
        painter.end();
        return cut(wanted);
    }
    /// Likewise of a widget as it is.
    QString cut_as_it_is(QWidget& widget, const QStringList& wanted) {
        widget.render(this);
        return cut(wanted);
    }
    const std::vector<DrawnText>& texts() const { return engine_.texts(); }

protected:
    int metric(PaintDeviceMetric metric) const override {
        switch (metric) {
            case PdmWidth: return size_.width();
            case PdmHeight: return size_.height();
            case PdmDpiX:
            case PdmPhysicalDpiX: return static_cast<int>(QGuiApplication::primaryScreen()->logicalDotsPerInchX());
            case PdmDpiY:
            case PdmPhysicalDpiY: return static_cast<int>(QGuiApplication::primaryScreen()->logicalDotsPerInchY());
            case PdmDevicePixelRatioScaled: return static_cast<int>(devicePixelRatioFScale());
            default: return 1;
        }
    }

private:
    QString cut(const QStringList& wanted) const {
        QString all;
        for (const DrawnText& one : engine_.texts()) {
            if (one.text.contains(u'\u2026') || !one.room.adjusted(-1, -1, 1, 1).contains(one.box)) return one.text;
            all += one.text;
        }
        all.remove(u' ');
        for (const QString& one : wanted)
            if (!all.contains(QString(one).remove(u' '))) return one;
        return {};
    }

    QSize size_;
    mutable WordsEngine engine_;
};

}  // namespace anel::gui
