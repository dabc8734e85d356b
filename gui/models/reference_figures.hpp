// Figures that others have published, to be laid over our own where somebody asks for them: of other processors, other monitors and other
// guests. They say how such things have been found to be; ours are measured, and nothing is fitted to these.
// Not here: our figures (overhead.hpp).
#pragma once

#include <QString>
#include <optional>
#include <span>
#include <string_view>

#include "monitor/control/modes.hpp"

namespace anel::gui {

struct ReferenceFigure {
    std::string_view workload;  ///< ours that measures the like
    control::Mode mode;         ///< ours that works alike
    double cycles = 0;          ///< for one operation, on their processor
};

/// All there are. Of each workload the bare machine's comes first.
std::span<const ReferenceFigure> reference_figures();
/// Nothing where none has been published, or none of which we are certain.
std::optional<double> reference_cycles(std::string_view workload, control::Mode mode);
bool has_reference(std::string_view workload);
/// Authors, title, where and when.
QString reference_source();
/// What is compared with what: a sentence or two in the language in use.
QString reference_caveat(std::string_view workload);

}  // namespace anel::gui
