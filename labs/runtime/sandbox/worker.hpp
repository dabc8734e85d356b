// The parent's side of a worker: starts the process that executes students' code, hands it tasks, and ends it when it must.
// Not here: what the worker does with a task (task_runner.hpp), who judges what it found (labs/grader).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "isa/base/result.hpp"
#include "labs/runtime/submission.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

struct SandboxPolicy {
    bool require = false;        ///< refuse to run where the machine does not let the whole sandbox be made
    unsigned wall_seconds = 60;  ///< for a task; beyond them the worker is killed, which says nothing about the submission
    bool bubblewrap = true;      ///< where it works
    std::string program{};       ///< the worker's; empty: the one that belongs to the running program
    std::string bubblewrap_program{};  ///< empty: where it is installed
};

/// What came of a task.
struct Evidence {
    enum class End : std::uint8_t {
        kEvidence,      ///< `value` is what was found
        kCrashed,       ///< the worker ended without a word
        kTimedOut,      ///< by the wall clock: an error of the infrastructure
        kNoWorker,      ///< none could be started: likewise
        kRefusedFrame,  ///< what the worker sent is not what a worker sends
    };
    End end = End::kEvidence;
    Value value;
    std::string detail;  ///< of the others: what happened, in words
};

/// What came of an archive.
struct Unpacked {
    Submission submission;
    std::string refused;  ///< for whoever packed it: why it is not taken; else empty
};

/// One process at a time, used by one thread. A worker that is gone behind a task is started anew for the next one; so is one that has
/// seen another submission, so that no submission can reach into what becomes of another.
class Worker {
public:
    /// The error says what is missing and what to do.
    static Result<Worker> start(const SandboxPolicy& policy);
    Worker(Worker&&) noexcept;
    Worker& operator=(Worker&&) noexcept;
    ~Worker();

    /// `files`: the submission, with what the lab provides in it.
    Evidence run(const Value& task, const Submission& files);
    /// What is in an archive (unpack.hpp). The error is of the infrastructure.
    Result<Unpacked> unpack(std::string_view archive);
    /// The layers of the sandbox that there are, by their names.
    const std::string& layers() const;
    /// Those that are not, with why not; empty: the sandbox is whole.
    const std::string& missing() const;

private:
    struct Process;
    explicit Worker(std::unique_ptr<Process> process);
    std::unique_ptr<Process> process_;
};

/// Starts a worker to see which layers of the sandbox this machine does not let be made: Worker::missing().
Result<std::string> missing_layers(const SandboxPolicy& policy);

}  // namespace anel::labs
