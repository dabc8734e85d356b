// `anel lockstep`: one guest in two modes, one of them native, instruction by instruction; the first divergence, if there is one.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/disk_option.hpp"
#include "cli/escapes.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/translate_options.hpp"
#include "isa/machine/files.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/compare.hpp"
#include "monitor/control/debug_setup.hpp"
#include "monitor/control/lockstep/report.hpp"
#include "monitor/control/report_text.hpp"

namespace anel::cli {

namespace {

namespace lockstep = control::lockstep;

struct LockstepOptions {
    std::string mode_a, mode_b, workload{control::kDefaultWorkload};
    std::string machine, policy, kernel, disk, json, language = "en";
    std::optional<std::string> append, input;
    std::optional<Cycles> max_cycles;
    std::uint64_t max_instructions = 0;
    std::shared_ptr<control::MonitorOptions> monitor = std::make_shared<control::MonitorOptions>();
    bool quiet = false;
};

/// Which modes lead, one after the other. Native follows, whatever the order they were named in.
Result<std::vector<control::Mode>> leaders(const LockstepOptions& options, const machine::MachineConfig& config) {
    std::vector<control::Mode> modes;
    for (const std::string& name : {options.mode_a, options.mode_b}) {
        const auto mode = control::find_mode(name);
        if (!mode) return mode.error();
        if (Status status = lockstep::check_mode(*mode); !status) return status.error();
        if (Status status = control::check_mode(config, *mode); !status) return status.error();
        modes.push_back(*mode);
    }
    if (modes[0] == control::Mode::kNative) std::swap(modes[0], modes[1]);
    if (modes[1] == control::Mode::kNative || modes[0] == modes[1]) modes.pop_back();
    return modes;
}

/// The programs whose places can be named: the kernel, and what comes with the bundled one.
Result<debug::Symbols> guest_symbols(const control::Kernel& kernel, bool bundled) {
    debug::Symbols symbols;
    auto program = control::kernel_symbols(kernel);
    if (!program) return program.error();
    symbols.add(std::move(*program));
    if (!bundled) return symbols;
    for (const std::string& path : control::bundled_programs()) {
        const auto file = machine::read_file(path);
        if (!file) return file.error();
        const std::size_t slash = path.rfind('/') + 1;
        auto user = debug::read_program(machine::bytes_of(*file), path, path.substr(slash, path.rfind('.') - slash), {}, debug::Presence::kByMemory);
        if (!user) return user.error();
        symbols.add(std::move(*user));
    }
    return symbols;
}

/// What the guest is made to do.
struct Session {
    std::string name;     ///< of the workload; empty: there is none
    std::string cmdline;
    std::string typed;
    std::string written_input;  ///< that, as `--input` takes it
};

Result<Session> choose_session(const LockstepOptions& options) {
    if (!options.append && options.input) return Error{"--input goes with --append: a workload brings its own input", ErrorKind::kUsage};
    if (options.append) {
        const auto typed = unescaped(options.input.value_or(""));
        if (!typed) return typed.error();
        return Session{"", *options.append, *typed, options.input.value_or("")};
    }
    const auto workload = control::find_workload(options.workload);
    if (!workload) return workload.error();
    std::string written;
    for (const char c : workload->input) written += c == '\n' ? std::string("\\n") : std::string(1, c);
    return Session{std::string(workload->name), std::string(workload->cmdline), std::string(workload->input), written};
}

/// What makes `anel debug` run the same. Nothing where that has no option for it.
std::string debug_options(const LockstepOptions& options, const Session& session) {
    if (options.monitor->translate_user || !options.monitor->adapt || options.machine == "-" || options.kernel == "-") return {};
    std::string text;
    const std::pair<const char*, const std::string&> passed_on[] = {{"machine", options.machine}, {"policy", options.policy}, {"kernel", options.kernel}, {"disk", options.disk}};
    for (const auto& [name, value] : passed_on)
        if (!value.empty()) text += fmt::format("--{} {} ", name, value);
    return text + fmt::format("--append '{}' --input '{}'", session.cmdline, session.written_input);
}

int exit_code_of(const lockstep::Outcome& outcome) {
    switch (outcome.ending) {
        case lockstep::Ending::kEnded: return kDone;
        case lockstep::Ending::kDiverged:
        case lockstep::Ending::kNoGuest: return kJudgedWrong;
        case lockstep::Ending::kLimit:
        case lockstep::Ending::kInterrupted: break;
    }
    return kLimit;
}

void show_progress(std::uint64_t instructions) {
    if (::isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r{} instructions", control::grouped(instructions));
}

int lockstep_with(const LockstepOptions& options) {
    const auto language = choose_language(options.language);
    if (!language) return report(language.error());
    const auto session = choose_session(options);
    if (!session) return report(session.error());
    const auto config = choose_machine(options.machine, options.policy);
    if (!config) return report(config.error());
    const auto modes = leaders(options, *config);
    if (!modes) return report(modes.error());
    const auto kernel_path = options.kernel.empty() ? control::bundled_file("anelix.elf") : Result<std::string>(options.kernel);
    if (!kernel_path) return report(kernel_path.error());
    const auto kernel = control::load_kernel(*kernel_path);
    if (!kernel) return report(kernel.error());
    const auto monitor_path = control::bundled_file("monitor.elf");
    if (!monitor_path) return report(monitor_path.error());
    const auto monitor = control::load_monitor(*monitor_path);
    if (!monitor) return report(monitor.error());
    const auto disk = choose_disk(options.disk);
    if (!disk) return report(disk.error());
    const auto symbols = guest_symbols(*kernel, options.kernel.empty());
    if (!symbols) return report(symbols.error());

    lockstep::Request request;
    request.run.config = *config;
    request.run.kernel = &*kernel;
    request.run.monitor = &*monitor;
    request.run.cmdline = session->cmdline;
    request.run.monitor_options = *options.monitor;
    request.run.disk = disk->content;
    request.run.max_cycles = options.max_cycles.value_or(control::kNativeLimit);
    request.run.stop = catch_interrupts();
    request.typed = session->typed;
    request.max_instructions = options.max_instructions;
    request.symbols = &*symbols;
    if (!options.quiet) {
        request.on_progress = show_progress;
        request.on_looking_again = [] { fmt::print(stderr, "They diverge; once more to that place, to look at it closely.\n"); };
    }
    const lockstep::Subject subject{session->name, session->cmdline, config->name, control::policy_name(*config), debug_options(options, *session)};
    if (modes->size() == 2 && !options.quiet) fmt::print(stderr, "Neither mode is native: each is held against native, one after the other.\n");

    int code = kDone;
    std::string text;
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const control::Mode mode : *modes) {
        request.run.mode = mode;
        const auto outcome = lockstep::run_lockstep(request);
        if (!outcome) return report(outcome.error());
        if (!options.quiet) {
            if (::isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r\033[K");
            fmt::print(stderr, "{}: {:.2f} s, {:.1f} million instructions of the guest a second\n", control::name_of(mode), outcome->wall_s,
                       outcome->wall_s > 0 ? static_cast<double>(outcome->counts.instructions) / outcome->wall_s / 1e6 : 0);
        }
        if (!text.empty()) text += "\n";
        text += lockstep::to_text(*outcome, subject, *language);
        all.push_back(lockstep::to_json(*outcome, subject));
        code = std::max(code, exit_code_of(*outcome));
        if (outcome->ending == lockstep::Ending::kDiverged) code = kJudgedWrong;
        if (outcome->ending == lockstep::Ending::kInterrupted) break;
    }
    if (!options.json.empty())
        if (Status status = write_output(options.json, all.dump(2) + "\n"); !status) return report(status.error());
    if (options.json != "-" && (!options.quiet || code != kDone)) print(text);
    return code;
}

}  // namespace

void add_lockstep_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("lockstep", "Run one guest in a mode and on the bare machine, instruction by instruction; print the first divergence");
    const auto options = std::make_shared<LockstepOptions>();
    command->add_option("mode_a", options->mode_a, "A mode; anel modes lists them. The one that is not native leads")->required();
    command->add_option("mode_b", options->mode_b, "The other one. If neither is native, each is held against native")->required();
    CLI::Option* const workload = command->add_option("workload", options->workload, "Its name; anel workloads lists them")->capture_default_str();
    command->add_option("--append", options->append, "The kernel's command line, such as 'run=primes 100', in a workload's place")->excludes(workload);
    command->add_option("--input", options->input, "With --append: console input, a text (\\n, \\t, \\r, \\0, \\\\, \\xHH are understood)");
    command->add_option("--machine", options->machine, "The machine, a YAML file (- for standard input); default: the bundled default.yaml");
    command->add_option("--policy", options->policy, "strict, popf or legacy, in the place of the machine's policy and overrides");
    command->add_option("--kernel", options->kernel, "Another operating system's ELF file; default: the bundled Anelix");
    command->add_option("--disk", options->disk, "The disk, a file of 512-byte sectors, which stays as it is; none: no disk; default: the bundled one")->type_name("FILE");
    command->add_option("--max-cycles", options->max_cycles, "Stop at this many cycles of the leader; default: ten thousand million")
        ->check(CLI::Range(Cycles{1}, Cycles{1} << 62))
        ->type_name("N");
    command->add_option("--max-instructions", options->max_instructions, "Stop after this many instructions of the guest; default: no limit")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 62))
        ->type_name("N");
    add_translate_options(*command, options->monitor);
    command->add_option("--json", options->json, "Write the result as JSON to this file (-: standard output, in the text's place)");
    command->add_option("--lang", options->language, "Language in which the last trap is explained: en or pt-BR")->capture_default_str();
    command->add_flag("--quiet", options->quiet, "Say nothing unless they diverge");
    command->footer(
        "The mode that is not native leads. The bare machine follows, and gets every interrupt, time read and device's answer of the leader at the same\n"
        "instruction of the guest. After each one registers, trap banks and what was stored must be the same. The exit code is 1 where they are not.\n"
        "Examples:\n"
        "  anel lockstep native full-trap\n"
        "  anel lockstep full-translate native --translate all\n"
        "  anel lockstep native assist pio\n"
        "  anel lockstep native full-trap boot --policy popf       trap-and-emulate goes wrong, and where");
    command->callback([options, &exit_code] { exit_code = lockstep_with(*options); });
}

}  // namespace anel::cli
