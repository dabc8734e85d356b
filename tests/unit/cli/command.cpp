// The validator knows the words of JSON Schema that ours use, and fails on any other, so that none goes unchecked.
#include "tests/unit/cli/command.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <regex>
#include <set>

#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

namespace anel::tests {

namespace {

using nlohmann::json;

bool has_type(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    FAIL("the schema names an unknown type: " << type);
    return false;
}

std::string check(const json& value, const json& schema, const std::string& where);

std::string check_object(const json& value, const json& schema, const std::string& where) {
    const json properties = schema.value("properties", json::object());
    for (const json& name : schema.value("required", json::array()))
        if (!value.contains(name)) return where + ": " + name.get<std::string>() + " is missing";
    for (const auto& [key, member] : value.items()) {
        const std::string inside = where + "." + key;
        if (properties.contains(key)) {
            if (auto why = check(member, properties[key], inside); !why.empty()) return why;
        } else if (schema.contains("additionalProperties")) {
            const json& others = schema["additionalProperties"];
            if (others == false) return inside + " is not in the schema";
            if (others.is_object())
                if (auto why = check(member, others, inside); !why.empty()) return why;
        }
    }
    return {};
}

std::string check(const json& value, const json& schema, const std::string& where) {
    static const std::set<std::string> kKnown{"$schema", "title", "description", "type", "required", "properties", "additionalProperties", "items",
                                              "enum", "minimum", "maximum", "pattern", "$ref"};
    for (const auto& [word, unused] : schema.items())
        if (!kKnown.contains(word)) return where + ": the validator does not know " + word;
    if (schema.contains("$ref")) {
        if (auto why = misfit(value, schema["$ref"]); !why.empty()) return where + why;
    }
    if (schema.contains("type")) {
        const json types = schema["type"].is_array() ? schema["type"] : json::array({schema["type"]});
        bool fits = false;
        for (const json& type : types) fits = fits || has_type(value, type);
        if (!fits) return where + " has the wrong type: " + value.dump();
    }
    if (schema.contains("enum")) {
        bool found = false;
        for (const json& allowed : schema["enum"]) found = found || value == allowed;
        if (!found) return where + " is not one of the allowed values: " + value.dump();
    }
    if (value.is_number() && schema.contains("minimum") && value < schema["minimum"]) return where + " is too small: " + value.dump();
    if (value.is_number() && schema.contains("maximum") && value > schema["maximum"]) return where + " is too large: " + value.dump();
    if (value.is_string() && schema.contains("pattern") &&
        !std::regex_search(value.get<std::string>(), std::regex(schema["pattern"].get<std::string>())))
        return where + " does not match its pattern: " + value.dump();
    if (value.is_array() && schema.contains("items"))
        for (std::size_t i = 0; i < value.size(); ++i)
            if (auto why = check(value[i], schema["items"], where + "[" + std::to_string(i) + "]"); !why.empty()) return why;
    return value.is_object() ? check_object(value, schema, where) : std::string();
}

}  // namespace

std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

Outcome run_anel(const std::string& arguments, const std::string& before) {
    const TemporaryFolder folder;
    const std::string out = (folder.path() / "out").string(), err = (folder.path() / "err").string();
    const std::string input = before.find('|') == std::string::npos ? " </dev/null" : "";
    const std::string command = before + quoted(built_program("anel").string()) + " " + arguments + input + " >" + quoted(out) + " 2>" + quoted(err);
    const int status = std::system(command.c_str());
    Outcome outcome;
    // A shell says 128 + n of a program that signal n ended.
    outcome.exit_code = WIFEXITED(status) && WEXITSTATUS(status) < 128 ? WEXITSTATUS(status) : -1;
    outcome.out = read_file(out);
    outcome.err = read_file(err);
    return outcome;
}

void refuses(const std::string& arguments, int exit_code, const std::string& part) {
    const Outcome outcome = run_anel(arguments);
    INFO("anel " << arguments << "\n" << outcome.err);
    REQUIRE(outcome.exit_code == exit_code);
    REQUIRE(outcome.out.empty());
    REQUIRE(outcome.err.starts_with("anel: "));
    REQUIRE(outcome.err.find(part) != std::string::npos);
    REQUIRE(outcome.err.find('\n') == outcome.err.size() - 1);
}

std::string misfit(const json& value, const std::string& schema_file) {
    return check(value, json::parse(read_file(source_file("cli/schema/" + schema_file))), "");
}

}  // namespace anel::tests
