// `anel workloads`: what `anel compare` can run.
#include <fmt/format.h>

#include <string>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "monitor/control/workloads.hpp"

namespace anel::cli {

void add_workloads_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("workloads", "List the workloads of anel compare");
    command->footer("Examples:\n  anel workloads\n  anel workloads | cut -d' ' -f1");
    command->callback([&exit_code] {
        std::string text;
        for (const control::Workload& workload : control::workloads())
            text += fmt::format("{:<10} {}{}\n", workload.name, workload.meaning, workload.name == control::kDefaultWorkload ? " (the default)" : "");
        print(text);
        exit_code = kDone;
    });
}

}  // namespace anel::cli
