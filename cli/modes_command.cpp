// `anel modes`: the ways to run an operating system, one line each.
#include <fmt/format.h>

#include <string>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "monitor/control/modes.hpp"

namespace anel::cli {

void add_modes_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("modes", "List the modes of anel run and anel compare");
    command->footer("Examples:\n  anel modes\n  anel modes | cut -d' ' -f1");
    command->callback([&exit_code] {
        std::string text;
        for (const control::ModeRow& row : control::mode_rows())
            text += fmt::format("{:<15} {}\n", row.name, row.meaning);
        print(text);
        exit_code = kDone;
    });
}

}  // namespace anel::cli
