// What the window's lowest line says: how the machine stands, and where. In two lines where there is no room in one; words that even then do not fit end in
// dots, and are whole where the mouse points at them.
// Not here: the words (gui/models/words.hpp).
#pragma once

#include <QLabel>

class QBoxLayout;

namespace anel::gui {

/// A label that asks for no width.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(Qt::Alignment alignment, QWidget* parent = nullptr);

    /// The width that all of it takes.
    int wanted() const;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

class ReadOut : public QWidget {
    Q_OBJECT

public:
    explicit ReadOut(QWidget* parent = nullptr);

    void say(const QString& state, const QString& place);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit(bool also_back);

    ElidedLabel* state_;
    ElidedLabel* place_;
    QBoxLayout* lines_;
};

}  // namespace anel::gui
