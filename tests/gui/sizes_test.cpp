// From the smallest screen up and to words three times their size the window stays as large as it was made, and no control of it is hidden: each has room for
// its words, and is on the screen or where one can scroll to.
// Not here: what the controls do (window_test.cpp), the sentences of a lesson (lesson_test.cpp).
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

#include "gui/app/banner.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/lesson.hpp"
#include "gui/app/main_window.hpp"
#include "tests/gui/window_bench.hpp"

using namespace anel;
using namespace anel::gui;

namespace {

constexpr int kPatienceMs = 30'000;
constexpr int kSettleMs = 3'000;  ///< until words of another size have found their places, on a busy host
constexpr int kLeastSeen = 16;    ///< pixels of what is scrolled

template <class Kind>
bool is_within(const QWidget* widget) {
    for (const QWidget* around = widget->parentWidget(); around != nullptr; around = around->parentWidget())
        if (qobject_cast<const Kind*>(around) != nullptr) return true;
    return false;
}

/// What a person points at, and not a part of something like it that Qt looks after.
bool is_control(const QWidget* widget) {
    if (widget->objectName().startsWith(QLatin1String("qt_"))) return widget->objectName() == QLatin1String("qt_toolbar_ext_button");
    if (is_within<QAbstractItemView>(widget) || is_within<QTabBar>(widget) || is_within<QComboBox>(widget) || is_within<QAbstractSpinBox>(widget)) return false;
    return qobject_cast<const QAbstractButton*>(widget) != nullptr || qobject_cast<const QComboBox*>(widget) != nullptr || qobject_cast<const QAbstractSpinBox*>(widget) != nullptr ||
           qobject_cast<const QLineEdit*>(widget) != nullptr;
}

/// Qt says that a dock is visible which is behind another one's tab.
bool is_behind_a_tab(const QWidget* widget) {
    for (; widget != nullptr; widget = widget->parentWidget())
        if (const auto* const pane = qobject_cast<const Pane*>(widget)) return !pane->seen();
    return false;
}

/// Why a person cannot get at it; empty: they can.
QString hidden(const QWidget* control, const QWidget* window) {
    if (control->objectName() == QLatin1String("qt_toolbar_ext_button")) return QStringLiteral("something is behind an arrow");
    const QSize least = control->minimumSizeHint();
    if (control->width() < least.width() || control->height() < least.height())
        return QStringLiteral("%1x%2, and needs %3x%4").arg(control->width()).arg(control->height()).arg(least.width()).arg(least.height());
    QRect part = control->rect();
    for (const QWidget* widget = control; widget != window; widget = widget->parentWidget()) {
        const QWidget* const parent = widget->parentWidget();
        if (parent == nullptr) return QStringLiteral("it is in no window");
        const auto* const area = qobject_cast<const QScrollArea*>(parent->parentWidget());
        if (area != nullptr && area->widget() == widget) {
            if (area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff && widget->width() > parent->width()) return QStringLiteral("it is cut off at the side");
            if (parent->height() < kLeastSeen) return QStringLiteral("next to nothing is seen of what it is in");
            part = parent->rect();
            continue;
        }
        part.translate(widget->pos());
        if (!parent->rect().contains(part)) return QStringLiteral("cut off by %1 %2").arg(QLatin1String(parent->metaObject()->className()), parent->objectName());
    }
    return {};
}

}  // namespace

