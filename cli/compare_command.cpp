// `anel compare`: one workload in several modes, one table on standard output; progress on standard error.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/commands.hpp"
#include "cli/disk_option.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/translate_options.hpp"
#include "monitor/control/chart_svg.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/compare.hpp"
#include "monitor/control/report.hpp"
#include "monitor/control/report_text.hpp"

namespace anel::cli {

namespace {

struct CompareOptions {
    std::string workload{control::kDefaultWorkload};
    std::string machine, policy, modes, kernel, disk, json, csv, svg;
    std::shared_ptr<control::MonitorOptions> monitor = std::make_shared<control::MonitorOptions>();
    bool require_equivalent = false;
    bool shares = false;
    bool counters = false;
};

/// Two results in one file would leave the later one.
Status check_outputs(const CompareOptions& options) {
    const std::pair<const char*, const std::string&> outputs[] = {{"--json", options.json}, {"--csv", options.csv}, {"--svg", options.svg}};
    for (const auto& [first, first_file] : outputs)
        for (const auto& [second, second_file] : outputs) {
            if (std::string_view(first) == second) break;
            if (!first_file.empty() && first_file == second_file)
                return Error{fmt::format("{} and {} name the same file; give each its own", second, first), ErrorKind::kUsage};
        }
    return {};
}

/// The line under way is rewritten on a terminal; elsewhere only finished modes are said.
class Progress {
public:
    void running(control::Mode mode, Cycles cycles) {
        constexpr Cycles kStep = 20000000;
        if (!terminal_ || cycles / kStep == last_) return;
        last_ = cycles / kStep;
        fmt::print(stderr, "\r{}: {} cycles", name_of(mode), control::grouped(cycles));
    }
    void done(const control::RunResult& run) {
        fmt::print(stderr, "{}{}: {} cycles, {:.2f} s, {:.1f} million instructions a second\n", terminal_ ? "\r\033[K" : "", name_of(run.mode),
                   control::grouped(run.cycles), run.wall_s, run.mips());
    }

private:
    bool terminal_ = ::isatty(STDERR_FILENO) != 0;
    Cycles last_ = 0;
};

/// The table goes to standard output unless another result goes there.
Status write_results(const CompareOptions& options, const control::Comparison& comparison) {
    if (options.json != "-" && options.csv != "-" && options.svg != "-")
        print(control::comparison_table(comparison, {.colour = wants_colour(stdout), .shares = options.shares}));
    if (!options.json.empty())
        if (Status status = write_output(options.json, control::to_json(comparison).dump(2) + "\n"); !status) return status;
    if (!options.csv.empty())
        if (Status status = write_output(options.csv, control::to_csv(comparison)); !status) return status;
    if (!options.svg.empty()) return write_output(options.svg, control::comparison_chart(comparison));
    return {};
}

/// A mode that somebody asks for by name must be possible on this machine. Of all the others, those that are not are left out, and said.
Result<std::vector<control::Mode>> choose_modes(const std::string& names, const machine::MachineConfig& config) {
    const auto modes = names.empty() ? Result(control::built_modes()) : control::find_modes(names);
    if (!modes) return modes.error();
    std::vector<control::Mode> possible;
    for (const control::Mode mode : *modes) {
        const Status status = control::check_mode(config, mode);
        if (status) possible.push_back(mode);
        else if (!names.empty()) return status.error();
        else fmt::print(stderr, "left out: {}\n", status.error().message);
    }
    return possible;
}

int compare_with(const CompareOptions& options) {
    if (Status status = check_outputs(options); !status) return report(status.error());
    const auto workload = control::find_workload(options.workload);
    if (!workload) return report(workload.error());
    auto config = choose_machine(options.machine, options.policy);
    if (!config) return report(config.error());
    const auto modes = choose_modes(options.modes, *config);
    if (!modes) return report(modes.error());
    const auto kernel_path = options.kernel.empty() ? control::bundled_file("anelix.elf") : Result<std::string>(options.kernel);
    if (!kernel_path) return report(kernel_path.error());
    const auto kernel = control::load_kernel(*kernel_path);
    if (!kernel) return report(kernel.error());
    std::optional<machine::ElfImage> monitor;
    if (*modes != std::vector{control::Mode::kNative}) {
        const auto path = control::bundled_file("monitor.elf");
        if (!path) return report(path.error());
        auto image = control::load_monitor(*path);
        if (!image) return report(image.error());
        monitor = std::move(*image);
    }
    const auto disk = choose_disk(options.disk);
    if (!disk) return report(disk.error());

    Progress progress;
    control::CompareRequest request;
    request.config = *config;
    request.workload = *workload;
    request.modes = *modes;
    request.kernel = &*kernel;
    request.monitor = monitor ? &*monitor : nullptr;
    request.monitor_options = *options.monitor;
    request.disk = disk->content;
    request.count_in_detail = options.counters;
    request.stop = catch_interrupts();
    request.on_progress = [&](control::Mode mode, Cycles cycles) { progress.running(mode, cycles); };
    request.on_mode_done = [&](const control::RunResult& run) { progress.done(run); };
    const auto comparison = control::compare(request);
    if (!comparison) return report(comparison.error());
    if (Status status = write_results(options, *comparison); !status) return report(status.error());
    if (comparison->interrupted) return kLimit;
    return options.require_equivalent && !comparison->all_equivalent() ? kJudgedWrong : kDone;
}

}  // namespace

void add_compare_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("compare", "Run one workload in several modes and print what each cost");
    const auto options = std::make_shared<CompareOptions>();
    command->add_option("workload", options->workload, "Its name; anel workloads lists them")->capture_default_str();
    command->add_option("--machine", options->machine, "The machine, a YAML file (- for standard input); default: the bundled default.yaml");
    command->add_option("--policy", options->policy, "strict, popf or legacy, in the place of the machine's policy and overrides");
    command->add_option("--modes", options->modes, "Modes, separated by commas (anel modes lists them); native always comes first; default: all that are built");
    command->add_option("--kernel", options->kernel, "Another operating system's ELF file; default: the bundled Anelix");
    command->add_option("--disk", options->disk, "The disk, a file of 512-byte sectors: every mode gets a copy; none: no disk; default: the bundled one")
        ->type_name("FILE");
    command->add_option("--json", options->json, "Write the result as JSON to this file (-: standard output, in the table's place)");
    command->add_option("--csv", options->csv, "Write the result as CSV to this file (-: standard output, in the table's place)");
    command->add_option("--svg", options->svg, "Draw cycles by activity as stacked bars into this SVG file (-: standard output, in the table's place)");
    add_translate_options(*command, options->monitor);
    command->add_flag("--shares", options->shares, "Print shares of each mode's cycles in the place of cycles");
    command->add_flag("--counters", options->counters,
                      "Count in detail: cycles by reason (the CPI stack) in the table, everything else in --json. The machine computes the same; the runs take several times as long");
    command->add_flag("--require-equivalent", options->require_equivalent, "Exit with 1 if a mode does not agree with native");
    command->footer(
        "A mode that does not agree, or hangs (100 times the native cycles), is a row that says so.\n"
        "Exits: how often the guest came to the monitor; the monitor's instructions count from its guest's first one on.\n"
        "Per operation: what the workload 'boot' takes in the same mode is taken off before dividing.\n"
        "Examples:\n"
        "  anel compare\n"
        "  anel compare --svg mix.svg\n"
        "  anel compare syscall --modes native,full-trap --json -\n"
        "  anel compare pagetable --machine mine.yaml --csv table.csv\n"
        "  anel compare --policy popf --require-equivalent");
    command->callback([options, &exit_code] { exit_code = compare_with(*options); });
}

}  // namespace anel::cli
