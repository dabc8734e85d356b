// The panes that show and take what is typed without drawing it: consoles, CPU, bytes of memory and the buttons of a story, each without a window.
// Not here: what their models say (models_test.cpp, memory_test.cpp), typing to a machine (window_test.cpp).
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTextBlock>
#include <algorithm>

#include "gui/app/style.hpp"
#include "gui/panes/console_pane.hpp"
#include "gui/panes/cpu_pane.hpp"
#include "gui/panes/memory_pane.hpp"
#include "gui/panes/story_pane.hpp"
#include "tests/gui/lone_pane.hpp"

using namespace anel;
using namespace anel::gui;
using session::Phase;

namespace {

constexpr std::uint32_t kPage = 512;  ///< bytes that are shown at once

session::Frame frame_of(Phase phase) {
    session::Frame frame;
    frame.machine = 1;
    frame.phase = phase;
    frame.residents[lane(Ring::k0)] = session::Resident::kKernel;
    frame.cpu.pc = 0x80001234;
    return frame;
}

template <class Kind>
Kind* with_name(QWidget& around, const QString& accessible_name) {
    for (Kind* const one : around.findChildren<Kind*>())
        if (one->accessibleName() == accessible_name) return one;
    return nullptr;
}

QPushButton* with_text(QWidget& around, const QString& text) {
    for (QPushButton* const one : around.findChildren<QPushButton*>())
        if (QString(one->text()).remove(u'&') == text) return one;
    return nullptr;
}

}  // namespace

class PlainPanesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_line_is_typed_to_the_guest_and_comes_back_by_the_arrow_keys() {
        LoneContext context;
        const auto pane = lone<ConsolePane>(context);
        context.show(*pane, frame_of(Phase::kWaiting));
        QLineEdit& line = *with_name<QLineEdit>(*pane, QStringLiteral("A line for the guest"));
        QCOMPARE(line.placeholderText(), QStringLiteral("the guest waits for a line"));
        for (const char* const text : {"first", "", "second"}) {
            line.setText(QLatin1String(text));
            QTest::keyClick(&line, Qt::Key_Return);
            QCOMPARE(context.last<session::Type>()->text, text + std::string("\n"));
            QVERIFY(line.text().isEmpty());
        }
        // An empty line is nothing to come back to, and before the first and behind the last one there is none.
        const std::pair<Qt::Key, const char*> keys[] = {{Qt::Key_Up, "second"}, {Qt::Key_Up, "first"}, {Qt::Key_Up, "first"}, {Qt::Key_Down, "second"}, {Qt::Key_Down, ""}, {Qt::Key_Down, ""}, {Qt::Key_Up, "second"}};
        for (const auto& [key, text] : keys) {
            QTest::keyClick(&line, key);
            QCOMPARE(line.text(), QLatin1String(text));
        }
    }

    void behind_the_end_of_input_nothing_can_be_typed() {
        LoneContext context;
        const auto pane = lone<ConsolePane>(context);
        QLineEdit& line = *with_name<QLineEdit>(*pane, QStringLiteral("A line for the guest"));
        QPushButton& end = *with_text(*pane, QStringLiteral("End of input"));
        QVERIFY(!line.isEnabled() && !end.isEnabled());
        session::Frame frame = frame_of(Phase::kPaused);
        context.show(*pane, frame);
        QVERIFY(line.isEnabled() && line.placeholderText().isEmpty());
        end.click();
        QVERIFY(context.last<session::EndInput>() != nullptr);
        frame.input_ended = true;
        context.show(*pane, frame);
        QVERIFY(!line.isEnabled() && !end.isEnabled());
        QCOMPARE(line.placeholderText(), QStringLiteral("the input has ended"));
    }

    void what_was_typed_looks_other_than_what_was_printed_and_the_log_has_a_page_of_its_own() {
        LoneContext context;
        const auto pane = lone<ConsolePane>(context);
        session::Frame frame = frame_of(Phase::kPaused);
        frame.console = {0, "$ ls\n"};
        frame.typed = {{2, "you\n"}};
        frame.log = {0, "gave up"};
        context.show(*pane, frame);
        const QPlainTextEdit& page = *with_name<QPlainTextEdit>(*pane, QStringLiteral("What the guest has printed"));
        QCOMPARE(page.toPlainText(), QStringLiteral("$ you\nls\n"));
        QCOMPARE(with_name<QPlainTextEdit>(*pane, QStringLiteral("The machine's log"))->toPlainText(), QStringLiteral("gave up"));
        QString underlined;
        for (QTextBlock block = page.document()->begin(); block.isValid(); block = block.next())
            for (auto at = block.begin(); !at.atEnd(); ++at)
                if (at.fragment().charFormat().fontUnderline()) underlined += at.fragment().text();
        QCOMPARE(underlined, QStringLiteral("you"));
    }

    void the_processor_says_where_it_is_and_what_it_waits_for() {
        LoneContext context;
        const auto pane = lone<CpuPane>(context);
        const QLabel& summary = *with_name<QLabel>(*pane, QStringLiteral("Where the processor is"));
        session::Frame frame = frame_of(Phase::kPaused);
        frame.place = session::Place{"wait", "kernel:idle+0x4", "", ""};
        context.show(*pane, frame);
        QCOMPARE(summary.text(), QStringLiteral("ring 0 (the kernel), pc 0x80001234  kernel:idle+0x4\nwait"));
        frame.cpu.waiting = true;
        context.show(*pane, frame);
        QCOMPARE(summary.text(), QStringLiteral("ring 0 (the kernel), pc 0x80001234  kernel:idle+0x4\nwait  (waits for an interrupt)"));
        // While it runs: what is being done.
        frame.place.reset();
        frame.cpu.waiting = false;
        frame.cpu.mark[lane(Ring::k0)] = spec::Activity::kIdle;
        context.show(*pane, frame);
        QCOMPARE(summary.text(), QStringLiteral("ring 0 (the kernel), pc 0x80001234\nidle"));
    }

    void the_buttons_of_a_story_go_elsewhere_and_leave_nothing_picked_out() {
        LoneContext context;
        const auto pane = lone<StoryPane>(context);
        session::Frame frame = frame_of(Phase::kPaused);
        frame.now.cycle = 1000;
        context.show(*pane, frame);
        auto& previous = *pane->findChild<QPushButton*>(QStringLiteral("story_previous"));
        auto& next = *pane->findChild<QPushButton*>(QStringLiteral("story_next"));
        context.selection().set_cursor(Cycles{500});
        previous.click();
        QVERIFY(context.last<session::PreviousCrossing>() != nullptr && !context.selection().cursor());
        next.click();
        QVERIFY(context.last<session::NextCrossing>() != nullptr);
        // From an end one can only go back.
        frame.phase = Phase::kEnded;
        context.show(*pane, frame);
        QVERIFY(previous.isEnabled() && !next.isEnabled());
    }

    void the_page_in_front_is_the_one_that_is_written() {
        LoneContext context;
        const auto pane = lone<CpuPane>(context);
        context.show(*pane, frame_of(Phase::kPaused));
        auto& pages = *pane->findChild<QTabWidget*>();
        QVERIFY(pane->table().contains(QStringLiteral("x10/a0")) && !pane->table().contains(QStringLiteral("vector1")));
        pages.setCurrentIndex(1);
        QVERIFY(!pane->table().contains(QStringLiteral("x10/a0")) && pane->table().contains(QStringLiteral("vector1")));
    }

    void bytes_go_on_at_both_ends_of_the_page_by_keys_and_buttons() {
        LoneContext context;
        const auto pane = lone<MemoryPane>(context);
        auto& pages = *pane->findChild<QTabWidget*>(QStringLiteral("memory_pages"));
        pages.setCurrentIndex(2);
        session::Frame frame = frame_of(Phase::kPaused);
        context.show(*pane, frame);
        const auto asked = [&] { return std::get<session::MemoryView>(context.last<session::Show>()->view).address; };
        // Whole lines, from the pc on.
        constexpr std::uint32_t kHere = 0x80001230;
        QCOMPARE(asked(), kHere);
        auto& table = *pane->findChild<QTableView*>(QStringLiteral("hex_table"));
        std::vector<std::int16_t> bytes(kPage, 0x20);
        bytes[0] = -1;
        bytes[1] = 0x41;
        bytes[2] = 0x7f;
        frame.views[context.last<session::Show>()->id] = session::MemoryShown{kHere, bytes};
        context.show(*pane, frame);
        QCOMPARE(table.model()->rowCount(), static_cast<int>(kPage / 16));
        QVERIFY2(pane->table().contains(QStringLiteral("0x80001230,\u2013\u2013,41,7f,20,")), qPrintable(pane->table().left(300)));
        QVERIFY(pane->table().contains(QStringLiteral(" A\u00b7 ")));
        const auto press = [&](int row, Qt::Key key) {
            table.setCurrentIndex(table.model()->index(row, 1));
            QTest::keyClick(&table, key);
            return asked();
        };
        QCOMPARE(press(3, Qt::Key_Down), kHere);
        const int last = table.model()->rowCount() - 1;
        QCOMPARE(press(last, Qt::Key_PageDown), kHere + kPage);
        QCOMPARE(press(0, Qt::Key_PageUp), kHere);
        QCOMPARE(press(0, Qt::Key_Up), kHere - kPage);
        QCOMPARE(press(last, Qt::Key_Down), kHere);
        QPushButton* const buttons[] = {with_name<QPushButton>(*pane, QStringLiteral("The bytes before these")), with_name<QPushButton>(*pane, QStringLiteral("The bytes after these"))};
        QVERIFY(buttons[0] != nullptr && buttons[1] != nullptr);
        buttons[1]->click();
        QCOMPARE(asked(), kHere + kPage);
        buttons[0]->click();
        buttons[0]->click();
        QCOMPARE(asked(), kHere - kPage);
    }

    void an_address_that_is_none_says_why_and_the_bytes_stay() {
        LoneContext context;
        const auto pane = lone<MemoryPane>(context);
        pane->findChild<QTabWidget*>(QStringLiteral("memory_pages"))->setCurrentIndex(2);
        context.show(*pane, frame_of(Phase::kPaused));
        auto& line = *pane->findChild<QLineEdit*>(QStringLiteral("hex_address"));
        QCOMPARE(line.text(), QStringLiteral("pc"));
        const auto messages = [&] {
            QStringList texts;
            for (const QLabel* const one : pane->findChildren<QLabel*>())
                if (one->isVisible() && one->text().startsWith(QStringLiteral("No address."))) texts << one->text();
            return texts;
        };
        line.setText(QStringLiteral("  nowhere "));
        QTest::keyClick(&line, Qt::Key_Return);
        QCOMPARE(std::get<session::Evaluate>(context.asked.back().first).text, std::string("nowhere"));
        const std::size_t sent = context.sent.size();
        context.asked.back().second(session::NoAnswer{"no symbol 'nowhere'"});
        QCOMPARE(messages(), QStringList{QStringLiteral("No address. Why: no symbol 'nowhere'")});
        QCOMPARE(context.sent.size(), sent);
        context.asked.back().second(session::Value{0x1000});
        QVERIFY(messages().isEmpty());
        QCOMPARE(std::get<session::MemoryView>(context.last<session::Show>()->view).address, 0x1000U);
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication::setStyle(new Style);
    PlainPanesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "plain_panes_test.moc"
