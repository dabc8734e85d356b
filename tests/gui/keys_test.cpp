// No key means two things where the keyboard is, and the machine's keys mean the same wherever it is.
// Not here: what they do (controls_test.cpp).
#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QShortcut>
#include <map>

#include "gui/app/docks.hpp"
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

const QWidget* widget_of(const QObject* object) {
    while (object != nullptr && !object->isWidgetType()) object = object->parent();
    return static_cast<const QWidget*>(object);
}

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
        QVERIFY(QTest::qWaitFor([this] { return window_->frame()->machine != 0; }, 30'000));
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
