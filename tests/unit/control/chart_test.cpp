// The picture and the table of a comparison: the picture's numbers are the ledger's, every sign is explained, nothing breaks the file.
#include "monitor/control/chart_svg.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "monitor/control/amounts.hpp"
#include "monitor/control/report_text.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::control;

namespace {

struct Tag {
    std::string name;
    std::map<std::string, std::string> attributes;
};

/// Reads the tags, and fails where the text is not well-formed as far as our files go: no comments, no CDATA.
std::vector<Tag> tags_of(const std::string& svg) {
    std::vector<Tag> tags;
    std::vector<std::string> open;
    std::size_t at = svg.find("?>");
    REQUIRE(svg.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    for (at += 2; at < svg.size();) {
        const std::size_t begin = svg.find('<', at);
        const std::string text = svg.substr(at, begin - at);
        for (std::size_t i = text.find('&'); i != std::string::npos; i = text.find('&', i + 1)) {
            const std::string entity = text.substr(i, text.find(';', i) + 1 - i);
            REQUIRE((entity == "&amp;" || entity == "&lt;" || entity == "&gt;" || entity == "&quot;"));
        }
        REQUIRE(std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }));
        if (begin == std::string::npos) break;
        const std::size_t end = svg.find('>', begin);
        REQUIRE(end != std::string::npos);
        std::string inside = svg.substr(begin + 1, end - begin - 1);
        at = end + 1;
        if (inside.starts_with('/')) {
            REQUIRE_FALSE(open.empty());
            REQUIRE(open.back() == inside.substr(1));
            open.pop_back();
            continue;
        }
        const bool closed = inside.ends_with('/');
        if (closed) inside.pop_back();
        Tag tag;
        tag.name = inside.substr(0, inside.find(' '));
        for (std::size_t i = tag.name.size(); i < inside.size();) {
            const std::size_t equals = inside.find("=\"", i), quote = inside.find('"', equals + 2);
            REQUIRE(quote != std::string::npos);
            const std::string key = inside.substr(i + 1, equals - i - 1), value = inside.substr(equals + 2, quote - equals - 2);
            REQUIRE(value.find('<') == std::string::npos);
            REQUIRE(tag.attributes.emplace(key, value).second);
            i = quote + 1;
        }
        if (!closed) open.push_back(tag.name);
        tags.push_back(std::move(tag));
    }
    REQUIRE(open.empty());
    REQUIRE(tags.front().name == "svg");
    return tags;
}

/// Every activity of the tables, a different number of cycles each.
ComparedMode made_up(Mode mode, Cycles scale) {
    ComparedMode row;
    row.run.mode = mode;
    Cycles each = scale;
    for (const spec::ActivityRow& activity : spec::kActivities) {
        row.run.ledger.book(1, Ring::k0, activity.id, each);
        each += scale / 3 + 1;
    }
    row.run.cycles = row.run.ledger.total();
    row.run.guest_exit = 0;
    row.equivalent = true;
    return row;
}

Comparison made_up_comparison(Cycles scale) {
    Comparison comparison;
    comparison.workload = "mix";
    comparison.machine = "default";
    comparison.policy = "strict";
    for (const Mode mode : built_modes()) {
        comparison.modes.push_back(made_up(mode, scale * (comparison.modes.size() + 1)));
        comparison.modes.back().slowdown = static_cast<double>(comparison.modes.back().run.cycles) / static_cast<double>(comparison.modes.front().run.cycles);
    }
    return comparison;
}

double number_of(const Tag& tag, const std::string& name) { return std::stod(tag.attributes.at(name)); }

}  // namespace

TEST_CASE("a bar's segments hold the ledger's cycles, touch each other, and are as long as their cycles on one scale") {
    const Comparison comparison = made_up_comparison(1234567);
    const std::vector<Tag> tags = tags_of(comparison_chart(comparison));
    std::set<double> scales;
    for (const ComparedMode& mode : comparison.modes) {
        std::map<std::string, Cycles> drawn;
        double at = -1, length = 0;
        Cycles sum = 0;
        for (const Tag& tag : tags) {
            if (!tag.attributes.contains("data-mode") || tag.attributes.at("data-mode") != name_of(mode.run.mode)) continue;
            REQUIRE(drawn.emplace(tag.attributes.at("data-activity"), std::stoull(tag.attributes.at("data-cycles"))).second);
            if (at >= 0) REQUIRE(std::abs(number_of(tag, "x") - at) < 0.01);
            at = number_of(tag, "x") + number_of(tag, "width");
            length += number_of(tag, "width");
            sum += std::stoull(tag.attributes.at("data-cycles"));
        }
        REQUIRE(sum == mode.run.cycles);
        for (const Amount& amount : cycles_by_activity(mode.run)) REQUIRE(drawn.at(amount.name) == amount.count);
        REQUIRE(drawn.size() == cycles_by_activity(mode.run).size());
        scales.insert(std::round(static_cast<double>(sum) / length / 100));
    }
    REQUIRE(*scales.rbegin() - *scales.begin() <= 2);
}

