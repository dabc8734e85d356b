// The command line of anel-gui.
// Not here: what the options do (main.cpp).
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

#include "gui/session/configuration.hpp"
#include "gui/theme/theme.hpp"
#include "isa/explain/language.hpp"

namespace anel::gui {

struct Options {
    session::Configuration configuration;
    std::optional<Scheme> scheme;
    std::optional<explain::Language> language;
    std::optional<int> percent;
    QString settings_file;     ///< empty: the user's own
    QString screenshot_folder; ///< not empty: write pictures there, and end
    QSize size;                ///< of the window; empty: the usual one
    QStringList screenshot_panes;  ///< of these only; empty: of all
    bool selftest = false;
    double selftest_seconds = 8;   ///< that its long run takes
    bool welcome = true;       ///< where nothing says what is wanted instead
    QString wrong;             ///< not empty: what is wrong with the command line
};

/// `--help` and `--version` print and end the program.
Options read_options(const QStringList& arguments);

}  // namespace anel::gui
