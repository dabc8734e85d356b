// The long run begins the same work again whenever it has come to its end.
#include "gui/app/selftest.hpp"

#include <QCoreApplication>
#include <QDockWidget>
#include <QEventLoop>
#include <QFile>
#include <QScreen>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <numeric>

#include "gui/app/docks.hpp"
#include "gui/app/main_window.hpp"
#include "monitor/control/images.hpp"
#include "monitor/control/run.hpp"

namespace anel::gui {

namespace {

using session::Frame;
using session::Phase;

constexpr int kRounds = 5;
constexpr double kRoundS = 2;
constexpr int kPauses = 10;
constexpr int kSelftestPatienceMs = 60'000;

double resident_mib() {
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return fields.size() > 1 ? fields[1].toDouble() * 4096 / (1 << 20) : 0;
}

double work_s() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double seconds(const QElapsedTimer& timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e9; }

/// A monitor that has much to do, programs that compute, and processes that come and go.
session::Configuration busy() {
    session::Configuration configuration;
    configuration.mode = control::Mode::kFullTrap;
    configuration.command_line = "run=primes 65536;sysloop 100000;primes 65536;forkwait 400;sysloop 4000000";
    return configuration;
}

template <class Holds>
bool wait_for(MainWindow& window, Holds holds, int most_ms = kSelftestPatienceMs) {
    if (holds(*window.frame())) return true;
    QEventLoop loop;
    bool held = false;
    const QMetaObject::Connection connection = QObject::connect(&window, &MainWindow::frame_shown, &loop, [&](const session::FramePtr& frame) {
        held = holds(*frame);
        if (held) loop.quit();
    });
    QTimer::singleShot(most_ms, &loop, &QEventLoop::quit);
    loop.exec();
    QObject::disconnect(connection);
    return held;
}

void load(MainWindow& window, const session::Configuration& configuration) {
    const std::uint64_t machine = window.frame()->machine;
    window.load(configuration);
    wait_for(window, [machine](const Frame& frame) { return frame.machine > machine; });
}

/// Side by side, not one behind the other: a pane that cannot be seen has nothing to do.
int show_every_pane(MainWindow& window) {
    window.resize(window.screen()->availableSize());
    constexpr Qt::DockWidgetArea kAreas[] = {Qt::LeftDockWidgetArea, Qt::RightDockWidgetArea, Qt::BottomDockWidgetArea};
    std::size_t next = 0;
    for (const Docks::One& one : window.docks().all()) window.removeDockWidget(one.dock);
    for (const Docks::One& one : window.docks().all()) {
        window.addDockWidget(kAreas[next++ % std::size(kAreas)], one.dock);
        one.dock->show();
    }
    QCoreApplication::processEvents();
    return static_cast<int>(std::ranges::count_if(window.docks().all(), [](const Docks::One& one) { return one.pane->seen(); }));
}

/// Notices when the window's thread does not come round.
class Heartbeat {
public:
    Heartbeat() {
        timer_.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer_, &QTimer::timeout, [this] {
            longest_ms_ = std::max(longest_ms_, seconds(between_) * 1e3 - kBeatMs);
            longest_work_ms_ = std::max(longest_work_ms_, (work_s() - work_before_) * 1e3);
            between_.restart();
            work_before_ = work_s();
        });
    }
    void start() {
        between_.start();
        work_before_ = work_s();
        timer_.start(kBeatMs);
    }
    void stop() { timer_.stop(); }
    double longest_ms() const { return longest_ms_; }
    double longest_work_ms() const { return longest_work_ms_; }

private:
    static constexpr int kBeatMs = 2;
    QTimer timer_;
    QElapsedTimer between_;
    double longest_ms_ = 0;
    double longest_work_ms_ = 0;
    double work_before_ = 0;
};

/// What `anel run` does with the machine, for some seconds; gives the cycle that it has come to. No message: the window has made such a machine.
Cycles run_without_window(const machine::MachineConfig& config, SelftestResult::Round& round) {
    const session::Configuration configuration = busy();
    const auto kernel_path = control::bundled_file("anelix.elf"), monitor_path = control::bundled_file("monitor.elf"), disk_path = control::bundled_file("anelix.disk");
    if (!kernel_path || !monitor_path || !disk_path) return 0;
    const auto kernel = control::load_kernel(*kernel_path);
    const auto monitor = control::load_monitor(*monitor_path);
    const auto disk = control::load_disk(*disk_path);
    if (!kernel || !monitor || !disk) return 0;
    std::atomic<bool> stop = false;
    QElapsedTimer timer;
    control::RunRequest request;
    request.config = config;
    request.mode = configuration.mode;
    request.kernel = &*kernel;
    request.monitor = &*monitor;
    request.cmdline = configuration.command_line;
    request.disk = *disk;
    request.stop = &stop;
    request.on_progress = [&](Cycles) { stop = seconds(timer) >= kRoundS; };
    const auto machine = control::boot_for(request);
    if (!machine) return 0;
    timer.start();
    const double before = work_s();
    const control::RunResult result = control::run_booted(request, **machine);
    round.run_work_s = work_s() - before;
    round.run_mips = result.mips();
    return result.cycles;
}

/// The same stretch from reset.
void run_in_window(MainWindow& window, Cycles to, SelftestResult::Round& round) {
    load(window, busy());
    const double before = window.frame()->work_s;
    QElapsedTimer timer;
    timer.start();
    window.send(session::GoTo{to});
    wait_for(window, [to](const Frame& frame) { return frame.phase == Phase::kPaused && frame.now.cycle >= to; });
    round.window_mips = static_cast<double>(window.frame()->now.instructions) / seconds(timer) / 1e6;
    round.window_work_s = window.frame()->work_s - before;
}

template <class Holds>
void time_answer(MainWindow& window, session::Command command, Holds holds, double& longest_ms) {
    QElapsedTimer timer;
    timer.start();
    window.send(std::move(command));
    wait_for(window, holds);
    longest_ms = std::max(longest_ms, seconds(timer) * 1e3);
}

void run_for_long(MainWindow& window, double most_s, SelftestResult& result) {
    const QMetaObject::Connection again = QObject::connect(&window, &MainWindow::frame_shown, [&window](const session::FramePtr& frame) {
        if (frame->phase != Phase::kEnded) return;
        window.load(busy());
        window.send(session::Run{});
    });
    QElapsedTimer timer;
    timer.start();
    window.send(session::Run{});
    const auto run_until = [&](double until_s) {
        QEventLoop loop;
        QTimer::singleShot(static_cast<int>(std::max(0.0, until_s - seconds(timer)) * 1e3), &loop, &QEventLoop::quit);
        loop.exec();
        return resident_mib();
    };
    result.memory_early_mib = run_until(most_s / 4);
    result.memory_late_mib = run_until(most_s);
    result.watched_s = seconds(timer);
    QObject::disconnect(again);
}

}  // namespace

