// Every knob of a machine's YAML at both ends of its range and beyond: extremes are taken, nonsense is refused with file, line, column, the
// knob's name and what was expected.
// Not here: what a knob does to time (tests/unit/cpu/knobs_test.cpp), the form of single messages (yaml_config_test.cpp).
#include <set>

#include "isa/machine/yaml_config.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::machine;

namespace {

/// A knob that is a number.
struct Knob {
    std::string section, key;
    std::uint64_t least, most;
    bool power_of_two = false;
    std::string beside = {};  ///< what else the section must say for every value to make sense
};

const std::vector<Knob> kKnobs{
    {"memory", "ram_mib", 2, 1024},
    {"memory", "monitor_mib", 6, 64},
    {"pipeline", "load_use", 0, 100000},
    {"pipeline", "mul", 1, 100000},
    {"pipeline", "div", 1, 100000},
    {"pipeline", "jump", 0, 100000},
    {"pipeline", "mispredict", 0, 100000},
    {"pipeline", "indirect", 0, 100000},
    {"pipeline", "refetch", 0, 100000},
    {"pipeline", "drain", 0, 100000},
    {"crossing", "flush", 0, 100000},
    {"crossing", "word", 0, 100000},
    {"crossing", "serialize", 0, 100000},
    {"predictor", "entries", 1, 1048576, true},
    {"icache", "size_bytes", 64, 16777216, true, "ways: 1, line_bytes: 4"},
    {"icache", "ways", 1, 64, true, "size_bytes: 4096, line_bytes: 64"},
    {"icache", "line_bytes", 4, 4096, true, "size_bytes: 16384, ways: 4"},
    {"icache", "miss", 0, 100000},
    {"dcache", "size_bytes", 64, 16777216, true, "ways: 1, line_bytes: 4"},
    {"dcache", "ways", 1, 64, true, "size_bytes: 4096, line_bytes: 64"},
    {"dcache", "line_bytes", 4, 4096, true, "size_bytes: 16384, ways: 4"},
    {"dcache", "miss", 0, 100000},
    {"tlb", "entries", 4, 4096},
    {"tlb", "walk_ref", 0, 100000},
    {"disk", "latency", 1, 10000000},
    {"disk", "per_sector", 0, 10000000},
    {"disk", "ring_latency", 1, 10000000},
};
/// Knobs that are not numbers, by their full names; the keys of sections among them.
const std::set<std::string> kOthers{"name", "policy", "policy.base", "policy.overrides", "timing", "assist.present", "assist.locked", "predictor.kind"};
const std::set<std::string> kSections{"memory", "pipeline", "crossing", "assist", "predictor", "icache", "dcache", "tlb", "disk"};

std::string written(const Knob& knob, const std::string& value) {
    return "name: m\n" + knob.section + ": {" + knob.key + ": " + value + (knob.beside.empty() ? "" : ", " + knob.beside) + "}\n";
}
std::string refusal(const std::string& text) {
    const auto config = parse_config(text, "m.yaml");
    INFO(text);
    REQUIRE_FALSE(config);
    return config.error().message;
}
void accept(const std::string& text) {
    const auto config = parse_config(text, "m.yaml");
    INFO(text << (config ? std::string() : config.error().message));
    CHECK(config);
}
/// The keys that a message lists behind "Valid keys …: ".
std::set<std::string> listed_in(const std::string& message, const std::string& section) {
    std::set<std::string> keys;
    std::string list = message.substr(message.rfind(": ") + 2);
    for (std::size_t at = 0; at != std::string::npos;) {
        const std::size_t comma = list.find(", ", at);
        keys.insert((section.empty() ? "" : section + ".") + list.substr(at, comma == std::string::npos ? comma : comma - at));
        at = comma == std::string::npos ? comma : comma + 2;
    }
    return keys;
}

}  // namespace

