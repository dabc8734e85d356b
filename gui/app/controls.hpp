// The actions that move the machine, with their keys: run, pause, step, back, traps, cycles, reset. Every one is in a menu and most stand in the strip at the top.
// Not here: what is run (chooser.hpp), the window's own actions (main_window.cpp).
#pragma once

#include <QList>
#include <QObject>

#include "gui/panes/pane.hpp"
#include "gui/theme/icons.hpp"

class QAction;
class QMenu;

namespace anel::gui {

class Chooser;

class Controls : public QObject {
    Q_OBJECT

public:
    Controls(PaneContext& context, Chooser& chooser, QWidget* window);

    void add_to(QMenu& menu) const;
    /// What stands in the strip at the top, from left to right.
    QList<QAction*> buttons() const;
    const QList<QAction*>& actions() const { return actions_; }
    void show_frame(const session::Frame& frame);
    void retranslate();
    void restyle();

Q_SIGNALS:
    /// What was typed was no good; for a person.
    void refused(const QString& why);

private:
    QAction* add(const char* object_name, const QList<QKeySequence>& keys, Symbol symbol);
    void run_or_pause();
    void run_slowly();
    void ask_for_cycle();
    void look_of_run();

    PaneContext& context_;
    Chooser& chooser_;
    QWidget* window_;
    QList<QAction*> actions_;
    QList<Symbol> symbols_;
    QAction* run_;
    QAction* slow_run_;
    QAction* step_;
    QAction* step_over_;
    QAction* step_back_;
    QAction* next_trap_;
    QAction* previous_trap_;
    QAction* next_crossing_;
    QAction* go_to_;
    QAction* slow_motion_;
    QAction* reset_;
    QAction* give_up_;
    bool runs_ = false;
};

}  // namespace anel::gui
