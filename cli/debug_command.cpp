// `anel debug`: a machine with a debugger at a terminal, from a script, or from standard input. What the guest prints comes with a bar before it.
// Not here: the debugger (isa/debug).
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/disk_option.hpp"
#include "cli/escapes.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "isa/machine/files.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/debug_setup.hpp"
#include "monitor/control/trap_facts.hpp"

namespace anel::cli {

namespace {

constexpr char kPrompt[] = "(anel) ";
constexpr const char* kStandardInput = "-";

struct DebugOptions {
    std::string machine, policy, mode = "native", kernel, disk, append, script, language = "en";
    std::optional<std::string> input, commands;
};

/// Everything that a debugger is made of, in the order in which it is needed.
struct Setup {
    machine::MachineConfig config;
    control::Mode mode = control::Mode::kNative;
    control::Kernel kernel;
    std::optional<machine::ElfImage> monitor;
    std::unique_ptr<machine::Machine> machine;
    std::unique_ptr<machine::History> history;
    std::unique_ptr<debug::Debugger> debugger;
};

Status load_monitor(Setup& setup, std::vector<debug::Program>& programs) {
    const auto path = control::bundled_file("monitor.elf");
    if (!path) return path.error();
    auto image = control::load_monitor(*path);
    if (!image) return image.error();
    setup.monitor = std::move(*image);
    const auto file = machine::read_file(*path);
    if (!file) return file.error();
    auto symbols = control::monitor_symbols(*file, *path, setup.config);
    if (!symbols) return symbols.error();
    programs.push_back(std::move(*symbols));
    return {};
}

Status type_input(machine::History& history, const std::string& option) {
    auto text = option.starts_with('@') ? machine::read_file(option.substr(1)) : unescaped(option);
    if (!text) return text.error();
    history.type(*text);
    history.end_input();
    return {};
}

Result<std::unique_ptr<Setup>> set_up(const DebugOptions& options) {
    auto setup = std::make_unique<Setup>();
    const auto language = choose_language(options.language);
    if (!language) return language.error();
    const auto mode = control::find_mode(options.mode);
    if (!mode) return mode.error();
    setup->mode = *mode;
    auto config = choose_machine(options.machine, options.policy);
    if (!config) return config.error();
    setup->config = std::move(*config);
    const auto path = options.kernel.empty() ? control::bundled_file("anelix.elf") : Result<std::string>(options.kernel);
    if (!path) return path.error();
    auto kernel = control::load_kernel(*path);
    if (!kernel) return kernel.error();
    setup->kernel = std::move(*kernel);
    std::vector<debug::Program> programs;
    auto kernel_program = control::kernel_symbols(setup->kernel);
    if (!kernel_program) return kernel_program.error();
    programs.push_back(std::move(*kernel_program));
    if (setup->mode != control::Mode::kNative)
        if (Status status = load_monitor(*setup, programs); !status) return status.error();
    auto disk = choose_disk(options.disk);
    if (!disk) return disk.error();

    setup->machine = std::make_unique<machine::Machine>(setup->config, control::real_ram_bytes(setup->config, setup->mode));
    const machine::ElfImage* const monitor = setup->monitor ? &*setup->monitor : nullptr;
    if (Status status = control::boot(*setup->machine, setup->config, setup->mode, setup->kernel, monitor, options.append); !status) return status.error();
    if (!disk->content.empty()) setup->machine->devices().insert_disk(std::move(disk->content));
    setup->history = std::make_unique<machine::History>(*setup->machine);
    if (options.input)
        if (Status status = type_input(*setup->history, *options.input); !status) return status.error();

    debug::DebuggerOptions with;
    with.read_file = [](const std::string& file) { return machine::read_file(file); };
    with.read_source = control::read_source_file;
    if (monitor != nullptr)
        with.guest = [&config = setup->config, chosen = setup->mode, monitor](const machine::Machine& machine) { return control::guest_of(machine, config, chosen, *monitor); };
    with.explain = [&config = setup->config, language = *language](const machine::Machine& machine, const cpu::Event& event) {
        return control::explain_trap(machine, config, event, language);
    };
    with.stop = catch_interrupts();
    with.has_assist = setup->config.assist.present;
    setup->debugger = std::make_unique<debug::Debugger>(*setup->history, std::move(with));
    for (debug::Program& program : programs) setup->debugger->symbols().add(std::move(program));
    if (options.kernel.empty())
        for (const std::string& program : control::bundled_programs()) setup->debugger->run("symbols " + program);
    return setup;
}

/// The guest's words, each line with a bar before it.
std::string set_apart(std::string_view text, std::string_view bar) {
    std::string result;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        result += fmt::format("{}{}\n", bar, text.substr(begin, end - begin));
        begin = end + 1;
    }
    return result;
}

void show(debug::Debugger& debugger, const debug::Reply& reply) {
    print(set_apart(debugger.new_console(), "| ") + set_apart(debugger.new_log(), "log| ") + (reply.ok ? reply.text : ""));
}

/// A script ends at the first command that fails. True: it went on to its end, or to `quit`.
bool run_lines(debug::Debugger& debugger, std::string_view lines, char end_of_line, const std::string& name) {
    for (std::size_t number = 1; !lines.empty(); ++number) {
        const std::size_t end = std::min(lines.find(end_of_line), lines.size());
        const debug::Reply reply = debugger.run(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
        show(debugger, reply);
        if (!reply.ok) {
            fmt::print(stderr, "anel: {}:{}: {}\n", name, number, reply.text);
            return false;
        }
        if (reply.quit) return true;
    }
    return true;
}

/// A line from the terminal, without its end; nothing at the end of input. An interrupted one is empty.
std::optional<std::string> ask_for_line() {
    print(kPrompt);
    std::string line;
    for (char c = 0;;) {
        const ssize_t got = ::read(STDIN_FILENO, &c, 1);
        if (got == 1 && c != '\n') {
            line += c;
            continue;
        }
        if (got == 1) return line;
        if (got < 0 && errno == EINTR) {
            forget_interrupt();
            print("\n");
            return std::string();
        }
        print("\n");
        return std::nullopt;
    }
}

void talk(debug::Debugger& debugger) {
    print("Type help for the commands, quit or Ctrl-D to leave; Ctrl-C stops what runs.\n" + debugger.here());
    std::string last;
    while (auto line = ask_for_line()) {
        if (line->empty()) line = debug::Debugger::repeats(last) ? last : "";
        else last = *line;
        const debug::Reply reply = debugger.run(*line);
        forget_interrupt();
        show(debugger, reply);
        if (!reply.ok) print(reply.text + "\n");
        if (reply.quit) return;
    }
}

int debug_with(const DebugOptions& options) {
    const bool takes_input = options.script == kStandardInput || (options.script.empty() && !options.commands);
    for (const auto& [file, name] : {std::pair(&options.machine, "--machine"), std::pair(&options.kernel, "--kernel")})
        if (*file == kStandardInput && takes_input)
            return report({fmt::format("{} cannot come from standard input, where the commands come from; name a file", name), ErrorKind::kUsage});
    const auto setup = set_up(options);
    if (!setup) return report(setup.error());
    debug::Debugger& debugger = *(*setup)->debugger;
    if (options.commands && !run_lines(debugger, *options.commands, ';', "--command")) return kJudgedWrong;
    if (takes_input && ::isatty(STDIN_FILENO) != 0) {
        talk(debugger);
        return kDone;
    }
    if (!takes_input && options.script.empty()) return kDone;
    const std::string name = takes_input ? "standard input" : options.script;
    const auto script = machine::read_file(takes_input ? kStandardInput : options.script);
    if (!script) return report(script.error());
    return run_lines(debugger, *script, '\n', name) ? kDone : kJudgedWrong;
}

}  // namespace

void add_debug_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("debug", "Debug an operating system, its programs and its monitor, forwards and backwards");
    const auto options = std::make_shared<DebugOptions>();
    command->add_option("script", options->script, "A file of commands, a line each (- for standard input); it ends at the first one that fails, with exit code 1");
    command->add_option("--command", options->commands, "Commands before the script's, separated by semicolons; without a script nothing else is read");
    command->add_option("--machine", options->machine, "The machine, a YAML file; default: the bundled default.yaml");
    command->add_option("--policy", options->policy, "strict, popf or legacy, in the place of the machine's policy and overrides");
    command->add_option("--mode", options->mode, "One of " + control::built_mode_names() + "; anel modes says what they are")->capture_default_str();
    command->add_option("--kernel", options->kernel, "The operating system's ELF file; default: the bundled Anelix");
    command->add_option("--disk", options->disk, "The disk, a file of 512-byte sectors, which stays as it is; none: no disk; default: the bundled one")->type_name("FILE");
    command->add_option("--append", options->append, "The kernel's command line, such as 'run=primes 100'");
    command->add_option("--lang", options->language, "Language in which traps are explained: en or pt-BR")->capture_default_str();
    command->add_option("--input", options->input, "Console input: a text (\\n, \\t, \\r, \\0, \\\\, \\xHH are understood), or @FILE, there from the first cycle; default: what `type` types");
    command->footer(
        "Examples:\n"
        "  anel debug --mode full-trap                  stops before the first instruction; help lists the commands\n"
        "  anel debug --append run=hello --command 'break hello:main; continue; where; walk sp'\n"
        "  printf 'trap ecall\\nback\\nregs\\n' | anel debug --append run=hello");
    command->callback([options, &exit_code] { exit_code = debug_with(*options); });
}

}  // namespace anel::cli
