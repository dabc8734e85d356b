// What `--disk` means: a file's contents for the machine, and the way back into the file.
// Not here: the device (isa/devices/disk.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "isa/base/result.hpp"
#include "monitor/control/run.hpp"

namespace anel::cli {

inline constexpr const char* kNoDisk = "none";

struct ChosenDisk {
    std::vector<std::uint8_t> content;  ///< empty: no disk
    std::string file;                   ///< what a person named; empty for the bundled disk, and for none
};

/// `option`: a file, `none`, or empty for the disk that comes with the programs, if one does.
Result<ChosenDisk> choose_disk(const std::string& option);

/// Puts what the run left on the disk into its file, whole or not at all, if anything changed; a disk without a file is thrown away.
/// Gives what there is to tell: empty where nothing changed, else one line.
Result<std::string> keep_disk(const ChosenDisk& disk, const control::RunResult& run);

}  // namespace anel::cli