SelftestResult selftest(MainWindow& window, const QElapsedTimer& since_start, double most_s) {
    SelftestResult result;
    wait_for(window, [](const Frame& frame) { return frame.machine != 0; });
    result.start_s = seconds(since_start);
    result.panes = show_every_pane(window);
    Heartbeat heartbeat;
    for (int i = 0; i < kRounds; ++i) {
        SelftestResult::Round round;
        const Cycles to = run_without_window(window.frame()->config, round);
        heartbeat.start();
        run_in_window(window, to, round);
        heartbeat.stop();
        result.rounds.push_back(round);
    }
    load(window, busy());
    heartbeat.start();
    run_for_long(window, most_s, result);
    for (int i = 0; i < kPauses; ++i) {
        time_answer(window, session::Pause{}, [](const Frame& frame) { return frame.phase == Phase::kPaused; }, result.longest_pause_ms);
        const std::uint64_t jumps = window.frame()->jumps;
        time_answer(window, session::StepBack{}, [jumps](const Frame& frame) { return frame.jumps > jumps; }, result.longest_back_ms);
        time_answer(window, session::Run{}, [](const Frame& frame) { return frame.phase == Phase::kRunning; }, result.longest_pause_ms);
    }
    heartbeat.stop();
    result.longest_frame_ms = heartbeat.longest_ms();
    result.longest_work_ms = heartbeat.longest_work_ms();
    window.send(session::Pause{});
    wait_for(window, [](const Frame& frame) { return frame.phase == Phase::kPaused; });
    return result;
}

void print(const SelftestResult& result) {
    using Round = SelftestResult::Round;
    const auto sum = [&result](double Round::*what) {
        return std::accumulate(result.rounds.begin(), result.rounds.end(), 0.0, [what](double so_far, const Round& round) { return so_far + round.*what; });
    };
    std::vector<double> parts;
    std::printf("start to first machine: %.2f s\n", result.start_s);
    for (const Round& round : result.rounds) {
        if (round.run_mips <= 0) continue;
        parts.push_back(100 * round.window_mips / round.run_mips);
        std::printf("anel run: %.1f MIPS; behind the window: %.1f MIPS; %.0f %%\n", round.run_mips, round.window_mips, parts.back());
    }
    std::ranges::sort(parts);
    if (!parts.empty()) std::printf("speed with %d panes to be seen, in the middle of %zu rounds: %.0f %% of anel run\n", result.panes, parts.size(), parts[parts.size() / 2]);
    if (const double window_work = sum(&Round::window_work_s); window_work > 0)
        std::printf("the same by the processor time of the simulating thread: %.0f %%\n", 100 * sum(&Round::run_work_s) / window_work);
    std::printf("longest frame: %.1f ms, of which the window's thread worked at most %.1f ms\n", result.longest_frame_ms, result.longest_work_ms);
    std::printf("longest answer to pause and run: %.1f ms; to a step back: %.1f ms\n", result.longest_pause_ms, result.longest_back_ms);
    std::printf("memory in a run of %.0f s: %.1f MiB after a quarter, %.1f MiB at the end\n", result.watched_s, result.memory_early_mib, result.memory_late_mib);
}

}  // namespace anel::gui
