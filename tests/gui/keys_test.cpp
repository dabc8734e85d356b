// No key means two things where the keyboard is, nor does an underlined letter among what is shown together, and the machine's keys mean the same wherever it is.
// Not here: what they do (controls_test.cpp).
#include <QAbstractButton>
#include <QAction>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QTabBar>
#include <QTabWidget>
#include <map>

#include "gui/app/docks.hpp"
#include "gui/app/lesson.hpp"
#include "gui/panes/scintilla.hpp"
#include "tests/gui/window_bench.hpp"

using namespace anel;
using namespace anel::gui;

namespace {

/// A key, and where it counts.
struct Key {
    QKeySequence sequence;
    Qt::ShortcutContext context = Qt::WindowShortcut;
    const QWidget* widget = nullptr;
    QString name;

    bool counts_everywhere() const { return context == Qt::ApplicationShortcut || context == Qt::WindowShortcut; }
    /// There is a place for the keyboard where both count.
    bool meets(const Key& other) const {
        if (counts_everywhere() || other.counts_everywhere() || widget == other.widget) return true;
        if (context == Qt::WidgetWithChildrenShortcut && widget->isAncestorOf(other.widget)) return true;
        return other.context == Qt::WidgetWithChildrenShortcut && other.widget->isAncestorOf(widget);
    }
};

/// What is shown together and has an underlined letter, by that letter; what has none is left out.
class Letters {
public:
    void take(const QString& text) {
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (!key.isEmpty()) by_key_[key] << text;
    }
    qsizetype count() const {
        qsizetype sum = 0;
        for (const auto& [key, texts] : by_key_) sum += texts.size();
        return sum;
    }
    /// Those that have one in common, all of them: whoever mends one wants to know what is still free. Empty: none.
    QString clashes() const {
        QStringList all;
        for (const auto& [key, texts] : by_key_)
            if (texts.size() > 1) all << texts.join(QStringLiteral(" | "));
        return all.join(QStringLiteral("; "));
    }

private:
    std::map<QKeySequence, QStringList> by_key_;
};

/// Of a widget and what is in it, as it is seen.
void take_seen(const QWidget& root, Letters& letters) {
    for (const QWidget* const widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->visibleRegion().isEmpty()) continue;
        if (const auto* const label = qobject_cast<const QLabel*>(widget); label != nullptr && label->buddy() != nullptr) letters.take(label->text());
        if (const auto* const button = qobject_cast<const QAbstractButton*>(widget)) letters.take(button->text());
        if (const auto* const tabs = qobject_cast<const QTabBar*>(widget))
            for (int at = 0; at < tabs->count(); ++at) letters.take(tabs->tabText(at));
    }
}

const QWidget* widget_of(const QObject* object) {
    while (object != nullptr && !object->isWidgetType()) object = object->parent();
    return static_cast<const QWidget*>(object);
}

constexpr int kPatienceMs = 30'000;

}  // namespace

class KeysTest : public WindowBench {
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

    void no_key_means_two_things() {
        const std::vector<Key> all = keys();
        QVERIFY(all.size() > 40);
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                QVERIFY2(all[i].sequence != all[k].sequence || !all[i].meets(all[k]),
                         qPrintable(all[i].sequence.toString() + QStringLiteral(": ") + all[i].name + QStringLiteral(" and ") + all[k].name));
    }

    void no_pane_takes_a_key_that_is_the_windows() {
        unsigned asked = 0;
        for (const Docks::One& one : window_->docks().all()) {
            window_->show_pane(QLatin1String(one.row->object_name));
            QList<QWidget*> widgets = one.pane->findChildren<QWidget*>();
            widgets << one.pane;
            for (QWidget* const widget : widgets) {
                if (widget->focusPolicy() == Qt::NoFocus) continue;
                const bool is_text = qobject_cast<QLineEdit*>(widget) != nullptr || qobject_cast<QPlainTextEdit*>(widget) != nullptr || qobject_cast<QsciScintilla*>(widget) != nullptr;
                for (const Key& key : keys()) {
                    if (!key.counts_everywhere() || key.sequence == QKeySequence(Qt::Key_Escape)) continue;
                    const QKeyCombination combination = key.sequence[0];
                    const bool is_function = combination.key() >= Qt::Key_F1 && combination.key() <= Qt::Key_F12;
                    // What moves in a text and changes it is the text's.
                    if (is_text && !is_function) continue;
                    ++asked;
                    QKeyEvent event(QEvent::ShortcutOverride, combination.key(), combination.keyboardModifiers());
                    event.ignore();
                    QCoreApplication::sendEvent(widget, &event);
                    QVERIFY2(!event.isAccepted(), qPrintable(QStringLiteral("%1 in %2, %3 %4").arg(key.sequence.toString(), QLatin1String(one.row->object_name), QLatin1String(widget->metaObject()->className()), widget->objectName())));
                }
            }
        }
        QVERIFY(asked > 500);
    }

