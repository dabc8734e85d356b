// Started without a shell; what it prints comes through a pipe, and is short.
#include "monitor/control/qemu.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string_view>

extern char** environ;

namespace anel::control {

std::optional<std::string> find_qemu() {
    const char* const path = std::getenv("PATH");
    std::string_view rest = path != nullptr ? path : "";
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(':'), rest.size());
        const std::string file = fmt::format("{}/{}", rest.substr(0, end), kQemu);
        if (end != 0 && ::access(file.c_str(), X_OK) == 0) return file;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return std::nullopt;
}

Result<QemuRun> run_qemu(const std::string& qemu, const std::string& argument) {
    const auto failed = [&](const char* what, int error) { return Error{fmt::format("{}: {}: {}", qemu, what, std::strerror(error))}; };
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return failed("no pipe to read its output from", errno);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    std::string program = qemu, word = argument;
    std::array<char*, 3> arguments{program.data(), word.data(), nullptr};
    pid_t child = 0;
    const auto started = std::chrono::steady_clock::now();
    const int error = ::posix_spawn(&child, qemu.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    QemuRun run;
    if (error == 0) {
        std::array<char, 4096> chunk{};
        for (ssize_t count = 0; (count = ::read(ends[0], chunk.data(), chunk.size())) > 0 || (count < 0 && errno == EINTR);)
            if (count > 0) run.output.append(chunk.data(), static_cast<std::size_t>(count));
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
        run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    ::close(ends[0]);
    if (error != 0) return failed("cannot be started", error);
    if (run.exit_code < 0) return Error{fmt::format("{} {}: ended by a signal", qemu, argument)};
    return run;
}

}  // namespace anel::control
