// Icons of the controls, drawn in the theme's own ink, so that they are sharp at every size and seen on every background.
// Not here: which action has which (gui/app/controls.cpp).
#pragma once

#include <QIcon>

namespace anel::gui {

class Theme;

enum class Symbol : std::uint8_t { kRun, kPause, kStep, kStepOver, kStepBack, kNextTrap, kPreviousTrap, kGoTo, kReset, kSlowRun, kSlowMotion };

QIcon icon_of(Symbol symbol, const Theme& theme);

}  // namespace anel::gui
