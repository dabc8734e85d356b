// `anel lab debug`: finds the failure, tells it, goes there, and hands the machine over in Lua.
// Not here: going there (labs/grader/debug_session.hpp).
#include <fmt/format.h>

#include "cli/converse.hpp"
#include "cli/exit_code.hpp"
#include "cli/lab_work.hpp"
#include "cli/output.hpp"
#include "cli/sandbox_notice.hpp"
#include "labs/grader/debug_session.hpp"
#include "labs/grader/judge.hpp"
#include "labs/grader/formats/safe_text.hpp"
#include "labs/grader/report_text.hpp"
#include "labs/grader/words.hpp"
#include "labs/runtime/sandbox/confine.hpp"

namespace anel::cli {

using namespace fmt::literals;

int debug_lab(const LabOptions& options) {
    const auto work = open_lab_work(options);
    if (!work) return report(work.error());
    const auto submission = labs::read_submission(work->folder);
    if (!submission) return report(submission.error());
    const labs::JudgeOptions judging = judge_options(*work, options);
    auto suite = labs::TestSuite::load(work->lab, options.hidden, work->who.language);
    if (!suite) return report(suite.error());
    if (!options.only.empty())
        if (const auto found = labs::find_test(*suite, options.only); !found) return report(found.error());
    if (Status status = look_at_sandbox({}, work->who.language); !status) return report_not_judged(status.error());
    labs::Report judged = labs::judge(work->lab, *submission, judging);
    const auto failed = std::ranges::find(judged.tests, labs::TestResult::Verdict::kFailed, &labs::TestResult::verdict);
    if (judged.infrastructure_error() || !judged.refused.empty()) {
        print(labs::report_text(judged, work->lab, {.colour = wants_colour(stdout), .arguments = work->arguments}));
        return judged.infrastructure_error() ? kInternal : kJudgedWrong;
    }
    if (failed == judged.tests.end()) {
        print(labs::say(work->who.language, labs::Say::kAllHolds) + "\n");
        return kDone;
    }
    const labs::TestResult result = *failed;
    judged.tests = {result};
    judged.score = result.points;
    judged.most = result.most;
    print(labs::report_text(judged, work->lab, {.colour = wants_colour(stdout), .arguments = work->arguments, .for_teacher = options.hidden}) + "\n");
    const auto test = labs::find_test(*suite, result.name);
    if (!test) return report(test.error());
    const auto task = labs::case_task(*suite, *test, result.case_number, work->lab.id, judging);
    if (!task) return report(task.error());
    // From here on the submission is executed in this process, and whose it is nobody can tell.
    if (const labs::Layer shut = labs::shut_files(); !shut.there)
        fmt::print(stderr, "anel: {}\n", labs::say(work->who.language, labs::Say::kWarnFilesOpen, "why"_a = shut.why_not));
    const auto session = labs::DebugSession::start(*task, labs::with_provided(work->lab, *submission), result.hidden ? result.detail_step : result.divergent_step, work->who.language);
    if (!session) return report(session.error());
    print(labs::safe_text((*session)->where()) + "\n");
    return converse((*session)->state(), "");
}

}  // namespace anel::cli