class SizesTest : public WindowBench {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        set_up();
        window_ = std::make_unique<MainWindow>(*appearance_, *settings_);
        window_->load({});
        window_->show();
        QVERIFY(becomes_active(*window_));
        QVERIFY(QTest::qWaitFor([this] { return window_->frame()->machine != 0; }, kPatienceMs));
    }
    void cleanup() { tear_down(); }

    void no_control_is_hidden_and_the_window_keeps_its_size_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("percent");
        QTest::addColumn<bool>("portuguese");
        for (const QSize size : {QSize(1024, 640), QSize(1280, 800), QSize(1600, 1100)})
            for (const int percent : {100, 150, 200, 250, 300})
                for (const bool portuguese : {false, true}) {
                    if (size.width() != 1024 && !portuguese) continue;
                    QTest::addRow("%dx%d, %d %%, %s", size.width(), size.height(), percent, portuguese ? "pt" : "en") << size << percent << portuguese;
                }
    }
    void no_control_is_hidden_and_the_window_keeps_its_size() {
        QFETCH(QSize, size);
        QFETCH(int, percent);
        QFETCH(bool, portuguese);
        window_->resize(size);
        appearance_->set_language(portuguese ? explain::Language::kPortuguese : explain::Language::kEnglish);
        appearance_->set_percent(percent);
        check(size, "at first");
        for (const auto& [perspective, name] : {std::pair(Perspective::kLecture, "lecture"), std::pair(Perspective::kDebug, "debug")}) {
            window_->docks().set_perspective(perspective);
            check(size, name);
        }
        // Every pane that the second perspective has, and then each of all.
        for (const Docks::One& one : window_->docks().all()) {
            if (one.dock->isHidden()) continue;
            window_->show_pane(QLatin1String(one.row->object_name));
            check(size, one.row->object_name);
        }
        window_->docks().set_perspective(Perspective::kLecture);
        for (const Docks::One& one : window_->docks().all()) {
            window_->show_pane(QLatin1String(one.row->object_name));
            check(size, one.row->object_name);
            if (qstrcmp(one.row->object_name, "welcome") == 0 || qstrcmp(one.row->object_name, "memory") == 0) one.dock->hide();
        }
        window_->lesson().welcome();
        check(size, "the welcome page");
        window_->lesson().player().start(0);
        QVERIFY(QTest::qWaitFor([this] { return window_->lesson().player().state() == ScenarioPlayer::State::kAsking; }, kPatienceMs));
        check(size, "a lesson");
        window_->lesson().player().end();
        window_->docks().put_back();
        // The longest message, above everything.
        session::Configuration wrong;
        wrong.machine_file = folder_->filePath(QStringLiteral("a machine file that is not there and has a long name.yaml")).toStdString();
        window_->load(wrong);
        QVERIFY(QTest::qWaitFor([this] { return window_->banner().message().contains(QStringLiteral("a long name")); }, kPatienceMs));
        check(size, "a message");
    }

    void titles_of_panes_grow_with_the_words_data() {
        QTest::addColumn<int>("percent");
        for (const int percent : {100, 200, 300}) QTest::addRow("%d %%", percent) << percent;
    }
    /// As high as the same words are that are written with the theme's font: of a title the style sees to the font, and nobody can ask for it.
    void titles_of_panes_grow_with_the_words() {
        QFETCH(int, percent);
        constexpr int kOf = 3, kOff = 1;  ///< parts, and how many of them an ellipsis or the pixels may take away
        window_->resize(1590, 1100);
        appearance_->set_percent(percent);
        int seen = 0;
        for (const Docks::One& one : window_->docks().all()) {
            if (!one.pane->seen()) continue;
            QTest::qWait(50);
            const QImage title = one.dock->grab(QRect(0, 0, one.dock->width() / 2, one.around->y())).toImage();
            const int wanted = QFontMetrics(appearance_->theme().font()).tightBoundingRect(one.dock->windowTitle()).height();
            const int written = height_of_words(title);
            QVERIFY2(written * kOf >= wanted * (kOf - kOff) && (kOf - kOff) * written <= wanted * kOf,
                     qPrintable(QStringLiteral("%1: %2 pixels, and not %3").arg(one.dock->windowTitle()).arg(written).arg(wanted)));
            ++seen;
        }
        // Very large words put the others behind tabs.
        QVERIFY(seen >= 2);
    }

    void in_a_narrow_window_the_strip_at_the_top_gives_way_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("percent");
        QTest::newRow("small") << QSize(480, 360) << 200;
    }
    /// What of it has no room is scrolled to; the window has the size that it was given, with the panes in it.
    void in_a_narrow_window_the_strip_at_the_top_gives_way() {
        QFETCH(QSize, size);
        QFETCH(int, percent);
        window_->resize(size);
        appearance_->set_percent(percent);
        auto* const area = window_->findChild<QWidget*>(QStringLiteral("controls"))->findChild<QScrollArea*>();
        const bool gives_way = QTest::qWaitFor([&] { return area->verticalScrollBar()->maximum() > 0 && window_->size() == size && window_->minimumSizeHint().height() <= size.height(); }, kPatienceMs);
        QVERIFY2(gives_way, qPrintable(QStringLiteral("%1 of the strip to scroll, %2x%3, at least %4").arg(area->verticalScrollBar()->maximum()).arg(window_->width()).arg(window_->height()).arg(window_->minimumSizeHint().height())));
        QVERIFY2(area->height() < size.height() * 2 / 3, qPrintable(QString::number(area->height())));
    }

    void the_name_of_a_pane_behind_a_tab_is_whole() {
        window_->resize(1280, 800);
        appearance_->set_language(explain::Language::kPortuguese);
        appearance_->set_percent(200);
        // At first a bar has the width of the words before.
        QTest::qWait(50);
        int seen = 0;
        for (const QTabBar* const bar : window_->findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
            if (!bar->isVisible()) continue;
            for (int i = 0; i < bar->count(); ++i, ++seen)
                QVERIFY2(bar->tabRect(i).width() >= bar->fontMetrics().horizontalAdvance(bar->tabText(i)), qPrintable(bar->tabText(i)));
        }
        QVERIFY(seen > 4);
    }

    void choices_are_in_full_and_of_very_large_words_some_letters_are_seen() {
        for (const int percent : {100, 200, 300}) {
            appearance_->set_percent(percent);
            QTest::qWait(50);
            for (const char* const name : {"mode", "policy", "workload", "speed"}) {
                const auto* const box = window_->findChild<QComboBox*>(QLatin1String(name));
                const QFontMetrics metrics(appearance_->theme().font());
                const int letter = metrics.averageCharWidth();
                int least = 10 * letter, most = 15 * letter;
                for (int at = 0; at < box->count() && percent < 300; ++at) {
                    least = std::max(least, metrics.horizontalAdvance(box->itemText(at)));
                    most = least + 6 * letter;
                }
                const bool right = QTest::qWaitFor([&] { return box->width() >= least && box->width() <= most; }, kSettleMs);
                QVERIFY2(right, qPrintable(QStringLiteral("%1 at %2 %: %3, and not %4 to %5").arg(QLatin1String(name)).arg(percent).arg(box->width()).arg(least).arg(most)));
            }
        }
    }

    /// A table or a text would like to be higher than it must: it gives way, and scrolls by itself.
    void a_pane_is_scrolled_only_where_what_it_must_have_has_no_room() {
        window_->resize(1280, 800);
        for (const int percent : {100, 200})
            for (const Perspective perspective : {Perspective::kDebug, Perspective::kLecture}) {
                appearance_->set_percent(percent);
                window_->docks().set_perspective(perspective);
                int seen = 0;
                for (const Docks::One& one : window_->docks().all()) {
                    if (one.dock->isHidden() || one.pane->layout() == nullptr) continue;
                    window_->show_pane(QLatin1String(one.row->object_name));
                    const bool right = QTest::qWaitFor([&one] { return one.pane->height() == std::max(one.around->height(), one.pane->layout()->totalMinimumHeightForWidth(one.pane->width())); }, kSettleMs);
                    QVERIFY2(right, qPrintable(QStringLiteral("%1 at %2 %: %3 in %4").arg(QLatin1String(one.row->object_name)).arg(percent).arg(one.pane->height()).arg(one.around->height())));
                    ++seen;
                }
                QVERIFY(seen >= 4);
            }
    }

    void a_message_takes_nothing_from_the_panes_for_good() {
        window_->resize(1280, 800);
        const QList<int> before = heights();
        for (int i = 0; i < 3; ++i) {
            window_->banner().say(QStringLiteral("Something has happened."), false);
            QTRY_VERIFY(heights() != before);
            window_->banner().findChild<QAbstractButton*>()->click();
            QVERIFY(window_->banner().message().isEmpty());
            QTRY_COMPARE(heights(), before);
        }
    }

    void in_a_window_that_is_low_for_its_words_no_pane_lies_below_another_and_a_persons_layout_comes_back() {
        window_->resize(1280, 800);
        heights();
        window_->resizeDocks({dock("timeline")}, {200}, Qt::Vertical);
        const QList<int> before = heights();
        appearance_->set_percent(200);
        QVERIFY(window_->tabifiedDockWidgets(dock("rings")).contains(dock("timeline")));
        appearance_->set_percent(100);
        QVERIFY(!window_->tabifiedDockWidgets(dock("rings")).contains(dock("timeline")));
        QTRY_COMPARE(heights(), before);
        // A window that becomes low is one, too.
        window_->resize(1280, 450);
        QTRY_VERIFY(window_->tabifiedDockWidgets(dock("rings")).contains(dock("timeline")));
    }

    void the_pane_that_a_lesson_has_brought_forward_stays_there_when_words_become_large() {
        window_->resize(1280, 800);
        window_->docks().arrange({{"rings", Qt::LeftDockWidgetArea}, {"timeline", Qt::RightDockWidgetArea}, {"cpu", Qt::RightDockWidgetArea, true}});
        window_->docks().bring_forward(QStringLiteral("cpu"));
        for (const int percent : {200, 100}) {
            appearance_->set_percent(percent);
            QTRY_VERIFY(window_->docks().pane(QStringLiteral("cpu"))->seen());
        }
    }

    void the_buttons_of_a_title_grow_with_the_words_and_are_seen_on_every_ground() {
        const auto button = [this] { return dock("rings")->findChild<QAbstractButton*>(QStringLiteral("qt_dockwidget_closebutton")); };
        // Columns of the button that have something of the icon.
        const auto drawn = [&button] {
            const QImage picture = button()->grab().toImage();
            const int ground = picture.pixelColor(0, 0).lightness();
            int columns = 0;
            for (int x = 0; x < picture.width(); ++x)
                for (int y = 0; y < picture.height(); ++y)
                    if (std::abs(picture.pixelColor(x, y).lightness() - ground) > 60) {
                        ++columns;
                        break;
                    }
            return columns;
        };
        QTRY_VERIFY(drawn() >= 6);
        const int usual = drawn();
        appearance_->set_percent(200);
        QTRY_VERIFY(drawn() >= usual * 7 / 4);
        for (const Scheme scheme : {Scheme::kDark, Scheme::kHighContrast, Scheme::kLight}) {
            appearance_->set_scheme(scheme);
            const QColor ink = appearance_->theme().palette().color(QPalette::ButtonText);
            const QImage picture = button()->icon().pixmap(48).toImage();
            QCOMPARE(picture.pixelColor(picture.width() / 2, picture.height() / 2).name(), ink.name());
        }
    }

    void an_empty_box_has_an_edge_that_is_seen_data() {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::kLight;
        QTest::newRow("dark") << Scheme::kDark;
        QTest::newRow("high contrast") << Scheme::kHighContrast;
    }
    /// Somewhere from the middle of the box to its left edge and beyond there is a step in lightness.
    void an_empty_box_has_an_edge_that_is_seen() {
        QFETCH(Scheme, scheme);
        appearance_->set_scheme(scheme);
        QCheckBox box(QStringLiteral("x"));
        QLineEdit line;
        for (QWidget* const widget : {static_cast<QWidget*>(&box), static_cast<QWidget*>(&line)}) {
            widget->ensurePolished();
            widget->resize(widget->sizeHint());
            const QImage picture = widget->grab().toImage();
            int least = 255, most = 0;
            for (int x = 0; x < 8; ++x) {
                const int lightness = picture.pixelColor(x, picture.height() / 2).lightness();
                least = std::min(least, lightness);
                most = std::max(most, lightness);
            }
            constexpr int kSeen = 40;
            QVERIFY2(most - least >= kSeen, qPrintable(QStringLiteral("%1: %2 to %3").arg(QLatin1String(widget->metaObject()->className())).arg(least).arg(most)));
        }
    }