    void no_letter_means_two_things_data() {
        QTest::addColumn<explain::Language>("language");
        QTest::newRow("en") << explain::Language::kEnglish;
        QTest::newRow("pt-BR") << explain::Language::kPortuguese;
    }
    void no_letter_means_two_things() {
        QFETCH(explain::Language, language);
        appearance_->set_language(language);
        // Words that scroll out of a small window are shown as well.
        window_->resize(1590, 1150);
        menus_are_right();
        // Some of it has other words while the machine runs.
        window_->send(session::Run{});
        QVERIFY(QTest::qWaitFor([this] { return window_->frame()->phase != session::Phase::kPaused; }, kPatienceMs));
        menus_are_right();
        window_->send(session::Pause{});
        QVERIFY(QTest::qWaitFor([this] { return window_->frame()->phase == session::Phase::kPaused; }, kPatienceMs));
        for (const Perspective perspective : {Perspective::kLecture, Perspective::kDebug}) {
            window_->docks().set_perspective(perspective);
            for (const Docks::One& one : window_->docks().all())
                if (!one.dock->isHidden()) pages_are_right(one, window_.get());
        }
        window_->lesson().player().start(0);
        QVERIFY(QTest::qWaitFor([this] { return window_->lesson().player().state() == ScenarioPlayer::State::kAsking; }, kPatienceMs));
        for (const Docks::One& one : window_->docks().all())
            if (!one.dock->isHidden()) pages_are_right(one, window_.get());
        window_->lesson().player().end();
        // Whatever else stands beside it, a pane has no letter of the window's.
        for (const Docks::One& one : window_->docks().all()) pages_are_right(one, one.pane);
    }

    void the_machines_keys_are_those_of_ripes_and_debuggers() {
        const std::map<QString, QKeySequence> wanted{
            {QStringLiteral("reset"), Qt::Key_F3}, {QStringLiteral("step_back"), Qt::Key_F4}, {QStringLiteral("step"), Qt::Key_F5}, {QStringLiteral("slow_run"), Qt::Key_F6},
            {QStringLiteral("step_over"), Qt::Key_F7}, {QStringLiteral("run"), Qt::Key_F8}, {QStringLiteral("next_trap"), Qt::Key_F9},
        };
        std::size_t found = 0;
        for (const QAction* const action : window_->all_actions()) {
            const auto one = wanted.find(action->objectName());
            if (one == wanted.end()) continue;
            ++found;
            QCOMPARE(action->shortcut(), one->second);
            QCOMPARE(action->shortcutContext(), Qt::ApplicationShortcut);
            // Who points at it is told.
            QVERIFY2(action->toolTip().contains(one->second.toString(QKeySequence::NativeText)), qPrintable(action->toolTip()));
        }
        QCOMPARE(found, wanted.size());
    }

private:
    void menus_are_right() const {
        int menus = 0;
        for (const QMenu* const menu : window_->findChildren<QMenu*>()) {
            Letters letters;
            for (const QAction* const action : menu->actions())
                if (action->isVisible()) letters.take(action->text());
            QVERIFY2(letters.clashes().isEmpty(), qPrintable(menu->title() + QStringLiteral(": ") + letters.clashes()));
            if (letters.count() > 0) ++menus;
        }
        QVERIFY(menus >= 6);
    }
    /// Brings a pane forward, and looks at each of its pages with the window's bars and with what is in `around`.
    void pages_are_right(const Docks::One& one, const QWidget* around) {
        window_->show_pane(QLatin1String(one.row->object_name));
        QVERIFY(QTest::qWaitFor([&one] { return one.pane->seen(); }, kPatienceMs));
        QList<QTabWidget*> books = one.pane->findChildren<QTabWidget*>();
        const int pages = books.isEmpty() ? 1 : books.front()->count();
        for (int page = 0; page < pages; ++page) {
            if (!books.isEmpty()) books.front()->setCurrentIndex(page);
            QTest::qWait(20);
            Letters letters;
            for (const QAction* const menu : window_->menuBar()->actions()) letters.take(menu->text());
            take_seen(around == window_.get() ? *window_ : *window_->findChild<QWidget*>(QStringLiteral("controls")), letters);
            if (around != window_.get()) take_seen(*around, letters);
            QVERIFY(letters.count() >= 8);
            QVERIFY2(letters.clashes().isEmpty(), qPrintable(QStringLiteral("%1, page %2: %3").arg(QLatin1String(one.row->object_name)).arg(page).arg(letters.clashes())));
        }
    }

    std::vector<Key> keys() const {
        std::vector<Key> all;
        for (const QAction* const action : window_->findChildren<QAction*>())
            for (const QKeySequence& one : action->shortcuts())
                if (!one.isEmpty()) all.push_back({one, action->shortcutContext(), widget_of(action), action->objectName()});
        for (const QShortcut* const shortcut : window_->findChildren<QShortcut*>())
            all.push_back({shortcut->key(), shortcut->context(), widget_of(shortcut), QLatin1String(shortcut->parent()->metaObject()->className())});
        return all;
    }
};

int main(int argc, char** argv) { return run_test<KeysTest>(argc, argv); }

#include "keys_test.moc"
