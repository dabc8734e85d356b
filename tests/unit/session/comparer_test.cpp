// The comparison in its own thread: what it hands over in the end is what the experiment says, and one can be called off.
#include "gui/session/comparer.hpp"

#include <condition_variable>
#include <mutex>

#include "gui/session/parts.hpp"
#include "tests/unit/catch.hpp"

using namespace anel;
using namespace anel::session;

namespace {

/// As a window does: told of news by another thread, it takes them in its own.
class Watching {
public:
    Watching() : comparer_([this] {
        const std::lock_guard lock(mutex_);
        ++there_;
        changed_.notify_one();
    }) {}

    Comparer& comparer() { return comparer_; }
    template <class Holds>
    ComparingPtr wait_for(Holds holds) {
        for (;;) {
            std::unique_lock lock(mutex_);
            REQUIRE(changed_.wait_for(lock, std::chrono::seconds(120), [this] { return there_ > 0; }));
            --there_;
            lock.unlock();
            // One may have been taken with the one before.
            if (const ComparingPtr taken = comparer_.take(); taken && holds(*taken)) return taken;
        }
    }
    ComparingPtr wait_for_end(std::uint64_t number) {
        return wait_for([number](const Comparing& one) { return one.number == number && one.state != Comparing::State::kRunning; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int there_ = 0;
    Comparer comparer_;
};

CompareWish wish_of(std::string workload, std::vector<control::Mode> modes) {
    CompareWish wish;
    wish.workload = std::move(workload);
    wish.modes = std::move(modes);
    return wish;
}

}  // namespace

TEST_CASE("a comparison in a thread of its own comes to the same cycles as the experiment run directly, and its bars come one by one") {
    Watching watching;
    const std::uint64_t number = watching.comparer().start(wish_of("syscall", {control::Mode::kPara, control::Mode::kNative}));
    const ComparingPtr first = watching.wait_for([](const Comparing& one) { return one.comparison != nullptr; });
    REQUIRE(first->comparison->modes.front().run.mode == control::Mode::kNative);
    const ComparingPtr done = first->state == Comparing::State::kDone ? first : watching.wait_for_end(number);
    REQUIRE(done->state == Comparing::State::kDone);
    REQUIRE(done->modes == std::vector{control::Mode::kNative, control::Mode::kPara});
    REQUIRE(done->comparison->modes.size() == 2);

    const auto parts = load_parts({}, true);
    REQUIRE(parts);
    control::CompareRequest request;
    request.config = parts->config;
    request.workload = *control::find_workload("syscall");
    request.modes = {control::Mode::kPara};
    request.kernel = &parts->kernel;
    request.monitor = &parts->monitor->elf;
    request.disk = parts->disk;
    const auto directly = control::compare(request);
    REQUIRE(directly);
    for (std::size_t i = 0; i < 2; ++i) {
        const control::ComparedMode& a = done->comparison->modes[i];
        const control::ComparedMode& b = directly->modes[i];
        REQUIRE(a.equivalent);
        REQUIRE(a.run.cycles == b.run.cycles);
        REQUIRE(a.run.ledger == b.run.ledger);
        REQUIRE(a.run.counters == b.run.counters);
        REQUIRE(a.per_operation->cycles == b.per_operation->cycles);
        REQUIRE(control::total(a.boot_cycles) == a.boot->cycles);
        REQUIRE(a.run.disk.empty());
    }
}

TEST_CASE("a comparison that is called off ends soon, keeps what it had, and the next one runs") {
    Watching watching;
    const std::uint64_t number = watching.comparer().start(wish_of("compute", control::built_modes()));
    const ComparingPtr under_way = watching.wait_for([](const Comparing& one) { return one.running && one.running != control::Mode::kNative; });
    REQUIRE(under_way->number == number);
    watching.comparer().cancel();
    // It does not go on in secret: the last mode is never begun.
    bool went_on = false;
    const ComparingPtr end = watching.wait_for([&](const Comparing& one) {
        went_on = went_on || one.running == control::built_modes().back();
        return one.number == number && one.state != Comparing::State::kRunning;
    });
    REQUIRE_FALSE(went_on);
    REQUIRE(end->state == Comparing::State::kCancelled);
    REQUIRE_FALSE(end->running);
    REQUIRE(end->comparison);
    REQUIRE(end->comparison->modes.size() < control::built_modes().size());
    REQUIRE(end->comparison->modes.front().run.ending == control::Ending::kPoweredOff);
    const std::uint64_t next = watching.comparer().start(wish_of("boot", {}));
    REQUIRE(watching.wait_for_end(next)->state == Comparing::State::kDone);
}

TEST_CASE("what is asked for last is what is compared, and a wish that cannot be met says why") {
    Watching watching;
    watching.comparer().start(wish_of("compute", control::built_modes()));
    CompareWish wrong = wish_of("boot", {});
    wrong.machine_file = "no-such-machine.yaml";
    const std::uint64_t number = watching.comparer().start(wrong);
    const ComparingPtr failed = watching.wait_for_end(number);
    REQUIRE(failed->state == Comparing::State::kFailed);
    REQUIRE(failed->error.find("no-such-machine.yaml") != std::string::npos);
    const ComparingPtr unknown = watching.wait_for_end(watching.comparer().start(wish_of("no such workload", {})));
    REQUIRE(unknown->state == Comparing::State::kFailed);
}

TEST_CASE("a comparer that is told to end in the middle of a comparison ends") {
    Watching watching;
    watching.comparer().start(wish_of("compute", control::built_modes()));
    watching.wait_for([](const Comparing& one) { return one.running.has_value(); });
}
