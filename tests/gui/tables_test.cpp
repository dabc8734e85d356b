// Behind a page fault the trees of page tables are open where it happened, and say whether there is an entry.
// Not here: what stands in a tree (memory_test.cpp), how large it is (columns_test.cpp).
#include <QLabel>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>

#include "gui/models/tables_model.hpp"
#include "gui/panes/memory_pane.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/platform.hpp"
#include "tests/gui/lone_pane.hpp"
#include "tests/gui/measured_tests.hpp"

using namespace anel;
using namespace anel::gui;

namespace {

constexpr std::uint32_t kHeap = 0x00400000, kKernel = 0x80000000;
constexpr std::uint32_t kPages = 200;

/// A table for the heap, of which every page but the odd ones is there, and the kernel's superpage. Entries of the heap's table are told if it is open.
session::TablesShown tables(bool open) {
    session::TablesShown shown;
    shown.tables = {true, 0x1000, std::nullopt};
    shown.entries.push_back({1, kHeap, 0x1004, 0x2000 | spec::pte::kValid, paging::Verdict::kTable});
    for (std::uint32_t page = 0; open && page < kPages; page += 2)
        shown.entries.push_back({0, kHeap + page * 0x1000, 0x2000 + 4 * page, page << 12 | spec::pte::kValid | spec::pte::kRead, paging::Verdict::kLeaf});
    shown.entries.push_back({1, kKernel, 0x1800, spec::pte::kValid | spec::pte::kRead, paging::Verdict::kLeaf});
    return shown;
}

class Bench {
public:
    Bench() : pane_(lone<MemoryPane>(context_)), tree_(pane_->findChild<QTreeView*>(QStringLiteral("tables_0"))) {
        frame_.machine = 1;
        frame_.now.cycle = 1;
    }
    void stand(std::optional<cpu::Event> crossing) {
        ++frame_.now.cycle;
        frame_.crossing = crossing;
        show();
        show();
    }
    void fault(std::uint32_t address, spec::TrapCause cause = spec::TrapCause::kLoadPage) {
        cpu::Event event;
        event.cause = static_cast<std::uint32_t>(cause);
        event.value = address;
        event.from = Ring::k3;
        stand(event);
    }
    /// What was asked for last is what the frame has.
    void show() {
        const auto* const asked = context_.last<session::Show>();
        const auto& view = std::get<session::TablesView>(asked->view);
        frame_.views[asked->id] = tables(!view.open.empty() && view.open.front() == kHeap >> 22);
        context_.show(*pane_, frame_);
    }
    bool seen(std::uint32_t address) const {
        const auto* const model = qobject_cast<const TablesModel*>(tree_->model());
        for (int y = 0; y < tree_->viewport()->height(); ++y)
            if (const QModelIndex at = tree_->indexAt({4, y}); at.isValid() && at.parent().isValid() && model->address_of(at) == address) return true;
        return false;
    }
    bool open() const { return tree_->isExpanded(tree_->model()->index(0, 0)); }
    void shut() { tree_->collapse(tree_->model()->index(0, 0)); }
    std::uint32_t chosen() const { return qobject_cast<const TablesModel*>(tree_->model())->address_of(tree_->currentIndex()); }
    bool says(const QString& words) const {
        for (const QLabel* const label : pane_->findChildren<QLabel*>())
            if (label->text().contains(words)) return true;
        return false;
    }
    session::Frame& frame() { return frame_; }
    void resize(int width, int height) { pane_->resize(width, height); }
    void go_to_first(bool by_key) {
        if (by_key) QTest::keyClick(tree_, Qt::Key_Home);
        else tree_->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
    }

private:
    LoneContext context_;
    std::unique_ptr<MemoryPane> pane_;
    QTreeView* tree_;
    session::Frame frame_;
};

}  // namespace

class TablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void behind_a_page_fault_its_entry_is_open_and_in_sight() {
        Bench bench;
        bench.stand(std::nullopt);
        QVERIFY(!bench.open());
        constexpr std::uint32_t kThere = kHeap + 150 * 0x1000;
        bench.fault(kThere + 0x123, spec::TrapCause::kStorePage);
        QVERIFY(bench.open());
        QTRY_VERIFY(bench.seen(kThere));
        QCOMPARE(bench.chosen(), kThere);
        QVERIFY(!bench.says(QStringLiteral("no entry")));
    }

    void where_there_is_no_entry_its_neighbours_are_in_sight_and_none_is_chosen() {
        Bench bench;
        bench.fault(kHeap + 151 * 0x1000 + 0x123);
        QTRY_VERIFY(bench.seen(kHeap + 150 * 0x1000) && bench.seen(kHeap + 152 * 0x1000));
        QVERIFY(bench.says(QStringLiteral("no entry for 0x00497123")));
        QVERIFY(bench.chosen() < kHeap + 150 * 0x1000);
        // It moves on, and nothing is said of it any more; what is open stays, to see what becomes of it.
        bench.stand(std::nullopt);
        QVERIFY(!bench.says(QStringLiteral("no entry")) && bench.open());
        // In a table that is not there.
        bench.fault(kHeap - 0x1000);
        QVERIFY(bench.says(QStringLiteral("no entry for 0x003ff000")));
        QVERIFY(!bench.open());
        // Of a large page.
        bench.fault(kKernel + 0x234567);
        QVERIFY(!bench.says(QStringLiteral("no entry")));
        QCOMPARE(bench.chosen(), kKernel);
    }

    void it_stays_in_sight_in_a_smaller_pane_unless_a_person_has_gone_elsewhere() {
        for (const bool by_key : {false, true}) {
            Bench bench;
            constexpr std::uint32_t kThere = kHeap + 150 * 0x1000;
            bench.fault(kThere);
            QTRY_VERIFY(bench.seen(kThere));
            // In the one between, all of them have room.
            for (const int height : {2400, 260}) {
                bench.resize(900, height);
                QTest::qWait(50);
                QTRY_VERIFY(bench.seen(kThere));
            }
            bench.go_to_first(by_key);
            bench.resize(900, 300);
            QTest::qWait(50);
            QVERIFY(!bench.seen(kThere));
        }
    }

    void what_a_person_has_shut_or_opened_stays_so() {
        Bench bench;
        bench.fault(kHeap);
        QVERIFY(bench.open());
        bench.shut();
        bench.show();
        QVERIFY(!bench.open());
        bench.fault(kHeap + 0x2000);
        QVERIFY(bench.open());
    }

    void other_crossings_and_the_monitors_own_faults_open_nothing() {
        Bench bench;
        bench.fault(kHeap, spec::TrapCause::kLoadMisaligned);
        QVERIFY(!bench.open());
        bench.frame().monitor_ring = Ring::k3;
        bench.fault(kHeap);
        QVERIFY(!bench.open());
        bench.frame().monitor_ring = Ring::k0;
        bench.fault(kHeap);
        QVERIFY(bench.open());
    }
};

int run_tables_tests(int argc, char** argv) {
    TablesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tables_test.moc"
