#include "gui/app/selftest.hpp"

#include <QCoreApplication>
#include <QDockWidget>
#include <QEventLoop>
#include <QFile>
#include <QTimer>
#include <algorithm>
#include <cstdio>

#include "gui/app/docks.hpp"
#include "gui/app/main_window.hpp"
#include "gui/session/simulation.hpp"

namespace anel::gui {

namespace {

constexpr int kWatchedMs = 8000;
constexpr int kPauses = 10;

double resident_mib() {
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return fields.size() > 1 ? fields[1].toDouble() * 4096 / (1 << 20) : 0;
}

session::Configuration busy() {
    session::Configuration configuration;
    configuration.mode = control::Mode::kFullTrap;
    configuration.workload = "";
    configuration.command_line = "run=primes 65536;sysloop 100000;primes 65536;forkwait 400;sysloop 4000000";
    return configuration;
}

template <class Holds>
void wait_for(MainWindow& window, Holds holds, int most_ms) {
    if (holds(*window.frame())) return;
    QEventLoop loop;
    const QMetaObject::Connection connection = QObject::connect(&window, &MainWindow::frame_shown, &loop, [&](const session::FramePtr& frame) {
        if (holds(*frame)) loop.quit();
    });
    QTimer::singleShot(most_ms, &loop, &QEventLoop::quit);
    loop.exec();
    QObject::disconnect(connection);
}

/// As many seconds of the same workload as the window was watched.
double bare_mips(double seconds) {
    session::Simulation simulation;
    simulation.obey(session::Load{busy()});
    simulation.obey(session::Run{});
    if (simulation.computer() == nullptr) return 0;
    QElapsedTimer timer;
    timer.start();
    while (simulation.running() && static_cast<double>(timer.nsecsElapsed()) < seconds * 1e9) simulation.go_on(session::Simulation::Time::clock::now());
    return static_cast<double>(simulation.computer()->cpu().counters().instructions) / (static_cast<double>(timer.nsecsElapsed()) / 1e9) / 1e6;
}

}  // namespace

SelftestResult selftest(MainWindow& window, const QElapsedTimer& since_start) {
    SelftestResult result;
    wait_for(window, [](const session::Frame& frame) { return frame.machine != 0; }, 30'000);
    result.start_s = static_cast<double>(since_start.nsecsElapsed()) / 1e9;
    for (const Docks::One& one : window.docks().all()) one.dock->show();
    const std::uint64_t machine = window.frame()->machine;
    window.load(busy());
    wait_for(window, [machine](const session::Frame& frame) { return frame.machine > machine; }, 30'000);
    const double before_mib = resident_mib();

    // The longest stretch in which the event loop did not come round.
    QElapsedTimer between;
    between.start();
    double longest = 0;
    QTimer heartbeat;
    heartbeat.setTimerType(Qt::PreciseTimer);
    constexpr double kBeatMs = 2;
    QObject::connect(&heartbeat, &QTimer::timeout, [&] {
        longest = std::max(longest, static_cast<double>(between.nsecsElapsed()) / 1e6 - kBeatMs);
        between.restart();
    });
    heartbeat.start(static_cast<int>(kBeatMs));
    QElapsedTimer watched;
    watched.start();
    window.send(session::Run{});
    QEventLoop loop;
    QTimer::singleShot(kWatchedMs, &loop, &QEventLoop::quit);
    loop.exec();
    result.seconds = static_cast<double>(watched.nsecsElapsed()) / 1e9;
    result.window_mips = static_cast<double>(window.frame()->counters.instructions) / result.seconds / 1e6;
    heartbeat.stop();
    result.longest_frame_ms = longest;
    result.memory_mib = resident_mib() - before_mib;

    for (int i = 0; i < kPauses; ++i) {
        QElapsedTimer answer;
        answer.start();
        window.send(session::Pause{});
        wait_for(window, [](const session::Frame& frame) { return frame.phase == session::Phase::kPaused; }, 5000);
        result.longest_answer_ms = std::max(result.longest_answer_ms, static_cast<double>(answer.nsecsElapsed()) / 1e6);
        window.send(session::Run{});
        wait_for(window, [](const session::Frame& frame) { return frame.phase == session::Phase::kRunning; }, 5000);
    }
    window.send(session::Pause{});
    wait_for(window, [](const session::Frame& frame) { return frame.phase == session::Phase::kPaused; }, 5000);
    result.bare_mips = bare_mips(result.seconds);
    return result;
}

void print(const SelftestResult& result) {
    std::printf("start to first machine: %.2f s\n", result.start_s);
    std::printf("speed with every pane open: %.1f MIPS; without a window: %.1f MIPS; %.0f %%\n", result.window_mips, result.bare_mips,
                result.bare_mips > 0 ? 100 * result.window_mips / result.bare_mips : 0);
    std::printf("longest frame: %.1f ms\n", result.longest_frame_ms);
    std::printf("longest answer to an input: %.1f ms\n", result.longest_answer_ms);
    std::printf("memory added in %.0f s: %.1f MiB\n", result.seconds, result.memory_mib);
}

}  // namespace anel::gui
