#include "monitor/control/counters_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "monitor/control/columns.hpp"
#include "monitor/control/report_text.hpp"

namespace anel::control {

namespace {

using nlohmann::ordered_json;
using Cell = cpu::DetailedCounters::Cell;

struct Place {
    std::string name;
    std::uint8_t vm = 0;
    Ring ring = Ring::k0;
    Cell cell;
};

std::vector<Place> places_with_cycles(const cpu::DetailedCounters& detail) {
    std::vector<Place> places;
    for (std::uint8_t vm = 0; vm < cpu::kVmLimit; ++vm)
        for (unsigned at = 0; at < kLaneCount; ++at) {
            const Ring ring = ring_of_lane(at);
            const Cell& cell = detail.at(vm, ring);
            if (cell.all_cycles() != 0) places.push_back({fmt::format("VM {} ring {}", vm, number(ring)), vm, ring, cell});
        }
    return places;
}

std::string ratio(std::uint64_t part, std::uint64_t whole, double factor, int digits, std::string_view unit) {
    if (whole == 0) return "-";
    return fmt::format("{:.{}f}{}", factor * static_cast<double>(part) / static_cast<double>(whole), digits, unit);
}

/// A line for each row of the table that any place has something of.
template <class Rows, class Count, class Show>
void add_lines(std::vector<Row>& lines, const std::vector<Place>& places, const Rows& rows, Count&& count, Show&& show) {
    for (const auto& row : rows) {
        Row line{std::string(row.name)};
        bool any = false;
        for (const Place& place : places) {
            const std::uint64_t amount = count(place.cell, row.id);
            any = any || amount != 0;
            line.push_back(amount == 0 ? "-" : show(place.cell, row.id));
        }
        if (any) lines.push_back(std::move(line));
    }
}

/// A bar's letters, each as many as its reason has cycles per instruction. What rounding would lose of the length, the reasons with the
/// largest remainders get.
std::string bar(const Cell& cell, double cycles_of_a_letter) {
    const double letters = static_cast<double>(cell.all_instructions()) * cycles_of_a_letter;
    if (letters == 0) return "";
    struct Part {
        char letter = ' ';
        std::size_t whole = 0;
        double rest = 0;
    };
    std::vector<Part> parts;
    std::size_t given = 0;
    for (const cpu::ReasonRow& row : cpu::kReasons) {
        const double exact = static_cast<double>(cell.of(row.id)) / letters;
        parts.push_back({row.letter, static_cast<std::size_t>(exact), exact - std::floor(exact)});
        given += parts.back().whole;
    }
    const auto length = static_cast<std::size_t>(std::lround(static_cast<double>(cell.all_cycles()) / letters));
    std::vector<Part*> by_rest;
    for (Part& part : parts) by_rest.push_back(&part);
    std::ranges::stable_sort(by_rest, [](const Part* a, const Part* b) { return a->rest > b->rest; });
    for (std::size_t next = 0; given < length; ++next, ++given) ++by_rest[next]->whole;
    std::string text;
    for (const Part& part : parts) text.append(part.whole, part.letter);
    return text;
}

std::string bars(const std::vector<Place>& places) {
    constexpr double kWidth = 64;
    double longest = 0;
    std::size_t widest = 0;
    for (const Place& place : places) {
        widest = std::max(widest, place.name.size());
        if (const std::uint64_t instructions = place.cell.all_instructions(); instructions != 0)
            longest = std::max(longest, static_cast<double>(place.cell.all_cycles()) / static_cast<double>(instructions));
    }
    const double unit = std::max(longest / kWidth, 0.02);
    std::string text = fmt::format("cycles per instruction, a letter for each {:.3f}\n", unit), shown;
    for (const Place& place : places) {
        const std::string letters = bar(place.cell, unit);
        shown += letters;
        // A ring that only waited has no bar.
        text += letters.empty() ? place.name + "\n" : fmt::format("{:<{}}  {}\n", place.name, widest, letters);
    }
    std::string legend;
    for (const cpu::ReasonRow& row : cpu::kReasons)
        if (shown.find(row.letter) != std::string::npos) legend += fmt::format("{}{} {}", legend.empty() ? "" : "  ", row.letter, row.name);
    return text + "(" + legend + ")\n";
}

template <class Rows, class Count>
ordered_json amounts(const Rows& rows, Count&& count) {
    ordered_json object = ordered_json::object();
    for (const auto& row : rows)
        if (const std::uint64_t amount = count(row.id); amount != 0) object[std::string(row.name)] = amount;
    return object;
}

}  // namespace

ordered_json counters_json(const cpu::DetailedCounters& detail) {
    ordered_json all = ordered_json::array();
    for (const Place& place : places_with_cycles(detail)) {
        ordered_json object;
        object["vm"] = place.vm;
        object["ring"] = number(place.ring);
        object["instructions"] = amounts(spec::kInsnClasses, [&](spec::InsnClass id) { return place.cell.of(id); });
        object["cycles"] = amounts(cpu::kReasons, [&](cpu::Reason id) { return place.cell.of(id); });
        ordered_json uses = ordered_json::object();
        for (const cpu::UnitRow& row : cpu::kUnits)
            if (const cpu::DetailedCounters::Uses& used = place.cell.of(row.id); used.accesses != 0)
                uses[std::string(row.name)] = {{"accesses", used.accesses}, {"misses", used.misses}};
        object["uses"] = std::move(uses);
        all.push_back(std::move(object));
    }
    return all;
}

std::string counters_table(const cpu::DetailedCounters& detail) {
    std::vector<Place> places = places_with_cycles(detail);
    places.push_back({"all", 0, Ring::k0, detail.total()});
    const auto heading = [&](std::string_view title) {
        Row row{std::string(title)};
        for (const Place& place : places) row.push_back(place.name);
        return row;
    };
    const auto sum = [&](auto&& show) {
        Row row{"sum"};
        for (const Place& place : places) row.push_back(show(place.cell));
        return row;
    };
    std::vector<Row> instructions{heading("instructions")}, cycles{heading("cycles per instruction")}, misses{heading("misses")};
    add_lines(instructions, places, spec::kInsnClasses, [](const Cell& cell, spec::InsnClass id) { return cell.of(id); },
              [](const Cell& cell, spec::InsnClass id) { return grouped(cell.of(id)); });
    instructions.push_back(sum([](const Cell& cell) { return grouped(cell.all_instructions()); }));
    add_lines(cycles, places, cpu::kReasons, [](const Cell& cell, cpu::Reason id) { return cell.of(id); },
              [](const Cell& cell, cpu::Reason id) { return ratio(cell.of(id), cell.all_instructions(), 1, 3, ""); });
    cycles.push_back(sum([](const Cell& cell) { return ratio(cell.all_cycles(), cell.all_instructions(), 1, 3, ""); }));
    Row total{"cycles"};
    for (const Place& place : places) total.push_back(grouped(place.cell.all_cycles()));
    cycles.push_back(std::move(total));
    add_lines(misses, places, cpu::kUnits, [](const Cell& cell, cpu::Unit id) { return cell.of(id).accesses; },
              [](const Cell& cell, cpu::Unit id) { return ratio(cell.of(id).misses, cell.of(id).accesses, 100, 2, " %"); });
    return aligned(instructions) + "\n" + aligned(cycles) + "\n" + aligned(misses) + "\n" + bars(places);
}

}  // namespace anel::control
