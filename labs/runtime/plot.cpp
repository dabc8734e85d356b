// Colours as in monitor/control/chart_svg.cpp; each series has a mark of its own besides, for whoever does not see colours.
#include "labs/runtime/plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace anel::labs {

namespace {

constexpr double kWidth = 900, kHeight = 560;
constexpr double kLeft = 100, kRight = 700, kTop = 60, kBottom = 480;
constexpr std::size_t kMostSeries = 8;
constexpr std::size_t kMostPoints = 100'000;
constexpr int kTicks = 5;
constexpr std::string_view kColours[kMostSeries] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#7a7a00"};
constexpr std::string_view kDashes[kMostSeries] = {"none", "8 4", "2 3", "8 3 2 3", "none", "8 4", "2 3", "8 3 2 3"};

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '"') out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
    return out;
}

/// From the least to the most, on round numbers.
struct Axis {
    double low = 0, high = 1, step = 1;
};

Axis axis_of(double low, double high) {
    if (low > 0 && low < high / 2) low = 0;  // a scale that begins at 0 where that costs little
    if (high <= low) high = low + std::max(1.0, std::abs(low));
    const double rough = (high - low) / kTicks;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = power * 10;
    for (const double factor : {1.0, 2.0, 5.0})
        if (power * factor >= rough) {
            step = power * factor;
            break;
        }
    return {std::floor(low / step) * step, std::ceil(high / step) * step, step};
}

std::string tick_text(double value, double step) {
    if (std::abs(value) < step / 1000) return "0";
    return fmt::format("{:.10g}", value);
}

Result<std::string> text_of(const Value& wanted, const char* name, const char* otherwise) {
    const auto found = wanted.find(name);
    if (found == wanted.end()) return std::string(otherwise);
    if (!found->is_string()) return Error{fmt::format("plot: {} is to be text", name)};
    return found->get<std::string>();
}

Result<PlotSeries> read_series(const Value& value, std::size_t number) {
    if (!value.is_object() || !value.contains("points") || !value["points"].is_array()) return Error{fmt::format("plot: series {} is to be {{name=, points={{{{x, y}}…}}}}", number)};
    PlotSeries series;
    auto name = text_of(value, "name", "");
    if (!name) return name.error();
    series.name = std::move(*name);
    for (const Value& point : value["points"]) {
        if (!point.is_array() || point.size() != 2 || !point[0].is_number() || !point[1].is_number() || !std::isfinite(point[0].get<double>()) || !std::isfinite(point[1].get<double>()))
            return Error{fmt::format("plot: point {} of series {} is to be two numbers, {{x, y}}", series.points.size() + 1, number)};
        series.points.emplace_back(point[0].get<double>(), point[1].get<double>());
    }
    if (series.points.size() > kMostPoints) return Error{fmt::format("plot: series {} has {} points; {} are enough", number, series.points.size(), kMostPoints)};
    return series;
}

std::string mark(std::size_t kind, double x, double y, std::string_view colour) {
    switch (kind % 4) {
        case 1: return fmt::format(R"(<rect x="{:.1f}" y="{:.1f}" width="8" height="8" fill="{}"/>)", x - 4, y - 4, colour);
        case 2: return fmt::format(R"(<path d="M{:.1f},{:.1f} l5,9 h-10 z" fill="{}"/>)", x, y - 5, colour);
        case 3: return fmt::format(R"(<path d="M{:.1f},{:.1f} l5,5 l-5,5 l-5,-5 z" fill="{}"/>)", x, y - 5, colour);
        default: return {};
    }
}

}  // namespace

Result<Plot> read_plot(const Value& wanted) {
    if (!wanted.is_object()) return Error{"plot takes {title=, x=, y=, series={{name=, points={{x, y}…}}…}, file=}"};
    Plot plot;
    for (auto [name, text, otherwise] : {std::tuple{"title", &plot.title, ""}, {"x", &plot.x, ""}, {"y", &plot.y, ""}, {"file", &plot.file, "plot.svg"}}) {
        auto found = text_of(wanted, name, otherwise);
        if (!found) return found.error();
        *text = std::move(*found);
    }
    if (!wanted.contains("series") || !wanted["series"].is_array() || wanted["series"].empty()) return Error{"plot: series is to be a list of at least one {name=, points=}"};
    if (wanted["series"].size() > kMostSeries) return Error{fmt::format("plot: {} series are more than one can tell apart; {} are the most", wanted["series"].size(), kMostSeries)};
    for (const Value& value : wanted["series"]) {
        auto series = read_series(value, plot.series.size() + 1);
        if (!series) return series.error();
        plot.series.push_back(std::move(*series));
    }
    return plot;
}

