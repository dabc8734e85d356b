// A small picture for each lesson, drawn, so that it is sharp at every size.
// Not here: the cards (welcome_pane.hpp).
#pragma once

#include <cstddef>

class QPainter;
class QRectF;

namespace anel::gui {

class Theme;

/// `scenario`: its place among scenarios().
void draw_scenario_picture(QPainter& painter, const QRectF& area, std::size_t scenario, const Theme& theme);

}  // namespace anel::gui
