// All panes there are, in the order of the View menu, with their places in the two perspectives.
// Not here: docks (gui/app/docks.cpp).
#pragma once

#include <Qt>
#include <memory>
#include <span>

#include "gui/panes/pane.hpp"

namespace anel::gui {

/// Where a pane lies before a person has moved it.
struct Spot {
    bool visible = false;
    Qt::DockWidgetArea area = Qt::RightDockWidgetArea;
    bool in_tab = false;  ///< behind the pane before it in that area, not below it
};

struct PaneRow {
    const char* object_name;  ///< never changes: settings, tests and screenshots know it by this
    std::unique_ptr<Pane> (*make)(PaneContext&);
    Spot lecture;
    Spot debug;
};

std::span<const PaneRow> pane_rows();

}  // namespace anel::gui
