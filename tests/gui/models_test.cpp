// Models show what a frame says, mark what has changed, and keep Qt's contract for models; a console's text is what was printed and typed; and tables
// are written as spreadsheets read them. Needs no screen.
// Not here: the words for what is shown (words_test.cpp).
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

#include "gui/models/csr_fields.hpp"
#include "gui/models/csr_model.hpp"
#include "gui/models/csv.hpp"
#include "gui/models/register_model.hpp"
#include "gui/models/scenario.hpp"
#include "gui/models/story_model.hpp"
#include "gui/models/transcript.hpp"
#include "gui/models/words.hpp"

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

    void numbers_of_a_table_are_written_as_programs_read_them_in_every_language() {
        session::StoryTold told;
        told.story.cycles = 2'000'000;
        told.story.steps = {{control::StoryStep::Kind::kActivity, spec::Activity::kSwitch, 0, 1'500'000}, {control::StoryStep::Kind::kActivity, spec::Activity::kEmulate, 0, 500'000}};
        const QLocale before;
        for (const QLocale& locale : {QLocale(QLocale::English, QLocale::UnitedStates), QLocale(QLocale::Portuguese, QLocale::Brazil)}) {
            QLocale::setDefault(locale);
            StoryModel model;
            model.show(told, {});
            // On the screen with what a language puts between digits, in a file without.
            QCOMPARE(shown(model, 1, StoryModel::kTotal), locale.toString(2'000'000));
            const QString file = csv_of(model);
            QVERIFY2(file.contains(QStringLiteral(",1500000,1500000,75.0\r\n")), qPrintable(file));
            QVERIFY2(file.contains(QStringLiteral(",500000,2000000,25.0\r\n")), qPrintable(file));
        }
        QLocale::setDefault(before);
    }

    void a_lesson_that_counts_the_monitors_cycles_from_reset_says_how_many_its_start_took() {
        unsigned asked = 0;
        for (const Scenario& lesson : scenarios())
            for (const ScenarioStep& step : lesson.steps) {
                const QString said = step.sentence + step.explanation;
                // Behind a Load alone the whole run is counted, and so is what the monitor does once.
                if (step.prepare.size() != 1 || !said.contains(QStringLiteral("{monitor}"))) continue;
                ++asked;
                QVERIFY2(said.contains(QStringLiteral("{cycles-boot}")), qPrintable(said));
            }
        QVERIFY(asked > 0);
    }
};

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    ModelsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "models_test.moc"