std::string plot_svg(const Plot& plot) {
    double low_x = INFINITY, high_x = -INFINITY, low_y = INFINITY, high_y = -INFINITY;
    for (const PlotSeries& series : plot.series)
        for (const auto& [x, y] : series.points) {
            low_x = std::min(low_x, x), high_x = std::max(high_x, x);
            low_y = std::min(low_y, y), high_y = std::max(high_y, y);
        }
    if (low_x > high_x) low_x = low_y = 0, high_x = high_y = 1;
    const Axis across = axis_of(low_x, high_x), up = axis_of(low_y, high_y);
    const auto at_x = [&](double x) { return kLeft + (x - across.low) / (across.high - across.low) * (kRight - kLeft); };
    const auto at_y = [&](double y) { return kBottom - (y - up.low) / (up.high - up.low) * (kBottom - kTop); };
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" font-family=\"sans-serif\" font-size=\"14\" fill=\"#1a1a1a\">\n"
        "<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n<text x=\"{2}\" y=\"34\" font-size=\"18\">{3}</text>\n",
        kWidth, kHeight, kLeft, escaped(plot.title));
    for (double x = across.low; x <= across.high + across.step / 2; x += across.step)
        svg += fmt::format("<path d=\"M{0:.1f},{1} V{2}\" stroke=\"#d0d0d0\"/><text x=\"{0:.1f}\" y=\"{3}\" text-anchor=\"middle\">{4}</text>\n", at_x(x), kTop, kBottom, kBottom + 22, tick_text(x, across.step));
    for (double y = up.low; y <= up.high + up.step / 2; y += up.step)
        svg += fmt::format("<path d=\"M{0},{1:.1f} H{2}\" stroke=\"#d0d0d0\"/><text x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>\n", kLeft, at_y(y), kRight, kLeft - 10, at_y(y) + 5, tick_text(y, up.step));
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n", (kLeft + kRight) / 2, kBottom + 52, escaped(plot.x));
    svg += fmt::format("<text transform=\"translate(28,{:.1f}) rotate(-90)\" text-anchor=\"middle\">{}</text>\n", (kTop + kBottom) / 2, escaped(plot.y));
    for (std::size_t i = 0; i < plot.series.size(); ++i) {
        const PlotSeries& series = plot.series[i];
        const std::string name = escaped(series.name);
        std::string line, marks;
        for (const auto& [x, y] : series.points) {
            line += fmt::format("{}{:.1f},{:.1f}", line.empty() ? "M" : " L", at_x(x), at_y(y));
            marks += mark(i, at_x(x), at_y(y), kColours[i]);
            marks += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\" fill=\"{}\" data-series=\"{}\" data-x=\"{:.17g}\" data-y=\"{:.17g}\"/>\n", at_x(x), at_y(y), i % 4 == 0 ? "4" : "1", kColours[i], name, x, y);
        }
        if (!line.empty()) svg += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"{}\"/>\n{}", line, kColours[i], kDashes[i], marks);
        const double legend = kTop + 10 + static_cast<double>(i) * 26;
        svg += fmt::format("<path d=\"M{},{} h30\" stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"{}\"/>{}", kRight + 20, legend, kColours[i], kDashes[i], mark(i, kRight + 35, legend, kColours[i]));
        if (i % 4 == 0) svg += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"{}\"/>", kRight + 35, legend, kColours[i]);
        svg += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>\n", kRight + 58, legend + 5, name);
    }
    return svg + "</svg>\n";
}

Status write_plot(const Plot& plot, const std::string& folder) {
    std::filesystem::path path(plot.file);
    if (!path.has_parent_path() && !folder.empty()) path = std::filesystem::path(folder) / path;
    const std::filesystem::path part = path.string() + ".part";
    {
        std::ofstream file(part, std::ios::binary);
        file << plot_svg(plot);
        file.flush();
        if (!file) {
            std::error_code ignored;
            std::filesystem::remove(part, ignored);
            return Error{fmt::format("{}: the picture cannot be written there", path.string())};
        }
    }
    std::error_code error;
    std::filesystem::rename(part, path, error);
    if (error) return Error{fmt::format("{}: the picture cannot be written there: {}", path.string(), error.message())};
    return {};
}

}  // namespace anel::labs
