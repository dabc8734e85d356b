// A report for a person at a terminal, and as JSON for a program.
// Not here: what platforms for courses want (formats/).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "labs/grader/lab.hpp"
#include "labs/grader/report.hpp"

namespace anel::labs {

struct ReportStyle {
    bool colour = false;
    std::string arguments{};  ///< what commands that are proposed name the folder by, with a space before it; empty: the folder that one is in
    double points_to_come = 0;  ///< of tests that are not in the report
    bool for_teacher = false;   ///< shows what was seen in hidden tests, too
};

/// A line for each test, the sum, and each failure in words. Ends with a line feed.
std::string report_text(const Report& report, const Lab& lab, const ReportStyle& style);

/// cli/schema/lab.json says what is in it. Texts are made printable.
nlohmann::ordered_json report_json(const Report& report);

}  // namespace anel::labs
