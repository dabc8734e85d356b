#include "labs/runtime/sandbox/worker.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <span>
#include <utility>
#include <vector>

#include "labs/runtime/sandbox/confine.hpp"
#include "labs/runtime/sandbox/frame.hpp"
#include "labs/runtime/sandbox/launch.hpp"
#include "labs/runtime/sandbox/unpack.hpp"

namespace anel::labs {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kComplaintBytesMost = 4096;
constexpr unsigned kStartSeconds = 20;
constexpr unsigned kPatienceMs = 500;  ///< for a worker that closed its pipe to be gone

Nonce new_nonce() {
    Nonce nonce;
    while (getrandom(nonce.data(), nonce.size(), 0) != static_cast<ssize_t>(nonce.size())) {}
    return nonce;
}

std::string printable(std::string_view text) {
    std::string result;
    for (const char c : text) result += c >= ' ' && c <= '~' ? c : ' ';
    while (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

// What one exchange needs to know of the pipe: what is still to be written, what has come.
class Exchange {
public:
    Exchange(const Child& child, std::string& complaints) : child_(child), complaints_(complaints) {}

    Evidence run(const std::string& frame, const Nonce& nonce, Clock::time_point deadline, bool& last) {
        std::string_view left = frame;
        std::vector<std::uint8_t> come;
        std::optional<FrameHeader> header;
        for (;;) {
            const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
            if (ms <= 0) return {Evidence::End::kTimedOut, {}, "it took longer than it may by the wall clock"};
            std::array<pollfd, 2> watched{pollfd{child_.channel().number(), static_cast<short>(left.empty() ? POLLIN : POLLIN | POLLOUT), 0},
                                          pollfd{complaints_open_ ? child_.complaints().number() : -1, POLLIN, 0}};
            if (poll(watched.data(), watched.size(), static_cast<int>(std::min<long>(ms, 60'000))) < 0 && errno != EINTR)
                return {Evidence::End::kCrashed, {}, "its pipe cannot be watched"};
            if (watched[1].revents != 0) take_complaints();
            if ((watched[0].revents & POLLOUT) != 0) {
                const ssize_t written = send(child_.channel().number(), left.data(), left.size(), MSG_NOSIGNAL);
                if (written > 0) left.remove_prefix(static_cast<std::size_t>(written));
                if (written < 0 && errno != EAGAIN && errno != EINTR) return gone();
            }
            if ((watched[0].revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
            std::array<std::uint8_t, 65536> piece;
            const std::size_t wanted = header ? kFrameHeaderBytes + header->bytes - come.size() : kFrameHeaderBytes - come.size();
            const ssize_t count = recv(child_.channel().number(), piece.data(), std::min(piece.size(), wanted), 0);
            if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) return gone();
            if (count < 0) continue;
            come.insert(come.end(), piece.begin(), piece.begin() + count);
            if (!header && come.size() == kFrameHeaderBytes) {
                auto read = decode_header(come, nonce);
                if (!read) return {Evidence::End::kRefusedFrame, {}, read.error().message};
                header = *read;
                if (!left.empty()) return {Evidence::End::kRefusedFrame, {}, "the worker answered before it was asked"};
            }
            if (header && come.size() == kFrameHeaderBytes + header->bytes) break;
        }
        auto value = decode_body(std::span(come).subspan(kFrameHeaderBytes));
        if (!value) return {Evidence::End::kRefusedFrame, {}, value.error().message};
        last = header->last;
        return {Evidence::End::kEvidence, *std::move(value), {}};
    }

    void take_complaints() {
        std::array<char, 4096> piece;
        for (;;) {
            const ssize_t count = read(child_.complaints().number(), piece.data(), piece.size());
            if (count == 0) complaints_open_ = false;
            if (count <= 0) return;
            complaints_.append(piece.data(), std::min(static_cast<std::size_t>(count), kComplaintBytesMost - complaints_.size()));
        }
    }

private:
    Evidence gone() {
        take_complaints();
        return {Evidence::End::kCrashed, {}, {}};
    }

    const Child& child_;
    std::string& complaints_;
    bool complaints_open_ = true;
};

void add_to_list(std::string& list, const std::string& item) { list += (list.empty() ? "" : ", ") + item; }

/// What a worker sent is looked at as if a student had sent it.
Result<Submission> submission_from(const Value& files) {
    Submission submission;
    std::size_t bytes = 0;
    if (!files.is_object() || files.size() > kSubmissionFilesMost) return Error{"the archive could not be opened: the answer is not what a worker says"};
    for (const auto& [path, content] : files.items()) {
        if (!is_submission_path(path) || !content.is_string()) return Error{"the archive could not be opened: the answer is not what a worker says"};
        bytes += content.get_ref<const std::string&>().size();
        if (bytes > kSubmissionBytesMost) return Error{"the archive could not be opened: the answer is not what a worker says"};
        submission.files.emplace(path, content.get<std::string>());
    }
    return submission;
}

}  // namespace

struct Worker::Process {
    SandboxPolicy policy;
    std::string program;
    std::string bubblewrap;  ///< its program; empty: it does not work here
    std::string why_no_bubblewrap;
    std::string layers, missing;
    Child child;
    std::string complaints;
    Clock::duration worked{};  ///< since the child began
    Submission seen;           ///< by the child
    bool used = false;

    Status begin();
    Status begin_again();
    Evidence exchange(const Value& value, unsigned seconds);
    Status come_to_life();
    Status check_whole();
};

Evidence Worker::Process::exchange(const Value& value, unsigned seconds) {
    const Nonce nonce = new_nonce();
    const std::string frame = encode_frame(value, nonce, false);
    if (frame.empty()) return {Evidence::End::kRefusedFrame, {}, "the task and the submission are more than a worker takes"};
    const auto started = Clock::now();
    bool last = false;
    Evidence evidence = Exchange(child, complaints).run(frame, nonce, started + std::chrono::seconds(seconds), last);
    worked += Clock::now() - started;
    if (evidence.end == Evidence::End::kEvidence && !last) return evidence;
    const std::string how = child.end(evidence.end == Evidence::End::kCrashed ? kPatienceMs : 0);
    if (evidence.end == Evidence::End::kCrashed) evidence.detail = "the worker is gone: " + how;
    if (evidence.end != Evidence::End::kEvidence && !complaints.empty()) evidence.detail += "; it said: " + printable(complaints);
    return evidence;
}

// One process, from its start to its first word: which of the layers are there.
Status Worker::Process::come_to_life() {
    auto started = launch(program, bubblewrap);
    if (!started) return started.error();
    child = std::move(*started);
    complaints.clear();
    worked = {};
    used = false;
    // Twice what the tasks of one process can take together, so that the wall clock is always first.
    const Evidence hello = exchange(Value{{"hello", {{"cpu_seconds", 2 * policy.wall_seconds + 10}}}}, kStartSeconds);
    if (hello.end != Evidence::End::kEvidence) return Error{"a worker does not start: " + hello.detail};
    std::vector<Layer> found{{"bubblewrap", !bubblewrap.empty(), why_no_bubblewrap}};
    if (!hello.value.is_array()) return Error{"a worker does not start: it is of another version"};
    for (const Value& layer : hello.value) found.push_back({layer.value("name", ""), layer.value("there", false), layer.value("why_not", "")});
    layers.clear();
    missing.clear();
    for (const Layer& layer : found) add_to_list(layer.there ? layers : missing, layer.there ? layer.name : fmt::format("{} ({})", layer.name, layer.why_not));
    return {};
}

Status Worker::Process::check_whole() {
    if (!policy.require || missing.empty()) return {};
    child.end(0);
    return Error{"the whole sandbox is asked for, and this machine does not let it be made; missing: " + missing};
}

Status Worker::Process::begin() {
    if (const Status first = come_to_life(); !first) {
        if (bubblewrap.empty()) return first;
        // Without it? Then it is bubblewrap that does not work here.
        bubblewrap.clear();
        why_no_bubblewrap = "it does not work here: " + first.error().message;
        if (const Status second = come_to_life(); !second) return first;
    }
    return check_whole();
}

// What there was when it began has to be there still.
Status Worker::Process::begin_again() {
    if (const Status begun = come_to_life(); !begun) return begun;
    return check_whole();
}

Worker::Worker(std::unique_ptr<Process> process) : process_(std::move(process)) {}
Worker::Worker(Worker&&) noexcept = default;
Worker& Worker::operator=(Worker&&) noexcept = default;
Worker::~Worker() = default;

Result<Worker> Worker::start(const SandboxPolicy& policy) {
    auto process = std::make_unique<Process>();
    process->policy = policy;
    if (policy.program.empty()) {
        auto found = worker_program();
        if (!found) return found.error();
        process->program = *found;
    } else {
        process->program = policy.program;
    }
    if (policy.bubblewrap) process->bubblewrap = policy.bubblewrap_program.empty() ? bubblewrap_program() : policy.bubblewrap_program;
    if (process->bubblewrap.empty()) process->why_no_bubblewrap = policy.bubblewrap ? "it is not installed: Debian's package is bubblewrap" : "it was not asked for";
    if (const Status begun = process->begin(); !begun) return begun.error();
    return Worker(std::move(process));
}

Evidence Worker::run(const Value& task, const Submission& files) {
    Process& process = *process_;
    if (process.child.running()) {
        // A worker that says something between tasks, or is gone, is not the one to give a task to.
        pollfd watched{process.child.channel().number(), POLLIN, 0};
        const bool odd = poll(&watched, 1, 0) != 0;
        const bool other = process.used && !(process.seen == files);
        if (odd || other || process.worked > std::chrono::seconds(process.policy.wall_seconds)) process.child.end(0);
    }
    if (!process.child.running())
        if (const Status begun = process.begin_again(); !begun) return {Evidence::End::kNoWorker, {}, begun.error().message};
    process.used = true;
    process.seen = files;
    Value sent{{"task", task}, {"files", Value::object()}};
    for (const auto& [name, content] : files.files) sent["files"][name] = content;
    return process.exchange(sent, process.policy.wall_seconds);
}

Result<Unpacked> Worker::unpack(std::string_view archive) {
    Process& process = *process_;
    // Larger ones are refused before they are carried anywhere.
    if (archive.size() > kArchiveBytesMost) return Unpacked{{}, labs::unpack(archive).error().message};
    Evidence found;
    // Not everything that ends a process is the archive's doing, so one is tried twice.
    for (int tries = 0; tries < 2; ++tries) {
        // A worker that has seen an archive sees nothing else, and nothing else sees an archive.
        process.child.end(0);
        if (const Status begun = process.begin_again(); !begun) return begun.error();
        found = process.exchange(Value{{"archive", std::string(archive)}}, process.policy.wall_seconds);
        process.child.end(0);
        if (found.end == Evidence::End::kTimedOut) return Error{"the archive could not be opened: " + found.detail};
        if (found.end == Evidence::End::kEvidence) break;
    }
    if (found.end != Evidence::End::kEvidence) return Unpacked{{}, "the archive could not be opened: " + found.detail};
    if (found.value.is_object())
        if (const auto refused = found.value.find("refused"); refused != found.value.end() && refused->is_string()) return Unpacked{{}, refused->get<std::string>()};
    auto submission = submission_from(found.value.is_object() ? found.value.value("files", Value()) : Value());
    if (!submission) return Unpacked{{}, submission.error().message};
    return Unpacked{std::move(*submission), {}};
}

const std::string& Worker::layers() const { return process_->layers; }
const std::string& Worker::missing() const { return process_->missing; }

Result<std::string> missing_layers(const SandboxPolicy& policy) {
    const auto worker = Worker::start(policy);
    return worker ? Result(worker->missing()) : Result<std::string>(worker.error());
}

}  // namespace anel::labs