TEST_CASE("the legend explains each activity once, no two look alike, and the monitor's are hatched") {
    const std::string svg = comparison_chart(made_up_comparison(1000000));
    const std::vector<Tag> tags = tags_of(svg);
    std::map<std::string, std::string> fills;
    std::set<std::string> explained;
    for (const Tag& tag : tags) {
        if (tag.attributes.contains("data-activity")) fills[tag.attributes.at("data-activity")] = tag.attributes.at("fill");
        if (tag.attributes.contains("data-legend")) REQUIRE(explained.insert(tag.attributes.at("data-legend")).second);
    }
    std::set<std::string> looks;
    for (const spec::ActivityRow& activity : spec::kActivities) {
        const std::string name(activity.name);
        INFO(name);
        REQUIRE(explained.contains(name));
        REQUIRE(fills.at(name).starts_with("url(#hatch-") == (activity.owner == "monitor"));
        if (activity.owner != "monitor") {
            REQUIRE(looks.insert(fills.at(name)).second);
            continue;
        }
        const std::size_t begin = svg.find("<pattern id=\"hatch-" + name + "\"");
        REQUIRE(begin != std::string::npos);
        const std::size_t content = svg.find('>', begin);
        REQUIRE(looks.insert(svg.substr(content, svg.find("</pattern>", content) - content)).second);
    }
    REQUIRE(explained.size() == std::size(spec::kActivities));
}

TEST_CASE("an activity that no mode has is neither drawn nor explained") {
    Comparison comparison = made_up_comparison(1000);
    for (ComparedMode& mode : comparison.modes) {
        mode.run.ledger = {};
        mode.run.ledger.book(0, Ring::k3, spec::Activity::kUser, mode.run.cycles);
    }
    std::size_t explained = 0;
    for (const Tag& tag : tags_of(comparison_chart(comparison))) explained += tag.attributes.contains("data-legend") ? 1 : 0;
    REQUIRE(explained == 1);
}

TEST_CASE("a mode that is not equivalent has its reason in the place of a bar, and does not set the scale") {
    Comparison comparison = made_up_comparison(1000000);
    comparison.modes[1].equivalent = false;
    comparison.modes[1].run.cycles *= 100;
    comparison.modes[1].why_not = "hung: it said \"<help> & more\"";
    const std::string svg = comparison_chart(comparison);
    double longest = 0;
    for (const Tag& tag : tags_of(svg)) {
        if (!tag.attributes.contains("data-mode")) continue;
        REQUIRE(tag.attributes.at("data-mode") != name_of(comparison.modes[1].run.mode));
        longest = std::max(longest, number_of(tag, "x") + number_of(tag, "width"));
    }
    REQUIRE(longest > 1000);
    REQUIRE(svg.find("not equivalent: hung: it said &quot;&lt;help&gt; &amp; more&quot;</text>") != std::string::npos);
}

TEST_CASE("names with anything in them, and runs of no cycles, leave the file well-formed") {
    Comparison comparison = made_up_comparison(1000000);
    comparison.machine = "M\xc3\xa1quina <\"a\" & b>\x01\n" + std::string(200, 'x');
    REQUIRE(comparison_chart(comparison).find("M\xc3\xa1quina &lt;&quot;a&quot; &amp; b&gt;") != std::string::npos);
    tags_of(comparison_chart(comparison));
    for (std::size_t shift = 0; shift < 2; ++shift) {
        comparison.machine = std::string(shift, 'x');
        for (int i = 0; i < 100; ++i) comparison.machine += "\xc3\xa1";
        const std::string svg = comparison_chart(comparison);
        REQUIRE(svg.find("\xc3.") == std::string::npos);
        tags_of(svg);
    }
    for (ComparedMode& mode : comparison.modes) mode.equivalent = false, mode.why_not = "it did not power off";
    tags_of(comparison_chart(comparison));
    for (const Cycles scale : {1U, 100U, 100000U, 1000000000U}) tags_of(comparison_chart(made_up_comparison(scale)));
}

TEST_CASE("a picture has a title, a description with every mode's cycles, and a background of its own") {
    const Comparison comparison = made_up_comparison(1000000);
    const std::string svg = comparison_chart(comparison);
    const std::vector<Tag> tags = tags_of(svg);
    REQUIRE(tags[0].attributes.at("role") == "img");
    REQUIRE(tags[0].attributes.at("aria-labelledby") == "title desc");
    REQUIRE(tags[1].name == "title");
    REQUIRE(tags[2].name == "desc");
    const std::string words = svg.substr(svg.find("<desc"), svg.find("</desc>") - svg.find("<desc"));
    for (const ComparedMode& mode : comparison.modes)
        REQUIRE(words.find(std::string(name_of(mode.run.mode)) + ": " + grouped(mode.run.cycles) + " cycles") != std::string::npos);
    const auto background = std::ranges::find_if(tags, [&](const Tag& tag) { return tag.name == "rect" && tag.attributes.at("width") == tags[0].attributes.at("width"); });
    REQUIRE(background != tags.end());
    REQUIRE(background->attributes.at("fill") == "#ffffff");
}

TEST_CASE("the table of all modes fits a terminal of 120 columns with hundreds of millions of cycles, and its sums are right") {
    Comparison comparison = made_up_comparison(9000000);
    comparison.operations = 30000;
    for (const bool shares : {false, true}) {
        const std::string table = comparison_table(comparison, {.colour = false, .shares = shares});
        INFO(table);
        std::istringstream lines(table);
        for (std::string line; std::getline(lines, line);) REQUIRE(line.size() <= 120);
        REQUIRE((table.find("100.00 %") != std::string::npos) == shares);
        for (const ComparedMode& mode : comparison.modes) {
            const std::size_t sum = table.find("\nsum ");
            const std::string line = table.substr(sum, table.find('\n', sum + 1) - sum);
            REQUIRE((line.find(grouped(mode.run.cycles)) != std::string::npos) != shares);
        }
    }
}
