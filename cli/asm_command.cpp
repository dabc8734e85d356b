// `anel asm`: assembly text to an ELF file that `anel run --kernel` takes.
#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "monitor/control/assemble_file.hpp"

namespace anel::cli {

namespace {

struct AsmOptions {
    std::string source, output;
};

int assemble_with(const AsmOptions& options) {
    const auto assembled = control::assemble_file(options.source);
    if (!assembled) return report(assembled.error());
    const std::string_view elf(reinterpret_cast<const char*>(assembled->elf.data()), assembled->elf.size());
    if (Status status = write_output(options.output, elf); !status) return report(status.error());
    return kDone;
}

}  // namespace

void add_asm_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("asm", "Assemble AR32 assembly into an ELF file");
    const auto options = std::make_shared<AsmOptions>();
    command->add_option("source", options->source, "The text (- for standard input); the files it includes are looked for from its folder")->required();
    command->add_option("-o,--output", options->output, "The ELF file (- for standard output)")->required();
    command->footer(
        "Examples:\n"
        "  anel asm first.s -o first.elf && anel run --kernel first.elf\n"
        "  printf 'li a0, 7\\nout a0, 0xf0(x0)\\n' | anel asm - -o - | anel run --kernel - --input '' --guest-exit");
    command->callback([options, &exit_code] { exit_code = assemble_with(*options); });
}

}  // namespace anel::cli
