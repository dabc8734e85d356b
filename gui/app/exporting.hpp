// Writes what a pane shows to files: SVG and PNG of pictures, CSV of tables.
// Not here: drawing (the panes), asking for a file's name (main_window.cpp).
#pragma once

#include <QString>

namespace anel::gui {

class Pane;

/// By the name's end: .svg, .png or .csv. Empty when it is done; else a message for a person, and no half-written file is left.
QString export_pane(Pane& pane, const QString& file);

}  // namespace anel::gui
