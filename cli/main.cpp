// The `anel` command: puts the subcommands together and turns what went wrong on the command line into one message and exit code 2.
// Not here: any work (one file per subcommand).
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <exception>
#include <new>
#include <vector>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/version.hpp"
#include "isa/base/nearest.hpp"
#include "isa/machine/yaml_config.hpp"
#include "monitor/control/images.hpp"

namespace anel::cli {

Result<machine::MachineConfig> choose_machine(const std::string& path, const std::string& policy) {
    std::string file = path;
    if (file.empty()) {
        const auto bundled = control::bundled_file("profiles/default.yaml");
        if (!bundled) return bundled.error();
        file = *bundled;
    }
    auto config = machine::load_config(file);
    if (config && !policy.empty()) {
        const auto chosen = machine::find_policy(policy);
        if (!chosen) return chosen.error();
        machine::replace_policy(*config, *chosen);
    }
    return config;
}

Result<explain::Language> choose_language(const std::string& tag) {
    const auto language = explain::find_language(tag);
    if (!language) return Error{fmt::format("--lang {}: no such language; there are {}", tag, fmt::join(explain::kLanguageTags, " and ")), ErrorKind::kUsage};
    return *language;
}

namespace {

/// The subcommand that was chosen, or the part of it; `words` becomes what the command line calls it by.
const CLI::App& innermost(const CLI::App& app, std::vector<std::string>* words = nullptr) {
    const CLI::App* chosen = &app;
    while (!chosen->get_subcommands().empty()) {
        chosen = chosen->get_subcommands().front();
        if (words != nullptr) words->push_back(chosen->get_name());
    }
    return *chosen;
}

/// CLI11 says that a word was not expected; which one was meant is said here.
int refuse(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
    std::string message = error.what();
    while (!message.empty() && (message.back() == '\n' || message.back() == '.')) message.pop_back();
    std::vector<std::string> chosen;
    const CLI::App& at = innermost(app, &chosen);
    const int next = static_cast<int>(chosen.size()) + 1;
    std::vector<std::string> names;
    for (const CLI::App* command : at.get_subcommands({})) names.push_back(command->get_name());
    const std::string which = chosen.empty() ? "" : fmt::format(" {}", fmt::join(chosen, " "));
    if (!names.empty() && argc > next && argv[next][0] != '-') {
        const std::string guess = did_you_mean(argv[next], names);
        message = fmt::format("unknown command '{}'{} Commands: {}", argv[next], guess.empty() ? "." : guess, comma_list(names));
    } else if (!names.empty() && argc == next) {
        message = fmt::format("a command is missing. Commands: {}", comma_list(names));
    }
    fmt::print(stderr, "anel: {}. See anel{} --help\n", message, which);
    return kUsage;
}

int main_of(int argc, char** argv) {
    CLI::App app{"anel: a machine with rings, an operating system on it, and a monitor under it: what virtualization costs"};
    app.name("anel");
    app.set_version_flag("--version", fmt::format("anel {}", kVersion));
    app.require_subcommand(1);
    app.footer(
        "Examples:\n"
        "  anel run                              boot Anelix and type at its shell\n"
        "  anel run --mode full-trap --input 'hello\\n'\n"
        "  anel compare                          one workload, bare and under the monitor, one table\n"
        "  anel compare syscall --policy popf    see trap-and-emulate fail\n"
        "Exit codes: 0 done, 1 judged wrong, 2 usage, 3 bad input, 4 a limit was reached, 5 internal error.");
    int exit_code = kDone;
    add_run_command(app, exit_code);
    add_replay_command(app, exit_code);
    add_compare_command(app, exit_code);
    add_lockstep_command(app, exit_code);
    add_classify_command(app, exit_code);
    add_debug_command(app, exit_code);
    add_gdb_command(app, exit_code);
    add_gui_command(app, exit_code);
    add_workloads_command(app, exit_code);
    add_modes_command(app, exit_code);
    add_bench_command(app, exit_code);
    add_lab_command(app, exit_code);
    add_grade_command(app, exit_code);
    add_lua_command(app, exit_code);
    add_asm_command(app, exit_code);
    add_dis_command(app, exit_code);
    add_spec_command(app, exit_code);
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        print(innermost(app).help());
    } catch (const CLI::CallForVersion& version) {
        print(fmt::format("{}\n", version.what()));
    } catch (const CLI::ParseError& error) {
        return refuse(app, error, argc, argv);
    }
    return exit_code;
}

}  // namespace

}  // namespace anel::cli

int main(int argc, char** argv) {
    try {
        return anel::cli::main_of(argc, argv);
    } catch (const std::bad_alloc&) {
        std::fputs("anel: not enough memory on this computer; give the machine less (memory.ram_mib)\n", stderr);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "anel: internal error: %s\n", error.what());
    }
    return anel::cli::kInternal;
}
