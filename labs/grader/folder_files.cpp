#include "labs/grader/folder_files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

#include "isa/machine/files.hpp"

namespace anel::labs {

namespace fs = std::filesystem;

namespace {

bool left_out(const std::string& name) { return name.starts_with('.') || name.ends_with('~'); }

Error cannot_be_written(const fs::path& path, const std::string& why) {
    return Error{fmt::format("{}: cannot be written: {}; nothing was kept. See whether the disk has room and the folder around it is yours, or name another one", path.string(), why)};
}

/// What is being made: goes again with it, unless it is kept.
class Made {
public:
    Made() = default;
    Made(const Made&) = delete;
    Made& operator=(const Made&) = delete;
    ~Made() {
        std::error_code error;
        // A folder in which somebody has put something meanwhile stays.
        for (auto path = made_.rbegin(); path != made_.rend(); ++path) fs::remove(*path, error);
    }

    Status folders(const fs::path& folder) {
        std::error_code error;
        if (folder.empty() || fs::is_directory(folder, error)) return {};
        if (folder.has_relative_path())
            if (Status status = folders(folder.parent_path()); !status) return status;
        if (fs::create_directory(folder, error)) made_.push_back(folder);
        return error ? Status(cannot_be_written(folder, error.message())) : Status();
    }
    Status file(const fs::path& path, const std::string& text) {
        std::ofstream stream(path, std::ios::binary);
        if (stream) made_.push_back(path);
        stream << text;
        stream.close();
        return stream ? Status() : Status(cannot_be_written(path, std::strerror(errno)));
    }
    void keep() { made_.clear(); }

private:
    std::vector<fs::path> made_;
};

}  // namespace

Result<Files> read_folder(const fs::path& folder, const FolderLimits& limits) {
    std::error_code error;
    Files files;
    std::size_t bytes = 0;
    fs::recursive_directory_iterator at(folder, error);
    if (error) return Error{fmt::format("{}: cannot be read as a folder: {}", folder.string(), error.message())};
    for (; at != fs::recursive_directory_iterator(); at.increment(error)) {
        const fs::path& path = at->path();
        if (left_out(path.filename().string())) {
            at.disable_recursion_pending();
            continue;
        }
        const fs::file_status status = at->symlink_status(error);
        if (fs::is_directory(status)) continue;
        if (!fs::is_regular_file(status))
            return Error{fmt::format("{}: is {}; only plain files are taken: put the file itself there", path.string(), fs::is_symlink(status) ? "a link" : "no plain file")};
        if (files.size() == limits.files) return Error{fmt::format("{}: holds more than {} files; take out what does not belong to it", folder.string(), limits.files)};
        auto text = machine::read_file(path.string(), limits.bytes);
        if (!text) return text.error();
        bytes += text->size();
        if (bytes > limits.bytes) return Error{fmt::format("{}: its files have more than {} bytes together; take out what does not belong to it", folder.string(), limits.bytes)};
        files.emplace(path.lexically_relative(folder).generic_string(), std::move(*text));
    }
    if (error) return Error{fmt::format("{}: cannot be read to its end: {}", folder.string(), error.message())};
    return files;
}

Status write_files(const fs::path& folder, const Files& files) {
    std::error_code error;
    for (const auto& [name, text] : files)
        if (fs::exists(fs::symlink_status(folder / name, error)))
            return Error{fmt::format("{}: is there already; nothing was written. Name another folder, or move this file away", (folder / name).string())};
    Made made;
    for (const auto& [name, text] : files) {
        const fs::path path = folder / name;
        if (Status status = made.folders(path.parent_path()); !status) return status;
        if (Status status = made.file(path, text); !status) return status;
    }
    made.keep();
    return {};
}

Files files_under(const Files& files, const std::string& prefix) {
    Files result;
    for (auto at = files.lower_bound(prefix); at != files.end() && at->first.starts_with(prefix); ++at) result.emplace(at->first.substr(prefix.size()), at->second);
    return result;
}

}  // namespace anel::labs
