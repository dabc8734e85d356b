// Everything that a frame can name has words in both languages, and what is told apart by its words is told apart by its look. Needs no screen.
// Not here: the models that show it (models_test.cpp).
#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <set>

#include "gui/app/appearance.hpp"
#include "gui/models/crossing_group.hpp"
#include "gui/models/csr_fields.hpp"
#include "gui/models/facts.hpp"
#include "gui/models/words.hpp"
#include "gui/theme/looks.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "monitor/control/workloads.hpp"

using namespace anel;
using namespace anel::gui;
using session::Frame;

namespace {

/// Every word that a frame may need, with what it is of. Words themselves may come twice.
std::vector<std::pair<QString, QString>> all_words() {
    std::vector<std::pair<QString, QString>> words;
    const auto add = [&words](const QString& what, int number, const QString& word) { words.emplace_back(what + QString::number(number), word); };
    for (int i = 0; i <= static_cast<int>(session::Phase::kEnded); ++i) add(QStringLiteral("phase "), i, Words::phase(static_cast<session::Phase>(i)));
    for (int i = 0; i <= static_cast<int>(session::StopReason::kStuck); ++i) {
        Frame frame;
        frame.stop = static_cast<session::StopReason>(i);
        add(QStringLiteral("stop "), i, Words::stop(frame));
    }
    for (int i = 0; i <= static_cast<int>(session::Resident::kPrograms); ++i) add(QStringLiteral("resident "), i, Words::resident(static_cast<session::Resident>(i)));
    for (const spec::CauseRow& row : spec::kCauses) {
        const auto cause = static_cast<std::uint32_t>(row.cause);
        add(QStringLiteral("cause "), static_cast<int>(cause), Words::cause(cpu::EventKind::kTrap, cause));
    }
    for (const spec::ExitReasonRow& row : spec::kExitReasons) {
        const auto cause = static_cast<std::uint32_t>(row.id);
        add(QStringLiteral("exit "), static_cast<int>(cause), Words::cause(cpu::EventKind::kExit, cause));
    }
    for (std::uint32_t line : {spec::kLineTimer, spec::kLineConsole, spec::kLineDisk, spec::kLineMailbox})
        add(QStringLiteral("line "), static_cast<int>(line), Words::cause(cpu::EventKind::kTrap, spec::kInterruptBit | line));
    for (const spec::ActivityRow& row : spec::kActivities) add(QStringLiteral("activity "), static_cast<int>(row.id), Words::activity(row.id));
    for (const control::Mode mode : control::built_modes()) add(QStringLiteral("mode "), static_cast<int>(mode), Words::mode_meaning(mode));
    for (const spec::PolicyRow& row : spec::kPolicies) add(QStringLiteral("policy "), static_cast<int>(row.id), Words::policy_meaning(row.id));
    int number = 0;
    for (const control::Workload& one : control::workloads())
        add(QStringLiteral("workload "), number++, Words::workload_meaning(QString::fromUtf8(one.name.data(), static_cast<qsizetype>(one.name.size()))));
    number = 0;
    for (const spec::Csr& csr : spec::kCsrs)
        if (csr.kind != spec::CsrKind::kMark && csr.kind != spec::CsrKind::kVmid) add(QStringLiteral("register "), number++, CsrFields::meaning(csr));
    return words;
}

}  // namespace

class WordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void all_that_a_frame_can_name_has_words_in_both_languages() {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        Appearance appearance(settings);
        appearance.set_language(explain::Language::kEnglish);
        const auto english = all_words();
        appearance.set_language(explain::Language::kPortuguese);
        const auto portuguese = all_words();
        QVERIFY(english.size() > 90);
        // What is called the same in both, being a name.
        const std::set<QString> names{QStringLiteral("ebreak"), QStringLiteral("trap"), QStringLiteral("kernel")};
        for (std::size_t i = 0; i < english.size(); ++i) {
            const QByteArray what = english[i].first.toUtf8();
            QVERIFY2(!english[i].second.isEmpty(), what.constData());
            QVERIFY2(!portuguese[i].second.isEmpty(), what.constData());
            QVERIFY2(english[i].second != portuguese[i].second || names.count(english[i].second) != 0, qPrintable(english[i].first + u' ' + english[i].second));
        }
        appearance.set_language(explain::Language::kEnglish);
    }

    void causes_activities_and_rings_are_told_apart_by_their_words() {
        std::set<QString> causes, activities;
        for (const spec::CauseRow& row : spec::kCauses) causes.insert(Words::cause(cpu::EventKind::kTrap, static_cast<std::uint32_t>(row.cause)));
        QCOMPARE(causes.size(), std::size_t{std::size(spec::kCauses)});
        for (const spec::ActivityRow& row : spec::kActivities) activities.insert(Words::activity(row.id));
        QCOMPARE(activities.size(), std::size_t{std::size(spec::kActivities)});
        QCOMPARE(Words::cause(cpu::EventKind::kTrap, 8), QStringLiteral("system call"));
        // Who is no program calls no system: a translated kernel calls its monitor.
        for (const Ring from : {Ring::kMinus1, Ring::k0, Ring::k1, Ring::k2}) {
            QCOMPARE(Words::cause(cpu::EventKind::kTrap, 8, from), QStringLiteral("ecall"));
            QVERIFY(CrossingGroupWords::meaning(CrossingGroup::kSystemCall, from) != CrossingGroupWords::meaning(CrossingGroup::kSystemCall, Ring::k3));
        }
        QCOMPARE(CrossingGroupWords::name(CrossingGroup::kSystemCall, Ring::k1), QStringLiteral("ecall"));
        QCOMPARE(CrossingGroupWords::name(CrossingGroup::kSystemCall, Ring::k3), QStringLiteral("system call"));
        QCOMPARE(CrossingGroupWords::name(CrossingGroup::kPageFault, Ring::k1), QStringLiteral("page fault"));
        QCOMPARE(Words::cause(cpu::EventKind::kTrap, 8, Ring::k3), QStringLiteral("system call"));
        QCOMPARE(Words::cause(cpu::EventKind::kTrap, 15, Ring::k1), Words::cause(cpu::EventKind::kTrap, 15));
        QCOMPARE(Words::cause(cpu::EventKind::kTrap, 15), QStringLiteral("page fault on a store"));
        QCOMPARE(Words::hex(0xbeef), QStringLiteral("0x0000beef"));
        QVERIFY(Words::ring(Ring::kMinus1) != Words::ring(Ring::k1));
    }

    void what_is_told_apart_by_words_is_told_apart_by_its_look() {
        for (const bool dark : {false, true}) {
            // On areas: a colour with a hatch.
            const auto alike = [](const std::vector<Look>& looks) {
                for (std::size_t i = 0; i < looks.size(); ++i)
                    for (std::size_t j = 0; j < i; ++j)
                        if (looks[i].colour == looks[j].colour && looks[i].hatch == looks[j].hatch) return QStringLiteral("%1 and %2").arg(j).arg(i);
                return QString();
            };
            std::vector<Look> activities, modes, rings, crossings;
            for (const spec::ActivityRow& row : spec::kActivities) activities.push_back(look_of(row.id, dark));
            for (const control::Mode mode : control::built_modes()) modes.push_back(look_of(mode, dark));
            for (unsigned place = 0; place < kLaneCount; ++place) rings.push_back(look_of(ring_of_lane(place), dark));
            for (const CrossingGroup group : {CrossingGroup::kSystemCall, CrossingGroup::kHypercall, CrossingGroup::kPrivileged, CrossingGroup::kIllegal, CrossingGroup::kPageFault, CrossingGroup::kInterrupt,
                                              CrossingGroup::kOther, CrossingGroup::kReturn, CrossingGroup::kExtension}) {
                const auto [kind, cause] = example_of(group);
                crossings.push_back(look_of_crossing(kind, cause, dark));
            }
            for (const auto& looks : {activities, modes, rings, crossings}) QCOMPARE(alike(looks), QString());
        }
    }

    void what_is_run_is_named_by_its_workload_and_without_one_by_who_says_what_it_does() {
        const auto named = [](const char* workload, const char* kernel, const char* line) {
            session::Configuration configuration;
            configuration.workload = workload;
            configuration.kernel_file = kernel;
            configuration.command_line = line;
            return Words::workload(configuration);
        };
        QCOMPARE(named("", "", ""), QStringLiteral("your own typing"));
        QCOMPARE(named("", "", "quiet"), QStringLiteral("your own typing"));
        QCOMPARE(named("", "", "quiet run=hello"), QStringLiteral("another one"));
        QCOMPARE(named("", "own.elf", ""), QStringLiteral("another one"));
        QCOMPARE(named("pio", "", ""), QStringLiteral("pio"));
        QCOMPARE(named("pio", "own.elf", "run=hello"), QStringLiteral("pio"));
    }

    void each_workload_is_said_to_be_what_it_is_and_no_other() {
        std::set<QString> meanings{Words::workload_meaning(QString())};
        for (const control::Workload& one : control::workloads()) meanings.insert(Words::workload_meaning(QString::fromUtf8(one.name.data(), static_cast<qsizetype>(one.name.size()))));
        QCOMPARE(meanings.size(), control::workloads().size() + 1);
        const std::pair<const char*, const char*> alike[] = {{"pio", "by a command of its own"}, {"batchio", "with one kick"}, {"ptwrite", "one page-table entry"}, {"ptbatch", "sixteen of them"},
                                                             {"pagefault", "for the first time"}, {"pagetable", "unmap them"}, {"exception", "misaligned"}, {"fault", "from nowhere"}};
        for (const auto& [name, part] : alike) QVERIFY2(Words::workload_meaning(QLatin1String(name)).contains(QLatin1String(part)), name);
    }

    void numbers_have_the_separators_of_the_language_and_sentences_their_capital() {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::Portuguese, QLocale::Brazil));
        QCOMPARE(Words::number(1'234'567), QStringLiteral("1.234.567"));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(Words::number(1'234'567), QStringLiteral("1,234,567"));
        QLocale::setDefault(before);
        QCOMPARE(Words::sentence("the page is not mapped"), QStringLiteral("The page is not mapped."));
        // An instruction's name is as it is written.
        QCOMPARE(Words::sentence("ei is privileged"), QStringLiteral("ei is privileged."));
        Frame frame;
        frame.machine = 1;
        frame.phase = session::Phase::kEnded;
        frame.stop = session::StopReason::kPoweredOff;
        frame.exit_code = 3;
        QCOMPARE(Words::state(frame), QStringLiteral("ended: powered off with exit code 3"));
    }

    void modes_are_ordered_by_what_an_operation_costs_and_no_name_of_theirs_breaks_at_its_hyphen() {
        Outcome outcome;
        control::Comparison& comparison = outcome.comparisons.emplace_back();
        comparison.workload = "syscall";
        comparison.operations = 10;
        const std::pair<control::Mode, double> costs[] = {{control::Mode::kNative, 100}, {control::Mode::kFullTrap, 805}, {control::Mode::kAssistShadow, 250}, {control::Mode::kAssistNested, 101}, {control::Mode::kFullTranslate, 800}};
        for (const auto& [mode, cycles] : costs) {
            control::ComparedMode& row = comparison.modes.emplace_back();
            row.run.mode = mode;
            row.equivalent = true;
            row.per_operation = control::PerOperation{cycles, {}, {}};
        }
        const Facts facts(std::nullopt, outcome, explain::Language::kEnglish);
        const QString order = *facts.text(QStringLiteral("syscall.order"));
        QVERIFY2(!order.contains(u'-'), qPrintable(order));
        QCOMPARE(QString(order).replace(QChar(0x2011), u'-'), QStringLiteral("native \u2248 assist-nested < assist-shadow < full-trap \u2248 full-translate"));
        QCOMPARE(*facts.text(QStringLiteral("syscall.dearest.name")), QStringLiteral("full-trap"));
        QCOMPARE(facts.fill(QStringLiteral("{syscall.full-trap.slowdown:2} times, {syscall.full-trap.cycles} cycles, {pio.full-trap.cycles}.")), QStringLiteral("8.05 times, 805 cycles, \u2026."));
        const FactTable table = table_of(outcome, false);
        QCOMPARE(table.rows[0], QStringList({QStringLiteral("native"), QStringLiteral("100.0 (1.00\u00d7)")}));
        QCOMPARE(table.rows[1], QStringList({QStringLiteral("full-trap"), QStringLiteral("805.0 (8.05\u00d7)")}));
        // What comes of a mode that does other than the bare machine.
        const std::pair<control::Ending, const char*> endings[] = {{control::Ending::kPoweredOff, "kernel panic"}, {control::Ending::kPoweredOff, "42"}, {control::Ending::kCycleLimit, ""}};
        for (std::size_t i = 0; i < std::size(endings); ++i) {
            control::ComparedMode& mode = outcome.comparisons[0].modes[i + 1];
            mode.equivalent = false;
            mode.run.ending = endings[i].first;
            mode.run.console = endings[i].second;
        }
        QStringList told;
        for (const QStringList& row : table_of(outcome, true).rows) told << row[1];
        QCOMPARE(told, QStringList({QStringLiteral("as on the bare machine"), QStringLiteral("the kernel notices, and stops"), QStringLiteral("something else than on the bare machine"),
                                    QStringLiteral("never comes to its end"), QStringLiteral("as on the bare machine")}));
    }

    void each_kind_of_crossing_has_a_look_that_no_other_has() {
        const auto look = [](CrossingGroup group) {
            const auto [kind, cause] = example_of(group);
            return look_of_crossing(kind, cause, false);
        };
        for (std::size_t i = 0; i < kCrossingGroups; ++i)
            for (std::size_t k = 0; k < i; ++k) {
                const auto one = static_cast<CrossingGroup>(i), other = static_cast<CrossingGroup>(k);
                // Both lead out, and are told apart by where they lead.
                if (one == CrossingGroup::kEntry && other == CrossingGroup::kReturn) continue;
                const Look a = look(one), b = look(other);
                QVERIFY2(a.colour != b.colour || a.mark != b.mark, qPrintable(CrossingGroupWords::name(one) + u'/' + CrossingGroupWords::name(other)));
            }
        // Whatever a crossing is put together with in one picture it looks like in another.
        for (const spec::ExitReasonRow& row : spec::kExitReasons) {
            const Look by_itself = look_of_crossing(cpu::EventKind::kExit, static_cast<std::uint32_t>(row.id), false), of_group = look(group_of(cpu::EventKind::kExit, static_cast<std::uint32_t>(row.id)));
            QVERIFY2(by_itself.colour == of_group.colour && by_itself.mark == of_group.mark && by_itself.hatch == of_group.hatch, std::string(row.name).c_str());
        }
    }
};

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    WordsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "words_test.moc"
