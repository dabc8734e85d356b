// The parent's side of a worker: starts the process that executes students' code, hands it tasks, and ends it when it must.
// Not here: what the worker does with a task (task_runner.hpp), who judges what it found (labs/grader).
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "isa/base/result.hpp"
#include "labs/runtime/submission.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

struct SandboxPolicy {
    bool require = false;        ///< refuse to run where the machine does not let the whole sandbox be made
    unsigned wall_seconds = 60;  ///< for a task; beyond them the worker is killed, which says nothing about the submission
};

/// What came of a task.
struct Evidence {
    enum class End : std::uint8_t {
        kEvidence,      ///< `value` is what was found
        kCrashed,       ///< the worker ended without a word
        kTimedOut,      ///< by the wall clock: an error of the infrastructure
        kRefusedFrame,  ///< what the worker sent is not what a worker sends
    };
    End end = End::kEvidence;
    Value value;
    std::string detail;  ///< of the others: what happened, in words
};

/// One process at a time, used by one thread. A worker that is gone behind a task is started anew for the next one.
class Worker {
public:
    /// The error says what is missing and what to do.
    static Result<Worker> start(const SandboxPolicy& policy);
    Worker(Worker&&) noexcept;
    Worker& operator=(Worker&&) noexcept;
    ~Worker();

    /// `files`: the submission, with what the lab provides in it.
    Evidence run(const Value& task, const Submission& files);
    /// A line for each layer of the sandbox: whether it is there, and why not.
    const std::string& layers() const;

private:
    struct Process;
    explicit Worker(std::unique_ptr<Process> process);
    std::unique_ptr<Process> process_;
};

}  // namespace anel::labs
