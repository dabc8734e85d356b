// The strip at the window's top: buttons and choices beside each other, in as many rows as its width and the size of the words ask for. None of them is ever
// behind an arrow.
// Not here: the buttons (controls.hpp), the choices (chooser.hpp).
#pragma once

#include <QToolBar>

namespace anel::gui {

class FlowLayout;

class TopBar : public QToolBar {
    Q_OBJECT

public:
    /// As wide as `window`.
    explicit TopBar(QWidget* window);

    /// Buttons that stay together.
    void add(const QList<QAction*>& actions);
    void add(QWidget* part);
    /// To be called where words or buttons have become of another size; where the window has, it is by itself.
    void fit();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QWidget* window_;
    QWidget* place_;
    FlowLayout* flow_;
};

}  // namespace anel::gui