TEST_CASE("this file knows every knob that a profile has") {
    std::set<std::string> known = kOthers;
    for (const Knob& knob : kKnobs) known.insert(knob.section + "." + knob.key);
    for (const std::string& key : listed_in(refusal("nonsense: 1"), "")) {
        INFO(key);
        if (!kSections.contains(key)) {
            CHECK(known.contains(key));
            continue;
        }
        for (const std::string& knob : listed_in(refusal(key + ": {nonsense: 1}"), key)) {
            INFO(knob << " needs a row here");
            CHECK(known.contains(knob));
        }
    }
}

TEST_CASE("every knob takes the ends of its range, in decimal and in hexadecimal") {
    for (const Knob& knob : kKnobs)
        for (const std::uint64_t value : {knob.least, knob.most}) {
            accept(written(knob, std::to_string(value)));
            std::string hexadecimal;
            for (std::uint64_t rest = value; rest != 0 || hexadecimal.empty(); rest /= 16) hexadecimal.insert(hexadecimal.begin(), "0123456789abcdef"[rest % 16]);
            accept(written(knob, "0x" + hexadecimal));
        }
}

TEST_CASE("every knob refuses what is beyond its range, and whatever is no whole number, saying where and what was expected") {
    for (const Knob& knob : kKnobs) {
        const std::string full = knob.section + "." + knob.key;
        const std::string where = "m.yaml:2:" + std::to_string(knob.section.size() + knob.key.size() + 6) + ": " + full + ": ";
        const std::string wanted = where + "expected a whole number from " + std::to_string(knob.least) + " to " + std::to_string(knob.most) + "; found ";
        std::vector<std::string> out_of_range{std::to_string(knob.most + 1), "0xffffffff", "4294967295", "4294967296", "18446744073709551616", "99999999999999999999"};
        if (knob.least > 0) out_of_range.insert(out_of_range.end(), {"0", std::to_string(knob.least - 1), "0x0"});
        for (const std::string& value : out_of_range) CHECK(refusal(written(knob, value)) == wanted + value);
        for (const std::string value : {"-1", "-0", "+4", "4.0", "16.5", "1e2", "0x", "0xg", "0o17", "4 4", "16k", "0x-4", "many", "true", ".inf", ".nan"})
            CHECK(refusal(written(knob, value)) == wanted + "'" + value + "'");
        CHECK(refusal(written(knob, "[4]")) == wanted + "a list");
        CHECK(refusal(written(knob, "{a: 4}")) == wanted + "a mapping");
        CHECK(refusal(written(knob, "")).find(full + ": expected a whole number from ") != std::string::npos);
        CHECK(refusal(written(knob, "~")) == wanted + "nothing");
        CHECK(refusal(written(knob, "''")) == wanted + "''");
    }
}

TEST_CASE("knobs that must be powers of two say which are nearest") {
    for (const Knob& knob : kKnobs) {
        if (!knob.power_of_two) continue;
        for (const std::uint64_t power : {knob.least * 4, knob.most / 2}) {
            const std::string wanted = knob.section + "." + knob.key + ": expected a power of two; found " + std::to_string(power + 1) + ", the nearest are " +
                                       std::to_string(power) + " and " + std::to_string(2 * power);
            CHECK(refusal(written(knob, std::to_string(power + 1))).ends_with(": " + wanted));
        }
    }
}

TEST_CASE("every knob refuses to stand twice, and every section too") {
    for (const Knob& knob : kKnobs) {
        const std::string value = knob.key + ": " + std::to_string(knob.most);
        CHECK(refusal(knob.section + ":\n  " + value + "\n  " + value + "\n") == "m.yaml:3:3: key '" + knob.section + "." + knob.key + "' stands twice; keep one");
        CHECK(refusal(knob.section + ": {}\nname: m\n" + knob.section + ": {}\n") == "m.yaml:3:1: key '" + knob.section + "' stands twice; keep one");
    }
    CHECK(refusal("timing: none\ntiming: exact\n") == "m.yaml:2:1: key 'timing' stands twice; keep one");
    CHECK(refusal("predictor: {kind: bimodal, kind: bimodal}") == "m.yaml:1:28: key 'predictor.kind' stands twice; keep one");
    CHECK(refusal("assist: {locked: true, locked: true}") == "m.yaml:1:24: key 'assist.locked' stands twice; keep one");
}

