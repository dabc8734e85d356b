// What is drawn upon a timeline: a line at a moment goes through its lanes and bands, and not through words.
// Not here: what the window does with mouse and keyboard (rings_test.cpp), what there is to show (ring_models_test.cpp).
#include <QImage>
#include <QPainter>
#include <QTest>
#include <algorithm>

#include "gui/panes/timeline_picture.hpp"

using namespace anel;
using namespace anel::gui;

namespace {

constexpr Cycles kEnd = 1000;
constexpr int kEdge = 3;  ///< pixels, into which a line that ends there reaches
constexpr QSize kHigh(900, 600), kLow(900, 130);  ///< with rows of names, and without

/// The machine stands where the run ends; more than one VM has a band below the names of what is done.
TimelineScene scene_with(unsigned vms, std::optional<Cycles> cursor, std::optional<double> hover) {
    TimelineScene scene;
    machine::Pyramid::Window counts{0, kEnd, 1, {}};
    for (unsigned vm = 1; vm <= vms; ++vm) {
        machine::Series series;
        series.vm = static_cast<std::uint8_t>(vm);
        counts.series[series] = {kEnd / vms};
    }
    scene.data.take(counts);
    scene.lanes = {{Ring::k3, session::Resident::kGuestPrograms}, {Ring::k1, session::Resident::kGuestKernel}, {Ring::k0, session::Resident::kMonitor}};
    scene.axis.set_run(kEnd, kEnd);
    scene.cursor = cursor;
    scene.hover = hover;
    return scene;
}

}  // namespace

class TimelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_line_at_a_moment_goes_through_lanes_and_bands_and_not_through_words_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("percent");
        QTest::addColumn<unsigned>("vms");
        for (const int percent : {100, 200})
            for (const QSize size : {kHigh * percent / 100, kLow * percent / 100})
                for (const unsigned vms : {1U, 2U}) QTest::addRow("%dx%d at %d %%, VMs: %u", size.width(), size.height(), percent, vms) << size << percent << vms;
    }
    void a_line_at_a_moment_goes_through_lanes_and_bands_and_not_through_words() {
        QFETCH(QSize, size);
        QFETCH(int, percent);
        QFETCH(unsigned, vms);
        const Theme theme(Scheme::kLight, QGuiApplication::palette(), QGuiApplication::font(), percent);
        for (const bool picked : {false, true}) {
            // The line of the machine's own place is there in either.
            const TimelineScene scene = picked ? scene_with(vms, Cycles{300}, std::nullopt) : scene_with(vms, std::nullopt, 600.0);
            const TimelineLayout layout = lay_out(scene, size, theme.font(), theme.least_scale());
            QCOMPARE(layout.crossing_names.area.isEmpty(), size.height() == kLow.height() * percent / 100);
            QImage picture(size, QImage::Format_ARGB32_Premultiplied);
            picture.fill(Qt::transparent);
            QPainter painter(&picture);
            TimelinePicture(painter, theme, scene, layout).draw_above();
            painter.end();
            std::vector<QRectF> rows = layout.lanes;
            rows.insert(rows.end(), {layout.crossings, layout.activities});
            QCOMPARE(layout.vms.isEmpty(), vms == 1);
            if (vms > 1) rows.push_back(layout.vms);
            for (const double cycle : {picked ? 300.0 : 600.0, static_cast<double>(kEnd)}) {
                const int x = static_cast<int>(layout.x_of(scene.axis, cycle));
                for (const QRectF& row : rows) QVERIFY2(painted(picture, row.intersected(QRectF(x - 1, 0, 3, size.height()))) > 0.5, qPrintable(QStringLiteral("%1 at %2").arg(cycle).arg(row.top())));
            }
            for (const QRectF& names : {layout.crossing_names.area, layout.activity_names.area}) QVERIFY2(painted(picture, names) == 0, qPrintable(QStringLiteral("names at %1").arg(names.top())));
        }
    }

    void what_has_not_happened_yet_is_veiled() {
        const Theme theme(Scheme::kLight, QGuiApplication::palette(), QGuiApplication::font(), 100);
        TimelineScene scene = scene_with(2, std::nullopt, std::nullopt);
        for (const Cycles now : {kEnd, kEnd / 2}) {
            scene.axis.set_run(kEnd, now);
            const TimelineLayout layout = lay_out(scene, kHigh, theme.font(), theme.least_scale());
            QImage picture(kHigh, QImage::Format_ARGB32_Premultiplied);
            picture.fill(Qt::transparent);
            QPainter painter(&picture);
            TimelinePicture(painter, theme, scene, layout).draw_above();
            painter.end();
            std::vector<QRectF> rows = layout.lanes;
            rows.insert(rows.end(), {layout.crossings, layout.activities, layout.vms});
            for (const QRectF& row : rows)
                for (const double cycle : {0.25 * kEnd, 0.75 * kEnd})
                    QCOMPARE(qAlpha(picture.pixel(QPointF(layout.x_of(scene.axis, cycle), row.center().y()).toPoint())) > 0, cycle > static_cast<double>(now));
        }
    }

private:
    /// The part of an area's lines in which there is something; a dashed line has gaps.
    static double painted(const QImage& picture, const QRectF& area) {
        if (area.isEmpty()) return 0;
        const QRect pixels(QPoint(static_cast<int>(area.left()), static_cast<int>(area.top()) + kEdge), QPoint(static_cast<int>(area.right()), static_cast<int>(area.bottom()) - kEdge));
        int lines = 0;
        for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
            bool any = false;
            for (int x = pixels.left(); x <= std::min(pixels.right(), picture.width() - 1) && !any; ++x) any = qAlpha(picture.pixel(x, y)) > 0;
            lines += any ? 1 : 0;
        }
        return static_cast<double>(lines) / pixels.height();
    }
};

QTEST_MAIN(TimelineTest)

#include "timeline_test.moc"
