// Lessons from the first question to the last answer: what they say was measured is what the events, the ledger and the runs say, by hand; the
// keyboard is enough; and whatever goes wrong is a message.
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include "gui/app/appearance.hpp"
#include "gui/app/banner.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/lesson.hpp"
#include "gui/app/main_window.hpp"
#include "gui/app/scenario_bar.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/welcome_pane.hpp"
#include "isa/spec/causes.hpp"

using namespace anel;
using namespace anel::gui;
using State = ScenarioPlayer::State;

namespace {

constexpr int kPatienceMs = 60'000;

QString number(double value, int decimals = 0) { return QLocale().toString(value, 'f', decimals); }

}  // namespace

class LessonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        settings_ = std::make_unique<QSettings>(folder_->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        appearance_ = std::make_unique<Appearance>(*settings_);
        appearance_->set_language(explain::Language::kEnglish);
        open();
    }
    void cleanup() {
        window_.reset();
        appearance_.reset();
        settings_.reset();
    }

    void every_lesson_measures_what_the_events_and_the_ledger_say() {
        for (std::size_t lesson = 0; lesson < kScenarioCount; ++lesson) {
            player().start(lesson);
            while (player().active()) {
                const QString where = QStringLiteral("%1, step %2").arg(QLatin1String(player().scenario().name)).arg(player().step_index() + 1);
                QVERIFY2(QTest::qWaitFor([&] { return player().state() == State::kAsking; }, kPatienceMs), qPrintable(where));
                const session::FramePtr asked = window_->frame();
                QVERIFY2(!player().question().contains(u'\u2026') && !player().question().contains(u'{'), qPrintable(where + player().question()));
                player().reveal();
                QVERIFY2(QTest::qWaitFor([&] { return player().state() == State::kRevealed; }, kPatienceMs), qPrintable(where));
                QCOMPARE(player().error(), QString());
                for (const QString& words : {player().sentence(), player().explanation()})
                    QVERIFY2(!words.isEmpty() && !words.contains(u'\u2026') && !words.contains(u'{'), qPrintable(where + QStringLiteral(": ") + words));
                int right = 0;
                for (std::size_t i = 0; i < player().step().guesses.size(); ++i) right += player().is_right(i) ? 1 : 0;
                QVERIFY2(right == 1, qPrintable(where + QStringLiteral(": ") + player().sentence()));
                if (qEnvironmentVariableIsSet("ANEL_SHOW_LESSONS")) qInfo().noquote() << where << '\n' << player().question() << '\n' << player().sentence() << '\n' << player().explanation();
                if (!player().step().reveal.empty()) check_span(*asked, where);
                check_outcome(where);
                player().next();
            }
        }
    }

private:
    void open() {
        window_ = std::make_unique<MainWindow>(*appearance_, *settings_);
        window_->load({});
        window_->begin();
        window_->show();
        QVERIFY(QTest::qWaitFor([&] { return window_->frame()->machine != 0; }, kPatienceMs));
        player().set_pause_ms(0);
    }
    ScenarioPlayer& player() { return window_->lesson().player(); }

    /// The events between the question and the answer, counted one by one; the ledger, subtracted.
    void check_span(const session::Frame& asked, const QString& where) {
        const session::FramePtr end = window_->frame();
        QCOMPARE(end->machine, asked.machine);
        const Facts& facts = player().facts();
        QVERIFY2(facts.number(QStringLiteral("cycles")) == static_cast<double>(end->now.cycle - asked.now.cycle), qPrintable(where));
        if (player().step().sentence.contains(QLatin1String("{cycles}"))) QVERIFY(player().sentence().contains(number(static_cast<double>(end->now.cycle - asked.now.cycle))));
        std::vector<cpu::Event> events;
        bool answered = false;
        window_->ask(this, session::EventsIn{asked.now.cycle, end->now.cycle, 200'000}, [&](const session::Answer& answer) {
            events = std::get<std::vector<cpu::Event>>(answer);
            answered = true;
        });
        QVERIFY(QTest::qWaitFor([&] { return answered; }, kPatienceMs));
        std::erase_if(events, [](const cpu::Event& event) { return !cpu::is_crossing(event.kind); });
        QCOMPARE(facts.number(QStringLiteral("crossings")), std::optional<double>(static_cast<double>(events.size())));
        double privileged = 0, exits = 0;
        const auto monitor = control::monitor_ring(end->configuration.mode).value_or(Ring::kMinus1);
        for (const cpu::Event& event : events) {
            const bool trap = event.kind == cpu::EventKind::kTrap || event.kind == cpu::EventKind::kExit;
            privileged += trap && event.cause == static_cast<std::uint32_t>(spec::TrapCause::kPrivileged) ? 1 : 0;
            if (trap && event.to == monitor && event.from != monitor) ++exits;
        }
        QCOMPARE(facts.number(QStringLiteral("exits")), std::optional<double>(exits));
        QCOMPARE(facts.number(QStringLiteral("traps-privileged")), std::optional<double>(privileged));
        double kernel = 0;
        for (std::uint8_t vm = 0; vm < cpu::kVmLimit; ++vm)
            for (const Ring ring : {Ring::kMinus1, Ring::k0, Ring::k1, Ring::k2, Ring::k3})
                kernel += static_cast<double>(end->ledger.at(vm, ring, spec::Activity::kKernel) - asked.ledger.at(vm, ring, spec::Activity::kKernel));
        QCOMPARE(facts.number(QStringLiteral("cycles-kernel")), std::optional<double>(kernel));
    }

    /// What an operation costs: all cycles but those of a boot, over the operations.
    void check_outcome(const QString& where) {
        for (const control::Comparison& comparison : player().facts().outcome().comparisons) {
            if (comparison.operations == 0) continue;
            for (const control::ComparedMode& mode : comparison.modes) {
                QVERIFY2(mode.boot, qPrintable(where));
                const double each = static_cast<double>(mode.run.cycles - mode.boot->cycles) / static_cast<double>(comparison.operations);
                const QString name = QString::fromStdString(comparison.workload) + u'.' + Words::mode(mode.run.mode) + QStringLiteral(".cycles");
                QVERIFY2(std::abs(*player().facts().number(name) - each) < 1e-6, qPrintable(where + name));
            }
        }
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<QSettings> settings_;
    std::unique_ptr<Appearance> appearance_;
    std::unique_ptr<MainWindow> window_;
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    LessonTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "lesson_test.moc"
