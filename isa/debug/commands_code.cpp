// Commands that show code, sources, and what the guest says.
#include <fmt/format.h>

#include <algorithm>

#include "isa/debug/backtrace.hpp"
#include "isa/debug/commands.hpp"
#include "isa/debug/expression.hpp"

namespace anel::debug {

namespace {

constexpr std::uint32_t kMostInstructions = 1000;
constexpr std::uint32_t kLinesAround = 5;

std::string file_name(std::string_view path) { return std::string(path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1)); }

}  // namespace

Reply do_disassemble(Session& session, const Arguments& arguments) {
    std::string_view where = arguments.rest;
    std::uint64_t count = 8;
    // The last word is a number of instructions where there is an address before it.
    if (const std::size_t space = where.rfind(' '); space != std::string_view::npos) {
        const auto asked = whole_number(where.substr(space + 1), 1, kMostInstructions, "number of instructions");
        if (!asked) return failed(asked.error());
        count = *asked;
        where = where.substr(0, space);
    }
    std::uint32_t at = session.state().pc;
    if (!where.empty()) {
        const auto address = evaluate(session, where);
        if (!address) return failed(address.error());
        at = address->value;
    }
    if (at % 4 != 0) return failed(fmt::format("0x{:08x} is not a multiple of 4, and no instruction can be there", at));
    const ReadMemory read = session.reader();
    const auto is_there = [&read](std::uint32_t address) {
        std::uint8_t bytes[4];
        return read(address, bytes);
    };
    if (!is_there(at)) return failed(fmt::format("there is no code at 0x{:08x}; `walk` shows how far the tables lead", at));
    std::string text, last_source;
    for (std::uint64_t i = 0; i < count; ++i, at += 4) {
        const std::string name = session.name_of(at);
        if (i == 0 || (!name.empty() && name.find("+0x") == std::string::npos)) text += name + (name.empty() ? "" : "\n");
        if (const std::string source = session.source_line(at); source != last_source) text += last_source = source;
        text += session.code_line(at, at == session.state().pc ? "=> " : "   ");
        if (!is_there(at)) break;
    }
    return {true, text};
}

Reply do_list(Session& session, const Arguments& arguments) {
    std::uint32_t at = session.state().pc;
    if (!arguments.rest.empty()) {
        const auto address = evaluate(session, arguments.rest);
        if (!address) return failed(address.error());
        at = address->value;
    }
    const auto place = session.place_of(at);
    const auto line = place ? place->program->lines.at(place->link_address) : std::nullopt;
    if (!line) return failed(fmt::format("no program says which source 0x{:08x} comes from", at));
    std::string text = fmt::format("{}:{}\n", line->file->shown, line->line);
    bool any = false;
    for (std::uint32_t i = line->line > kLinesAround ? line->line - kLinesAround : 1; i <= line->line + kLinesAround; ++i) {
        const std::string* const words = session.sources.line(*line->file, i);
        if (words == nullptr) continue;
        any = true;
        text += fmt::format("{}{:6}  {}\n", i == line->line ? "=>" : "  ", i, *words);
    }
    if (!any) text += "the file is not here to be shown\n";
    return {true, text};
}

Reply do_where(Session& session, const Arguments&) {
    std::string text;
    std::size_t number = 0;
    for (const Frame& frame : backtrace(session)) {
        const std::uint32_t at = number == 0 ? frame.pc : frame.pc - 4;
        const std::string name = session.name_of(at), source = session.source_of(at);
        text += fmt::format("{:<3} 0x{:08x}{}{}{}{}\n", number++, frame.pc, name.empty() ? "" : " ", name, source.empty() ? "" : " ", source);
    }
    return {true, text};
}

Reply do_here(Session& session, const Arguments&) { return {true, session.here()}; }

Reply do_source(Session& session, const Arguments& arguments) {
    const std::string_view word = arguments.words[0];
    if (word != "on" && word != "off") return failed(fmt::format("'{}' is neither on nor off", word));
    session.shows_source = word == "on";
    return {true, {}};
}

Reply do_symbols(Session& session, const Arguments& arguments) {
    if (arguments.rest.empty()) {
        std::string text;
        for (const Program& program : session.symbols.programs()) text += fmt::format("{}: {} symbols\n", program.name, program.symbols.size());
        return {true, text.empty() ? "no program is known; symbols FILE reads one\n" : text};
    }
    if (!session.options.read_file) return failed("files cannot be read here");
    const std::string path(arguments.rest);
    const auto file = session.options.read_file(path);
    if (!file) return failed(file.error());
    std::string name = file_name(path);
    if (name.ends_with(".elf")) name.resize(name.size() - 4);
    const std::span bytes(reinterpret_cast<const std::uint8_t*>(file->data()), file->size());
    auto program = read_program(bytes, path, name, {}, Presence::kByMemory);
    if (!program) return failed(program.error());
    const std::string text = fmt::format("{}: {} symbols{}\n", name, program->symbols.size(), program->lines.empty() ? ", no source lines" : "");
    session.symbols.add(std::move(*program));
    return {true, text};
}

Reply do_console(Session& session, const Arguments& arguments) {
    std::uint64_t lines = 20;
    if (!arguments.words.empty()) {
        const auto asked = whole_number(arguments.words[0], 1, 1'000'000, "number of lines");
        if (!asked) return failed(asked.error());
        lines = *asked;
    }
    std::string_view all = session.history.console();
    std::size_t begin = all.size();
    for (std::uint64_t i = 0; i < lines && begin != std::string_view::npos && begin > 0; ++i) begin = begin >= 2 ? all.rfind('\n', begin - 2) + 1 : 0;
    std::string text(all.substr(begin));
    if (text.empty()) text = "the guest has printed nothing\n";
    if (!text.ends_with('\n')) text += '\n';
    return {true, text};
}

}  // namespace anel::debug
