#include "gui/session/computer.hpp"

#include "gui/session/parts.hpp"
#include "isa/debug/commands.hpp"
#include "isa/machine/files.hpp"
#include "monitor/control/boot.hpp"
#include "monitor/control/debug_setup.hpp"
#include "monitor/control/images.hpp"
#include "monitor/control/workloads.hpp"

namespace anel::session {

Result<std::unique_ptr<Computer>> Computer::make(const Configuration& configuration) {
    std::unique_ptr<Computer> made(new Computer);
    made->configuration_ = configuration;
    auto parts = load_parts(configuration, configuration.mode != control::Mode::kNative);
    if (!parts) return parts.error();
    made->config_ = std::move(parts->config);
    control::Workload workload;
    if (!configuration.workload.empty()) {
        const auto found = control::find_workload(configuration.workload);
        if (!found) return found.error();
        workload = *found;
    }
    const control::Mode mode = configuration.mode;
    std::vector<debug::Program> programs;
    auto kernel_program = control::kernel_symbols(parts->kernel);
    if (!kernel_program) return kernel_program.error();
    programs.push_back(std::move(*kernel_program));
    if (parts->monitor) {
        auto symbols = control::monitor_symbols(parts->monitor->file, parts->monitor_file, made->config_);
        if (!symbols) return symbols.error();
        programs.push_back(std::move(*symbols));
        made->monitor_ = std::move(parts->monitor->elf);
    }

    made->machine_ = std::make_unique<machine::Machine>(made->config_, control::real_ram_bytes(made->config_, mode));
    const machine::ElfImage* const monitor = made->monitor_ ? &*made->monitor_ : nullptr;
    const std::string line = configuration.workload.empty() ? configuration.command_line : std::string(workload.cmdline);
    if (Status status = control::boot(*made->machine_, made->config_, mode, parts->kernel, monitor, line); !status) return status.error();
    if (!parts->disk.empty()) made->machine_->devices().insert_disk(std::move(parts->disk));
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

std::string Computer::symbol_at(std::uint32_t address) const {
    // "<kernel:anelix::main+0x10>"
    const std::string name = debug_->name_of(address);
    return name.size() > 2 ? name.substr(1, name.size() - 2) : std::string();
}

}  // namespace anel::session
