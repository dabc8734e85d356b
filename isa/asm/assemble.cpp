#include "isa/asm/assemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "isa/asm/elf_writer.hpp"
#include "isa/asm/pass.hpp"

namespace anel::assembler {

ExpressionContext Pass::context() {
    return {symbols_, source_.locals, current_->labels_before, sections_.here(), pcrel_targets_, diagnostics_};
}

void Pass::emit(Place place, std::uint32_t value, unsigned size) {
    std::array<std::uint8_t, 4> bytes{};
    for (unsigned i = 0; i < 4; ++i) bytes[i] = static_cast<std::uint8_t>(value >> (8 * i));
    if (size == 4) findings_.lines.push_back({sections_.here(), place.line, place.file});
    complain(place, sections_.append(std::span(bytes).first(size)));
}

void Pass::label(const Statement& statement) {
    const Value value{sections_.here(), false};
    complain(statement.place, symbols_.define(statement.name, {value, sections_.current_index(), statement.place, false}, diagnostics_));
}

void Pass::statement(const Statement& statement) {
    if (statement.is_label) return label(statement);
    if (statement.name[0] == '.') return directive(statement);
    instruction(statement);
}

Findings Pass::run() {
    symbols_.begin_pass();
    sections_.begin_pass();
    for (const Statement& next : source_.statements) {
        current_ = &next;
        statement(next);
    }
    return std::move(findings_);
}

namespace {

// Each pass settles at least the sizes that depend on labels further up; real programs take three.
constexpr int kMostPasses = 10;

std::vector<ImageSymbol> image_symbols(const Symbols& symbols, const Findings& findings) {
    std::vector<ImageSymbol> images;
    for (const auto& [name, symbol] : symbols.all())
        if (name.find('@') == std::string::npos)
            images.push_back({name, static_cast<std::uint32_t>(symbol.value.number), symbol.section, findings.globals.contains(name)});
    return images;
}

std::uint32_t entry_of(const Symbols& symbols, const std::vector<ImageSection>& sections) {
    if (const auto start = symbols.all().find("_start"); start != symbols.all().end())
        return static_cast<std::uint32_t>(start->second.value.number);
    const auto code = std::find_if(sections.begin(), sections.end(), [](const ImageSection& s) { return s.executable && s.size_bytes > 0; });
    const auto any = std::find_if(sections.begin(), sections.end(), [](const ImageSection& s) { return s.size_bytes > 0; });
    return code != sections.end() ? code->address : any->address;
}

}  // namespace

Result<Assembled> assemble(std::string_view text, std::string_view file_name, const FindFile& find, std::uint32_t most_mib) {
    Diagnostics diagnostics(text, file_name);
    const Source source = parse(find, diagnostics);
    if (!diagnostics.empty()) return diagnostics.to_error();

    Sections sections(most_mib);
    Symbols symbols;
    LoadChoices choices;
    Findings findings;
    bool settled = false;
    for (int pass = 0; pass < kMostPasses && !settled; ++pass) {
        diagnostics.clear();
        findings = Pass(source, sections, symbols, choices, diagnostics).run();
        const bool stayed = sections.place();
        settled = stayed && symbols.settled();
    }
    for (const auto& [name, place] : findings.globals)
        if (!symbols.find(name)) diagnostics.add(place, fmt::format("undefined symbol `{}`: .globl names it, and nothing defines it", name));
    if (!settled && diagnostics.empty())
        diagnostics.add({}, "the addresses do not settle: some .space, .align, .org or .set depends on a label that it moves");
    sections.check(diagnostics);
    if (!diagnostics.empty()) return diagnostics.to_error();

    Assembled out;
    out.sections = sections.images();
    if (std::all_of(out.sections.begin(), out.sections.end(), [](const ImageSection& s) { return s.size_bytes == 0; }))
        return Error{fmt::format("{}: error: the file holds no code and no data: expected at least one instruction", file_name), ErrorKind::kBadInput};
    out.symbols = image_symbols(symbols, findings);
    out.lines = std::move(findings.lines);
    out.files = diagnostics.names();
    out.entry = entry_of(symbols, out.sections);
    out.elf = write_elf(out.sections, out.symbols, out.entry);
    return out;
}

}  // namespace anel::assembler
