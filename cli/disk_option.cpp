#include "cli/disk_option.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "cli/output.hpp"
#include "monitor/control/images.hpp"

namespace anel::cli {

Result<ChosenDisk> choose_disk(const std::string& option) {
    if (option == kNoDisk) return ChosenDisk();
    if (option == "-") return Error{"--disk: a disk cannot come from standard input; name a file, or none", ErrorKind::kUsage};
    std::string path = option;
    if (option.empty()) {
        const auto bundled = control::bundled_file("anelix.disk");
        if (!bundled) return ChosenDisk();
        path = *bundled;
    }
    auto content = control::load_disk(path);
    if (!content) return content.error();
    return ChosenDisk{std::move(*content), option};
}

Result<std::string> keep_disk(const ChosenDisk& disk, const control::RunResult& run) {
    const std::size_t changed = control::changed_sectors(disk.content, run.disk);
    if (changed == 0) return std::string();
    const std::string what = fmt::format("disk: {} sector{} changed", changed, changed == 1 ? "" : "s");
    if (disk.file.empty()) return what + " and thrown away; --disk FILE keeps what is written\n";
    // A link stays a link, and what it leads to is replaced in one step.
    std::error_code error;
    const std::filesystem::path file = std::filesystem::canonical(disk.file, error);
    const std::string_view bytes(reinterpret_cast<const char*>(run.disk.data()), run.disk.size());
    const Status status = write_output(error ? disk.file : file.string(), bytes);
    if (!status) return Error{fmt::format("{}; {} in the machine, and the file is as it was before", status.error().message, what)};
    return fmt::format("{}, written to {}\n", what, disk.file);
}

}  // namespace anel::cli
