// A comparison as a picture: one stacked bar for each mode, one segment for each activity, as a standalone SVG file.
// Not here: the table (report_text.hpp), drawing on a screen.
#pragma once

#include <string>

#include "monitor/control/compare.hpp"

namespace anel::control {

/// Lengths are cycles, on one scale for all bars. Each segment is an element `rect` with the attributes `data-mode`, `data-activity` and
/// `data-cycles`, so that a program can read the numbers back. A mode that is not equivalent gets a sentence in the place of a bar: what
/// a failed run took can be compared with nothing.
std::string comparison_chart(const Comparison& comparison);

}  // namespace anel::control
