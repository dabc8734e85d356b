// `anel bench`: how fast this build simulates on this host. The table on standard output, progress on standard error.
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
#include "monitor/control/bench.hpp"
#include "monitor/control/bench_report.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/qemu.hpp"

namespace anel::cli {

namespace {

struct BenchOptions {
    std::string machine, programs, json;
    unsigned repeat = 3;
    bool no_qemu = false;
    bool boots = true;
    bool seek = true;
    bool in_short = false;
};

/// What a request points to.
struct BenchImages {
    std::optional<control::Kernel> supervisor, kernel;
    std::optional<machine::ElfImage> monitor;
    std::vector<std::uint8_t> disk;
};

Status add_programs(const BenchOptions& options, BenchImages& images, control::BenchRequest& request) {
    std::string all;
    for (const control::BenchProgramRow& row : control::bench_programs()) all += (all.empty() ? "" : ",") + std::string(row.name);
    const auto names = control::find_bench_programs(options.programs.empty() ? all : options.programs);
    if (!names) return names.error();
    for (const std::string& name : *names) {
        auto program = control::load_bench_program(name, options.in_short);
        if (!program) return program.error();
        request.programs.push_back(std::move(*program));
    }
    const auto path = control::bundled_file("bench/supervisor.elf");
    if (!path) return path.error();
    auto supervisor = control::load_kernel(*path);
    if (!supervisor) return supervisor.error();
    images.supervisor = std::move(*supervisor);
    request.supervisor = &*images.supervisor;
    return {};
}

/// Says why not, where there is no qemu.
Status add_qemu(const BenchOptions& options, control::BenchRequest& request, std::string& without) {
    if (options.no_qemu) {
        without = "not asked for";
        return {};
    }
    const auto qemu = control::find_qemu();
    if (!qemu) {
        without = fmt::format("{} is not in PATH; Debian's package is qemu-user", control::kQemu);
        return {};
    }
    const auto nothing = control::load_bench_program("nothing", options.in_short);
    if (!nothing) return nothing.error();
    request.qemu = {*qemu, nothing->path};
    return {};
}

void add_seeks(const BenchOptions& options, control::BenchRequest& request) {
    constexpr Cycles kShortPart = 100;
    request.seek_modes = {control::Mode::kNative, control::Mode::kFullTrap};
    if (options.in_short) request.seek_cycles /= kShortPart;
}

Status add_boots(const BenchOptions& options, control::BenchRequest& request) {
    for (const control::Mode mode : control::built_modes()) {
        const Status status = control::check_mode(request.config, mode);
        if (status) request.modes.push_back(mode);
        else fmt::print(stderr, "left out: {}\n", status.error().message);
    }
    const auto workload = control::find_workload(options.in_short ? control::kBootWorkload : control::kDefaultWorkload);
    if (!workload) return workload.error();
    request.workload = *workload;
    return {};
}

Status add_images(BenchImages& images, control::BenchRequest& request) {
    const auto kernel_path = control::bundled_file("anelix.elf");
    if (!kernel_path) return kernel_path.error();
    auto kernel = control::load_kernel(*kernel_path);
    if (!kernel) return kernel.error();
    const auto monitor_path = control::bundled_file("monitor.elf");
    if (!monitor_path) return monitor_path.error();
    auto monitor = control::load_monitor(*monitor_path);
    if (!monitor) return monitor.error();
    auto disk = choose_disk("");
    if (!disk) return disk.error();
    images.kernel = std::move(*kernel);
    images.monitor = std::move(*monitor);
    images.disk = std::move(disk->content);
    request.kernel = &*images.kernel;
    request.monitor = &*images.monitor;
    request.disk = images.disk;
    return {};
}

int bench_with(const BenchOptions& options) {
    BenchImages images;
    control::BenchRequest request;
    control::BenchCircumstances circumstances;
    const auto config = choose_machine(options.machine, "");
    if (!config) return report(config.error());
    request.config = *config;
    request.repeat = options.repeat;
    if (Status status = add_programs(options, images, request); !status) return report(status.error());
    if (Status status = add_qemu(options, request, circumstances.without_qemu); !status) return report(status.error());
    if (options.boots)
        if (Status status = add_boots(options, request); !status) return report(status.error());
    if (options.seek) add_seeks(options, request);
    if (options.boots || options.seek)
        if (Status status = add_images(images, request); !status) return report(status.error());
    request.stop = catch_interrupts();
    const bool terminal = ::isatty(STDERR_FILENO) != 0;
    request.on_step = [terminal](std::string_view step) { fmt::print(stderr, "{}{}{}", terminal ? "\r\033[K" : "", step, terminal ? "" : "\n"); };

    circumstances.host = control::describe_host();
    circumstances.profile = config->name;
    circumstances.repeat = options.repeat;
    circumstances.in_short = options.in_short;
    const auto result = control::bench(request);
    if (terminal) fmt::print(stderr, "\r\033[K");
    if (!result) return report(result.error());
    if (options.json != "-") print(control::bench_table(*result, circumstances));
    if (!options.json.empty())
        if (Status status = write_output(options.json, control::to_json(*result, circumstances).dump(2) + "\n"); !status) return report(status.error());
    if (result->interrupted) return kLimit;
    for (const std::string& difference : result->differences) fmt::print(stderr, "anel: {}\n", difference);
    return result->differences.empty() ? kDone : kJudgedWrong;
}

}  // namespace

void add_bench_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("bench", "Measure how fast this build simulates on this computer");
    const auto options = std::make_shared<BenchOptions>();
    command->add_option("--machine", options->machine, "The machine, a YAML file (- for standard input); default: the bundled default.yaml");
    std::string programs = "Programs, separated by commas; default: all of them.";
    for (const control::BenchProgramRow& row : control::bench_programs()) programs += fmt::format("\n{}: {}", row.name, row.meaning);
    command->add_option("--programs", options->programs, programs)->type_name("NAMES");
    command->add_option("--repeat", options->repeat, "Rounds; the best of them counts")->check(CLI::Range(1, 1000))->capture_default_str()->type_name("N");
    command->add_option("--json", options->json, "Write the result as JSON to this file (-: standard output, in the table's place)");
    command->add_flag("--no-qemu", options->no_qemu, "Leave qemu out, although it is there");
    command->add_flag("--boots,!--no-boots", options->boots, "Measure Anelix in every mode, too; the default");
    command->add_flag("--seek,!--no-seek", options->seek, "Measure going back in a run of a thousand million cycles, too; the default");
    command->add_flag("--short", options->in_short, "A hundredth of the work: to see that it works, not to measure");
    command->footer(
        "Every program runs in ring 3 with exact timing or without, paged or not, watched or not, and under qemu-riscv32 if that is in PATH.\n"
        "All runs of a program must print the same and take the same instructions; if one does not, that is said, and the exit code is 1.\n"
        "Examples:\n"
        "  anel bench\n"
        "  anel bench --programs sieve,alu --no-boots --no-seek --repeat 5\n"
        "  anel bench --json speed.json\n"
        "  anel bench --short --json - | jq .geometric_mean");
    command->callback([options, &exit_code] { exit_code = bench_with(*options); });
}

}  // namespace anel::cli
