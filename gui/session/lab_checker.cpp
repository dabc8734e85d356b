#include "gui/session/lab_checker.hpp"

#include "labs/grader/judge.hpp"

namespace anel::session {

namespace {

LabChecked check(const LabWish& wish, std::uint64_t number, const std::atomic<bool>& stop) {
    LabChecked checked;
    checked.number = number;
    checked.lab = wish.lab->id;
    checked.cancelled = stop;
    if (checked.cancelled) return checked;
    auto worker = labs::Worker::start(wish.sandbox);
    if (!worker) {
        checked.error = worker.error().message;
        return checked;
    }
    labs::JudgeOptions options;
    options.language = wish.language;
    options.student = wish.student;
    // Between two tasks one can leave; the rest is then judged as never having been run, and nobody is shown it.
    labs::Report report = labs::judge(*wish.lab, wish.submission, options, [&](const labs::Value& task, const labs::Submission& files) {
        if (stop) return labs::Evidence{labs::Evidence::End::kTimedOut, {}, "cancelled"};
        return worker->run(task, files);
    });
    checked.cancelled = stop;
    if (checked.cancelled) return checked;
    checked.report = std::move(report);
    checked.missing = worker->missing();
    return checked;
}

}  // namespace

LabChecker::LabChecker(std::function<void()> there)
    : latest_(std::move(there)), thread_([this](const LabWish& wish, std::uint64_t number, const std::atomic<bool>& stop) {
          latest_.put(std::make_shared<const LabChecked>(check(wish, number, stop)));
      }) {}

}  // namespace anel::session
