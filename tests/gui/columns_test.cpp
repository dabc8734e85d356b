// Tables with little room: where trees lie, and how large the letters of columns are.
// Not here: what stands in them (memory_test.cpp, ring_models_test.cpp).
#include "tests/gui/measured_tests.hpp"

#include <QHeaderView>
#include <QSplitter>
#include <QTableView>
#include <QTest>
#include <QTreeView>

#include "gui/models/tables_model.hpp"
#include "gui/panes/cpu_pane.hpp"
#include "gui/panes/memory_pane.hpp"
#include "tests/gui/lone_pane.hpp"

using namespace anel;
using namespace anel::gui;

namespace {

session::Frame of_guest(const std::optional<debug::Guest>& guest) {
    session::Frame frame;
    frame.machine = 1;
    frame.guest = guest;
    return frame;
}

}  // namespace

class ColumnsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void two_trees_lie_below_each_other_where_they_would_be_too_narrow_and_are_high_enough() {
        LoneContext context;
        const auto pane = lone<MemoryPane>(context);
        const auto* const splitter = pane->findChild<QTreeView*>(QStringLiteral("tables_0"))->parentWidget()->parentWidget();
        const auto below = [&] { return qobject_cast<const QSplitter*>(splitter)->orientation() == Qt::Vertical; };
        debug::Guest guest;
        guest.paging = debug::Guest::Paging::kShadow;
        for (const auto& [size, expected] : {std::pair(QSize(1400, 700), false), std::pair(QSize(600, 700), true), std::pair(QSize(600, 300), false), std::pair(QSize(600, 700), true)}) {
            pane->resize(size);
            context.show(*pane, of_guest(guest));
            QTRY_COMPARE(below(), expected);
        }
        // One alone has all the room.
        context.show(*pane, of_guest(std::nullopt));
        QVERIFY(!below());
    }

    void letters_of_tables_give_way_only_where_that_brings_columns_into_sight() {
        const double usual = QApplication::font().pointSizeF();
        LoneContext context(200);
        const auto memory = lone<MemoryPane>(context);
        context.show(*memory, session::Frame{});
        const auto* const tree = memory->findChild<QTreeView*>(QStringLiteral("tables_0"));
        const auto cpu = lone<CpuPane>(context);
        const auto* const registers = cpu->findChild<QTableView*>();
        const auto in_sight = [&] { return tree->header()->sectionPosition(TablesModel::kAt) <= tree->viewport()->width() && registers->horizontalHeader()->length() <= registers->viewport()->width(); };
        const auto as_they_should_be = [&](int width) {
            // The pane of the tree cannot become so narrow that there is nothing to be gained.
            for (const double points : width == 200 ? QList{registers->font().pointSizeF()} : QList{tree->font().pointSizeF(), registers->font().pointSizeF()})
                if (width == 1000 ? points >= 2 * usual - 0.1 || points < usual : !qFuzzyCompare(points, 2 * usual)) return false;
            return in_sight() == (width > 200);
        };
        for (const int width : {2600, 1000, 200, 2600}) {
            cpu->resize(width, 700);
            memory->resize(width * 7 / 10, 700);
            QTest::qWait(20);
            QTRY_VERIFY2(as_they_should_be(width), qPrintable(QStringLiteral("%1 wide: %2 and %3 points").arg(width).arg(tree->font().pointSizeF()).arg(registers->font().pointSizeF())));
        }
    }
};

int run_columns_tests(int argc, char** argv) {
    ColumnsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "columns_test.moc"
