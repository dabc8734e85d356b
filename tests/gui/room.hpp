// What a person would have to scroll to in a lesson: the words of the strip, and the bars; and words that are cut in the rings' picture.
// Not here: controls that are cut off (sizes_test.cpp).
#pragma once

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>

#include "gui/app/docks.hpp"
#include "gui/app/lesson.hpp"
#include "gui/app/main_window.hpp"
#include "gui/app/scenario_bar.hpp"
#include "gui/panes/overhead_chart.hpp"
#include "tests/gui/drawn_words.hpp"

namespace anel::gui {

/// A word that is not there in full; empty: none, or the rings are not in sight.
inline QString cut_in_rings(MainWindow& window) {
    Pane* const pane = window.docks().pane(QStringLiteral("rings"));
    return pane->seen() ? WordsDevice(pane->size()).cut(*pane, {}) : QString();
}

/// Empty: all of it is seen at once, in letters that are not smaller than usual ones, `usual` points.
inline QString out_of_sight(MainWindow& window, double usual) {
    const ScenarioBar& bar = window.lesson().bar();
    for (const QScrollArea* const area : bar.findChildren<QScrollArea*>()) {
        if (const int hidden = area->widget()->height() - area->viewport()->height(); hidden > 0) return QStringLiteral("%1 pixels of the lesson's words").arg(hidden);
        if (const int hidden = area->widget()->width() - area->viewport()->width(); hidden > 0) return QStringLiteral("%1 pixels of the lesson's lines").arg(hidden);
    }
    for (const QLabel* const label : bar.findChildren<QLabel*>())
        if (label->isVisible() && label->font().pointSizeF() < usual - 0.01) return QStringLiteral("letters of %1 points: %2").arg(label->font().pointSizeF()).arg(label->text());
    // Of one that is behind a tab Qt says that it is visible.
    if (const Pane* const pane = window.docks().pane(QStringLiteral("overhead")); pane->seen()) {
        const auto* const chart = pane->findChild<OverheadChart*>();
        if (const QRect seen = chart->visibleRegion().boundingRect(); seen != chart->rect()) return QStringLiteral("of the bars' %1 pixels %2 are seen").arg(chart->height()).arg(seen.height());
    }
    if (const QString cut = cut_in_rings(window); !cut.isEmpty()) return QStringLiteral("cut in the rings' picture: ") + cut;
    return {};
}

}  // namespace anel::gui
