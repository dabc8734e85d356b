// Both kinds of image are checked here, on the host, so that a wrong file gets the same message in every mode.
#include "monitor/control/images.hpp"

#include <fmt/format.h>

#include "isa/devices/disk.hpp"
#include "isa/machine/files.hpp"

namespace anel::control {

Result<Kernel> parse_image(std::string file, const std::string& name, machine::ElfPlacing placing) {
    auto elf = machine::parse_elf(machine::bytes_of(file), name, placing);
    if (!elf) return elf.error();
    return Kernel{std::move(*elf), std::move(file)};
}

Result<Kernel> load_kernel(const std::string& path) {
    auto file = machine::read_file(path);
    if (!file) return file.error();
    return parse_image(std::move(*file), path == "-" ? "standard input" : path);
}

Result<Kernel> load_monitor_file(const std::string& path) {
    auto file = machine::read_file(path);
    if (!file) return file.error();
    return parse_image(std::move(*file), path, machine::ElfPlacing::kMovable);
}

Result<machine::ElfImage> load_monitor(const std::string& path) {
    auto image = load_monitor_file(path);
    if (!image) return image.error();
    return std::move(image->elf);
}

Result<std::vector<std::uint8_t>> load_disk(const std::string& path) {
    std::error_code error;
    const auto kind = std::filesystem::status(path, error).type();
    if (std::filesystem::exists(path, error) && kind != std::filesystem::file_type::regular && kind != std::filesystem::file_type::directory)
        return Error{fmt::format("{}: is not a regular file, as a disk must be; make one, for example: truncate -s 1M disk.img", path)};
    const auto file = machine::read_file(path, devices::kDiskBytesMost);
    if (!file) return file.error();
    if (file->empty() || file->size() % spec::kSectorBytes != 0)
        return Error{fmt::format("{}: has {} bytes; a disk has a multiple of {}, and not 0: make one, for example: truncate -s 1M disk.img", path,
                                 file->size(), spec::kSectorBytes)};
    const auto bytes = machine::bytes_of(*file);
    return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
}

Result<std::string> bundled_file(const std::string& from_share) {
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return Error{"cannot find out where this program is (is /proc mounted?); name the files with --machine and --kernel"};
    const std::filesystem::path path = (program.parent_path() / "../share/anel" / from_share).lexically_normal();
    if (!std::filesystem::exists(path, error))
        return Error{fmt::format("{}: missing; it comes with this program: build everything (cmake --build), or install the package again",
                                 path.string())};
    return path.string();
}

}  // namespace anel::control
