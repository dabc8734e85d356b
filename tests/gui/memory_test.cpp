// Page tables, walks and bytes as the frame has them: expectations are worked out by hand from entries written by hand, and the judgement of an
// access is held against the debugger's own words.
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <algorithm>
#include <cstring>
#include <random>

#include "gui/app/appearance.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/main_window.hpp"
#include "gui/models/entry_words.hpp"
#include "gui/models/hex_model.hpp"
#include "gui/models/register_model.hpp"
#include "gui/models/tables_model.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/memory_pane.hpp"
#include "gui/panes/walk_drawing.hpp"
#include "isa/debug/walk_text.hpp"
#include "isa/spec/platform.hpp"
#include "tests/gui/drawn_words.hpp"
#include "tests/gui/lone_pane.hpp"
#include "tests/gui/measured_tests.hpp"

using namespace anel;
using namespace anel::gui;
namespace pte = spec::pte;

namespace {

constexpr int kPatienceMs = 60'000;
constexpr std::uint32_t kAll = pte::kValid | pte::kRead | pte::kWrite | pte::kExecute;
constexpr std::uint32_t ring_bits(unsigned ring) { return ring << pte::kRingShift; }

/// A megabyte with the guest's tables at 0x1000 and 0x2000, and nested ones at 0x8000 and 0x9000, which put everything 0x40000 higher.
class Memory {
public:
    Memory() {
        write(0x1000 + 4 * 1, 0x2000 | pte::kValid);                                                  // 0x00400000: a table
        write(0x2000 + 4 * 3, 0x5000 | pte::kValid | pte::kRead | ring_bits(1) | pte::kAccessed);     // 0x00403000: read alone, rings 0 to 1
        write(0x1000 + 4 * 2, 0x00000000 | kAll | ring_bits(3));                                      // 0x00800000: a large page at 0
    }
    void nest() {
        write(0x8000, 0x9000 | pte::kValid);
        for (std::uint32_t page = 0; page < 16; ++page) write(0x9000 + 4 * page, (0x40000 + page * 0x1000) | kAll);
        for (std::uint32_t at = 0x1000; at < 0x3000; ++at) bytes_[0x40000 + at] = bytes_[at];
    }
    void write(std::uint32_t at, std::uint32_t value) { std::memcpy(&bytes_[at], &value, 4); }
    paging::PageWalk walk(std::uint32_t address, bool nested = false) const {
        paging::Tables tables{true, 0x1000, std::nullopt};
        if (nested) tables.nested = 0x8000;
        return paging::walk_tables(bytes_, tables, address);
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }

private:
    std::vector<std::uint8_t> bytes_ = std::vector<std::uint8_t>(1 << 20);
};

session::TableEntry entry(unsigned level, std::uint32_t address, std::uint32_t value, paging::Verdict verdict) { return {level, address, 0x1000 + address / 0x100000, value, verdict}; }

session::TablesShown two_tables() {
    session::TablesShown shown;
    shown.tables = {true, 0x1000, std::nullopt};
    shown.entries = {entry(1, 0x00400000, 0x2001, paging::Verdict::kTable), entry(0, 0x00403000, 0x5053, paging::Verdict::kLeaf),
                     entry(1, 0x00800000, 0x000000bf, paging::Verdict::kLeaf)};
    return shown;
}

session::Frame frame_with(std::optional<debug::Guest> guest, std::uint64_t cycle = 1) {
    session::Frame frame;
    frame.machine = 1;
    frame.guest = guest;
    if (guest) frame.monitor_ring = guest->paging == debug::Guest::Paging::kNested ? Ring::kMinus1 : Ring::k0;
    frame.now.cycle = cycle;
    frame.cpu.ring = Ring::k1;
    frame.cpu.pc = 0x00403010;
    return frame;
}

}  // namespace

class MemoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_access_is_judged_by_mapping_ring_and_right() {
        const Memory memory;
        const auto judged = [&](std::uint32_t address, Ring ring, Access access) { return judge_access(memory.walk(address), ring, access, memory.size()); };
        QCOMPARE(judged(0x00403123, Ring::k1, Access::kRead), AccessVerdict::kAllowed);
        QCOMPARE(judged(0x00403123, Ring::k2, Access::kRead), AccessVerdict::kRing);
        QCOMPARE(judged(0x00403123, Ring::k0, Access::kWrite), AccessVerdict::kRight);
        QCOMPARE(judged(0x00404000, Ring::k0, Access::kRead), AccessVerdict::kNotMapped);
        QCOMPARE(judged(0x00800004, Ring::k3, Access::kExecute), AccessVerdict::kAllowed);
        QCOMPARE(judged(0x00900000, Ring::k3, Access::kRead), AccessVerdict::kNoMemory);
        QVERIFY(EntryWords::sentence(memory.walk(0x00403123), Ring::k1, Access::kRead, memory.size()).contains(QStringLiteral("physical 0x00005123")));
        QVERIFY(EntryWords::sentence(memory.walk(0x00403123), Ring::k2, Access::kRead, memory.size()).contains(QStringLiteral("rings 0\u20131")));
    }

    void nested_tables_have_a_say_of_their_own() {
        Memory memory;
        memory.nest();
        QCOMPARE(judge_access(memory.walk(0x00403123, true), Ring::k1, Access::kRead, memory.size()), AccessVerdict::kAllowed);
        QCOMPARE(*memory.walk(0x00403123, true).physical, 0x45123U);
        memory.write(0x9000 + 4 * 5, 0x45000 | pte::kValid | pte::kExecute);
        QCOMPARE(judge_access(memory.walk(0x00403123, true), Ring::k1, Access::kRead, memory.size()), AccessVerdict::kNestedRight);
        memory.write(0x9000 + 4 * 2, 0);
        QCOMPARE(judge_access(memory.walk(0x00403123, true), Ring::k1, Access::kRead, memory.size()), AccessVerdict::kNestedStop);
    }

    void the_judgement_agrees_with_the_debuggers_words_for_any_entry() {
        std::mt19937 random(7);
        for (int i = 0; i < 2000; ++i) {
            Memory memory;
            if (i % 2 != 0) memory.nest();
            const std::uint32_t leaf = (random() & 0x1ffU) | 0x5000U;
            for (const std::uint32_t at : {0x2000U, 0x42000U}) memory.write(at + 4 * 3, leaf);
            if (i % 2 != 0) memory.write(0x9000 + 4 * 5, (random() & 0xfU) | 0x45000U);
            const paging::PageWalk walk = memory.walk(0x00403000, i % 2 != 0);
            const Ring ring = ring_from(static_cast<unsigned>(random()));
            const std::string text = debug::walk_text(walk, ring);
            const auto may = text.find("may: ");
            const std::string rights = may == std::string::npos ? "" : text.substr(may);
            for (const auto& [access, word] : {std::pair(Access::kRead, "read"), std::pair(Access::kWrite, "write"), std::pair(Access::kExecute, "execute")})
                QCOMPARE(judge_access(walk, ring, access, memory.size()) == AccessVerdict::kAllowed, rights.find(word) != std::string::npos);
        }
    }

    void a_tree_of_tables_is_a_proper_model_and_marks_what_changed() {
        TablesModel model;
        const QAbstractItemModelTester tester(&model);
        model.show(two_tables(), true, true);
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex table = model.index(0, 0), page = model.index(0, 0, table), large = model.index(1, 0);
        QVERIFY(model.hasChildren(table) && !model.hasChildren(large) && !model.hasChildren(page));
        QCOMPARE(page.data().toString(), QStringLiteral("0x00403000\u201300403fff"));
        QCOMPARE(large.data().toString(), QStringLiteral("0x00800000\u201300bfffff"));
        QCOMPARE(page.siblingAtColumn(TablesModel::kFrame).data().toString(), QStringLiteral("0x00005000"));
        QCOMPARE(page.siblingAtColumn(TablesModel::kRights).data().toString(), QStringLiteral("R \u2013 \u2013"));
        QCOMPARE(page.siblingAtColumn(TablesModel::kRings).data().toString(), QStringLiteral("0\u20131"));
        QCOMPARE(page.siblingAtColumn(TablesModel::kFlags).data().toString(), QStringLiteral("A \u2013 \u2013"));
        QCOMPARE(large.siblingAtColumn(TablesModel::kRights).data().toString(), QStringLiteral("R W X"));
        QVERIFY(!page.data(kChangedRole).toBool());

        TablesModel nested;
        nested.set_nested();
        nested.show(two_tables(), true, true);
        QCOMPARE(nested.index(1, TablesModel::kRings).data().toString(), QStringLiteral("\u2013"));

        // The page is written, and a third entry comes; the large one goes.
        session::TablesShown next = two_tables();
        next.entries[1].value |= pte::kDirty;
        next.entries[2] = entry(1, 0x00c00000, 0x3001, paging::Verdict::kTable);
        model.show(next, false, true);
        QCOMPARE(model.index(0, TablesModel::kMark, model.index(0, 0)).data().toString(), QStringLiteral("\u25cf"));
        QCOMPARE(model.index(1, TablesModel::kMark).data().toString(), QStringLiteral("+"));
        QVERIFY(model.index(0, TablesModel::kMark).data().toString().isEmpty());
        QCOMPARE(model.changed(), std::size_t{2});
        QCOMPARE(model.gone(), std::size_t{1});
        // The same moment again keeps the marks, the next one drops them, and another machine knows of nothing before.
        model.show(next, false, false);
        QCOMPARE(model.changed(), std::size_t{2});
        model.show(next, false, true);
        QCOMPARE(model.changed(), std::size_t{0});
        model.show(two_tables(), true, true);
        QCOMPARE(model.changed() + model.gone(), std::size_t{0});
    }

    void a_table_that_is_only_just_opened_is_not_new() {
        TablesModel model;
        session::TablesShown shut = two_tables();
        shut.entries.erase(shut.entries.begin() + 1);
        model.show(shut, true, true);
        model.show(shut, false, true);
        model.show(two_tables(), false, true);
        QCOMPARE(model.changed(), std::size_t{0});
        QCOMPARE(model.rowCount(model.index(0, 0)), 1);
    }

    void bytes_are_shown_in_hex_and_as_characters_and_changes_are_marked() {
        HexModel model;
        const QAbstractItemModelTester tester(&model);
        session::MemoryShown shown{0x1230, std::vector<std::int16_t>(32, 0x41)};
        shown.bytes[17] = -1;
        model.show(shown, true, true);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(1, HexModel::kAddress).data().toString(), QStringLiteral("0x00001240"));
        QCOMPARE(model.index(0, HexModel::kFirstByte).data().toString(), QStringLiteral("41"));
        QCOMPARE(model.index(1, HexModel::kFirstByte + 1).data().toString(), QStringLiteral("\u2013\u2013"));
        QCOMPARE(model.index(0, HexModel::kText).data().toString(), QStringLiteral("AAAAAAAAAAAAAAAA"));
        shown.bytes[2] = 0x0a;
        model.show(shown, false, true);
        QVERIFY(model.index(0, HexModel::kFirstByte + 2).data(kChangedRole).toBool());
        QVERIFY(!model.index(0, HexModel::kFirstByte + 1).data(kChangedRole).toBool());
        model.show(shown, false, true);
        QVERIFY(!model.index(0, HexModel::kFirstByte + 2).data(kChangedRole).toBool());
    }

    void a_walk_is_drawn_as_its_references_are_ordered() {
        LoneContext context;
        Memory memory;
        memory.nest();
        WalkDrawing drawing([&]() -> const Theme& { return context.theme(); });
        using Kind = WalkDrawing::Cell::Kind;
        drawing.refresh();
        QVERIFY(!drawing.accessibleName().isEmpty());
        drawing.show(memory.walk(0x00403123));
        std::vector<Kind> kinds;
        for (const WalkDrawing::Cell& cell : drawing.cells()) kinds.push_back(cell.kind);
        QCOMPARE(kinds, (std::vector{Kind::kAddress, Kind::kGuestEntry, Kind::kGuestEntry, Kind::kEnd}));
        QVERIFY(drawing.cells().back().lines.contains(QStringLiteral("0x00005123")));

        // Two by two levels: eight references, three rows, the guest's entries at the rows' ends.
        drawing.show(memory.walk(0x00403123, true));
        QCOMPARE(drawing.last_step(), std::size_t{8});
        std::size_t reference = 0;
        for (const WalkDrawing::Cell& cell : drawing.cells()) {
            if (cell.reference == 0) continue;
            QCOMPARE(cell.reference, ++reference);
            QCOMPARE(cell.row, (reference - 1) / 3);
            QCOMPARE(cell.column, (reference - 1) % 3 + 1);
            QCOMPARE(cell.kind == Kind::kGuestEntry, reference % 3 == 0);
        }
        QCOMPARE(reference, std::size_t{8});
        QVERIFY(drawing.cells().back().lines.contains(QStringLiteral("0x00045123")));

        QCOMPARE(drawing.step(), std::size_t{8});
        QTest::keyClick(&drawing, Qt::Key_Home);
        QCOMPARE(drawing.step(), std::size_t{0});
        QTest::keyClick(&drawing, Qt::Key_Left);
        QCOMPARE(drawing.step(), std::size_t{0});
        QTest::keyClick(&drawing, Qt::Key_Right);
        QCOMPARE(drawing.step(), std::size_t{1});
        // The same walk in the next frame leaves one where one was; another address begins anew.
        drawing.show(memory.walk(0x00403123, true));
        QCOMPARE(drawing.step(), std::size_t{1});
        drawing.show(memory.walk(0x00404000, true));
        QCOMPARE(drawing.step(), drawing.last_step());
        QCOMPARE(drawing.cells().back().kind, Kind::kStop);
    }

    void the_pane_asks_for_those_tables_that_there_are_and_says_why_there_are_no_others() {
        LoneContext context;
        const auto pane = lone<MemoryPane>(context);
        const auto visible = [&](const char* name) { return pane->findChild<QTreeView*>(QLatin1String(name))->isVisibleTo(pane.get()); };
        context.show(*pane, frame_with(std::nullopt));
        QVERIFY(visible("tables_0") && !visible("tables_1") && !visible("tables_2"));
        debug::Guest guest;
        guest.paging = debug::Guest::Paging::kShadow;
        context.show(*pane, frame_with(guest));
        QVERIFY(visible("tables_0") && visible("tables_1") && !visible("tables_2"));
        guest.paging = debug::Guest::Paging::kNested;
        context.show(*pane, frame_with(guest));
        QVERIFY(visible("tables_0") && !visible("tables_1") && visible("tables_2"));
        const auto* const asked = context.last<session::Show>();
        QVERIFY(asked != nullptr && std::get<session::TablesView>(asked->view).space == session::AddressSpace::kNested);
        // What cannot be seen is not asked for.
        context.sent.clear();
        pane->set_seen(false);
        QVERIFY(context.last<session::Show>() == nullptr);
        QCOMPARE(context.sent.size(), std::size_t{2});
    }

    void an_entry_that_is_opened_or_entered_leads_on() {
        LoneContext context;
        const auto pane = lone<MemoryPane>(context);
        session::Frame frame = frame_with(std::nullopt);
        const session::ViewId view = context.last<session::Show>()->id;
        context.show(*pane, frame);
        const auto guests = std::ranges::find_if(context.sent, [](const session::Command& one) {
            const auto* const show = std::get_if<session::Show>(&one);
            return show != nullptr && std::get<session::TablesView>(show->view).space == session::AddressSpace::kGuest;
        });
        QVERIFY(guests != context.sent.end() && view != 0);
        session::TablesShown shut = two_tables();
        shut.entries.erase(shut.entries.begin() + 1);
        frame.views[std::get<session::Show>(*guests).id] = shut;
        context.show(*pane, frame);
        auto* const tree = pane->findChild<QTreeView*>(QStringLiteral("tables_0"));
        QCOMPARE(tree->model()->rowCount(), 2);
        tree->expand(tree->model()->index(0, 0));
        QCOMPARE(std::get<session::TablesView>(context.last<session::Show>()->view).open, std::vector<std::uint32_t>{1});
        QVERIFY(pane->table().contains(QStringLiteral("0x00800000")));
        tree->setCurrentIndex(tree->model()->index(1, 0));
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(pane->findChild<QTabWidget*>(QStringLiteral("memory_pages"))->currentIndex(), 1);
        const auto& walk = std::get<session::WalkView>(context.last<session::Show>()->view);
        QCOMPARE(walk.address, 0x00800000U);
        QVERIFY(walk.space == session::AddressSpace::kGuest);
    }

    void in_a_window_the_trees_are_those_of_its_machine() {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        Appearance appearance(settings);
        appearance.set_language(explain::Language::kEnglish);
        MainWindow window(appearance, settings);
        session::Configuration configuration;
        configuration.mode = control::Mode::kAssistNested;
        configuration.workload = "mix";
        window.load(configuration);
        window.show();
        QVERIFY(QTest::qWaitFor([&] { return window.frame()->machine != 0; }, kPatienceMs));
        window.send(session::GoTo{1'500'000});
        window.show_pane(QStringLiteral("memory"));
        Pane* const pane = window.docks().pane(QStringLiteral("memory"));
        const auto rows = [&](const char* name) { return pane->findChild<QTreeView*>(QLatin1String(name))->model()->rowCount(); };
        QVERIFY(QTest::qWaitFor([&] { return rows("tables_0") > 0 && rows("tables_2") > 0; }, kPatienceMs));
        // Anelix' kernel lies high, and its nested tables map all of its memory from 0 on.
        QVERIFY(pane->table().contains(QStringLiteral("0x80000000")));
        QVERIFY(pane->table().contains(QStringLiteral("0x00000000")));
        pane->findChild<QTabWidget*>(QStringLiteral("memory_pages"))->setCurrentIndex(1);
        auto* const line = pane->findChild<QLineEdit*>(QStringLiteral("walk_address"));
        line->setText(QStringLiteral("0x80100000"));
        QTest::keyClick(line, Qt::Key_Return);
        auto* const by = pane->findChild<QComboBox*>(QStringLiteral("walk_space"));
        by->setCurrentIndex(0);
        auto* const drawing = pane->findChild<WalkDrawing*>();
        QVERIFY(QTest::qWaitFor([&] { return drawing->has_walk() && drawing->walk().address == 0x80100000U && drawing->walk().tables.nested; }, kPatienceMs));
        QVERIFY(drawing->walk().physical.has_value());
        // Out of its dock it is seen all the same.
        QDockWidget* const dock = window.findChild<QDockWidget*>(QStringLiteral("memory"));
        dock->setFloating(true);
        QTest::qWait(100);
        QVERIFY(pane->seen());
    }

    void an_address_is_evaluated_walked_and_judged() {
        LoneContext context;
        Memory memory;
        const auto pane = lone<MemoryPane>(context);
        auto* const pages = pane->findChild<QTabWidget*>(QStringLiteral("memory_pages"));
        context.show(*pane, frame_with(std::nullopt));
        pages->setCurrentIndex(1);
        auto* const line = pane->findChild<QLineEdit*>(QStringLiteral("walk_address"));
        line->setText(QStringLiteral("main+4"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(std::get<session::Evaluate>(context.asked.back().first).text, std::string("main+4"));
        context.asked.back().second(session::Value{0x00403123});
        const auto* const show = context.last<session::Show>();
        QCOMPARE(std::get<session::WalkView>(show->view).address, 0x00403123U);
        session::Frame frame = frame_with(std::nullopt);
        frame.views[show->id] = session::WalkShown{memory.walk(0x00403123), {}};
        context.show(*pane, frame);
        auto* const verdict = pane->findChild<QLabel*>(QStringLiteral("walk_verdict"));
        // Ring 3, at first: the page is for rings 0 to 1.
        QVERIFY2(verdict->text().startsWith(QStringLiteral("\u2717 A load from 0x00403123 by ring 3")), qPrintable(verdict->text()));
        pane->findChild<QComboBox*>(QStringLiteral("walk_ring"))->setCurrentIndex(1);
        QVERIFY(verdict->text().startsWith(QStringLiteral("\u2713")));
        pane->findChild<QComboBox*>(QStringLiteral("walk_access"))->setCurrentIndex(1);
        QVERIFY(verdict->text().startsWith(QStringLiteral("\u2717 A store")));
        // From the first reference to the last, and no further.
        const auto buttons = pane->findChildren<QPushButton*>();
        QPushButton* const back = *std::ranges::find(buttons, QStringLiteral("Previous reference"), &QWidget::accessibleName);
        QPushButton* const next = *std::ranges::find(buttons, QStringLiteral("Next reference"), &QWidget::accessibleName);
        while (back->isEnabled()) back->click();
        const auto* const step = pane->findChild<QLabel*>(QStringLiteral("walk_step"));
        QVERIFY2(step->text().startsWith(QStringLiteral("Reference 1 of 2")), qPrintable(step->text()));
        next->click();
        QVERIFY(step->text().startsWith(QStringLiteral("Reference 2 of 2")) && next->isEnabled());
        next->click();
        QVERIFY2(step->text().startsWith(QStringLiteral("References to memory on the way: 2")) && !next->isEnabled() && back->isEnabled(), qPrintable(step->text()));
        QVERIFY(pane->is_drawing());
        QCOMPARE(WordsDevice(pane->drawing_size().toSize()).cut(*pane, {QStringLiteral("0x00403123")}), QString());
        // As a table it is the walk, reference by reference, and not what another page shows.
        const paging::PageWalk& walk = pane->findChild<WalkDrawing*>()->walk();
        const QStringList lines = pane->table().split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
        QCOMPARE(static_cast<std::size_t>(lines.size()), walk.steps.size() + 1);
        for (std::size_t i = 0; i < walk.steps.size(); ++i) {
            const QString start = QStringLiteral("%1,in force,0x00403123,%2,").arg(i + 1).arg(walk.steps[i].level);
            QVERIFY2(lines[static_cast<qsizetype>(i) + 1].startsWith(start), qPrintable(lines[static_cast<qsizetype>(i) + 1]));
            QVERIFY(lines[static_cast<qsizetype>(i) + 1].contains(Words::hex(walk.steps[i].at) + u',' + Words::hex(walk.steps[i].value)));
        }
        context.asked.back().second(session::NoAnswer{"no symbol of that name"});
        QVERIFY(pane->findChild<QLabel*>(QStringLiteral("walk_step"))->text().contains(QStringLiteral("no symbol of that name")));
        auto* const by = pane->findChild<QComboBox*>(QStringLiteral("walk_space"));
        by->setCurrentIndex(by->findData(static_cast<int>(session::AddressSpace::kMachine)));
        const auto& other = std::get<session::WalkView>(context.last<session::Show>()->view);
        QVERIFY(other.space == session::AddressSpace::kMachine && other.address == 0x00403123U);
    }
};

int run_memory_tests(int argc, char** argv) {
    MemoryTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "memory_test.moc"
