// A window that is low for its words, large ones in a small window: nothing lies below a pane, and words give way before they must be scrolled to; where there is room
// they are as large as was asked for.
// Not here: that no control is cut off (sizes_test.cpp); every answer of every lesson (lesson_test.cpp).
#include <QComboBox>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableWidget>
#include <QTest>
#include <QToolBar>

#include "gui/app/banner.hpp"
#include "tests/gui/room.hpp"
#include "tests/gui/window_bench.hpp"

using namespace anel;
using namespace anel::gui;

namespace {

constexpr int kPatienceMs = 60'000;

}  // namespace

class LowTest : public WindowBench {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        set_up();
        usual_points_ = appearance_->theme().font().pointSizeF();
        window_ = std::make_unique<MainWindow>(*appearance_, *settings_);
        window_->load({});
        window_->resize(1280, 800);
        window_->show();
        QVERIFY(becomes_active(*window_));
        QVERIFY(QTest::qWaitFor([this] { return window_->frame()->machine != 0; }, kPatienceMs));
    }
    void cleanup() { tear_down(); }

    void a_lesson_is_beside_the_panes_of_a_low_window_and_below_those_of_another() {
        begin_lesson();
        for (const auto& [percent, beside] : {std::pair(100, false), std::pair(200, true), std::pair(100, false)}) {
            appearance_->set_percent(percent);
            QTRY_COMPARE(lies_beside(), beside);
        }
        // As wide as the window, or as high as its panes.
        QVERIFY(bar().width() > window_->width() * 9 / 10);
        // A window that becomes low, and is so no more.
        window_->resize(1280, 450);
        QTRY_VERIFY(lies_beside());
        // Of a wider one it takes more.
        const int before = bar().width();
        window_->resize(1320, 450);
        QTRY_COMPARE(bar().width(), before * 1320 / 1280);
        window_->resize(1280, 800);
        QTRY_VERIFY(!lies_beside());
    }

    void words_that_had_to_be_scrolled_to_are_in_sight_once_there_is_room() {
        appearance_->set_percent(200);
        window_->resize(1280, 420);
        begin_lesson();
        window_->lesson().player().reveal();
        QVERIFY(QTest::qWaitFor([this] { return window_->lesson().player().state() == ScenarioPlayer::State::kRevealed; }, kPatienceMs));
        QTRY_VERIFY(!out_of_sight(*window_, usual_points_).isEmpty());
        for (int height = 440; height <= 800; height += 20) {
            window_->resize(1280, height);
            QTest::qWait(20);
        }
        QTRY_COMPARE(out_of_sight(*window_, usual_points_), QString());
    }

    /// Beside a bar there is less room, so that it would be needed for itself alone. And what is larger than other words gives that up before there is one.
    void there_is_no_bar_beside_words_that_could_be_smaller() {
        appearance_->set_percent(200);
        window_->resize(1280, 400);
        begin_lesson();
        window_->lesson().player().reveal();
        QVERIFY(QTest::qWaitFor([this] { return window_->lesson().player().state() == ScenarioPlayer::State::kRevealed; }, kPatienceMs));
        const QScrollBar& scroll_bar = *bar().findChild<QScrollArea*>()->verticalScrollBar();
        const auto* const question = bar().findChild<QLabel*>(QStringLiteral("scenario_question"));
        QTRY_VERIFY(scroll_bar.isVisible());
        const double beside_bar = question->font().pointSizeF();
        double smallest = beside_bar;
        for (int height = 400; height < 760; height += 10) {
            for (const int now : {800, height}) {
                window_->resize(1280, now);
                QTest::qWait(20);
            }
            QTRY_VERIFY2(!scroll_bar.isVisible() || question->font().pointSizeF() == beside_bar, qPrintable(QStringLiteral("%1 high: %2 points").arg(height).arg(question->font().pointSizeF())));
            smallest = std::min(smallest, question->font().pointSizeF());
        }
        QTRY_VERIFY(!scroll_bar.isVisible() && question->font().pointSizeF() > beside_bar);
        QVERIFY2(smallest < beside_bar && smallest >= usual_points_, qPrintable(QStringLiteral("%1 points").arg(smallest)));
    }

    void arrows_and_rings_are_named_in_full_beside_a_lesson_in_a_small_window() {
        window_->resize(1024, 640);
        // In this one they are many, and have long names.
        window_->lesson().player().start(4);
        QVERIFY(QTest::qWaitFor([this] { return window_->lesson().player().state() == ScenarioPlayer::State::kAsking; }, kPatienceMs));
        Pane* const rings = window_->docks().pane(QStringLiteral("rings"));
        for (const int percent : {100, 200})
            for (const explain::Language language : {explain::Language::kEnglish, explain::Language::kPortuguese}) {
                appearance_->set_percent(percent);
                appearance_->set_language(language);
                QTRY_VERIFY(rings->seen());
                QTRY_COMPARE(cut_in_rings(*window_), QString());
            }
    }

    void on_the_whole_screen_as_well() {
        appearance_->set_percent(300);
        begin_lesson();
        window_->docks().set_presenting(true);
        QVERIFY(QTest::qWaitForWindowActive(window_->docks().stage()));
        QTRY_VERIFY(lies_beside());
        QCOMPARE(bar().window(), window_->docks().stage());
        appearance_->set_percent(100);
        window_->docks().set_presenting(false);
        window_->docks().set_presenting(true);
        QTRY_VERIFY(!lies_beside());
    }

    void where_there_is_room_a_lessons_words_are_as_large_as_was_asked_for() {
        begin_lesson();
        const auto* const question = bar().findChild<QLabel*>(QStringLiteral("scenario_question"));
        const double at_100 = question->font().pointSizeF();
        QVERIFY(at_100 > usual_points_ * 1.3);
        window_->resize(1600, 1150);
        appearance_->set_percent(200);
        QTRY_VERIFY(question->font().pointSizeF() > usual_points_ * 2);
        appearance_->set_percent(100);
        QTRY_COMPARE(question->font().pointSizeF(), at_100);
    }

    void names_of_panes_behind_tabs_all_fit_and_are_large_again_where_they_can_be() {
        appearance_->set_language(explain::Language::kPortuguese);
        appearance_->set_percent(200);
        begin_lesson();
        const auto fitting = [this] {
            double least = 1000;
            for (const QTabBar* const tabs : window_->findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
                if (!tabs->isVisible()) continue;
                if (tabs->sizeHint().width() > tabs->width()) return 0.0;
                least = std::min(least, tabs->font().pointSizeF());
            }
            return least;
        };
        QTRY_VERIFY(fitting() >= usual_points_ && fitting() < usual_points_ * 2);
        window_->resize(1600, 800);
        QTRY_COMPARE(fitting(), usual_points_ * 2);
    }

    void the_pane_that_a_person_works_in_stays_in_front_when_words_become_large() {
        for (const char* const name : {"lab", "race"}) {
            window_->show_pane(QLatin1String(name));
            const Pane* const pane = window_->docks().pane(QLatin1String(name));
            QTRY_VERIFY(pane->seen());
            for (const int percent : {200, 100, 200}) {
                appearance_->set_percent(percent);
                QTest::qWait(20);
                QVERIFY2(pane->seen() && !pane->visibleRegion().isEmpty(), qPrintable(QStringLiteral("%1 at %2 %").arg(QLatin1String(name)).arg(percent)));
            }
            appearance_->set_percent(100);
        }
    }

    void the_keys_of_the_welcome_page_work_when_words_have_become_large() {
        window_->lesson().welcome();
        const Pane* const page = window_->docks().pane(QStringLiteral("welcome"));
        const auto has_keys = [page] { return QApplication::focusWidget() != nullptr && page->isAncestorOf(QApplication::focusWidget()); };
        QTRY_VERIFY(has_keys());
        for (const int percent : {200, 100, 200}) {
            appearance_->set_percent(percent);
            QTest::qWait(50);
            QVERIFY2(has_keys(), qPrintable(QString::number(percent)));
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_2);
        QTRY_VERIFY(window_->lesson().player().active());
    }

    void the_strip_at_the_top_has_few_rows_and_is_large_again_where_there_is_room() {
        appearance_->set_language(explain::Language::kPortuguese);
        const auto* const strip = window_->findChild<QToolBar*>(QStringLiteral("controls"));
        const auto* const mode = window_->findChild<QComboBox*>(QStringLiteral("mode"));
        window_->resize(1024, 640);
        appearance_->set_percent(200);
        QTRY_VERIFY(strip->height() < 3 * mode->height());
        QVERIFY(mode->font().pointSizeF() > usual_points_ * 1.4);
        window_->resize(1600, 1150);
        QTRY_COMPARE(mode->font().pointSizeF(), usual_points_ * 2);
    }

    void a_message_leaves_the_panes_of_a_low_window_their_room() {
        window_->resize(1024, 640);
        appearance_->set_percent(200);
        const QString message = QStringLiteral("Something has happened. ").repeated(18);
        window_->banner().say(message, false);
        const auto* const words = window_->banner().findChild<QLabel*>();
        QTRY_VERIFY(words->isVisible() && words->height() >= words->heightForWidth(words->width()) && words->visibleRegion().boundingRect() == words->rect());
        QVERIFY2(window_->banner().height() <= window_->height() / 5, qPrintable(QString::number(window_->banner().height())));
        QVERIFY(words->font().pointSizeF() >= usual_points_);
        window_->resize(1600, 1150);
        QTRY_COMPARE(words->font().pointSizeF(), usual_points_ * 2);
    }

    void scroll_bars_and_the_arrows_of_boxes_grow_with_the_words() {
        QComboBox box;
        box.addItem(QStringLiteral(" "));
        QList<int> bars, arrows;
        for (const int percent : {100, 200, 300}) {
            appearance_->set_percent(percent);
            bars << QApplication::style()->pixelMetric(QStyle::PM_ScrollBarExtent);
            box.resize(box.sizeHint());
            QStyleOptionComboBox option;
            option.initFrom(&box);
            const QRect area = QApplication::style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxArrow, &box);
            arrows << columns_of(box.grab(area.adjusted(0, 4, -4, -4)).toImage());
        }
        QVERIFY2(bars[1] > bars[0] && bars[2] > bars[1], qPrintable(QStringLiteral("%1 %2 %3").arg(bars[0]).arg(bars[1]).arg(bars[2])));
        QVERIFY2(arrows[0] > 4 && arrows[1] > arrows[0] * 3 / 2 && arrows[2] > arrows[0] * 2, qPrintable(QStringLiteral("%1 %2 %3").arg(arrows[0]).arg(arrows[1]).arg(arrows[2])));
    }

    void what_stands_beside_each_other_in_a_table_keeps_apart_as_much_as_its_words_are_large() {
        const QString name = QStringLiteral("Points"), words = QStringLiteral("the answer is right");
        QTableWidget table(1, 2);
        table.setHorizontalHeaderLabels({name, QStringLiteral("T")});
        table.setItem(0, 1, new QTableWidgetItem(words));
        QList<double> beside_names, beside_words;  // in letters; names are bold where something is chosen
        for (const int percent : {100, 200, 300}) {
            appearance_->set_percent(percent);
            QCoreApplication::processEvents();
            const auto letters_beside = [](QFont font, bool bold, int width, const QString& text) {
                font.setBold(bold);
                const QFontMetrics metrics(font);
                return (width - metrics.horizontalAdvance(text)) / 2.0 / metrics.horizontalAdvance(u'0');
            };
            table.resizeColumnsToContents();
            beside_names << letters_beside(table.horizontalHeader()->font(), true, table.columnWidth(0), name);
            beside_words << letters_beside(table.font(), false, table.columnWidth(1), words);
        }
        for (const QList<double>& parts : {beside_names, beside_words})
            for (const double part : parts) QVERIFY2(part > 0.2 && part > parts.front() * 0.6, qPrintable(QStringLiteral("%1 %2 %3").arg(parts[0]).arg(parts[1]).arg(parts[2])));
    }

    void the_end_of_a_console_stays_in_sight_when_it_becomes_smaller() {
        window_->show_pane(QStringLiteral("console"));
        QPlainTextEdit* page = nullptr;
        for (QPlainTextEdit* const one : window_->docks().pane(QStringLiteral("console"))->findChildren<QPlainTextEdit*>())
            if (one->isVisible()) page = one;
        QVERIFY(page != nullptr);
        for (int i = 0; i < 200; ++i) page->appendPlainText(QString::number(i));
        QScrollBar* const bar = page->verticalScrollBar();
        bar->setValue(bar->maximum());
        const int before = bar->maximum();
        QVERIFY(before > 100);
        appearance_->set_percent(150);
        QTRY_VERIFY(bar->maximum() > before);
        QCOMPARE(bar->value(), bar->maximum());
        // Who reads further up stays there.
        bar->setValue(10);
        appearance_->set_percent(100);
        QTRY_COMPARE(bar->maximum(), before);
        QCOMPARE(bar->value(), 10);
    }

