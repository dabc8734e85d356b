#include "gui/app/exporting.hpp"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QPixmap>
#include <QSaveFile>
#include <QSvgGenerator>

#include "gui/panes/pane.hpp"

namespace anel::gui {

namespace {

constexpr int kPixelsPerUnit = 2;  ///< of a drawing as PNG

struct Exporting {
    Q_DECLARE_TR_FUNCTIONS(Exporting)
};

QByteArray as_svg(Pane& pane) {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(pane.title());
    generator.setDescription(pane.help());
    const QSizeF size = pane.is_drawing() ? pane.drawing_size() : QSizeF(pane.size());
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF({0, 0}, size));
    QPainter painter(&generator);
    if (pane.is_drawing()) pane.draw(painter, size);
    else pane.render(&painter);
    painter.end();
    return buffer.data();
}

QByteArray as_png(Pane& pane) {
    QImage image;
    if (pane.is_drawing()) {
        const QSizeF size = pane.drawing_size();
        image = QImage((size * kPixelsPerUnit).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.fill(pane.palette().color(QPalette::Base));
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(kPixelsPerUnit, kPixelsPerUnit);
        pane.draw(painter, size);
    } else {
        image = pane.grab().toImage();
    }
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

}  // namespace

QString export_pane(Pane& pane, const QString& file) {
    QByteArray content;
    if (file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        content = as_svg(pane);
    } else if (file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) {
        content = as_png(pane);
    } else if (file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
        content = pane.table().toUtf8();
        if (content.isEmpty()) return Exporting::tr("%1: this pane has no table; .svg and .png are what it can be written as").arg(file);
    } else {
        return Exporting::tr("%1: expected a name that ends in .svg, .png or .csv").arg(file);
    }
    // A device or a pipe would be replaced by a file.
    if (const QFileInfo there(file); there.exists() && !there.isFile()) return Exporting::tr("%1 is not a file; choose another name").arg(file);
    // Of what it still holds, commit() does not say that there was no room.
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size() || !out.flush() || !out.commit())
        return Exporting::tr("%1 could not be written: %2").arg(file, out.errorString());
    return {};
}

}  // namespace anel::gui
