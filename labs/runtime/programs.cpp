#include "labs/runtime/programs.hpp"

#include <fmt/format.h>

#include "isa/asm/assemble.hpp"
#include "labs/runtime/lua_value.hpp"

namespace anel::labs {

namespace {

constexpr std::size_t kShownItems = 16;
constexpr std::size_t kShownText = 200;

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text.substr(0, kShownText)) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n') out += "\\n";
        else if (c == '"' || c == '\\') (out += '\\') += c;
        else if (byte < 0x20 || byte == 0x7f) out += fmt::format("\\x{:02x}", byte);
        else out += c;
    }
    return out + (text.size() > kShownText ? "…\"" : "\"");
}

}  // namespace

Result<Value> assembled_value(const std::string& text, const std::string& name) {
    const auto assembled = assembler::assemble(text, name);
    if (!assembled) return assembled.error();
    Value sections = Value::array();
    for (const assembler::ImageSection& section : assembled->sections) {
        if (section.size_bytes == 0) continue;
        std::string bytes(section.bytes.begin(), section.bytes.end());
        bytes.resize(section.size_bytes);
        sections.push_back({{"address", std::int64_t{section.address}}, {"bytes", std::move(bytes)}});
    }
    Value symbols = Value::object();
    for (const assembler::ImageSymbol& symbol : assembled->symbols) symbols[symbol.name] = std::int64_t{symbol.value};
    Value lines = Value::array();
    for (const assembler::SourceLine& line : assembled->lines) lines.push_back({{"address", std::int64_t{line.address}}, {"line", std::int64_t{line.line}}});
    return Value{{"entry", std::int64_t{assembled->entry}}, {"symbols", std::move(symbols)}, {"sections", std::move(sections)}, {"lines", std::move(lines)}};
}

std::string text_in(const Value& text, explain::Language language) {
    if (text.is_string()) return text.get<std::string>();
    if (!text.is_object()) return text.is_null() ? std::string() : shown(text);
    const auto wanted = text.find(std::string(explain::kLanguageTags[static_cast<std::size_t>(language)]));
    if (wanted != text.end() && wanted->is_string()) return wanted->get<std::string>();
    for (const Value& other : text)
        if (other.is_string()) return other.get<std::string>();
    return {};
}

std::string shown(const Value& value, int depth) {
    switch (value.type()) {
        case Value::value_t::null: return "nil";
        case Value::value_t::boolean: return value.get<bool>() ? "true" : "false";
        case Value::value_t::string: return quoted(value.get<std::string>());
        case Value::value_t::number_integer:
        case Value::value_t::number_unsigned: {
            const auto number = value.get<std::int64_t>();
            return number > 9 ? fmt::format("{} (0x{:x})", number, number) : std::to_string(number);
        }
        case Value::value_t::number_float: return value.dump();
        default: break;
    }
    if (depth == 0) return "{…}";
    std::string out = "{";
    std::size_t count = 0;
    for (const auto& [key, item] : value.items()) {
        if (count++ != 0) out += ", ";
        if (count > kShownItems) {
            out += "…";
            break;
        }
        if (value.is_object()) out += key + " = ";
        out += shown(item, depth - 1);
    }
    return out + "}";
}

std::string shown_value(lua::Call& call, int argument) {
    if (!call.has(argument)) return "nil";
    const Result<Value> value = call.data(argument);
    if (!value) return call.kind(argument);
    return value->is_number() ? value->dump() : shown(*value);
}

}  // namespace anel::labs
