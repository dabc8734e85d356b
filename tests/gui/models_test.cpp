// Models show what a frame says, mark what has changed, and keep Qt's contract for models; a console's text is what was printed and typed; tables
// are written as spreadsheets read them; and everything that a frame can name has words in both languages. Needs no screen.
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>
#include <set>

#include "gui/app/appearance.hpp"
#include "gui/models/crossing_group.hpp"
#include "gui/models/csr_fields.hpp"
#include "gui/models/csr_model.hpp"
#include "gui/models/csv.hpp"
#include "gui/models/facts.hpp"
#include "gui/models/register_model.hpp"
#include "gui/models/transcript.hpp"
#include "gui/models/words.hpp"
#include "gui/theme/looks.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "monitor/control/workloads.hpp"

using namespace anel;
using namespace anel::gui;
using session::Frame;

namespace {

Frame frame_at(Cycles cycle, std::uint64_t machine = 1) {
    Frame frame;
    frame.machine = machine;
    frame.phase = session::Phase::kPaused;
    frame.now.cycle = cycle;
    frame.now.instructions = cycle;
    return frame;
}

QString shown(const QAbstractItemModel& model, int row, int column, const QModelIndex& parent = {}) { return model.index(row, column, parent).data().toString(); }

QModelIndex find(const QAbstractItemModel& model, const QString& name, const QModelIndex& parent = {}) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data().toString() == name) return index;
        if (const QModelIndex below = find(model, name, index); below.isValid()) return below;
    }
    return {};
}

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

