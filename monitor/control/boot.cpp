// The boot block comes first in its page, then the modules, then the command line. A monitor puts the same bytes before its guest.
#include "monitor/control/boot.hpp"

#include <fmt/format.h>

#include <cstring>
#include <vector>

#include "isa/base/invariant.hpp"
#include "isa/machine/files.hpp"
#include "isa/spec/platform.hpp"

namespace anel::control {

namespace {

constexpr std::uint32_t kModuleOffset = 4U << 20;  ///< from the monitor's base

void put(machine::Machine& machine, std::uint32_t at, std::span<const std::uint8_t> bytes) {
    invariant(machine.write_memory({at}, bytes), "what is loaded has been checked to fit");
}

template <class T>
std::span<const std::uint8_t> raw(const T& value) {
    return {reinterpret_cast<const std::uint8_t*>(&value), sizeof value};
}

/// `first`, `end`: where segments may lie.
Status load(machine::Machine& machine, const machine::ElfImage& image, std::uint32_t base, std::uint32_t first,
            std::uint32_t end, std::string_view what) {
    if (Status status = machine::check_elf_placement(image, base, first, end, what); !status) return status;
    for (const machine::ElfSegment& segment : image.segments) put(machine, base + segment.paddr, segment.bytes);
    return {};
}

Status write_boot_page(machine::Machine& machine, std::uint32_t page, std::uint32_t ram_bytes,
                       const std::vector<spec::BootModule>& modules, const std::string& cmdline) {
    spec::BootBlock block;
    block.ram_bytes = ram_bytes;
    block.module_count = static_cast<std::uint32_t>(modules.size());
    block.modules_addr = modules.empty() ? 0 : page + static_cast<std::uint32_t>(sizeof block);
    block.cmdline_addr = page + static_cast<std::uint32_t>(sizeof block + modules.size() * sizeof(spec::BootModule));
    block.cmdline_len = static_cast<std::uint32_t>(cmdline.size());
    const std::uint32_t room = kPageBytes - (block.cmdline_addr - page) - 1;
    if (cmdline.size() > room)
        return Error{fmt::format("the kernel's command line has {} bytes; at most {} fit into the boot page", cmdline.size(), room), ErrorKind::kUsage};
    put(machine, page, raw(block));
    for (std::size_t i = 0; i < modules.size(); ++i)
        put(machine, block.modules_addr + static_cast<std::uint32_t>(i * sizeof(spec::BootModule)), raw(modules[i]));
    put(machine, block.cmdline_addr, machine::bytes_of(cmdline));
    return {};
}

Status boot_native(machine::Machine& machine, const machine::MachineConfig& config, const Kernel& kernel, const std::string& cmdline) {
    if (Status status = load(machine, kernel.elf, 0, spec::kKernelLoad, config.ram_bytes, "the memory for an operating system"); !status) return status;
    if (Status status = write_boot_page(machine, spec::kBootBlockAddr, config.ram_bytes, {}, cmdline); !status) return status;
    machine.reset_to({kernel.elf.entry}, {spec::kBootBlockAddr});
    return {};
}

Status boot_monitor(machine::Machine& machine, const machine::MachineConfig& config, Mode mode, const Kernel& kernel,
                    const machine::ElfImage& monitor, const std::string& cmdline, const MonitorOptions& options) {
    // The monitor loads the guest; whether it can is said here, where there is a file's name to say it with.
    if (Status status = machine::check_elf_placement(kernel.elf, 0, spec::kKernelLoad, config.ram_bytes, "the memory for an operating system"); !status) return status;
    const std::size_t room = config.monitor_bytes - kModuleOffset - kPageBytes;
    if (kernel.file.size() > room)
        return Error{fmt::format("{}: {} bytes are too many for the monitor's memory, which has room for {}; raise memory.monitor_mib",
                                 kernel.elf.name, kernel.file.size(), room)};
    return boot_with_module(machine, config, mode, monitor, machine::bytes_of(kernel.file), spec::kModuleGuestImage, cmdline, options);
}

/// As a monitor reads them: each word ends with a space, and the guest's own line follows ` -- `.
std::string options_text(const MonitorOptions& options) {
    std::string text;
    if (options.translate_user) text += "translate=all ";
    if (!options.adapt) text += "adapt=no ";
    if (options.cache_bytes != 0) text += fmt::format("cache_bytes={} ", options.cache_bytes);
    return text;
}

}  // namespace

Status boot_with_module(machine::Machine& machine, const machine::MachineConfig& config, Mode mode, const machine::ElfImage& monitor,
                        std::span<const std::uint8_t> content, std::uint32_t kind, const std::string& cmdline, const MonitorOptions& options) {
    if (Status status = check_mode(config, mode); !status) return status;
    const std::uint32_t base = config.ram_bytes;
    const std::uint32_t real = base + config.monitor_bytes;
    const std::uint32_t boot_page = real - kPageBytes;
    const std::uint32_t module_at = base + kModuleOffset;
    if (Status status = load(machine, monitor, base, base, module_at, "the memory for a monitor"); !status) return status;
    put(machine, module_at, content);
    const spec::BootModule module{module_at, static_cast<std::uint32_t>(content.size()), kind};
    const std::string line = fmt::format("mode={} {}guest_ram={} -- {}", name_of(mode), options_text(options), config.ram_bytes, cmdline);
    if (Status status = write_boot_page(machine, boot_page, real, {module}, line); !status) return status;
    machine.reset_to({base + monitor.entry}, {boot_page});
    return {};
}

Status check_mode(const machine::MachineConfig& config, Mode mode) {
    if (needs_assist(mode) && (!config.assist.present || config.assist.locked))
        return Error{fmt::format("mode '{}' needs hardware assist, and that of machine '{}' is {}; change 'assist' in its profile", name_of(mode),
                                 config.name, config.assist.present ? "locked" : "absent")};
    return {};
}

std::uint32_t real_ram_bytes(const machine::MachineConfig& config, Mode mode) {
    return config.ram_bytes + (mode == Mode::kNative ? 0 : config.monitor_bytes);
}

Status boot(machine::Machine& machine, const machine::MachineConfig& config, Mode mode, const Kernel& kernel,
            const machine::ElfImage* monitor, const std::string& cmdline, const MonitorOptions& options) {
    invariant(machine.memory().size() == real_ram_bytes(config, mode), "the machine has the memory that its mode needs");
    if (cmdline.find('\0') != std::string::npos) return Error{"the kernel's command line holds a NUL byte", ErrorKind::kUsage};
    if (mode == Mode::kNative) return boot_native(machine, config, kernel, cmdline);
    invariant(monitor != nullptr, "a mode with a monitor is given its image");
    return boot_monitor(machine, config, mode, kernel, *monitor, cmdline, options);
}

}  // namespace anel::control
