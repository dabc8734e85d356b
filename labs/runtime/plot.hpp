// A chart of points and lines as a standalone SVG file.
// Not here: bars of a comparison (monitor/control/chart_svg.hpp).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "isa/base/result.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

struct PlotSeries {
    std::string name;
    std::vector<std::pair<double, double>> points;  ///< in the order of the line
};
struct Plot {
    std::string title, x, y;  ///< of the axes
    std::vector<PlotSeries> series;
    std::string file;
};

/// From {title=, x=, y=, series={{name=, points={{x, y}…}}…}, file=}.
Result<Plot> read_plot(const Value& wanted);
/// Each point is an element `circle` with the attributes data-series, data-x and data-y.
std::string plot_svg(const Plot& plot);
/// `folder`: for a file that is named without one; empty: the working folder. The file is there whole or not at all.
Status write_plot(const Plot& plot, const std::string& folder);

}  // namespace anel::labs