class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void general_registers_are_written_in_every_way_and_marked_where_they_changed() {
        RegisterModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Frame frame = frame_at(10);
        frame.cpu.x[10] = 0xffffff41;
        frame.cpu.pc = 0x80001000;
        model.show(frame);
        QCOMPARE(model.rowCount(), 33);
        QCOMPARE(shown(model, 10, RegisterModel::kName), QStringLiteral("x10/a0"));
        QCOMPARE(shown(model, 10, RegisterModel::kHex), QStringLiteral("0xffffff41"));
        QCOMPARE(shown(model, 10, RegisterModel::kSigned), QStringLiteral("-191"));
        QCOMPARE(shown(model, 10, RegisterModel::kUnsigned), QStringLiteral("4294967105"));
        QCOMPARE(shown(model, 10, RegisterModel::kBinary), QStringLiteral("11111111 11111111 11111111 01000001"));
        QCOMPARE(shown(model, 10, RegisterModel::kChar).at(0), u'A');
        QCOMPARE(shown(model, 32, RegisterModel::kHex), QStringLiteral("0x80001000"));
        for (int row = 0; row < model.rowCount(); ++row) QVERIFY(!model.index(row, 0).data(kChangedRole).toBool());

        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        frame.now.cycle = 20;
        frame.cpu.x[5] = 7;
        model.show(frame);
        QCOMPARE(changes.size(), 1);
        for (int row = 0; row < model.rowCount(); ++row) QCOMPARE(model.index(row, 0).data(kChangedRole).toBool(), row == 5);
        model.show(frame);  // the same moment again: marks stay
        QVERIFY(model.index(5, 0).data(kChangedRole).toBool());
        Frame another = frame_at(0, 2);
        another.cpu.x[6] = 1;
        model.show(another);
        QVERIFY(!model.index(6, 0).data(kChangedRole).toBool());
        QCOMPARE(shown(model, 6, RegisterModel::kHex), QStringLiteral("0x00000001"));
    }

    void system_registers_lie_under_their_rings_with_their_fields_and_only_what_changes_is_drawn_anew() {
        CsrModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Frame frame = frame_at(10);
        frame.cpu.bank[1].vector = 0x1230;
        model.show(frame);
        QCOMPARE(model.rowCount(), 5);
        const QModelIndex vector = find(model, QStringLiteral("vector1"));
        QVERIFY(vector.isValid());
        QCOMPARE(vector.parent().row(), 2);  // rings -1, 0, 1
        QCOMPARE(vector.siblingAtColumn(CsrModel::kValue).data().toString(), QStringLiteral("0x00001230"));
        const QModelIndex status = find(model, QStringLiteral("status0"));
        QVERIFY(status.isValid() && model.rowCount(status) > 0);
        QVERIFY(!vector.data(kChangedRole).toBool());

        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        frame.now.cycle = 20;
        frame.cpu.bank[1].vector = 0x4560;
        model.show(frame);
        QVERIFY(vector.data(kChangedRole).toBool());
        QVERIFY(!status.data(kChangedRole).toBool());
        bool told = false;
        for (const QList<QVariant>& one : changes) {
            const auto first = one[0].toModelIndex(), last = one[1].toModelIndex();
            QVERIFY(first.parent() != status);
            told = told || (first.parent() == vector.parent() && first.row() <= vector.row() && last.row() >= vector.row() && first.column() == 0 && last.column() == CsrModel::kMeaning);
        }
        QVERIFY(told);
        changes.clear();
        frame.now.cycle = 30;
        model.show(frame);  // it is no longer new: that is told, too
        QVERIFY(!vector.data(kChangedRole).toBool());
        QVERIFY(std::any_of(changes.begin(), changes.end(), [&](const QList<QVariant>& one) { return one[0].toModelIndex().parent() == vector.parent(); }));
    }

    void fields_of_a_system_register_say_what_its_bits_mean() {
        const auto fields = [](std::string_view name, std::uint32_t value) {
            QStringList all;
            for (const spec::Csr& csr : spec::kCsrs)
                if (csr.name == name)
                    for (const CsrFields::Field& field : CsrFields::of(csr, value)) all << QStringLiteral("%1 %2: %3").arg(field.name, field.value, field.meaning);
            return all.join(QStringLiteral("; "));
        };
        QCOMPARE(fields("status0", 0b1110), QStringLiteral("ie 0: interrupts off; pie 1: before the trap: interrupts on; pring 3: the trap came from ring 3"));
        QCOMPARE(fields("statusm", 0b10001), QStringLiteral("ie 1: interrupts on; pie 0: before the trap: interrupts off; guest 1: the trap was an exit of the guest"));
        QCOMPARE(fields("cause0", 8), QStringLiteral("interrupt 0: an exception; code 8: system call"));
        QCOMPARE(fields("cause0", 0x80000000U | spec::kLineDisk), QStringLiteral("interrupt 1: an interrupt; code %1: interrupt: disk").arg(spec::kLineDisk));
        QCOMPARE(fields("root", 0xabcde5a1), QStringLiteral("on 1: paging is on; asid 90: the address space's number; table 0xabcde000: where the level-1 table lies"));
        const QString line = QStringLiteral("0x%1").arg(1U << spec::kLineDisk, 4, 16, QLatin1Char('0'));
        QCOMPARE(fields("delegate0", 1U << (16 + spec::kLineDisk) | 0x8100U), QStringLiteral("causes 0x8100: system call, page fault on a store; lines %1: interrupt: disk").arg(line));
        QCOMPARE(fields("delegate0", 0), QStringLiteral("causes 0x0000: none; lines 0x0000: none"));
    }

    void every_register_of_both_models_says_what_it_is_when_one_points_at_it() {
        RegisterModel registers;
        for (int row = 0; row < registers.rowCount(); ++row) QVERIFY2(!registers.index(row, 0).data(Qt::ToolTipRole).toString().isEmpty(), qPrintable(shown(registers, row, 0)));
        CsrModel csrs;
        for (int group = 0; group < csrs.rowCount(); ++group) {
            const QModelIndex above = csrs.index(group, 0);
            for (int row = 0; row < csrs.rowCount(above); ++row) {
                const QModelIndex csr = csrs.index(row, 0, above);
                const QString help = csr.data(Qt::ToolTipRole).toString();
                QVERIFY2(help.contains(csr.siblingAtColumn(CsrModel::kMeaning).data().toString()), qPrintable(csr.data().toString()));
                QVERIFY(help.contains(QStringLiteral("0x")));  // its number
            }
        }
    }

    void a_transcript_is_what_was_printed_with_what_was_typed_where_it_was_typed() {
        Transcript transcript;
        QVERIFY(transcript.update({0, "$ "}, {}));
        QCOMPARE(transcript.news(), (std::vector<Transcript::Piece>{{false, QStringLiteral("$ ")}}));
        QVERIFY(transcript.update({2, "ls!\n$ "}, {{2, "ls\n"}}));
        QCOMPARE(transcript.news(), (std::vector<Transcript::Piece>{{true, QStringLiteral("ls\n")}, {false, QStringLiteral("ls!\n$ ")}}));
        QCOMPARE(transcript.text(), QStringLiteral("$ ls\nls!\n$ "));
        QVERIFY(transcript.update({8, ""}, {{2, "ls\n"}}));
        QVERIFY(transcript.news().empty());
        // Back to before the typing: what came later is gone, and all is to be shown anew.
        QVERIFY(!transcript.update({1, ""}, {}));
        QCOMPARE(transcript.text(), QStringLiteral("$"));
        // Another line typed at the same place is not the one that was.
        QVERIFY(transcript.update({1, " "}, {{2, "a\n"}}));
        QVERIFY(!transcript.update({2, ""}, {{2, "b\n"}}));
        QCOMPARE(transcript.text(), QStringLiteral("$ b\n"));
        transcript.clear();
        QVERIFY(transcript.all().empty());
    }

    void a_long_transcript_keeps_its_end_and_stays_bounded() {
        Transcript transcript;
        std::size_t printed = 0;
        const std::string line(999, 'x');
        for (int i = 0; i < 3000; ++i) {
            transcript.update({printed, line + "\n"}, {{0, "early\n"}});
            printed += line.size() + 1;
            QVERIFY(static_cast<std::size_t>(transcript.text().size()) <= Transcript::kMostBytes);
        }
        transcript.update({printed, "the end"}, {{0, "early\n"}, {printed, "late\n"}});
        QVERIFY(transcript.text().endsWith(QStringLiteral("late\nthe end")));
        QVERIFY(!transcript.text().contains(QStringLiteral("early")));
        QVERIFY(static_cast<std::size_t>(transcript.text().size()) >= Transcript::kMostBytes / 2);
    }

    void a_table_is_written_with_quotes_where_it_needs_them_and_parents_in_front() {
        QCOMPARE(csv_field(QStringLiteral("plain")), QStringLiteral("plain"));
        QCOMPARE(csv_field(QStringLiteral("a,\"b\"\nc")), QStringLiteral("\"a,\"\"b\"\"\nc\""));
        for (const char16_t one : {u',', u'\n', u'\r'}) QVERIFY(csv_field(QString(QChar(one))).startsWith(u'"'));
        QCOMPARE(csv_field(QStringLiteral("\"")), QStringLiteral("\"\"\"\""));
        QStandardItemModel model;
        model.setHorizontalHeaderLabels({QStringLiteral("Name"), QStringLiteral("Value, really")});
        auto* const parent = new QStandardItem(QStringLiteral("up"));
        parent->appendRow({new QStandardItem(QStringLiteral("down")), new QStandardItem(QStringLiteral("1"))});
        model.appendRow({parent, new QStandardItem(QStringLiteral("0"))});
        QCOMPARE(csv_of(model), QStringLiteral("Name,,\"Value, really\"\r\nup,,0\r\nup,down,1\r\n"));
    }

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
        Frame frame = frame_at(10);
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
};

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    ModelsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "models_test.moc"
