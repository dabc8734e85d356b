// Icons of the controls and of the panes' titles, drawn in the theme's own ink, so that they are sharp at every size and seen on every background.
// Not here: which action has which (gui/app/controls.cpp).
#pragma once

#include <QIcon>

class QPalette;

namespace anel::gui {

enum class Symbol : std::uint8_t { kRun, kPause, kStep, kStepOver, kStepBack, kNextTrap, kPreviousTrap, kGoTo, kReset, kSlowRun, kSlowMotion, kLoosen, kClose };

/// In the ink of a palette's buttons.
QIcon icon_of(Symbol symbol, const QPalette& palette);

}  // namespace anel::gui