private:
    /// From the first row of pixels to the last in which there is something besides the background, which the first pixel is.
    static int height_of_words(const QImage& picture) {
        constexpr int kSeen = 60;
        const int background = picture.pixelColor(1, 1).lightness();
        int first = picture.height();
        int last = -1;
        for (int y = 1; y + 1 < picture.height(); ++y)
            for (int x = 1; x + 1 < picture.width(); ++x) {
                if (std::abs(picture.pixelColor(x, y).lightness() - background) < kSeen) continue;
                first = std::min(first, y);
                last = y;
                break;
            }
        return last < 0 ? 0 : last - first + 1;
    }
    QDockWidget* dock(const char* name) const { return window_->findChild<QDockWidget*>(QLatin1String(name)); }
    /// Of the panes that are seen, once all is in its place.
    QList<int> heights() const {
        QTest::qWait(50);
        QList<int> all;
        for (const Docks::One& one : window_->docks().all())
            if (one.pane->seen()) all << one.dock->height();
        return all;
    }
    void check(const QSize& size, const char* what) {
        QTest::qWait(20);
        QString wrong;
        const bool right = QTest::qWaitFor([&] { return (wrong = wrong_with(size)).isEmpty(); }, kSettleMs);
        QVERIFY2(right, qPrintable(QLatin1String(what) + QStringLiteral(": ") + wrong));
    }
    QString wrong_with(const QSize& size) const {
        const int line = QFontMetrics(appearance_->theme().font()).height();
        for (const Docks::One& one : window_->docks().all())
            if (one.around->isVisible() && one.around->y() < line) return QStringLiteral("the title of %1 has %2 of %3").arg(QLatin1String(one.row->object_name)).arg(one.around->y()).arg(line);
        if (window_->size() != size) return QStringLiteral("it has become %1x%2").arg(window_->width()).arg(window_->height());
        if (const int least = window_->minimumSizeHint().height(); least > size.height()) return QStringLiteral("what is in it needs a height of %1").arg(least);
        for (const QWidget* const widget : window_->findChildren<QWidget*>()) {
            if (!widget->isVisible() || is_behind_a_tab(widget) || widget->window() != window_.get() || !is_control(widget)) continue;
            const QString why = hidden(widget, window_.get());
            if (!why.isEmpty()) return QStringLiteral("%1 %2 \"%3\": %4").arg(QLatin1String(widget->metaObject()->className()), widget->objectName(), widget->accessibleName(), why);
        }
        return {};
    }
};

int main(int argc, char** argv) { return run_test<SizesTest>(argc, argv); }

#include "sizes_test.moc"
