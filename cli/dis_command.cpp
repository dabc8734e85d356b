// `anel dis`: the executable parts of an ELF file as text, at their virtual addresses.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "isa/asm/disassemble.hpp"
#include "isa/machine/elf.hpp"
#include "isa/machine/files.hpp"

namespace anel::cli {

namespace {

struct DisOptions {
    std::string image, output = "-";
};

int disassemble_with(const DisOptions& options) {
    const auto file = machine::read_file(options.image);
    if (!file) return report(file.error());
    const std::string name = options.image == "-" ? "standard input" : options.image;
    const auto elf = machine::parse_elf(machine::bytes_of(*file), name, machine::ElfPlacing::kMovable);
    if (!elf) return report(elf.error());
    std::vector<assembler::ImageSymbol> symbols;
    for (const machine::ElfSymbol& symbol : elf->symbols) symbols.push_back({symbol.name, symbol.value, 0});
    std::string text;
    for (const machine::ElfSegment& segment : elf->segments)
        if (segment.executable) text += assembler::listing(segment.bytes, segment.vaddr, symbols);
    if (text.empty()) return report({fmt::format("{}: has no executable segment with bytes in it: there is nothing to disassemble", name)});
    if (Status status = write_output(options.output, text); !status) return report(status.error());
    return kDone;
}

}  // namespace

void add_dis_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("dis", "Disassemble the executable segments of an ELF file");
    const auto options = std::make_shared<DisOptions>();
    command->add_option("image", options->image, "The ELF file (- for standard input)")->required();
    command->add_option("-o,--output", options->output, "Where the text goes")->capture_default_str();
    command->footer("Examples:\n  anel dis first.elf\n  anel asm first.s -o - | anel dis -");
    command->callback([options, &exit_code] { exit_code = disassemble_with(*options); });
}

}  // namespace anel::cli
