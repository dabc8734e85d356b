// Judges a submission: makes each case's task, has it executed, lets the test judge what was found, and says in words what failed.
// Not here: where submissions come from, in which format reports leave (formats/).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "isa/explain/language.hpp"
#include "labs/grader/lab.hpp"
#include "labs/grader/report.hpp"
#include "labs/grader/test_suite.hpp"
#include "labs/runtime/sandbox/worker.hpp"
#include "labs/runtime/submission.hpp"

namespace anel::labs {

struct JudgeOptions {
    explain::Language language = explain::Language::kEnglish;
    std::string student;
    bool hidden = false;                ///< the hidden tests too
    std::string key;                    ///< of the hidden tests' seeds
    std::string only;                   ///< the one test of that name; empty: all
    std::optional<std::uint64_t> seed;  ///< visible tests ask other questions than a student's own
};

/// Whatever executes a task with a submission's files (what is provided in them): a Worker, where nobody says otherwise.
using Execute = std::function<Evidence(const Value& task, const Submission& files)>;

/// Everything that can go wrong is in the report. The same submission and options give the same report.
Report judge(const Lab& lab, const Submission& submission, const JudgeOptions& options, const Execute& execute);
/// By tests that are loaded already, with what `options` says of hidden ones and language: for who judges many submissions.
Report judge(const Lab& lab, TestSuite& suite, const Submission& submission, const JudgeOptions& options, const Execute& execute);
/// With a worker that is started for it.
Report judge(const Lab& lab, const Submission& submission, const JudgeOptions& options, const SandboxPolicy& policy = {});

/// A test of that name, by its place in the suite; the error proposes the nearest.
Result<std::size_t> find_test(const TestSuite& suite, const std::string& name);
/// The task of a case (from 1), complete, as a worker is given it. The error says where the test is at fault.
Result<Value> case_task(TestSuite& suite, std::size_t test, unsigned case_number, const std::string& lab, const JudgeOptions& options);

}  // namespace anel::labs
