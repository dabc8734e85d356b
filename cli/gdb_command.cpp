// `anel gdb`: a machine that waits for gdb. Standard output is gdb's with --stdio and unused otherwise; all that is for people goes to standard error.
#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/disk_option.hpp"
#include "cli/escapes.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "isa/debug/gdb/listener.hpp"
#include "isa/debug/gdb/serve.hpp"
#include "isa/machine/files.hpp"
#include "monitor/control/boot.hpp"

namespace anel::cli {

namespace {

constexpr std::uint16_t kUsualPort = 1234;

struct GdbOptions {
    std::string machine, policy, mode = "native", kernel, disk, append, input, listen = "127.0.0.1";
    std::vector<std::string> symbols;
    std::uint16_t port = kUsualPort;
    bool stdio = false;
    bool stay = false;
    bool quiet = false;
};

/// Where symbols are, as gdb takes them.
struct Symbols {
    std::string kernel;
    std::string monitor;  ///< empty: there is none
    std::vector<std::string> more;
};

std::string absolute(const std::string& path) { return std::filesystem::absolute(path).lexically_normal().string(); }

void advise(const Symbols& symbols, const std::string& connect) {
    fmt::print(stderr, "In gdb-multiarch:\n  file {}\n", symbols.kernel);
    if (!symbols.monitor.empty()) fmt::print(stderr, "  add-symbol-file {} -o 0x{:08x}\n", symbols.monitor, spec::kWindowBase);
    for (const std::string& file : symbols.more) fmt::print(stderr, "  add-symbol-file {}\n", file);
    if (!connect.empty()) fmt::print(stderr, "  {}\n", connect);
    fmt::print(stderr, "then: break, continue, stepi, reverse-stepi, reverse-continue, watch, info registers system, monitor help\n");
}

/// The addresses of a program that can be moved count from 0.
void add_parts(std::vector<gdb::LoadedPart>& parts, const machine::ElfImage& image, std::uint32_t linked_from, std::uint32_t loaded_from) {
    for (const machine::ElfSegment& segment : image.segments)
        parts.push_back({linked_from + segment.vaddr, loaded_from + segment.paddr, segment.memory_bytes});
}

Result<std::string> input_text(const std::string& option) {
    return option.starts_with('@') ? machine::read_file(option.substr(1)) : unescaped(option);
}

int converse(gdb::Stub& stub, const GdbOptions& options, gdb::Listener& listener, const Symbols& symbols) {
    const std::atomic<bool>* const stop = catch_interrupts();
    if (options.stdio) {
        if (!options.quiet) advise(symbols, "");
        // gdb may leave without a word.
        std::signal(SIGPIPE, SIG_IGN);
        gdb::serve(stub, STDIN_FILENO, STDOUT_FILENO, stop);
        return kDone;
    }
    const std::string host = options.listen.find(':') != std::string::npos ? "[" + options.listen + "]" : options.listen;
    if (!options.quiet) advise(symbols, fmt::format("target remote {}:{}", host, listener.port()));
    if (!listener.loopback()) fmt::print(stderr, "anel: whoever can reach {} may look at this machine and change it\n", options.listen);
    fmt::print(stderr, "anel: waiting for gdb at {}:{}\n", host, listener.port());
    do {
        const int client = listener.accept(stop);
        if (client < 0) break;
        stub.start_over();
        const gdb::Parting parting = gdb::serve(stub, client, client, stop);
        ::close(client);
        if (!options.quiet)
            fmt::print(stderr, "anel: gdb {}\n", parting == gdb::Parting::kLeave ? "has taken its leave" : parting == gdb::Parting::kGone ? "is gone" : "is left");
    } while (options.stay && !stop->load());
    return kDone;
}

int gdb_with(const GdbOptions& options) {
    const auto mode = control::find_mode(options.mode);
    if (!mode) return report(mode.error());
    const auto config = choose_machine(options.machine, options.policy);
    if (!config) return report(config.error());
    const auto kernel_path = options.kernel.empty() ? control::bundled_file("anelix.elf") : Result<std::string>(options.kernel);
    if (!kernel_path) return report(kernel_path.error());
    const auto kernel = control::load_kernel(*kernel_path);
    if (!kernel) return report(kernel.error());
    Symbols symbols{absolute(*kernel_path), {}, {}};
    std::optional<machine::ElfImage> monitor;
    if (*mode != control::Mode::kNative) {
        const auto path = control::bundled_file("monitor.elf");
        if (!path) return report(path.error());
        auto image = control::load_monitor(*path);
        if (!image) return report(image.error());
        monitor = std::move(*image);
        symbols.monitor = absolute(*path);
    }
    for (const std::string& file : options.symbols) {
        const auto image = control::load_kernel(file);
        if (!image) return report(image.error());
        symbols.more.push_back(absolute(file));
    }
    const auto disk = choose_disk(options.disk);
    if (!disk) return report(disk.error());
    const auto input = input_text(options.input);
    if (!input) return report(input.error());

    machine::Machine machine(*config, control::real_ram_bytes(*config, *mode));
    if (Status status = control::boot(machine, *config, *mode, *kernel, monitor ? &*monitor : nullptr, options.append); !status) return report(status.error());
    machine.devices().insert_disk({disk->content.begin(), disk->content.end()});
    gdb::Listener listener;
    if (!options.stdio)
        if (Status status = listener.open(options.listen, options.port); !status) return report(status.error());
    machine::History history(machine);
    history.type(*input);
    history.end_input();
    std::vector<gdb::LoadedPart> parts;
    add_parts(parts, kernel->elf, 0, 0);
    if (monitor) add_parts(parts, *monitor, spec::kWindowBase, config->ram_bytes);
    gdb::Stub stub(history, std::move(parts));
    return converse(stub, options, listener, symbols);
}

}  // namespace

void add_gdb_command(CLI::App& app, int& exit_code) {
    CLI::App* const command = app.add_subcommand("gdb", "Boot a machine that gdb-multiarch drives, forward and backward");
    const auto options = std::make_shared<GdbOptions>();
    command->add_option("--machine", options->machine, "The machine, a YAML file (- for standard input); default: the bundled default.yaml");
    command->add_option("--policy", options->policy, "strict, popf or legacy, in the place of the machine's policy and overrides");
    command->add_option("--mode", options->mode, "One of " + control::built_mode_names() + "; anel modes says what they are")->capture_default_str();
    command->add_option("--kernel", options->kernel, "The operating system's ELF file; default: the bundled Anelix");
    command->add_option("--disk", options->disk, "The disk, a file of 512-byte sectors, which is read and never written. none: no disk; default: the bundled one")->type_name("FILE");
    command->add_option("--append", options->append, "The kernel's command line, such as 'run=primes 100'");
    command->add_option("--input", options->input, "Console input, there from the beginning: a text (\\n, \\t, \\xHH, … are understood), or @FILE; default: none");
    command->add_option("--symbols", options->symbols, "An ELF file (of a program that the machine runs) that gdb is to be told of as well; may be given again")->type_name("FILE");
    CLI::Option* const port = command->add_option("--port", options->port, "The TCP port to wait at; 0: any that is free")->capture_default_str();
    CLI::Option* const listen = command->add_option("--listen", options->listen, "The address to wait at, in digits; whoever can reach it drives the machine")->capture_default_str();
    CLI::Option* const stay = command->add_flag("--stay", options->stay, "Wait for the next client when one leaves; the machine stays as it is in between");
    command->add_flag("--stdio", options->stdio, "Talk over standard input and output, for gdb's: target remote | anel gdb --stdio")->excludes(port, listen, stay);
    command->add_flag("--quiet", options->quiet, "Do not say what to type in gdb");
    command->footer(
        "Examples:\n"
        "  anel gdb --mode full-trap --append run=hello          then, elsewhere, what it says\n"
        "  gdb-multiarch -ex 'target remote | anel gdb --stdio' share/anel/anelix.elf\n"
        "course-notes/en/gdb.md shows a session.");
    command->callback([options, &exit_code] { exit_code = gdb_with(*options); });
}

}  // namespace anel::cli