private:
    ScenarioBar& bar() { return window_->lesson().bar(); }
    void begin_lesson() {
        window_->lesson().player().start(0);
        QVERIFY(QTest::qWaitFor([this] { return window_->lesson().player().state() == ScenarioPlayer::State::kAsking; }, kPatienceMs));
    }
    bool lies_beside() {
        const QWidget* const stage = window_->docks().stage();
        const Pane* const pane = stage != nullptr ? stage->findChild<Pane*>() : window_->docks().pane(QStringLiteral("rings"));
        const QRect words(bar().mapToGlobal(QPoint()), bar().size());
        const QRect picture(pane->mapToGlobal(QPoint()), pane->size());
        return words.left() > picture.right() && words.height() > words.width() / 2 && bar().isVisible();
    }
    /// In which there is something that is not as what is in the middle of the first one.
    static int columns_of(const QImage& picture) {
        constexpr int kSeen = 60;
        int columns = 0;
        for (int x = 0; x < picture.width(); ++x)
            for (int y = picture.height() / 4; y < picture.height() * 3 / 4; ++y)
                if (std::abs(picture.pixelColor(x, y).lightness() - picture.pixelColor(0, y).lightness()) > kSeen) {
                    ++columns;
                    break;
                }
        return columns;
    }

    double usual_points_ = 0;
};

int main(int argc, char** argv) { return run_test<LowTest>(argc, argv); }

#include "low_test.moc"
