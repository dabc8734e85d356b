// Writes pictures of the window and of each pane, in each language, theme and size of text, for people who look them over.
// Not here: the command line's other half (gui/screenshots).
#pragma once

#include <QString>
#include <QStringList>

namespace anel::gui {

class Appearance;
class MainWindow;

/// `panes`: only these; empty: all. Runs the event loop meanwhile. The number of pictures written; 0, with a message on standard error, where
/// the folder cannot be written to.
int write_screenshots(MainWindow& window, Appearance& appearance, const QString& folder, const QStringList& panes);

}  // namespace anel::gui
