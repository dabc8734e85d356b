#include "gui/session/computer.hpp"

#include "isa/asm/assemble.hpp"
#include "isa/debug/commands.hpp"
#include "isa/machine/files.hpp"
#include "isa/machine/yaml_config.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/debug_setup.hpp"
#include "monitor/control/images.hpp"
#include "monitor/control/workloads.hpp"

namespace anel::session {

namespace {

Result<machine::MachineConfig> choose_config(const Configuration& configuration) {
    std::string file = configuration.machine_file;
    if (file.empty()) {
        auto bundled = control::bundled_file("profiles/default.yaml");
        if (!bundled) return bundled.error();
        file = std::move(*bundled);
    }
    auto config = machine::load_config(file);
    if (config && configuration.policy) machine::replace_policy(*config, *configuration.policy);
    return config;
}

/// Of assembly text, what the assembler makes of it.
Result<control::Kernel> choose_kernel(const Configuration& configuration) {
    std::string file = configuration.kernel_file;
    if (file.empty()) {
        auto bundled = control::bundled_file("anelix.elf");
        if (!bundled) return bundled.error();
        file = std::move(*bundled);
    }
    if (!file.ends_with(".s")) return control::load_kernel(file);
    const auto text = machine::read_file(file);
    if (!text) return text.error();
    const auto assembled = assembler::assemble(*text, file);
    if (!assembled) return assembled.error();
    return control::parse_image({assembled->elf.begin(), assembled->elf.end()}, file);
}

/// A machine without a disk where the bundled one is missing.
Result<std::vector<std::uint8_t>> bundled_disk() {
    const auto path = control::bundled_file("anelix.disk");
    if (!path) return std::vector<std::uint8_t>();
    return control::load_disk(*path);
}

}  // namespace

Result<std::unique_ptr<Computer>> Computer::make(const Configuration& configuration) {
    std::unique_ptr<Computer> made(new Computer);
    made->configuration_ = configuration;
    auto config = choose_config(configuration);
    if (!config) return config.error();
    made->config_ = std::move(*config);
    control::Workload workload;
    if (!configuration.workload.empty()) {
        const auto found = control::find_workload(configuration.workload);
        if (!found) return found.error();
        workload = *found;
    }
    const control::Mode mode = configuration.mode;
    const auto kernel = choose_kernel(configuration);
    if (!kernel) return kernel.error();
    std::vector<debug::Program> programs;
    auto kernel_program = control::kernel_symbols(*kernel);
    if (!kernel_program) return kernel_program.error();
    programs.push_back(std::move(*kernel_program));
    if (mode != control::Mode::kNative) {
        const auto path = control::bundled_file("monitor.elf");
        if (!path) return path.error();
        auto monitor = control::load_monitor_file(*path);
        if (!monitor) return monitor.error();
        auto symbols = control::monitor_symbols(monitor->file, *path, made->config_);
        if (!symbols) return symbols.error();
        programs.push_back(std::move(*symbols));
        made->monitor_ = std::move(monitor->elf);
    }
    auto disk = bundled_disk();
    if (!disk) return disk.error();

    made->machine_ = std::make_unique<machine::Machine>(made->config_, control::real_ram_bytes(made->config_, mode));
    const machine::ElfImage* const monitor = made->monitor_ ? &*made->monitor_ : nullptr;
    const std::string line = configuration.workload.empty() ? configuration.command_line : std::string(workload.cmdline);
    if (Status status = control::boot(*made->machine_, made->config_, mode, *kernel, monitor, line); !status) return status.error();
    if (!disk->empty()) made->machine_->devices().insert_disk(std::move(*disk));
    made->history_ = std::make_unique<machine::History>(*made->machine_);
    if (!configuration.workload.empty()) {
        made->history_->type(workload.input);
        made->history_->end_input();
    }

    debug::DebuggerOptions with;
    with.read_file = [](const std::string& file) { return machine::read_file(file); };
    with.read_source = control::read_source_file;
    if (monitor != nullptr)
        with.guest = [&config = made->config_, mode, monitor](const machine::Machine& machine) { return control::guest_of(machine, config, mode, *monitor); };
    with.has_assist = made->config_.assist.present;
    made->debug_ = std::make_unique<debug::Session>(*made->history_, std::move(with));
    for (debug::Program& program : programs) made->debug_->symbols.add(std::move(program));
    if (!configuration.kernel_file.empty()) return made;
    for (const std::string& program : control::bundled_programs()) debug::do_symbols(*made->debug_, {.format = {}, .words = {program}, .rest = program});
    return made;
}

}  // namespace anel::session
