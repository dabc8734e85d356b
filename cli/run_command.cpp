// `anel run`: one machine, one mode. Console to standard output, everything else to standard error.
#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <string_view>

#include "cli/commands.hpp"
#include "cli/disk_option.hpp"
#include "cli/escapes.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/translate_options.hpp"
#include "cli/version.hpp"
#include "cli/watch_options.hpp"
#include "isa/machine/files.hpp"
#include "isa/machine/recording_file.hpp"
#include "monitor/control/recorded_run.hpp"
#include "monitor/control/report_text.hpp"

namespace anel::cli {

namespace {

/// A run that nobody watches must end; one that somebody types at need not.
constexpr Cycles kUnattendedLimit = 10000000000;

struct RunOptions {
    std::string machine, policy, mode = "native", kernel, disk, append, record;
    std::optional<std::string> input;
    std::optional<Cycles> max_cycles;
    std::shared_ptr<control::MonitorOptions> monitor = std::make_shared<control::MonitorOptions>();
    std::shared_ptr<WatchOptions> watch;
    bool guest_exit = false;
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

/// The same run, kept in a file as well.
Result<control::RunResult> run_recorded(const control::RunRequest& request, std::string_view monitor_file, OutputFile& file) {
    auto recorded = control::record(request, monitor_file, fmt::format("anel {}", kVersion));
    if (!recorded) return recorded.error();
    const auto bytes = machine::to_file(recorded->recording);
    if (!bytes) return bytes.error();
    file.write(*bytes);
    if (Status status = file.commit(); !status) return status.error();
    return std::move(recorded->result);
}

int run_with(const RunOptions& options) {
    if (options.record == "-") return report({"--record: a recording cannot go to standard output, where the console is; name a file", ErrorKind::kUsage});
    Watch watch(*options.watch);
    if (Status status = watch.open({{"--disk", options.disk}, {"--record", options.record}}); !status) return report(status.error());
    const auto mode = control::find_mode(options.mode);
    if (!mode) return report(mode.error());
    auto config = choose_machine(options.machine, options.policy);
    if (!config) return report(config.error());
    auto kernel_path = options.kernel.empty() ? control::bundled_file("anelix.elf") : Result<std::string>(options.kernel);
    if (!kernel_path) return report(kernel_path.error());
    const auto kernel = control::load_kernel(*kernel_path);
    if (!kernel) return report(kernel.error());
    std::optional<control::Kernel> monitor;
    if (*mode != control::Mode::kNative) {
        const auto path = control::bundled_file("monitor.elf");
        if (!path) return report(path.error());
        auto image = control::load_monitor_file(*path);
        if (!image) return report(image.error());
        monitor = std::move(*image);
    }
    const auto disk = choose_disk(options.disk);
    if (!disk) return report(disk.error());
    auto input = choose_input(options);
    if (!input) return report(input.error());
    OutputFile recording;
    if (!options.record.empty())
        if (Status status = recording.open(options.record); !status) return report(status.error());

    control::RunRequest request;
    request.config = *config;
    request.mode = *mode;
    request.kernel = &*kernel;
    request.monitor = monitor ? &monitor->elf : nullptr;
    request.cmdline = options.append;
    request.monitor_options = *options.monitor;
    request.disk = disk->content;
    request.input = input->get();
    const bool typed = (!options.input || *options.input == "-") && ::isatty(STDIN_FILENO) != 0;
    request.max_cycles = options.max_cycles.value_or(typed ? 0 : kUnattendedLimit);
    request.stop = catch_interrupts();
    watch.attach(request);
    const auto result = recording.is_open() ? run_recorded(request, monitor ? monitor->file : "", recording) : control::run(request);
    if (!result) return report(result.error());

    const auto kept = keep_disk(*disk, *result);
    if (!kept) return report(kept.error());
    if (Status status = watch.commit(*result); !status) return report(status.error());
    const int code = exit_code_of(*result, options.guest_exit);
    if (!options.watch->quiet) fmt::print(stderr, "{}{}{}", control::run_summary(*result), *kept, counters_text(*result));
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
    command->add_option("--record", options->record, "Keep the run in this file: anel replay makes it again, to the cycle")->type_name("FILE");
    add_translate_options(*command, options->monitor);
    options->watch = add_watch_options(*command);
    command->add_flag("--guest-exit", options->guest_exit, "Exit with the guest's exit code when it powers off");
    command->footer(
        "Examples:\n"
        "  anel run                                     type at the shell; Ctrl-D ends it, Ctrl-C stops the machine\n"
        "  anel run --input 'hello\\nprimes 100\\n'       lines typed for you\n"
        "  anel run --mode full-trap --append run=hello --json -\n"
        "  anel run --record session.anel               keep it, for anel replay\n"
        "  anel run --disk my.disk                      what is written to the disk stays in my.disk\n"
        "  anel run --explain traps.txt --lang pt-BR    what each trap was about, in Portuguese\n"
        "  anel run --mode assist --append run=hello --trace boot.json     then open boot.json in ui.perfetto.dev\n"
        "  anel run --counters --append 'run=primes 100'                   where the cycles of an instruction go\n"
        "  anel run --kernel mine.elf --max-cycles 1000000 --events crossings.jsonl");
    command->callback([options, &exit_code] { exit_code = run_with(*options); });
}

}  // namespace anel::cli
