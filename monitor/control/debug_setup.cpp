#include "monitor/control/debug_setup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "isa/paging/page_walk.hpp"
#include "isa/machine/files.hpp"
#include "isa/spec/control_block.hpp"
#include "isa/spec/platform.hpp"

namespace anel::control {

namespace {

constexpr std::string_view kMonitorState = "anel::monitor::the_monitor";
constexpr unsigned kFoldersUp = 4;

bool has_folder_above(const std::filesystem::path& folder) { return folder.has_parent_path() && folder.parent_path() != folder; }

}  // namespace

std::optional<std::uint32_t> monitor_state_at(const machine::MachineConfig& config, const machine::ElfImage& monitor) {
    const auto symbol = std::ranges::find_if(monitor.symbols, [](const machine::ElfSymbol& one) {
        return one.name.find("the_monitor") != std::string::npos && debug::readable_name(one.name) == kMonitorState;
    });
    if (symbol == monitor.symbols.end()) return std::nullopt;
    return config.ram_bytes + symbol->value;
}

std::optional<debug::Guest> guest_of(const machine::Machine& machine, const machine::MachineConfig& config, Mode mode, const machine::ElfImage& monitor) {
    using debug::Guest;
    if (mode == Mode::kNative) return std::nullopt;
    const auto vcpu = monitor_state_at(config, monitor);
    // While the monitor starts its VM there is no guest yet.
    if (!vcpu || machine.cpu().state().vmid == 0) return std::nullopt;
    const auto word = [&](std::uint32_t offset) { return paging::read_physical_word(machine.memory(), *vcpu + offset).value_or(0); };
    const cpu::CpuState& state = machine.cpu().state();
    Guest guest;
    guest.root = word(spec::block::kRoot);
    guest.ring = ring_from(word(spec::block::kRing));
    switch (mode) {
        case Mode::kNative: break;
        case Mode::kFullTrap:
        case Mode::kFullTranslate:
            guest.paging = Guest::Paging::kShadow;
            break;
        case Mode::kPara:
            // A guest that has entered has bank 1, and brings its own tables.
            guest.paging = (state.grant & spec::grant_bit(1)) != 0 ? Guest::Paging::kDirect : Guest::Paging::kShadow;
            if (guest.paging == Guest::Paging::kDirect) {
                guest.root = state.root;
                if (state.ring != Ring::k0) guest.ring = state.ring;
            }
            break;
        case Mode::kAssistShadow:
            guest.paging = Guest::Paging::kShadow;
            guest.root = word(kGuestRootOffset);
            if (state.in_guest()) guest.ring = state.ring;
            break;
        case Mode::kAssistNested:
            guest.paging = Guest::Paging::kNested;
            if (state.in_guest()) {
                guest.root = state.root;
                guest.ring = state.ring;
            }
            guest.nested_root = word(spec::block::kNestedRoot);
            break;
    }
    return guest;
}

Result<debug::Program> kernel_symbols(const Kernel& kernel) {
    std::vector<debug::Placing> placings{{}};
    for (const machine::ElfSegment& segment : kernel.elf.segments) {
        const debug::Placing physical{segment.paddr - segment.vaddr, true};
        const bool known = std::ranges::any_of(placings, [&](const debug::Placing& one) { return one.moved_by == physical.moved_by; });
        if (!known) placings.push_back(physical);
    }
    return debug::read_program(machine::bytes_of(kernel.file), kernel.elf.name, "kernel", std::move(placings), debug::Presence::kAlways);
}

Result<debug::Program> monitor_symbols(const std::string& file, const std::string& file_name, const machine::MachineConfig& config) {
    return debug::read_program(machine::bytes_of(file), file_name, "monitor", {{spec::kWindowBase, false}, {config.ram_bytes, true}}, debug::Presence::kAlways);
}

std::vector<std::string> bundled_programs() {
    std::vector<std::string> paths;
    const auto folder = bundled_file("programs");
    if (!folder) return paths;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(*folder, error))
        if (entry.path().extension() == ".elf") paths.push_back(entry.path().string());
    std::ranges::sort(paths);
    return paths;
}

Result<std::string> read_source_file(const std::string& path) {
    std::error_code error;
    if (path.starts_with('/')) return machine::read_file(path);
    for (std::filesystem::path folder : {std::filesystem::current_path(error), std::filesystem::read_symlink("/proc/self/exe", error).parent_path()}) {
        for (unsigned up = 0; up <= kFoldersUp && !folder.empty(); ++up, folder = folder.parent_path()) {
            const std::filesystem::path file = folder / path;
            if (std::filesystem::is_regular_file(file, error)) return machine::read_file(file.string());
            if (!has_folder_above(folder)) break;
        }
    }
    return Error{fmt::format("{}: not found from the working folder nor from this program's folder upwards", path)};
}

}  // namespace anel::control
