// Whoever has no mouse, or does not see the window: what takes the keyboard has a name, each pane is a key away, and each ring can be read about.
// Not here: that no key means two things (keys_test.cpp), arrows of the rings (rings_test.cpp).
#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QTabBar>
#include <QTabWidget>
#include <algorithm>

#include "gui/app/banner.hpp"
#include "gui/app/docks.hpp"
#include "gui/app/lesson.hpp"
#include "gui/panes/rings_pane.hpp"
#include "tests/gui/window_bench.hpp"

using namespace anel;
using namespace anel::gui;

namespace {

constexpr int kPatienceMs = 30'000;

QString described(const QWidget* widget) {
    QStringList path;
    for (; widget != nullptr; widget = widget->parentWidget()) path.prepend(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName());
    return path.join(QStringLiteral(" > "));
}

QString name_of(QWidget* widget) {
    const QAccessibleInterface* const spoken = QAccessible::queryAccessibleInterface(widget);
    return spoken == nullptr ? QString() : spoken->text(QAccessible::Name);
}

}  // namespace

class NamesTest : public WindowBench {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        session::Configuration configuration;
        configuration.workload = "mix";
        open_on(configuration, {1590, 1150});
        QVERIFY(QTest::qWaitFor([this] { return window_->frame()->machine != 0; }, kPatienceMs));
    }
    void cleanup() { tear_down(); }

    void whoever_cannot_see_it_hears_what_each_thing_is() {
        window_->banner().say(QStringLiteral("A message"), false);
        for (const Docks::One& one : window_->docks().all()) window_->show_pane(QLatin1String(one.row->object_name));
        for (const explain::Language language : {explain::Language::kEnglish, explain::Language::kPortuguese}) {
            appearance_->set_language(language);
            QCoreApplication::processEvents();
            int heard = 0;
            for (QWidget* const one : window_->findChildren<QWidget*>()) {
                const bool used = qobject_cast<QAbstractButton*>(one) != nullptr || qobject_cast<QComboBox*>(one) != nullptr || qobject_cast<QLineEdit*>(one) != nullptr ||
                                  qobject_cast<QAbstractItemView*>(one) != nullptr || qobject_cast<QPlainTextEdit*>(one) != nullptr || qobject_cast<QProgressBar*>(one) != nullptr;
                // What Qt puts into its own widgets and docks is Qt's.
                const QString kind = QLatin1String(one->metaObject()->className()), around = QLatin1String(one->parentWidget()->metaObject()->className());
                const bool of_qt = one->objectName().startsWith(QLatin1String("qt_")) || kind.startsWith(QLatin1String("QDockWidget")) || kind.startsWith(QLatin1String("QComboBoxPrivate")) ||
                                   around == QLatin1String("QTabBar") || around == QLatin1String("QLineEdit") || around.startsWith(QLatin1String("QComboBoxPrivate")) || around == QLatin1String("QTableView") ||
                                   qobject_cast<QHeaderView*>(one) != nullptr;
                // Before there is a lesson its strip has no words.
                if (!used || of_qt || !one->isEnabled() || window_->findChild<QWidget*>(QStringLiteral("scenario"))->isAncestorOf(one)) continue;
                const QString name = QAccessible::queryAccessibleInterface(one)->text(QAccessible::Name);
                QVERIFY2(std::ranges::count_if(name, [](QChar c) { return c.isLetter(); }) >= 2, qPrintable(QStringLiteral("%1 %2 in %3: \"%4\"").arg(kind, one->objectName(), around, name)));
                ++heard;
            }
            QVERIFY(heard > 60);
        }
    }

    void what_takes_the_keyboard_has_a_name() {
        asked_ = 0;
        for (const Docks::One& one : window_->docks().all()) {
            window_->show_pane(QLatin1String(one.row->object_name));
            QVERIFY(QTest::qWaitFor([&one] { return one.pane->seen(); }, kPatienceMs));
            QList<QTabWidget*> books = one.pane->findChildren<QTabWidget*>();
            const int pages = books.isEmpty() ? 1 : books.front()->count();
            for (int page = 0; page < pages; ++page) {
                if (!books.isEmpty()) books.front()->setCurrentIndex(page);
                QTest::qWait(20);
                QCOMPARE(nameless(), QString());
            }
        }
        window_->lesson().player().start(0);
        QVERIFY(QTest::qWaitFor([this] { return window_->lesson().player().state() == ScenarioPlayer::State::kAsking; }, kPatienceMs));
        QCOMPARE(nameless(), QString());
        QVERIFY(asked_ > 200);
    }

    void buttons_of_a_title_are_named_in_the_language_in_use() {
        const auto names = [this] {
            QStringList all;
            for (const char* const name : {"qt_dockwidget_floatbutton", "qt_dockwidget_closebutton"})
                for (auto* const button : window_->findChildren<QAbstractButton*>(QLatin1String(name))) all << button->accessibleName() + u'/' + button->toolTip();
            return all;
        };
        const QStringList english = names();
        QCOMPARE(english.size(), 2 * static_cast<qsizetype>(window_->docks().all().size()));
        appearance_->set_language(explain::Language::kPortuguese);
        QVERIFY(QTest::qWaitFor([&] { return names().front() != english.front(); }, kPatienceMs));
        const QStringList portuguese = names();
        for (qsizetype i = 0; i < english.size(); ++i) QVERIFY2(english[i].size() > 1 && english[i] != portuguese[i], qPrintable(english[i]));
        appearance_->set_language(explain::Language::kEnglish);
    }

    void each_pane_is_a_key_away_also_from_behind_a_tab_and_the_menu_says_which() {
        for (const Docks::One& one : window_->docks().all()) {
            const QString name = QLatin1String(one.row->object_name);
            if (name == QLatin1String("welcome")) continue;  // F2
            const auto* const go = window_->findChild<QAction*>(QStringLiteral("go_") + name);
            QVERIFY2(go != nullptr && !go->shortcut().isEmpty(), qPrintable(name));
            const auto menus = go->associatedObjects();
            QVERIFY2(std::any_of(menus.begin(), menus.end(), [](const QObject* object) { return qobject_cast<const QMenu*>(object) != nullptr; }), qPrintable(name));
            const QKeyCombination key = go->shortcut()[0];
            QTest::keyClick(window_.get(), key.key(), key.keyboardModifiers());
            QVERIFY2(QTest::qWaitFor([&one] { return one.pane->seen(); }, kPatienceMs), qPrintable(name));
            const QWidget* const holder = QApplication::focusWidget();
            QVERIFY2(holder != nullptr && (holder == one.pane || one.pane->isAncestorOf(holder)), qPrintable(name));
            // Once more it stays where it is.
            QTest::keyClick(window_.get(), key.key(), key.keyboardModifiers());
            QVERIFY(one.pane->seen());
        }
    }

    void a_pane_leaves_the_window_and_comes_back_without_a_mouse() {
        window_->show_pane(QStringLiteral("rings"));
        const auto* const dock = window_->findChild<QDockWidget*>(QStringLiteral("rings"));
        auto* const action = window_->findChild<QAction*>(QStringLiteral("float_pane"));
        QVERIFY(action != nullptr && !dock->isFloating());
        action->trigger();
        QVERIFY(dock->isFloating() && window_->docks().pane(QStringLiteral("rings"))->seen());
        action->trigger();
        QVERIFY(!dock->isFloating());
    }

    void a_digit_is_a_ring_that_one_reads_about_and_filters() {
        window_->send(session::GoTo{1'200'000});
        QVERIFY(QTest::qWaitFor([this] { return window_->frame()->now.cycle >= 1'200'000 && window_->frame()->phase == session::Phase::kPaused; }, kPatienceMs));
        window_->show_pane(QStringLiteral("rings"));
        auto* const rings = qobject_cast<RingsPane*>(window_->docks().pane(QStringLiteral("rings")));
        QTest::keyClick(rings, Qt::Key_1);
        QCOMPARE(rings->sentence(), rings->traffic().sentence(*rings->traffic().ring(Ring::k1)));
        QCOMPARE(rings->accessibleDescription(), rings->sentence());
        QTest::keyClick(rings, Qt::Key_Return);
        QVERIFY(window_->selection().filter().to == Ring::k1 && !window_->selection().filter().from && !window_->selection().filter().group);
        // Nobody has turned ring -1 on.
        QTest::keyClick(rings, Qt::Key_Minus);
        QVERIFY(rings->sentence().startsWith(QStringLiteral("In ring 1")));
        QTest::keyClick(rings, Qt::Key_Escape);
        QVERIFY(window_->selection().filter().everything());
    }

private:
    /// Of what is shown: what the Tab key goes to, and nothing says what it is.
    QString nameless() {
        QStringList all;
        for (QWidget* const widget : window_->findChildren<QWidget*>()) {
            // Tab bars that the window keeps for later have no tabs.
            const auto* const bar = qobject_cast<const QTabBar*>(widget);
            if (!widget->isVisible() || (bar != nullptr && bar->count() == 0) || (widget->focusPolicy() & Qt::TabFocus) == 0 || widget->focusProxy() != nullptr) continue;
            ++asked_;
            if (name_of(widget).isEmpty()) all << described(widget);
        }
        return all.join(u'\n');
    }
    unsigned asked_ = 0;
};

int main(int argc, char** argv) { return run_test<NamesTest>(argc, argv); }

#include "names_test.moc"
