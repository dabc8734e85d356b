// The check of a lab in its own thread: it hands over what the grader says, can be called off at any moment, and ends when it is told to.
// Not here: what a submission is worth (labs_grader/judge_test.cpp).
#include "gui/session/lab_checker.hpp"

#include <condition_variable>
#include <mutex>

#include "labs/grader/find_labs.hpp"
#include "labs/grader/judge.hpp"
#include "tests/unit/labs_grader/tiny_lab.hpp"

using namespace anel;
using namespace anel::session;
using tests::TinyLab;

namespace {

/// As a window does: told of news by another thread, it takes them in its own.
class Watching {
public:
    Watching() : checker_([this] {
        const std::lock_guard lock(mutex_);
        ++there_;
        changed_.notify_one();
    }) {}

    LabChecker& checker() { return checker_; }
    LabCheckedPtr wait_for(std::uint64_t number) {
        for (;;) {
            std::unique_lock lock(mutex_);
            REQUIRE(changed_.wait_for(lock, std::chrono::seconds(60), [this] { return there_ > 0; }));
            --there_;
            lock.unlock();
            const LabCheckedPtr taken = checker_.take();
            if (!taken) continue;
            REQUIRE(taken->number <= number);
            if (taken->number == number) return taken;
        }
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int there_ = 0;
    LabChecker checker_;
};

labs::Submission files_of(const labs::Lab& lab, const labs::Files& from) {
    labs::Submission submission;
    for (const std::string& file : lab.files) submission.files[file] = from.at(file);
    return submission;
}

LabWish reference_of(labs::Lab lab) {
    LabWish wish;
    wish.submission = files_of(lab, lab.reference);
    wish.student = "ana";
    wish.lab = std::make_shared<const labs::Lab>(std::move(lab));
    return wish;
}

/// Half a million cases: nobody sees its end.
LabWish endless(const TinyLab& tiny) {
    tiny.write("tests/visible.lua", R"(local cases = require "cases"
local tests = {}
for i = 1, 500 do
    tests[i] = {name = "counts-" .. i, cases = 1000, points = 1, title = {en = "it counts", ["pt-BR"] = "ele conta"},
        make = function() return cases.task(3), {count = 3} end, judge = cases.counts}
end
return tests
)");
    return reference_of(tiny.load());
}

double visible_points(const labs::Report& report) {
    double sum = 0;
    for (const labs::TestResult& one : report.tests) sum += one.most;
    return sum;
}

}  // namespace

TEST_CASE("a check in a thread of its own says what the grader says, and a reference has all visible points") {
    Watching watching;
    const auto lab = labs::find_lab("", "1");
    REQUIRE(lab);
    const LabWish good = reference_of(*lab);
    const LabCheckedPtr checked = watching.wait_for(watching.checker().start(good));
    REQUIRE(checked->error.empty());
    REQUIRE_FALSE(checked->cancelled);
    REQUIRE(checked->lab == "01-hello-rings");
    // What a worker says that cannot work is said here, and not that there are no points.
    for (const labs::TestResult& one : checked->report.tests) {
        INFO(one.name << ": " << one.message);
        REQUIRE(one.verdict == labs::TestResult::Verdict::kPassed);
    }
    REQUIRE(checked->report.score == checked->report.most);
    REQUIRE(checked->report.most == visible_points(checked->report));
    REQUIRE(checked->report.most == 40);
    for (const labs::TestResult& one : checked->report.tests) REQUIRE_FALSE(one.hidden);

    LabWish starter = good;
    starter.submission = files_of(*lab, lab->starter);
    starter.language = explain::Language::kPortuguese;
    const LabCheckedPtr poor = watching.wait_for(watching.checker().start(starter));
    labs::JudgeOptions options;
    options.student = "ana";
    options.language = explain::Language::kPortuguese;
    REQUIRE(poor->report == labs::judge(*lab, starter.submission, options));
    REQUIRE(poor->report.score == 0);
    REQUIRE_FALSE(poor->report.tests.front().message.empty());
}

TEST_CASE("a sandbox that is not whole is said with what is missing and why, and judges as a whole one does") {
    const TinyLab tiny;
    LabWish wish = reference_of(tiny.load());
    Watching watching;
    const LabCheckedPtr usual = watching.wait_for(watching.checker().start(wish));
    const auto here = labs::missing_layers({});
    REQUIRE(here);
    CHECK(usual->missing == *here);
    wish.sandbox.bubblewrap = false;
    const LabCheckedPtr open = watching.wait_for(watching.checker().start(wish));
    INFO(open->missing);
    CHECK(open->missing.starts_with("bubblewrap (it was not asked for)"));
    CHECK(open->report == usual->report);
    // Where none of it can be had, that is said, and nothing else.
    wish.sandbox.program = "/nowhere/anel-worker";
    const LabCheckedPtr none = watching.wait_for(watching.checker().start(wish));
    CHECK_FALSE(none->error.empty());
    CHECK(none->missing.empty());
    CHECK(none->report == labs::Report());
}

TEST_CASE("a check that is called off comes back as that, whenever it happens, and the next one runs") {
    const TinyLab tiny;
    const LabWish quick = reference_of(tiny.load());
    const LabWish never = endless(tiny);
    Watching watching;
    for (const int wait_ms : {0, 1, 20, 300}) {
        const std::uint64_t number = watching.checker().start(never);
        std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
        watching.checker().cancel();
        const LabCheckedPtr checked = watching.wait_for(number);
        REQUIRE(checked->cancelled);
        REQUIRE(checked->report == labs::Report());
        REQUIRE(checked->error.empty());
    }
    const LabCheckedPtr next = watching.wait_for(watching.checker().start(quick));
    REQUIRE_FALSE(next->cancelled);
    REQUIRE(next->report.score == 40);
}

TEST_CASE("what is asked for last is what is checked, and nothing behind it is called off with what it took the place of") {
    const TinyLab tiny;
    const LabWish quick = reference_of(tiny.load());
    const LabWish never = endless(tiny);
    Watching watching;
    for (const int wait_ms : {0, 100}) {
        watching.checker().start(never);
        std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
        watching.checker().start(never);
        const LabCheckedPtr checked = watching.wait_for(watching.checker().start(quick));
        REQUIRE_FALSE(checked->cancelled);
        REQUIRE(checked->report.score == 40);
    }
    // Of one that was called off before anybody began with it, the next one knows nothing.
    watching.checker().start(never);
    watching.checker().cancel();
    REQUIRE_FALSE(watching.wait_for(watching.checker().start(quick))->cancelled);
}

TEST_CASE("a checker that is told to end in the middle of a check ends") {
    const TinyLab tiny;
    const LabWish never = endless(tiny);
    for (const int wait_ms : {0, 200}) {
        Watching watching;
        watching.checker().start(never);
        std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
    }
    // Nobody waits, and nobody ever asked.
    const Watching idle;
}
