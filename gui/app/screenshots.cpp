#include "gui/app/screenshots.hpp"

#include <QDeadlineTimer>
#include <QCursor>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <functional>

#include "gui/app/appearance.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/lesson.hpp"
#include "gui/app/main_window.hpp"

namespace anel::gui {

namespace {

constexpr Cycles kSeenAt = 1'200'000;  ///< something has happened by then in every mode
constexpr int kPatienceMs = 30'000;
constexpr qint64 kStaysMs = 200;  ///< of its size, until the window manager has said all that it has to say about it

/// Until `reached` holds of a frame.
bool wait_for(MainWindow& window, const std::function<bool(const session::Frame&)>& reached) {
    if (reached(*window.frame())) return true;
    QEventLoop loop;
    bool found = false;
    const auto look = [&](const session::FramePtr& frame) {
        if (!reached(*frame)) return;
        found = true;
        loop.quit();
    };
    const QMetaObject::Connection connection = QObject::connect(&window, &MainWindow::frame_shown, &loop, look);
    QTimer::singleShot(kPatienceMs, &loop, &QEventLoop::quit);
    loop.exec();
    QObject::disconnect(connection);
    return found;
}

void settle() {
    for (int i = 0; i < 5; ++i) QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
}

void settle_until(const std::function<bool()>& reached) {
    for (const QDeadlineTimer patience(kPatienceMs); !patience.hasExpired() && !reached();) QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
    settle();
}

/// In every look that people check: theme, language, size of text.
void in_each_look(Appearance& appearance, const std::function<void(const QString& suffix, int percent)>& then) {
    for (const auto& [scheme, scheme_name] : {std::pair(Scheme::kLight, "light"), std::pair(Scheme::kDark, "dark"), std::pair(Scheme::kHighContrast, "contrast")}) {
        for (const explain::Language language : {explain::Language::kEnglish, explain::Language::kPortuguese}) {
            for (const int percent : {100, 200}) {
                if (scheme == Scheme::kHighContrast && percent != 100) continue;
                appearance.set_scheme(scheme);
                appearance.set_language(language);
                appearance.set_percent(percent);
                then(QStringLiteral("-%1-%2-%3").arg(QLatin1String(scheme_name), language == explain::Language::kEnglish ? QStringLiteral("en") : QStringLiteral("pt")).arg(percent), percent);
            }
        }
    }
}

/// The welcome page as it is at the start, and the window at the answer of each step of each lesson.
void lessons(MainWindow& window, Appearance& appearance, const std::function<void(QWidget&, const QString&)>& save) {
    ScenarioPlayer& player = window.lesson().player();
    player.set_pause_ms(0);
    window.load({});
    if (!wait_for(window, [](const session::Frame& frame) { return frame.configuration == session::Configuration{} && frame.phase == session::Phase::kPaused; })) return;
    window.lesson().welcome();
    in_each_look(appearance, [&](const QString& suffix, int) { save(window, QStringLiteral("window-welcome") + suffix); });
    const auto wait_for_state = [&player](ScenarioPlayer::State state) {
        QEventLoop loop;
        QObject::connect(&player, &ScenarioPlayer::changed, &loop, [&] { if (player.state() == state) loop.quit(); });
        QTimer::singleShot(kPatienceMs, &loop, &QEventLoop::quit);
        if (player.state() != state) loop.exec();
    };
    for (std::size_t lesson = 0; lesson < kScenarioCount; ++lesson) {
        player.start(lesson);
        while (player.active()) {
            wait_for_state(ScenarioPlayer::State::kAsking);
            player.reveal();
            wait_for_state(ScenarioPlayer::State::kRevealed);
            const QString name = QStringLiteral("lesson-%1-%2").arg(QLatin1String(player.scenario().name)).arg(player.step_index() + 1);
            in_each_look(appearance, [&](const QString& suffix, int) { save(window, name + suffix); });
            player.next();
        }
    }
    window.docks().put_back();
}

/// To the next trap at `kSeenAt`, or to the last one of all when the guest waits or has ended before; and to its end and back, so that
/// what was done about it is known.
bool go_where_much_is_to_be_seen(MainWindow& window) {
    using session::Phase;
    const auto at_crossing = [](const session::Frame& frame) { return frame.stop == session::StopReason::kCrossing && frame.phase == Phase::kPaused; };
    const auto cannot_go_on = [](const session::Frame& frame) { return frame.phase == Phase::kWaiting || frame.phase == Phase::kEnded; };
    if (!wait_for(window, [](const session::Frame& frame) { return frame.machine != 0; })) return false;
    window.send(session::GoTo{kSeenAt});
    if (!wait_for(window, [&](const session::Frame& frame) { return cannot_go_on(frame) || (frame.phase == Phase::kPaused && frame.now.cycle >= kSeenAt); })) return false;
    window.send(session::StopAtCrossings{true});
    if (!cannot_go_on(*window.frame())) {
        window.send(session::NextCrossing{});
        if (!wait_for(window, [&](const session::Frame& frame) { return cannot_go_on(frame) || at_crossing(frame); })) return false;
    }
    if (!cannot_go_on(*window.frame())) {
        const machine::Moment trap = window.frame()->now;
        window.send(session::EndOfStory{});
        if (!wait_for(window, [&](const session::Frame& frame) { return cannot_go_on(frame) || (at_crossing(frame) && frame.now > trap); })) return false;
    }
    window.send(session::PreviousCrossing{});
    return wait_for(window, [&](const session::Frame& frame) { return at_crossing(frame) && frame.now < frame.end; });
}

}  // namespace

int write_screenshots(MainWindow& window, Appearance& appearance, const QString& folder, const QStringList& panes) {
    if (!QDir().mkpath(folder)) {
        std::fprintf(stderr, "anel-gui: %s: cannot be made\n", qPrintable(folder));
        return 0;
    }
    if (!go_where_much_is_to_be_seen(window)) {
        std::fprintf(stderr, "anel-gui: the machine did not come to a trap that could be shown; no picture was written\n");
        return 0;
    }
    int written = 0;
    const QSize size = window.size();
    // Nothing is to look as if it were pointed at.
    QCursor::setPos(window.screen()->geometry().bottomRight());
    const auto save = [&](QWidget& widget, const QString& name) {
        settle();
        // Large words may have made it grow.
        window.resize(size);
        settle();
        if (widget.grab().save(QDir(folder).filePath(name + QStringLiteral(".png")))) ++written;
    };
    in_each_look(appearance, [&](const QString& suffix, int percent) {
        for (const auto& [perspective, name] : {std::pair(Perspective::kLecture, "lecture"), std::pair(Perspective::kDebug, "debug")}) {
            if (!panes.isEmpty() && !panes.contains(QLatin1String(name))) continue;
            window.docks().set_perspective(perspective);
            window.docks().reset_layout();
            settle_until([&] { return std::ranges::all_of(window.docks().all(), [](const Docks::One& one) { return !one.pane->seen() || one.pane->worth_a_picture(); }); });
            save(window, QStringLiteral("window-") + QLatin1String(name) + suffix);
        }
        for (const Docks::One& one : window.docks().all()) {
            const QString name = QLatin1String(one.row->object_name);
            if (!panes.isEmpty() && !panes.contains(name)) continue;
            // Alone, of a good size for it.
            one.dock->setFloating(true);
            one.dock->show();
            // The window manager gives what has just become a window a size of its own, at some moment.
            const QSize good(700 * percent / 100, 560 * percent / 100);
            QElapsedTimer stays;
            stays.start();
            settle_until([&] {
                if (one.dock->size() != good) {
                    one.dock->resize(good);
                    stays.restart();
                }
                return one.pane->worth_a_picture() && stays.elapsed() > kStaysMs;
            });
            save(*one.dock, name + suffix);
            one.dock->setFloating(false);
        }
    });
    if (panes.isEmpty() || panes.contains(QStringLiteral("lessons"))) lessons(window, appearance, save);
    return written;
}

}  // namespace anel::gui
