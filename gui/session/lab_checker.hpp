// The check of a lab in a thread of its own: a window hands over what a student has written and goes on, and is handed the report.
// Not here: judging (labs/grader/judge.hpp), what the student's files are (labs/grader/student_folder.hpp).
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "gui/session/latest.hpp"
#include "isa/explain/language.hpp"
#include "labs/grader/lab.hpp"
#include "labs/grader/report.hpp"
#include "labs/runtime/sandbox/worker.hpp"

namespace anel::session {

struct LabWish {
    std::shared_ptr<const labs::Lab> lab;
    labs::Submission submission;  ///< with nothing of the lab's own in it
    std::string student;
    explain::Language language = explain::Language::kEnglish;
    labs::SandboxPolicy sandbox{};  ///< what the student's files are executed in
};

/// What came of a wish: a value that nobody changes any more.
struct LabChecked {
    std::uint64_t number = 0;  ///< counts wishes
    std::string lab;           ///< its id
    bool cancelled = false;    ///< then there is no report
    std::string error;         ///< why no worker could be started, and what to do; then there is no report either
    labs::Report report;       ///< of the visible tests
    std::string missing;       ///< layers of the sandbox that were not there, with why not; empty: it was whole
};
using LabCheckedPtr = std::shared_ptr<const LabChecked>;

class LabChecker {
public:
    /// `there` is called by the worker's thread whenever something can be taken. It must not wait for anything, nor call the checker.
    explicit LabChecker(std::function<void()> there);
    /// Ends what is under way behind its present task, which takes a second at most, most often some milliseconds.
    ~LabChecker();
    LabChecker(const LabChecker&) = delete;
    LabChecker& operator=(const LabChecker&) = delete;

    /// In the place of one under way. Returns its number at once.
    std::uint64_t start(LabWish wish);
    /// The last that was started; its number comes back as cancelled, if it is not done already.
    void cancel();
    /// The newest; null where there is nothing new.
    LabCheckedPtr take() { return latest_.take(); }

private:
    struct Numbered {
        LabWish wish;
        std::uint64_t number = 0;
        bool cancelled = false;  ///< before anybody began with it
    };
    void live();
    LabChecked check(const Numbered& wanted);

    Latest<LabChecked> latest_;
    std::mutex mutex_;  ///< of all up to the thread
    std::condition_variable changed_;
    std::optional<Numbered> wanted_;
    std::uint64_t wishes_ = 0;
    bool quits_ = false;
    std::atomic<bool> stop_ = false;
    std::thread thread_;  ///< last: it uses all of the above
};

}  // namespace anel::session
