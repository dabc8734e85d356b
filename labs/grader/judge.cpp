#include "labs/grader/judge.hpp"

#include <fmt/format.h>

#include "isa/base/nearest.hpp"
#include "labs/grader/evidence_words.hpp"
#include "labs/grader/seeds.hpp"
#include "labs/grader/student_folder.hpp"
#include "labs/grader/words.hpp"
#include "labs/runtime/sandbox/task_fields.hpp"

namespace anel::labs {

namespace {

using namespace fmt::literals;

/// What a task may use up, where its test does not say.
constexpr std::pair<const char*, std::uint64_t> kBudgets[] = {{"cycles", kBudgetCycles}, {"instructions", kBudgetInstructions}, {"memory_bytes", kBudgetMemory}};

class Judge {
public:
    Judge(const Lab& lab, const Submission& submission, const JudgeOptions& options, const Execute& execute, TestSuite& suite)
        : lab_(lab), submission_(submission), files_(with_provided(lab, submission)), options_(options), execute_(execute), suite_(suite) {}

    TestResult result_of(std::size_t test) {
        const TestInfo& info = suite_.tests()[test];
        TestResult result;
        result.name = info.name;
        result.title = info.title;
        result.hidden = info.hidden;
        result.most = info.points;
        result.reproduce = info.hidden ? info.reproduce : "";
        result.verdict = TestResult::Verdict::kPassed;
        for (unsigned number = 1; number <= info.cases && result.verdict == TestResult::Verdict::kPassed; ++number) run_case(test, number, result);
        if (result.verdict == TestResult::Verdict::kPassed) result.points = info.points;
        else result.hint = info.hint;
        return result;
    }

private:
    void run_case(std::size_t test, unsigned number, TestResult& result) {
        const auto task = case_task(suite_, test, number, lab_.id, options_);
        if (!task) return broken(Say::kTestBroken, task.error().message, number, result);
        const Evidence evidence = execute(*task);
        if (evidence.end == Evidence::End::kTimedOut) return broken(Say::kTimedOut, evidence.detail, number, result);
        if (evidence.end == Evidence::End::kNoWorker) return broken(Say::kNoWorker, evidence.detail, number, result);
        if (evidence.end == Evidence::End::kCrashed) return fails(say(options_.language, Say::kCrashed), number, result);
        if (evidence.end == Evidence::End::kRefusedFrame) return fails(say(options_.language, Say::kNotEvidence, "message"_a = evidence.detail), number, result);
        const Value* const ended = evidence.value.is_object() && evidence.value.contains("ended") ? &evidence.value.at("ended") : nullptr;
        if (ended == nullptr || !ended->is_string()) return broken(Say::kUnknownEnd, "no 'ended'", number, result);
        const std::string how = ended->get<std::string>();
        if (how == "bad-task") return broken(Say::kTestBroken, evidence.value.value("message", ""), number, result);
        if (how != "done" && !suite_.tests()[test].ends) return not_done(*task, evidence.value, how, number, result);
        const Judgement judgement = suite_.judge(evidence.value);
        if (judgement.end == Judgement::End::kBroken) return broken(Say::kTestBroken, judgement.message, number, result);
        if (judgement.end == Judgement::End::kHolds) return;
        const std::string told = judgement.step ? tell_step(*task, evidence.value, *judgement.step, judgement.explain, judgement.wanted, options_.language) : "";
        if (result.hidden) {
            result.detail_step = judgement.step;
            return fails_hidden("", told.empty() ? judgement.message : judgement.message + "\n" + told, number, result);
        }
        fails(judgement.message, number, result);
        result.divergent_step = judgement.step;
        result.divergent_explain = told;
    }

    /// A worker that is gone without a word is tried once more: not everything that ends a process is the submission's doing.
    Evidence execute(const Value& task) const {
        Evidence evidence = execute_(task, files_);
        const bool gone = evidence.end == Evidence::End::kCrashed || evidence.end == Evidence::End::kRefusedFrame;
        return gone ? execute_(task, files_) : evidence;
    }

    void not_done(const Value& task, const Value& evidence, const std::string& how, unsigned number, TestResult& result) const {
        const auto open = why_not_done(task, evidence, {options_.language, false, files_});
        if (!open) return broken(Say::kUnknownEnd, how, number, result);
        if (!result.hidden) {
            const StopPlace place = place_of(evidence, submission_);
            result.file = place.file;
            result.line = place.line;
            return fails(*open, number, result);
        }
        fails_hidden(*why_not_done(task, evidence, {options_.language, true, files_}), *open, number, result);
    }

