// What several lessons have in common: machines, and stretches of runs.
// Not here: lessons.
#pragma once

#include <limits>

#include "gui/models/scenario.hpp"

namespace anel::gui {

Scenario shadow_page_fault();
Scenario ring_minus_one();
Scenario hyperjacking();
Scenario who_pays_what();

namespace scenario_parts {

inline constexpr double kMany = std::numeric_limits<double>::infinity();
inline constexpr Qt::DockWidgetArea kLeft = Qt::LeftDockWidgetArea;
inline constexpr Qt::DockWidgetArea kRight = Qt::RightDockWidgetArea;

std::vector<Placed> usual_panes();
session::Configuration running(const char* command_line, control::Mode mode);
/// Anelix with a program that calls the kernel for nothing.
session::Configuration calls_in(control::Mode mode);
/// To where that program is under way and its calls are all alike: right behind the trap of one.
session::RunToCrossing to_a_call();
/// From there to the same place of the next one.
session::RunToCrossing one_call();
session::RunToCrossing to_the_end();

}  // namespace scenario_parts
}  // namespace anel::gui
