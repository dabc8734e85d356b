// The strip at the window's top: buttons and choices beside each other, in as many rows as its width and the size of the words ask for. None of them is ever
// behind an arrow; where words are so large that what is below would have no room left, the rows can be scrolled.
// Not here: the buttons (controls.hpp), the choices (chooser.hpp).
#pragma once

#include <QToolBar>
#include <optional>

#include "gui/theme/theme.hpp"

class QScrollArea;

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
    /// Where the window is low for its words, words and buttons become smaller if that makes rows fewer.
    void restyle(const Theme& theme);
    /// To be called where words or buttons have become of another size; where the window has, or what else is in it, it is by itself.
    void fit();
    /// Pixels of its height that it can do without.
    int spare() const;

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    /// One row, in pixels.
    int least() const;
    int width_for_rows() const;
    void size_words();

    QWidget* window_;
    QScrollArea* area_;
    QWidget* place_;
    FlowLayout* flow_;
    std::optional<Theme> theme_;
};

/// The most pixels that a strip of a window can be high so that what else is in it keeps its least, and the window its size. The strip at the top gives way.
int room_for_strip(const QWidget& window, const QWidget& strip);

}  // namespace anel::gui
