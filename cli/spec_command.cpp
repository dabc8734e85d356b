// `anel spec`: the machine's tables, as the page of the notes or as JSON.
#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "isa/asm/reference.hpp"

namespace anel::cli {

void add_spec_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("spec", "Print the machine's reference: instructions, CSRs, causes, ports");
    const auto json = std::make_shared<bool>(false);
    const auto output = std::make_shared<std::string>("-");
    command->add_flag("--json", *json, "As JSON, for programs; otherwise Markdown");
    command->add_option("-o,--output", *output, "Where the text goes")->capture_default_str();
    command->footer("Examples:\n  anel spec\n  anel spec --json -o ar32.json");
    command->callback([json, output, &exit_code] {
        std::string text = *json ? assembler::spec_json_text() : assembler::spec_reference_markdown();
        if (!text.ends_with('\n')) text += '\n';
        const Status status = write_output(*output, text);
        exit_code = status ? int{kDone} : report(status.error());
    });
}

}  // namespace anel::cli
