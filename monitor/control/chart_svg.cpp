// Colours are those of Okabe and Ito (jfly.uni-koeln.de/color), which the common forms of colour blindness leave apart. Colour is never
// the only sign: the monitor's activities are hatched, the guest's and the machine's are plain, and what is wide enough is labelled.
#include "monitor/control/chart_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "isa/base/invariant.hpp"
#include "monitor/control/amounts.hpp"
#include "monitor/control/report_text.hpp"

namespace anel::control {

namespace {

// All lengths in pixels of a picture this wide; viewers scale it.
constexpr double kWidth = 1280, kMargin = 24;
constexpr double kBarsLeft = 208, kBarsRight = 1076, kBarsTop = 132;
constexpr double kBarHeight = 54, kBarStep = 78;
constexpr double kLabelSize = 15, kLetter = 0.64;  ///< of a letter's size, how wide it is at most in common fonts
constexpr double kSwatchWidth = 44, kSwatchHeight = 24, kLegendColumn = 175, kLegendRow = 36;
constexpr int kLegendColumns = 6;

constexpr std::string_view kInk = "#1a1a1a", kFaint = "#d0d0d0", kAlarm = "#a02000";

// A group is an owner of the table of activities; its colours are dealt out in the table's order.
struct Group {
    std::string_view owner;
    std::string_view title;
    std::array<std::string_view, 4> colours;
    std::size_t colour_count;
    bool hatched;
};
constexpr Group kGroups[] = {
    {"guest", "guest", {"#56b4e9", "#0072b2", "#bbbbbb"}, 3, false},
    {"machine", "machine", {"#f0e442"}, 1, false},
    {"monitor", "monitor", {"#e69f00", "#009e73", "#d55e00", "#cc79a7"}, 4, true},
    {"script", "declared", {"#f4b6c2"}, 1, false},
    {"nobody", "unnamed", {"#555555"}, 1, false},
};
// The lines of a hatch, in a square of 10 by 10; each is used once with every colour.
constexpr std::string_view kHatches[] = {
    "<path d=\"M-2,2 L2,-2 M0,10 L10,0 M8,12 L12,8\"/>",
    "<path d=\"M-2,8 L2,12 M0,0 L10,10 M8,-2 L12,2\"/>",
    "<path d=\"M2.5,2.5 h0.01 M7.5,7.5 h0.01\" stroke-width=\"3\" stroke-linecap=\"round\"/>",
    "<path d=\"M0,2.5 H10 M0,7.5 H10\"/>",
    "<path d=\"M2.5,0 V10 M7.5,0 V10\"/>",
};

constexpr bool every_activity_has_a_look() {
    for (const spec::ActivityRow& row : spec::kActivities) {
        std::size_t looks = 0, used = 0;
        for (const Group& group : kGroups)
            if (group.owner == row.owner) looks = group.colour_count * (group.hatched ? std::size(kHatches) : 1);
        for (const spec::ActivityRow& other : spec::kActivities) used += other.owner == row.owner ? 1 : 0;
        if (used > looks) return false;
    }
    return true;
}
static_assert(every_activity_has_a_look(), "an owner has more activities than there are colours and hatches for them");

struct Look {
    std::string name;
    std::string_view meaning;
    const Group* group = nullptr;
    std::string_view colour;
    std::string_view hatch;  ///< empty: plain
    std::string fill() const { return hatch.empty() ? std::string(colour) : fmt::format("url(#hatch-{})", name); }
};

/// Of every activity that a mode has: the guest's first, so that what virtualization adds stands behind what was there before.
std::vector<Look> looks_of(const std::vector<std::vector<Amount>>& all) {
    std::vector<Look> looks;
    for (const Group& group : kGroups) {
        std::size_t dealt = 0;
        for (const spec::ActivityRow& row : spec::kActivities) {
            if (row.owner != group.owner) continue;
            const std::size_t turn = dealt++;
            if (std::ranges::none_of(all, [&](const auto& amounts) { return count_of(amounts, row.name) != 0; })) continue;
            looks.push_back({std::string(row.name), row.meaning, &group, group.colours[turn % group.colour_count],
                             group.hatched ? kHatches[turn / group.colour_count] : std::string_view()});
        }
    }
    return looks;
}

/// For text and attributes. What XML cannot hold becomes a space; a very long name is cut.
std::string escaped(std::string_view text) {
    std::size_t most = 104;
    // Not within a letter of several bytes.
    while (most < text.size() && (static_cast<unsigned char>(text[most]) & 0xc0U) == 0x80U) --most;
    std::string result;
    for (const char c : text.substr(0, most)) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            default: result += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
        }
    }
    return text.size() > most ? result + "..." : result;
}

