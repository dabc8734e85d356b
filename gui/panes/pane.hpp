// What every pane is: a widget that is shown whole frames, sends commands, and speaks two languages. It keeps no machine and waits for nobody.
// Not here: the dock around it, menus and files (gui/app).
#pragma once

#include <QString>
#include <QWidget>
#include <functional>

#include "gui/session/command.hpp"
#include "gui/session/frame.hpp"
#include "gui/theme/theme.hpp"
#include "isa/explain/language.hpp"

class QPainter;
class QSizeF;

namespace anel::gui {

class Selection;

/// What a pane may ask of the window that it is in. All of it returns at once.
class PaneContext {
public:
    virtual ~PaneContext() = default;

    virtual void send(session::Command command) = 0;
    /// `answered` is called later, in the window's thread; never, if `receiver` is gone by then or the machine has become another one.
    virtual void ask(QObject* receiver, session::Query query, std::function<void(const session::Answer&)> answered) = 0;
    /// A number of the pane's own, for Show and Hide.
    virtual session::ViewId new_view() = 0;
    /// The last one; never null, but before the first machine it holds none.
    virtual const session::FramePtr& frame() const = 0;
    /// What is picked out, for all panes together.
    virtual Selection& selection() = 0;
    virtual const Theme& theme() const = 0;
    virtual explain::Language language() const = 0;
    /// Shows a pane by its object name, and gives it the keyboard.
    virtual void show_pane(const QString& object_name) = 0;
};

class Pane : public QWidget {
    Q_OBJECT

public:
    explicit Pane(PaneContext& context, QWidget* parent = nullptr);

    /// In the language in use.
    virtual QString title() const = 0;
    /// What it shows and what one can do in it: some sentences.
    virtual QString help() const = 0;

    /// Called with every frame while the pane can be seen, and with the last one when it comes to be seen. Takes a few milliseconds at most.
    virtual void show_frame(const session::Frame& frame) = 0;
    /// True: also while it cannot be seen. For panes whose content is made of what is new in each frame.
    virtual bool wants_every_frame() const { return false; }
    /// Said by the window when the pane comes to be seen, or to be seen no longer.
    void set_seen(bool seen);
    bool seen() const { return seen_; }

    /// All texts anew. Called when it is made, and when the language changes.
    virtual void retranslate() = 0;
    /// All colours, fonts and lengths anew. Called when it is made, and when the theme changes.
    virtual void restyle() {}

    /// Asked before the window closes. False: there is something in it that would be lost, and the person stays.
    virtual bool may_close() { return true; }

    /// What it shows as comma-separated values; empty: it has no table.
    virtual QString table() const { return {}; }
    /// Whether draw() draws what it shows, at any size; otherwise a picture is what is on the screen.
    virtual bool is_drawing() const { return false; }
    virtual void draw(QPainter&, const QSizeF&) {}
    /// Starts what it takes for the pane to be worth a picture. False: that is still under way; ask again.
    virtual bool worth_a_picture() { return true; }
    /// Where something in it is wrapped: what it needs, and not what it would like. Who scrolls it asks, and its tables scroll by themselves.
    int heightForWidth(int width) const override;
    /// The size that a drawing of its own is best exported in.
    virtual QSizeF drawing_size() const { return size(); }

protected:
    PaneContext& context() const { return context_; }
    const Theme& theme() const { return context_.theme(); }
    /// It can be seen from now on, or no longer: where views are asked for, and given up.
    virtual void seen_changed(bool) {}
    void changeEvent(QEvent* event) override;

private:
    PaneContext& context_;
    bool seen_ = false;
};

}  // namespace anel::gui
