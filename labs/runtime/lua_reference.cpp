#include "labs/runtime/lua_reference.hpp"

#include <fmt/format.h>

namespace anel::labs::lua {

namespace {

std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

std::string_view mark(Grade grade) { return grade == Grade::kStudent ? "yes" : ""; }

std::string functions_table(std::span<const FunctionRow> rows, const std::string& before) {
    std::string out = "| call | gives | labs | |\n| --- | --- | --- | --- |\n";
    for (const FunctionRow& row : rows) {
        // A function that is called with a table alone is written as Lua lets one write it.
        const bool table_alone = row.arguments.starts_with('{') && row.arguments.ends_with('}');
        const std::string call = table_alone ? fmt::format("{}{}{}", before, row.name, row.arguments) : fmt::format("{}{}({})", before, row.name, row.arguments);
        out += fmt::format("| `{}` | {} | {} | {} |\n", cell(call), row.returns.empty() ? "" : fmt::format("`{}`", cell(row.returns)), mark(row.grade), cell(row.doc));
    }
    return out;
}

std::string fields_table(std::span<const FieldRow> rows, const std::string& before) {
    std::string out = "| field | set | labs | |\n| --- | --- | --- | --- |\n";
    for (const FieldRow& row : rows)
        out += fmt::format("| `{}{}` | {} | {} | {} |\n", before, row.name, row.set != nullptr ? "yes" : "", mark(row.grade), cell(row.doc));
    return out;
}

}  // namespace

std::string reference_markdown(std::span<const ModuleRow* const> modules, std::span<const TypeRow* const> types) {
    std::string out =
        "# What Lua scripts can reach\n\n"
        "Made by `anel lua --reference` from the tables that bind it. How to begin: [lua.md](lua.md). *labs*: what students' code has in a lab, too; everything else\n"
        "is for scripts of one's own and for the labs' tests. Addresses and words are whole numbers from 0 to 2³² − 1; a negative number down to −2³¹ is taken as its two's complement.\n"
        "Everything that is refused is a Lua error with file and line.\n";
    for (const ModuleRow* module : modules) {
        const std::string name(module->name);
        out += fmt::format("\n## {}\n\n{}\n\n", name.empty() ? "Functions" : "`" + name + "`", module->doc);
        out += functions_table(module->functions, name.empty() ? "" : name + ".");
    }
    for (const TypeRow* type : types) {
        const std::string name(type->name);
        out += fmt::format("\n## A {}\n\n{}\n", name, type->doc);
        if (!type->fields.empty()) out += "\n" + fields_table(type->fields, name + ".");
        if (!type->functions.empty()) out += "\n" + functions_table(type->functions, name + ":");
    }
    return out;
}

}  // namespace anel::labs::lua