    void fails(std::string message, unsigned number, TestResult& result) const {
        result.verdict = TestResult::Verdict::kFailed;
        result.message = std::move(message);
        result.case_number = number;
    }
    /// What a student is told of a hidden test must not show what it asks.
    void fails_hidden(const std::string& shown, std::string detail, unsigned number, TestResult& result) const {
        const std::string property = say(options_.language, Say::kHiddenFailed, "title"_a = result.title);
        fails(shown.empty() ? property : property + "\n" + shown, number, result);
        result.detail = std::move(detail);
    }
    void broken(Say what, const std::string& message, unsigned number, TestResult& result) const {
        result.verdict = TestResult::Verdict::kInfrastructure;
        result.message = say(options_.language, what, "message"_a = message);
        result.case_number = number;
    }

    const Lab& lab_;
    const Submission& submission_;
    const Submission files_;
    const JudgeOptions& options_;
    const Execute& execute_;
    TestSuite& suite_;
};

Report empty_report(const Lab& lab, const Submission& submission, const JudgeOptions& options) {
    Report report;
    report.lab = lab.id;
    report.student = options.student;
    report.submission_sha256 = submission_sha256(submission);
    report.language = explain::kLanguageTags[static_cast<std::size_t>(options.language)];
    return report;
}

std::string refusal(const Lab& lab, const Submission& submission, explain::Language language) {
    const auto missing = missing_file(lab, submission);
    return missing ? say(language, Say::kMissingFile, "file"_a = *missing, "files"_a = comma_list(lab.files)) : "";
}

}  // namespace

Result<std::size_t> find_test(const TestSuite& suite, const std::string& name) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < suite.tests().size(); ++i) {
        if (suite.tests()[i].name == name) return i;
        names.push_back(suite.tests()[i].name);
    }
    const std::string guess = did_you_mean(name, names);
    return Error{fmt::format("no test '{}'{} Tests: {}", name, guess.empty() ? "." : guess, comma_list(names)), ErrorKind::kUsage};
}

Result<Value> case_task(TestSuite& suite, std::size_t test, unsigned case_number, const std::string& lab, const JudgeOptions& options) {
    const TestInfo& info = suite.tests()[test];
    std::string key = info.hidden ? options.key : std::string(kVisibleKey);
    if (!info.hidden && options.seed) key += fmt::format("/{}", *options.seed);
    auto task = suite.make(test, case_seed(key, lab, options.student, info.name, case_number));
    if (!task) return task.error();
    (*task)["language"] = explain::kLanguageTags[static_cast<std::size_t>(options.language)];
    // Nothing may be found because it was there before. Lua's integers have a sign.
    Value& budget = (*task)["budget"];
    if (!budget.is_object()) budget = Value::object();
    for (const auto& [what, most] : kBudgets)
        if (!budget.contains(what)) budget[what] = most;
    if (!task->contains("poison")) (*task)["poison"] = case_seed(key, lab, options.student, info.name + " poison", case_number) >> 1;
    return task;
}

Report judge(const Lab& lab, const Submission& submission, const JudgeOptions& options, const Execute& execute) {
    auto suite = TestSuite::load(lab, options.hidden, options.language);
    if (suite) return judge(lab, *suite, submission, options, execute);
    Report report = empty_report(lab, submission, options);
    report.most = lab.points;
    report.broken = say(options.language, Say::kSuiteBroken, "lab"_a = lab.id, "message"_a = suite.error().message);
    return report;
}

Report judge(const Lab& lab, TestSuite& suite, const Submission& submission, const JudgeOptions& options, const Execute& execute) {
    Report report = empty_report(lab, submission, options);
    report.refused = refusal(lab, submission, options.language);
    Judge judge(lab, submission, options, execute, suite);
    for (std::size_t test = 0; test < suite.tests().size(); ++test) {
        const TestInfo& info = suite.tests()[test];
        if (!options.only.empty() && options.only != info.name) continue;
        if (report.refused.empty()) {
            report.tests.push_back(judge.result_of(test));
        } else {
            TestResult result;
            result.name = info.name;
            result.title = info.title;
            result.hidden = info.hidden;
            result.most = info.points;
            result.message = report.refused;
            report.tests.push_back(std::move(result));
        }
        report.score += report.tests.back().points;
        report.most += report.tests.back().most;
    }
    return report;
}

Report judge(const Lab& lab, const Submission& submission, const JudgeOptions& options, const SandboxPolicy& policy) {
    auto worker = Worker::start(policy);
    if (!worker) {
        Report report = empty_report(lab, submission, options);
        report.most = lab.points;
        report.broken = say(options.language, Say::kNoWorker, "message"_a = worker.error().message);
        return report;
    }
    return judge(lab, submission, options, [&](const Value& task, const Submission& files) { return worker->run(task, files); });
}

}  // namespace anel::labs
