// By file descriptor, so that pipes, devices and folders give their own errors.
#include "isa/machine/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace anel::machine {

namespace {

Error cannot_read(const std::string& name, int error) {
    std::string advice;
    if (error == ENOENT) advice = "; check the name";
    if (error == EISDIR) advice = "; name a file in it";
    return {fmt::format("{}: cannot be read: {}{}", name, std::strerror(error), advice)};
}

Result<std::string> read_all(int descriptor, const std::string& name, std::size_t limit_bytes) {
    std::string content;
    std::array<char, 65536> chunk{};
    for (;;) {
        const ssize_t count = ::read(descriptor, chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return cannot_read(name, errno);
        if (count == 0) return content;
        content.append(chunk.data(), static_cast<std::size_t>(count));
        if (content.size() > limit_bytes)
            return Error{fmt::format("{}: larger than {} bytes, which is the most that is read here", name, limit_bytes)};
    }
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit_bytes) {
    if (path == "-") return read_all(STDIN_FILENO, "standard input", limit_bytes);
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return cannot_read(path, errno);
    auto content = read_all(descriptor, path, limit_bytes);
    ::close(descriptor);
    return content;
}

}  // namespace anel::machine
