// The panes in their docks: two perspectives, each remembered as a person left it, and one pane alone on the whole screen.
// Not here: the panes (gui/panes).
#pragma once

#include <QList>
#include <QObject>
#include <map>
#include <memory>
#include <vector>

#include "gui/models/scenario.hpp"
#include "gui/panes/registry.hpp"

class QAction;
class QDockWidget;
class QScrollArea;
class QMainWindow;
class QSettings;

namespace anel::gui {

class TabNames;

enum class Perspective : std::uint8_t { kLecture, kDebug };

class Docks : public QObject {
    Q_OBJECT

public:
    /// Makes all panes. `window` and `settings` outlive it.
    Docks(QMainWindow& window, PaneContext& context, QSettings& settings);
    ~Docks() override;

    struct One {
        const PaneRow* row = nullptr;
        QDockWidget* dock = nullptr;
        Pane* pane = nullptr;
        QScrollArea* around = nullptr;  ///< the pane, in its dock
    };
    const std::vector<One>& all() const { return all_; }
    Pane* pane(const QString& object_name) const;

    Perspective perspective() const { return perspective_; }
    void set_perspective(Perspective perspective);
    /// As it was before a person moved anything. In a window that is low for its words nothing lies below another pane, in either perspective: it is behind a tab.
    void reset_layout();
    void save();
    /// Of the perspective used last.
    void restore();

    void show_pane(const QString& object_name);
    /// To the front of its tabs, and not the keyboard's. Nothing happens where there is no such pane, or it is not in the layout.
    void bring_forward(const QString& object_name);
    /// A layout of a lesson's, in the place of the person's own, which is set aside. Panes that this build has not are left out. In a window that is low for its
    /// words panes are behind each other's tabs: below each other none would have room.
    void arrange(const std::vector<Placed>& panes);
    /// There is a layout of a lesson's.
    bool lent() const { return lent_; }
    /// The person's own again; where none was set aside nothing happens.
    void put_back();
    /// Another layout where the window has become low for its words, or is so no longer. A person's own is remembered for either.
    void restyle();
    /// The whole screen with one pane upon it; null: there is none.
    QWidget* stage() const { return stage_; }
    /// The one that has or last had the keyboard; else the first that can be seen. Null where none can.
    Pane* current() const;
    /// The current pane out of the window, or back into it.
    void float_current();
    /// The current pane on the whole screen, and back. Escape goes back, too.
    void set_presenting(bool on);
    bool presenting() const { return stage_ != nullptr; }

    void retranslate();

Q_SIGNALS:
    void presenting_changed(bool on);
    /// A layout was put in place of another, toolbars included.
    void arranged();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QString key(const char* what) const;
    /// The person's own, of the perspective.
    void lay_out_own();
    /// What lies below each other, of tabs one each.
    using Stacks = std::map<Qt::DockWidgetArea, QList<QDockWidget*>>;
    void share(const Stacks& stacks);

    QMainWindow& window_;
    PaneContext& context_;
    QSettings& settings_;
    std::vector<One> all_;
    Perspective perspective_ = Perspective::kLecture;
    bool lent_ = false;
    std::vector<Placed> placed_;  ///< the lesson's
    QString front_;             ///< brought forward last, in that layout
    bool low_ = false;          ///< what is laid out is for a low window
    bool laid_out_ = false;     ///< before that there is nothing to be remembered
    TabNames* tab_names_;
    Pane* last_focused_ = nullptr;
    QWidget* stage_ = nullptr;  ///< the whole screen, with the pane upon it
    QDockWidget* left_behind_ = nullptr;
};

}  // namespace anel::gui
