// The check of a lab in a thread of its own: a window hands over what a student has written and goes on, and is handed the report.
// Not here: judging (labs/grader/judge.hpp), what the student's files are (labs/grader/student_folder.hpp).
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "gui/session/latest.hpp"
#include "gui/session/wish_thread.hpp"
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
    // Its end stops what is under way behind its present task, which takes a second at most, most often some milliseconds.

    /// In the place of one under way. Returns its number at once.
    std::uint64_t start(LabWish wish) { return thread_.start(std::move(wish)); }
    /// The last that was started; its number comes back as cancelled, if it is not done already.
    void cancel() { thread_.cancel(); }
    /// The newest; null where there is nothing new.
    LabCheckedPtr take() { return latest_.take(); }

private:
    Latest<LabChecked> latest_;
    WishThread<LabWish> thread_;  ///< last: it uses the above
};

}  // namespace anel::session