struct Unit {
    double cycles;
    std::string_view name;
};

/// In which the axis counts, so that its numbers stay short.
Unit unit_for(double longest) {
    constexpr Unit kUnits[] = {{1e9, "thousand million cycles"}, {1e6, "million cycles"}, {1e3, "thousand cycles"}, {1, "cycles"}};
    for (const Unit& unit : kUnits)
        if (longest >= 2 * unit.cycles) return unit;
    return kUnits[std::size(kUnits) - 1];
}

/// 1, 2 or 5 times a power of ten, so that there are four to ten steps.
double step_for(double longest) {
    const double power = std::pow(10, std::floor(std::log10(longest / 4)));
    const double lead = longest / 4 / power;
    return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

class Chart {
public:
    explicit Chart(const Comparison& comparison) : comparison_(comparison) {
        for (const ComparedMode& mode : comparison.modes) {
            all_.push_back(mode.equivalent ? cycles_by_activity(mode.run) : std::vector<Amount>());
            if (mode.equivalent) longest_ = std::max(longest_, mode.run.cycles);
        }
        looks_ = looks_of(all_);
        bars_bottom_ = kBarsTop + kBarStep * static_cast<double>(all_.size());
    }

    std::string draw() {
        const double legend_top = bars_bottom_ + 92;
        const double height = legend_top + legend_height() + kMargin;
        svg_ = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" aria-labelledby=\"title desc\" "
                           "font-family=\"DejaVu Sans, Verdana, Arial, sans-serif\" fill=\"{2}\">\n",
                           kWidth, height, kInk);
        svg_ += fmt::format("<title id=\"title\">Cycles by activity, workload {}</title>\n<desc id=\"desc\">{}</desc>\n", escaped(comparison_.workload), description());
        patterns();
        // A background of its own: viewers with a dark one would swallow the text.
        svg_ += fmt::format("<rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>\n", kWidth, height);
        text(kMargin, 46, 28, fmt::format("Where the cycles go: workload {}", escaped(comparison_.workload)), "font-weight=\"bold\"");
        text(kMargin, 78, 18, escaped(fmt::format("machine {}, policy {}; plain: the guest and the machine, hatched: the monitor", comparison_.machine, comparison_.policy)));
        if (longest_ != 0) axis();
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (comparison_.modes[i].equivalent) bar(i);
        if (longest_ != 0) native_line();
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (!comparison_.modes[i].equivalent) no_bar(i);
        legend(legend_top);
        return svg_ + "</svg>\n";
    }

private:
    double x_of(double cycles) const { return kBarsLeft + cycles / static_cast<double>(longest_) * (kBarsRight - kBarsLeft); }

    /// `content` is escaped already.
    void text(double x, double y, double size, const std::string& content, std::string_view more = "") {
        svg_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{}\"{}{}>{}</text>\n", x, y, size, more.empty() ? "" : " ", more, content);
    }

    /// The picture in words, for who cannot see it.
    std::string description() const {
        std::string words = fmt::format("Machine {}, policy {}. One bar for each mode, divided by activity.", escaped(comparison_.machine), escaped(comparison_.policy));
        for (std::size_t i = 0; i < all_.size(); ++i) {
            const ComparedMode& mode = comparison_.modes[i];
            if (!mode.equivalent) {
                words += fmt::format(" {}: not equivalent: {}.", name_of(mode.run.mode), escaped(mode.why_not));
                continue;
            }
            words += fmt::format(" {}: {} cycles, {:.3f} times native's", name_of(mode.run.mode), grouped(mode.run.cycles), mode.slowdown);
            for (const Amount& amount : all_[i]) words += fmt::format(", {} {}", amount.name, grouped(amount.count));
            words += ".";
        }
        return words;
    }

    void patterns() {
        svg_ += "<defs>\n";
        for (const Look& look : looks_)
            if (!look.hatch.empty())
                svg_ += fmt::format("<pattern id=\"hatch-{}\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\"><rect width=\"10\" height=\"10\" fill=\"{}\"/>"
                                    "<g stroke=\"#000000\" stroke-opacity=\"0.55\" stroke-width=\"1.6\" fill=\"none\">{}</g></pattern>\n",
                                    look.name, look.colour, look.hatch);
        svg_ += "</defs>\n";
    }

    void axis() {
        const auto longest = static_cast<double>(longest_);
        const Unit unit = unit_for(longest);
        const double step = step_for(longest);
        svg_ += fmt::format("<g stroke=\"{}\" stroke-width=\"1.5\">\n", kFaint);
        for (int i = 0; i * step <= longest; ++i)
            svg_ += fmt::format("<path d=\"M{0:.1f},{1:.1f} V{2:.1f}\"/>\n", x_of(i * step), kBarsTop - 8, bars_bottom_ - 12);
        svg_ += "</g>\n<g text-anchor=\"middle\">\n";
        for (int i = 0; i * step <= longest; ++i) text(x_of(i * step), bars_bottom_ + 10, 18, fmt::format("{:.10g}", i * step / unit.cycles));
        text((kBarsLeft + kBarsRight) / 2, bars_bottom_ + 38, 18, std::string(unit.name));
        svg_ += "</g>\n";
    }

    static double top_of(std::size_t i) { return kBarsTop + kBarStep * static_cast<double>(i); }

    void mode_name(std::size_t i) {
        text(kBarsLeft - 14, top_of(i) + kBarHeight / 2 + 7, 19, std::string(name_of(comparison_.modes[i].run.mode)), "text-anchor=\"end\" font-weight=\"bold\"");
    }

    void no_bar(std::size_t i) {
        mode_name(i);
        const double middle = top_of(i) + kBarHeight / 2;
        svg_ += fmt::format("<rect x=\"{}\" y=\"{:.1f}\" width=\"{}\" height=\"28\" fill=\"#ffffff\"/>\n", kBarsLeft + 2, middle - 14, kWidth - kBarsLeft - 4);
        text(kBarsLeft + 4, middle + 6, 16, "not equivalent: " + escaped(comparison_.modes[i].why_not), fmt::format("fill=\"{}\"", kAlarm));
    }

    void bar(std::size_t i) {
        mode_name(i);
        const ComparedMode& mode = comparison_.modes[i];
        const double top = top_of(i), middle = top + kBarHeight / 2;
        Cycles before = 0;
        for (const Look& look : looks_) {
            const Cycles cycles = count_of(all_[i], look.name);
            if (cycles != 0) segment(mode.run, look, before, cycles, top);
            before += cycles;
        }
        invariant(before == mode.run.cycles, "a bar is as long as its mode's cycles");
        const double end = x_of(static_cast<double>(before)) + 12;
        text(end, middle - 3, 20, fmt::format("{:.3f} \u00d7", mode.slowdown), "font-weight=\"bold\"");
        text(end, middle + 19, 16, grouped(mode.run.cycles));
    }

    void segment(const RunResult& run, const Look& look, Cycles before, Cycles cycles, double top) {
        const double left = x_of(static_cast<double>(before)), width = x_of(static_cast<double>(before + cycles)) - left;
        const std::string share = fmt::format("{:.1f} %", 100.0 * static_cast<double>(cycles) / static_cast<double>(run.cycles));
        const std::string_view mode = name_of(run.mode);
        // Thin ones would be all border.
        const std::string_view border = width >= 4 ? " stroke=\"#ffffff\"" : "";
        svg_ += fmt::format("<rect x=\"{:.3f}\" y=\"{:.1f}\" width=\"{:.3f}\" height=\"{}\" fill=\"{}\"{} data-mode=\"{}\" data-activity=\"{}\" data-cycles=\"{}\">"
                            "<title>{}, {}: {} cycles, {}</title></rect>\n",
                            left, top, width, kBarHeight, look.fill(), border, mode, look.name, cycles, mode, look.name, grouped(cycles), share);
        const double needed = static_cast<double>(std::max(look.name.size(), share.size())) * kLabelSize * kLetter + 8;
        if (needed + 4 > width) return;
        // On a plate of its own, or hatches and dark colours would make it hard to read.
        const double centre = left + width / 2;
        svg_ += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"40\" rx=\"4\" fill=\"#ffffff\" fill-opacity=\"0.88\"/>\n", centre - needed / 2,
                            top + 7, needed);
        text(centre, top + 23, kLabelSize, look.name, "text-anchor=\"middle\"");
        text(centre, top + 41, kLabelSize, share, "text-anchor=\"middle\"");
    }

    void native_line() {
        const ComparedMode& native = comparison_.modes.front();
        if (!native.equivalent || comparison_.modes.size() == 1) return;
        const double x = x_of(static_cast<double>(native.run.cycles));
        svg_ += fmt::format("<path d=\"M{0:.1f},{1:.1f} V{2:.1f}\" stroke=\"{3}\" stroke-width=\"2\" stroke-dasharray=\"7 5\"/>\n", x, kBarsTop - 10, bars_bottom_ - 12, kInk);
        text(x, kBarsTop - 15, 16, "as long as native", "text-anchor=\"middle\"");
    }

    /// Lines that a group takes: its title stands left of the first.
    static double rows_of(std::size_t count) { return std::ceil(static_cast<double>(count) / kLegendColumns); }

    double legend_height() const {
        double rows = 0;
        for (const Group& group : kGroups) rows += rows_of(static_cast<std::size_t>(std::ranges::count(looks_, &group, &Look::group)));
        return rows * kLegendRow;
    }

    void legend(double top) {
        for (const Group& group : kGroups) {
            int place = 0;
            for (const Look& look : looks_) {
                if (look.group != &group) continue;
                const double x = kBarsLeft + kLegendColumn * (place % kLegendColumns), y = top + kLegendRow * (place / kLegendColumns);
                if (place == 0) text(kBarsLeft - 14, y + 18, 18, std::string(group.title), "text-anchor=\"end\" font-weight=\"bold\"");
                svg_ += fmt::format("<g data-legend=\"{}\"><title>{}: {}</title><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>", look.name, look.name,
                                    escaped(look.meaning), x, y, kSwatchWidth, kSwatchHeight, look.fill());
                svg_ += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"17\">{}</text></g>\n", x + kSwatchWidth + 8, y + 18, look.name);
                ++place;
            }
            top += kLegendRow * rows_of(static_cast<std::size_t>(place));
        }
    }

    const Comparison& comparison_;
    std::vector<std::vector<Amount>> all_;  ///< of each mode; empty where there is no bar
    std::vector<Look> looks_;
    Cycles longest_ = 0;
    double bars_bottom_ = 0;
    std::string svg_;
};

}  // namespace

std::string comparison_chart(const Comparison& comparison) { return Chart(comparison).draw(); }

}  // namespace anel::control
