// The images that a run needs, read and checked, and where the bundled ones are.
// Not here: putting them into a machine (boot.hpp).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/machine/elf.hpp"

namespace anel::control {

/// An operating system's image: parsed for a bare machine, as it is for a monitor to load. A monitor's, where it says so.
struct Kernel {
    machine::ElfImage elf;
    std::string file;  ///< the ELF file's bytes
};

/// Reads a kernel; `-` is standard input.
Result<Kernel> load_kernel(const std::string& path);
Result<machine::ElfImage> load_monitor(const std::string& path);
/// The same with the file's bytes.
Result<Kernel> load_monitor_file(const std::string& path);
/// Of bytes that were read before; `name` stands before every message. A monitor is an image that can be moved.
Result<Kernel> parse_image(std::string file, const std::string& name, machine::ElfPlacing placing = machine::ElfPlacing::kFixed);

/// Reads a disk: a regular file of whole sectors, at least one, at most devices::kDiskBytesMost bytes.
Result<std::vector<std::uint8_t>> load_disk(const std::string& path);

/// Where a file that comes with the programs is, named from share/anel: beside the folder of the running program.
Result<std::string> bundled_file(const std::string& from_share);

}  // namespace anel::control
