// The names of panes behind tabs: as large as they all have room, down to usual letters; what has no room even then is scrolled to.
// A bar without names is not seen.
// Not here: which pane is behind which (docks.hpp).
#pragma once

#include <QObject>

class QMainWindow;

namespace anel::gui {

class PaneContext;

class TabNames : public QObject {
    Q_OBJECT

public:
    /// Both outlive it.
    TabNames(QMainWindow& window, PaneContext& context);

    /// Later, once; to be called where tabs or words may have become others.
    void fit_soon();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void fit();

    QMainWindow& window_;
    PaneContext& context_;
    bool will_fit_ = false;
};

}  // namespace anel::gui
