#include "labs/grader/batch/store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "isa/machine/files.hpp"
#include "labs/grader/formats/format.hpp"

namespace anel::labs {

namespace fs = std::filesystem;

namespace {

std::string prefix_of(std::size_t row) { return fmt::format("{:06}-", row + 1); }

std::vector<fs::path> files_of(const fs::path& folder, std::size_t row) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (name.starts_with(prefix_of(row)) && name.ends_with(".json")) files.push_back(at->path());
    }
    return files;
}

std::optional<Report> read_report(const fs::path& path) {
    const auto text = machine::read_file(path.string());
    if (!text) return std::nullopt;
    const Value value = Value::parse(*text, nullptr, false);
    if (value.is_discarded()) return std::nullopt;
    auto report = report_from(value);
    if (!report) return std::nullopt;
    return std::move(*report);
}

}  // namespace

Status write_whole(const fs::path& path, const std::string& content) {
    std::string name = path.string() + ".XXXXXX";
    const auto failed = [&](const char* what) { return Error{fmt::format("{}: {}: {}", path.string(), what, std::strerror(errno))}; };
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) return failed("cannot be written");
    const mode_t mask = ::umask(0);
    ::umask(mask);
    bool good = ::fchmod(descriptor, 0666 & ~mask) == 0;
    for (std::size_t at = 0; good && at < content.size();) {
        const ssize_t wrote = ::write(descriptor, content.data() + at, content.size() - at);
        if (wrote < 0 && errno == EINTR) continue;
        good = wrote > 0;
        at += good ? static_cast<std::size_t>(wrote) : 0;
    }
    // A machine that goes down behind the renaming must not have an empty file.
    good = good && ::fsync(descriptor) == 0;
    const int error = errno;
    ::close(descriptor);
    if (good && std::rename(name.c_str(), path.c_str()) == 0) return {};
    if (!good) errno = error;
    const Error message = failed("cannot be written");
    ::unlink(name.c_str());
    return message;
}

Result<ResultStore> ResultStore::open(const fs::path& folder, const std::string& manifest) {
    std::error_code error;
    fs::create_directories(folder / "results", error);
    if (error) return Error{fmt::format("{}: cannot be made: {}", (folder / "results").string(), error.message())};
    const fs::path path = folder / "manifest.csv";
    if (fs::exists(path)) {
        const auto there = machine::read_file(path.string());
        if (!there) return there.error();
        if (*there != manifest) return Error{fmt::format("{}: this folder holds the results of another manifest; name another folder with --out", folder.string())};
    } else if (Status status = write_whole(path, manifest); !status) {
        return status.error();
    }
    return ResultStore(folder, manifest);
}

Result<ResultStore> ResultStore::open(const fs::path& folder) {
    const auto manifest = machine::read_file((folder / "manifest.csv").string());
    if (!manifest) return Error{fmt::format("{}: there are no results in it; `anel grade batch` makes such a folder", folder.string())};
    return ResultStore(folder, *manifest);
}

std::optional<Report> ResultStore::find(std::size_t row, const std::string& key) const { return read_report(results() / (prefix_of(row) + key + ".json")); }

std::optional<Report> ResultStore::find(std::size_t row) const {
    for (const fs::path& path : files_of(results(), row))
        if (auto report = read_report(path)) return report;
    return std::nullopt;
}

Status ResultStore::keep(std::size_t row, const std::string& key, const Report& report) const {
    const fs::path path = results() / (prefix_of(row) + key + ".json");
    if (Status status = write_whole(path, json_report({&report, 1})); !status) return status;
    for (const fs::path& other : files_of(results(), row)) {
        std::error_code error;
        if (other != path) fs::remove(other, error);
    }
    return {};
}

}  // namespace anel::labs
