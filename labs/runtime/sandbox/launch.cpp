#include "labs/runtime/sandbox/launch.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/close_range.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>
#include <utility>

#include "labs/runtime/sandbox/confine.hpp"

namespace anel::labs {
namespace {

constexpr const char* kProgram = "anel-worker";

// Libraries, at the paths by which programs name them.
void add_libraries(std::vector<std::string>& words) {
    for (const char* folder : {"/usr/lib", "/usr/lib64", "/lib", "/lib64"}) {
        std::error_code error;
        if (std::filesystem::is_symlink(folder, error))
            words.insert(words.end(), {"--symlink", std::filesystem::read_symlink(folder, error).string(), folder});
        else
            words.insert(words.end(), {"--ro-bind-try", folder, folder});
    }
}

std::vector<std::string> command(const std::string& worker, const std::string& bubblewrap) {
    if (bubblewrap.empty()) return {worker};
    std::vector<std::string> words{bubblewrap, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--die-with-parent",
                                   "--new-session", "--clearenv", "--cap-drop", "ALL"};
    // Root becomes nobody within, which a namespace of users with root alone in it does not allow.
    if (geteuid() == 0)
        words.insert(words.end(), {"--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"});
    else
        words.push_back("--unshare-user");
    add_libraries(words);
    if (kSanitized) words.insert(words.end(), {"--proc", "/proc"});
    const std::string inside = std::string("/") + kProgram;
    words.insert(words.end(), {"--ro-bind", worker, inside, "--chdir", "/", "--", inside});
    return words;
}

// In the child, between fork and exec: nothing here may allocate, as another thread may have been doing so.
[[noreturn]] void become(char* const* words, int channel, int complaints, int nothing) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    setpgid(0, 0);
    if (chdir("/") == 0 && dup2(nothing, STDIN_FILENO) >= 0 && dup2(nothing, STDOUT_FILENO) >= 0 && dup2(complaints, STDERR_FILENO) >= 0 &&
        dup2(channel, kChannel) >= 0 && close_range(kChannel + 1, ~0U, 0) == 0) {
        char* const environment[] = {nullptr};
        execve(words[0], words, environment);
    }
    _exit(127);
}

// Above those that the child puts in their places.
Descriptor high(int number) {
    const int copy = fcntl(number, F_DUPFD_CLOEXEC, 16);
    close(number);
    return Descriptor(copy);
}

Error cannot(const char* what) { return Error{fmt::format("cannot start a worker: {}: {}", what, std::strerror(errno))}; }

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

Descriptor::~Descriptor() {
    if (number_ >= 0) close(number_);
}

Child::Child(pid_t pid, Descriptor channel, Descriptor complaints) : pid_(pid), channel_(std::move(channel)), complaints_(std::move(complaints)) {}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), channel_(std::move(other.channel_)), complaints_(std::move(other.complaints_)) {}

Child& Child::operator=(Child&& other) noexcept {
    std::swap(pid_, other.pid_);
    channel_ = std::move(other.channel_);
    complaints_ = std::move(other.complaints_);
    return *this;
}

std::string Child::end(unsigned patience_ms) {
    if (pid_ <= 0) return "it had ended";
    // What ended by itself keeps its own status; the rest of its group goes.
    const auto ended = [&] {
        siginfo_t info{};
        return waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid_;
    };
    for (unsigned waited = 0; waited < patience_ms && !ended(); ++waited) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const bool by_itself = ended();
    kill(-pid_, SIGKILL);
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {}
    pid_ = -1;
    channel_ = Descriptor();
    complaints_ = Descriptor();
    if (!by_itself) return "it was killed";
    // Bubblewrap says it as shells do.
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status) > 128 ? WEXITSTATUS(status) - 128 : 0;
    if (signal != 0) return fmt::format("it ended by signal {} ({})", signal, strsignal(signal));
    return fmt::format("it ended with exit code {}", WEXITSTATUS(status));
}

Result<std::string> worker_program() {
    std::error_code error;
    const std::filesystem::path here = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    for (const std::filesystem::path& place : {here / kProgram, here.parent_path() / "lib" / "anel" / kProgram})
        if (access(place.c_str(), X_OK) == 0) return place.string();
    return Error{fmt::format("{} is missing: looked for it in {} and {}; build the target {}, or install Anel anew", kProgram, here.string(),
                             (here.parent_path() / "lib" / "anel").string(), kProgram)};
}

std::string bubblewrap_program() {
    for (const char* place : {"/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap"})
        if (access(place, X_OK) == 0) return place;
    return {};
}

Result<Child> launch(const std::string& worker, const std::string& bubblewrap) {
    int pair[2], pipes[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return cannot("no pipe");
    Descriptor ours(pair[0]), theirs = high(pair[1]);
    if (pipe2(pipes, O_CLOEXEC | O_NONBLOCK) != 0) return cannot("no pipe");
    Descriptor complaints(pipes[0]), their_complaints = high(pipes[1]);
    const Descriptor nothing = high(open("/dev/null", O_RDWR | O_CLOEXEC));
    if (theirs.number() < 0 || their_complaints.number() < 0 || nothing.number() < 0) return cannot("no descriptors");
    fcntl(ours.number(), F_SETFL, O_NONBLOCK);

    std::vector<std::string> words = command(worker, bubblewrap);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const pid_t pid = fork();
    if (pid < 0) return cannot("no process");
    if (pid == 0) become(pointers.data(), theirs.number(), their_complaints.number(), nothing.number());
    setpgid(pid, pid);
    return Child(pid, std::move(ours), std::move(complaints));
}

}  // namespace anel::labs
