#include "gui/session/lab_checker.hpp"

#include "labs/grader/judge.hpp"

namespace anel::session {

LabChecker::LabChecker(std::function<void()> there) : latest_(std::move(there)), thread_([this] { live(); }) {}

LabChecker::~LabChecker() {
    {
        const std::lock_guard lock(mutex_);
        quits_ = true;
        stop_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

std::uint64_t LabChecker::start(LabWish wish) {
    const std::lock_guard lock(mutex_);
    wanted_ = Numbered{std::move(wish), ++wishes_, false};
    stop_ = true;
    changed_.notify_one();
    return wishes_;
}

void LabChecker::cancel() {
    const std::lock_guard lock(mutex_);
    stop_ = true;
    if (wanted_) wanted_->cancelled = true;
}

void LabChecker::live() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return quits_ || wanted_; });
        if (quits_) return;
        const Numbered wanted = std::move(*wanted_);
        wanted_.reset();
        stop_ = wanted.cancelled;
        lock.unlock();
        latest_.put(std::make_shared<const LabChecked>(check(wanted)));
        lock.lock();
    }
}

LabChecked LabChecker::check(const Numbered& wanted) {
    const LabWish& wish = wanted.wish;
    LabChecked checked;
    checked.number = wanted.number;
    checked.lab = wish.lab->id;
    checked.cancelled = stop_;
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
        if (stop_) return labs::Evidence{labs::Evidence::End::kTimedOut, {}, "cancelled"};
        return worker->run(task, files);
    });
    checked.cancelled = stop_;
    if (checked.cancelled) return checked;
    checked.report = std::move(report);
    checked.missing = worker->missing();
    return checked;
}

}  // namespace anel::session
