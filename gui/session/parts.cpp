#include "gui/session/parts.hpp"

#include "isa/asm/assemble.hpp"
#include "isa/machine/files.hpp"
#include "isa/machine/yaml_config.hpp"

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

Result<std::vector<std::uint8_t>> bundled_disk() {
    const auto path = control::bundled_file("anelix.disk");
    if (!path) return std::vector<std::uint8_t>();
    return control::load_disk(*path);
}

}  // namespace

Result<Parts> load_parts(const Configuration& configuration, bool with_monitor) {
    Parts parts;
    auto config = choose_config(configuration);
    if (!config) return config.error();
    parts.config = std::move(*config);
    auto kernel = choose_kernel(configuration);
    if (!kernel) return kernel.error();
    parts.kernel = std::move(*kernel);
    if (with_monitor) {
        auto path = control::bundled_file("monitor.elf");
        if (!path) return path.error();
        auto monitor = control::load_monitor_file(*path);
        if (!monitor) return monitor.error();
        parts.monitor = std::move(*monitor);
        parts.monitor_file = std::move(*path);
    }
    auto disk = bundled_disk();
    if (!disk) return disk.error();
    parts.disk = std::move(*disk);
    return parts;
}

}  // namespace anel::session
