// `anel run`: one machine, one mode. Console to standard output, everything else to standard error.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/disk_option.hpp"
#include "cli/escapes.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/translate_options.hpp"
#include "isa/machine/files.hpp"
#include "monitor/control/report.hpp"
#include "monitor/control/report_text.hpp"

namespace anel::cli {

namespace {

/// A run that nobody watches must end; one that somebody types at need not.
constexpr Cycles kUnattendedLimit = 10000000000;

struct RunOptions {
    std::string machine, policy, mode = "native", kernel, disk, append, json, events;
    std::optional<std::string> input;
    std::optional<Cycles> max_cycles;
    std::shared_ptr<control::MonitorOptions> monitor = std::make_shared<control::MonitorOptions>();
    bool guest_exit = false;
    bool quiet = false;
};

Result<std::unique_ptr<control::ConsoleInput>> choose_input(const RunOptions& options) {
    if (!options.input || *options.input == "-") return std::unique_ptr<control::ConsoleInput>(std::make_unique<control::DescriptorInput>(STDIN_FILENO));
    if (!options.input->starts_with('@')) {
        auto text = unescaped(*options.input);
        if (!text) return text.error();
        return std::unique_ptr<control::ConsoleInput>(std::make_unique<control::TextInput>(*text));
    }
    auto text = machine::read_file(options.input->substr(1));
    if (!text) return text.error();
    return std::unique_ptr<control::ConsoleInput>(std::make_unique<control::TextInput>(*text));
}

int exit_code_of(const control::RunResult& run, bool guest_exit) {
    switch (run.ending) {
        case control::Ending::kPoweredOff: return guest_exit && run.guest_exit ? int{*run.guest_exit} : int{kDone};
        case control::Ending::kTripleFault:
        case control::Ending::kStuck:
        case control::Ending::kGivenUp: return kJudgedWrong;
        case control::Ending::kCycleLimit:
        case control::Ending::kInterrupted: return kLimit;
    }
    return kInternal;
}

Status check_outputs(const RunOptions& options) {
    if (!options.json.empty() && options.json == options.events)
        return Error{"--json and --events name the same file; give each its own", ErrorKind::kUsage};
    if (!options.disk.empty() && (options.disk == options.json || options.disk == options.events))
        return Error{fmt::format("{} and --disk name the same file; give each its own", options.disk == options.json ? "--json" : "--events"), ErrorKind::kUsage};
    return {};
}

int run_with(const RunOptions& options) {
    if (Status status = check_outputs(options); !status) return report(status.error());
    const auto mode = control::find_mode(options.mode);
    if (!mode) return report(mode.error());
    auto config = choose_machine(options.machine, options.policy);
    if (!config) return report(config.error());
    auto kernel_path = options.kernel.empty() ? control::bundled_file("anelix.elf") : Result<std::string>(options.kernel);
    if (!kernel_path) return report(kernel_path.error());
    const auto kernel = control::load_kernel(*kernel_path);
    if (!kernel) return report(kernel.error());
    std::optional<machine::ElfImage> monitor;
    if (*mode != control::Mode::kNative) {
        const auto path = control::bundled_file("monitor.elf");
        if (!path) return report(path.error());
        auto image = control::load_monitor(*path);
        if (!image) return report(image.error());
        monitor = std::move(*image);
    }
    const auto disk = choose_disk(options.disk);
    if (!disk) return report(disk.error());
    auto input = choose_input(options);
    if (!input) return report(input.error());
    OutputFile events;
    if (!options.events.empty())
        if (Status status = events.open(options.events); !status) return report(status.error());

    control::RunRequest request;
    request.config = *config;
    request.mode = *mode;
    request.kernel = &*kernel;
    request.monitor = monitor ? &*monitor : nullptr;
    request.cmdline = options.append;
    request.monitor_options = *options.monitor;
    request.disk = disk->content;
    request.input = input->get();
    const bool typed = (!options.input || *options.input == "-") && ::isatty(STDIN_FILENO) != 0;
    request.max_cycles = options.max_cycles.value_or(typed ? 0 : kUnattendedLimit);
    request.stop = catch_interrupts();
    request.on_console = print;
    request.on_log = [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); };
    if (events.is_open()) request.on_event = [&](const cpu::Event& event) { events.write(control::to_json(event).dump() + "\n"); };
    const auto result = control::run(request);
    if (!result) return report(result.error());

    const auto kept = keep_disk(*disk, *result);
    if (!kept) return report(kept.error());
    if (events.is_open())
        if (Status status = events.commit(); !status) return report(status.error());
    if (!options.json.empty())
        if (Status status = write_output(options.json, control::to_json(*result).dump(2) + "\n"); !status) return report(status.error());
    const int code = exit_code_of(*result, options.guest_exit);
    if (!options.quiet) fmt::print(stderr, "{}{}", control::run_summary(*result), *kept);
    else if (result->ending != control::Ending::kPoweredOff) fmt::print(stderr, "anel: {}\n", control::describe_ending(*result));
    return code;
}

}  // namespace

void add_run_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("run", "Run an operating system in one mode; its console is standard output");
    const auto options = std::make_shared<RunOptions>();
    command->add_option("--machine", options->machine, "The machine, a YAML file (- for standard input); default: the bundled default.yaml");
    command->add_option("--policy", options->policy, "strict, popf or legacy, in the place of the machine's policy and overrides");
    command->add_option("--mode", options->mode, "One of " + control::built_mode_names() + "; anel modes says what they are")->capture_default_str();
    command->add_option("--kernel", options->kernel, "The operating system's ELF file (- for standard input); default: the bundled Anelix");
    command->add_option("--disk", options->disk,
                        "The disk, a file of 512-byte sectors; what the guest writes is in it afterwards. none: no disk; default: a copy of the bundled one")
        ->type_name("FILE");
    command->add_option("--append", options->append, "The kernel's command line, such as 'run=primes 100'");
    command->add_option("--input", options->input, "Console input: a text (\\n, \\t, \\r, \\0, \\\\, \\xHH are understood), or @FILE; default: standard input");
    command->add_option("--max-cycles", options->max_cycles, "Stop at this many cycles; default: ten thousand million, none at a terminal")
        ->check(CLI::Range(Cycles{1}, Cycles{1} << 62))
        ->type_name("N");
    command->add_option("--json", options->json, "Write the result as JSON to this file (-: standard output)");
    command->add_option("--events", options->events, "Write every ring crossing, and every mark by which software names what it does, as a line of JSON to this file (-: standard output)");
    add_translate_options(*command, options->monitor);
    command->add_flag("--guest-exit", options->guest_exit, "Exit with the guest's exit code when it powers off");
    command->add_flag("--quiet", options->quiet, "No summary");
    command->footer(
        "Examples:\n"
        "  anel run                                     type at the shell; Ctrl-D ends it, Ctrl-C stops the machine\n"
        "  anel run --input 'hello\\nprimes 100\\n'       lines typed for you\n"
        "  anel run --mode full-trap --append run=hello --json -\n"
        "  anel run --disk my.disk                      what is written to the disk stays in my.disk\n"
        "  anel run --kernel mine.elf --max-cycles 1000000 --events crossings.jsonl");
    command->callback([options, &exit_code] { exit_code = run_with(*options); });
}

}  // namespace anel::cli