TEST_CASE("a cache whose ways and lines do not fit into it is refused with the size that they need, and one that they just fill is taken") {
    for (const std::string cache : {"icache", "dcache"}) {
        accept(cache + ": {size_bytes: 64, ways: 1, line_bytes: 64}");
        accept(cache + ": {size_bytes: 64, ways: 16, line_bytes: 4}");
        accept(cache + ": {size_bytes: 262144, ways: 64, line_bytes: 4096}");
        accept(cache + ": {size_bytes: 256}");
        const auto needs = [&](const std::string& ways, const std::string& line, const std::string& least, const std::string& size) {
            return "m.yaml:1:9: " + cache + ": " + ways + " ways of " + line + " bytes a line need at least " + least + " bytes; size_bytes is " + size +
                   ". Raise it, or lower ways or line_bytes";
        };
        CHECK(refusal(cache + ": {size_bytes: 64, ways: 2, line_bytes: 64}") == needs("2", "64", "128", "64"));
        CHECK(refusal(cache + ": {size_bytes: 131072, ways: 64, line_bytes: 4096}") == needs("64", "4096", "262144", "131072"));
        // What is not written has its usual value: 4 ways of 64 bytes, 16384 in all.
        CHECK(refusal(cache + ": {size_bytes: 128}") == needs("4", "64", "256", "128"));
        CHECK(refusal(cache + ": {ways: 8, line_bytes: 4096}") == needs("8", "4096", "32768", "16384"));
    }
}

TEST_CASE("knobs that are words refuse every other word, a number, a list and nothing") {
    for (const std::string value : {"'off'", "'exactly'", "'1'", "''"})
        CHECK(refusal("timing: " + value) == "m.yaml:1:9: timing: expected exact or none; found " + value);
    CHECK(refusal("timing: [none]") == "m.yaml:1:9: timing: expected exact or none; found a list");
    CHECK(refusal("timing: \nname: m\n").find("timing: expected exact or none; found nothing") != std::string::npos);
    for (const std::string key : {"present", "locked"})
        for (const std::string value : {"'yes'", "'1'", "'True'", "'on'"})
            CHECK(refusal("assist: {" + key + ": " + value + "}").ends_with(": assist." + key + ": expected true or false; found " + value));
    for (const std::string value : {"'taken'", "'Bimodal'", "'2'", "''"})
        CHECK(refusal("predictor: {kind: " + value + "}") == "m.yaml:1:19: predictor.kind: expected one of not-taken, backward-taken, bimodal; found " + value);
    for (const std::string kind : {"not-taken", "backward-taken", "bimodal"}) accept("predictor: {kind: " + kind + "}");
    for (const std::string value : {"true", "false"}) accept("assist: {present: " + value + ", locked: " + value + "}");
    for (const std::string value : {"exact", "none"}) accept("timing: " + value);
}

TEST_CASE("a name is short and printable, in any language") {
    const std::string expected = "m.yaml:1:7: name: expected at most 64 bytes on one line, without control characters; shorten it";
    accept("name: " + std::string(64, 'x'));
    accept("name: máquina de teste nº 2");
    accept("name: 5");
    CHECK(refusal("name: " + std::string(65, 'x')) == expected);
    CHECK(refusal("name: \"two\\nlines\"") == expected);
    CHECK(refusal("name: \"\\e[31mred\"") == expected);
    CHECK(refusal("name: \"\\x7f\"") == expected);
    CHECK(refusal("name: ''") == "m.yaml:1:7: name: expected a word; found ''");
    CHECK(refusal("name: {a: b}") == "m.yaml:1:7: name: expected a word; found a mapping");
}
