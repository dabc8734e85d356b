// A new file is made beside the old one and takes its name in one step.
#include "cli/output.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace anel::cli {

namespace {

Error cannot_write(const std::string& path, int error) {
    return {fmt::format("{}: cannot be written: {}", path == "-" ? "standard output" : path, std::strerror(error))};
}

}  // namespace

OutputFile::~OutputFile() {
    if (stream_ != nullptr && stream_ != stdout) std::fclose(stream_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Status OutputFile::open(const std::string& path) {
    path_ = path;
    if (path == "-") {
        stream_ = stdout;
        return {};
    }
    struct stat status {};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) return cannot_write(path, EISDIR);
    struct stat link {};
    const bool is_link = ::lstat(path.c_str(), &link) == 0 && S_ISLNK(link.st_mode);
    // Renaming would put a file in the place of a link, and /dev/stderr is one.
    if (is_link || (exists && !S_ISREG(status.st_mode))) {
        stream_ = std::fopen(path.c_str(), "wb");
        return stream_ != nullptr ? Status() : cannot_write(path, errno);
    }
    if (exists && ::access(path.c_str(), W_OK) != 0) return cannot_write(path, errno);
    std::string name = path + ".XXXXXX";
    const int descriptor = ::mkstemp(name.data());
    if (descriptor < 0) return cannot_write(path, errno);
    temporary_ = name;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ::fchmod(descriptor, exists ? status.st_mode & 07777 : 0666 & ~mask);
    stream_ = ::fdopen(descriptor, "wb");
    return stream_ != nullptr ? Status() : cannot_write(path, errno);
}

void OutputFile::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size() && error_ == 0) error_ = errno;
}

Status OutputFile::commit() {
    std::FILE* const stream = stream_;
    stream_ = nullptr;
    if ((stream == stdout ? std::fflush(stream) : std::fclose(stream)) != 0 && error_ == 0) error_ = errno;
    if (error_ == 0 && !temporary_.empty()) {
        if (std::rename(temporary_.c_str(), path_.c_str()) != 0) error_ = errno;
        else temporary_.clear();
    }
    return error_ == 0 ? Status() : cannot_write(path_, error_);
}

Status write_output(const std::string& path, std::string_view text) {
    OutputFile file;
    if (Status status = file.open(path); !status) return status;
    file.write(text);
    return file.commit();
}

void print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

bool wants_colour(std::FILE* stream) {
    const char* const no_colour = std::getenv("NO_COLOR");
    const char* const terminal = std::getenv("TERM");
    if (no_colour != nullptr && *no_colour != '\0') return false;
    if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
    return ::isatty(::fileno(stream)) != 0;
}

}  // namespace anel::cli
